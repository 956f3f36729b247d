import Foundation

/// A temporary directory with a home in it and an environment that knows nothing of the user's.
///
/// The directory disappears with the last reference.
package final class Sandbox {
  /// The physical path of the directory, without a trailing slash.
  package let root: String
  /// The home directory, which exists and is empty.
  package let home: String
  /// What a program in the sandbox sees: `PATH`, `HOME`, `TMPDIR`, `TERM` and a UTF-8 locale.
  ///
  /// It is made from nothing, so no `TVM_…`, `GO…`, `RUSTUP_…`, `CARGO_…` or `XDG_…` leaks in.
  package var environment: [String: String]

  /// Where programs of the system are looked for.
  package static let systemPath =
    "/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin:/usr/sbin:/sbin"

  /// Creates the directory.
  ///
  /// - Parameter name: Part of the directory's name; may hold any character but `/`.
  /// - Throws: `ProgramError.outside`, and what Foundation says when the directory cannot be created.
  package init(_ name: String = "sandbox") throws {
    let parent = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
    guard parent.hasPrefix("/"), parent != "/", !name.contains("/") else {
      throw ProgramError.outside(path: name, root: parent)
    }
    root = "\(parent)/tvm-\(UUID().uuidString.prefix(8))-\(name)"
    home = root + "/home"
    environment = [
      "HOME": home, "TMPDIR": root + "/tmp", "PATH": Self.systemPath, "TERM": "dumb",
      "LANG": "C.UTF-8", "USER": "ann",
    ]
    try makeDirectory("home")
    try makeDirectory("tmp")
  }

  deinit {
    // A directory that cannot be removed is the system's to clean; the test has its result.
    try? FileManager.default.removeItem(atPath: root)
  }

  /// The absolute path of something in the sandbox.
  package func path(_ relative: String) -> String { "\(root)/\(relative)" }

  /// A path as messages show it.
  package func shown(_ path: String) -> String { path.replacing(home + "/", with: "~/") }

  /// The absolute path of something that is about to be made, changed or removed, which the sandbox
  /// itself and what lies around it never are.
  private func inside(_ relative: String) throws(ProgramError) -> String {
    var depth = 0
    for name in relative.split(separator: "/") where name != "." && depth >= 0 {
      depth += name == ".." ? -1 : 1
    }
    guard depth > 0 else { throw .outside(path: relative, root: root) }
    return path(relative)
  }

  /// Creates a directory and its parents.
  ///
  /// - Parameter relative: A path below the root.
  /// - Returns: The absolute path.
  /// - Throws: What Foundation says when it cannot be created.
  @discardableResult
  package func makeDirectory(_ relative: String) throws -> String {
    let path = try inside(relative)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// Writes a file in place, creating its directory; an existing file keeps its inode.
  ///
  /// - Parameters:
  ///   - text: The content.
  ///   - relative: A path below the root.
  ///   - executable: Whether the file may be run.
  /// - Returns: The absolute path.
  /// - Throws: What Foundation says when it cannot be written.
  @discardableResult
  package func write(_ text: String, to relative: String, executable: Bool = false) throws -> String
  {
    let target = try inside(relative)
    try FileManager.default.createDirectory(
      at: URL(filePath: target).deletingLastPathComponent(), withIntermediateDirectories: true)
    try programFiles.withLock { try Data(text.utf8).write(to: URL(filePath: target)) }
    if executable {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: target)
    }
    return target
  }

  /// Copies a program, or a folder with programs.
  ///
  /// - Parameters:
  ///   - source: An absolute path.
  ///   - relative: A path below the root.
  /// - Returns: The absolute path of the copy.
  /// - Throws: What Foundation says when it cannot be copied.
  @discardableResult
  package func copy(_ source: String, to relative: String) throws -> String {
    let target = try inside(relative)
    try programFiles.withLock { try FileManager.default.copyItem(atPath: source, toPath: target) }
    return target
  }

  /// Makes a symbolic link.
  ///
  /// - Parameters:
  ///   - relative: A path below the root.
  ///   - target: What the link says, relative to its own folder.
  /// - Throws: What Foundation says when it cannot be made.
  package func link(_ relative: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: inside(relative), withDestinationPath: target)
  }

  /// Whether a path leads to something.
  package func exists(_ relative: String) -> Bool {
    FileManager.default.fileExists(atPath: path(relative))
  }

  /// The content of a file; empty if there is none.
  package func read(_ relative: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path(relative)) ?? Data(), as: UTF8.self)
  }

  /// Removes a file or a directory.
  ///
  /// - Parameter relative: A path below the root.
  /// - Throws: What Foundation says when it cannot be removed.
  package func remove(_ relative: String) throws {
    try FileManager.default.removeItem(atPath: inside(relative))
  }

  /// Runs a program in the sandbox with its environment.
  ///
  /// - Parameters:
  ///   - program: An absolute path, or a name to look for in `systemPath`.
  ///   - arguments: The arguments after the program's name.
  ///   - directory: A path below the root, the root itself if empty.
  ///   - input: What the program reads from standard input.
  /// - Returns: Its exit status and what it printed.
  /// - Throws: `ProgramError`.
  @discardableResult
  package func run(
    _ program: String, _ arguments: [String] = [], in directory: String = "", input: String = ""
  ) throws(ProgramError) -> ProgramOutput {
    guard let found = findProgram(program) else {
      throw .cannotStart(program: program, code: ENOENT)
    }
    return try runProgram(
      found, arguments, environment: environment, directory: path(directory), input: input)
  }
}

/// The absolute path of a program of the system.
///
/// - Parameter name: A name, or an absolute path that is returned as it is.
/// - Returns: The first such program on `Sandbox.systemPath`, or nil.
package func findProgram(_ name: String) -> String? {
  if name.hasPrefix("/") { return name }
  return Sandbox.systemPath.split(separator: ":").map { "\($0)/\(name)" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
}
