import Foundation
import TestSupport
import Testing

/// A sandbox with homes for tvm, rustup and cargo, and a mirror of made-up Rust releases.
final class RustFixture {
  let sandbox: Sandbox

  /// The platform of the made-up releases.
  static let host = "x86_64-unknown-linux-gnu"

  /// A mirror without any release, served as a folder.
  init() throws {
    sandbox = try Sandbox()
    for (name, folder) in [("TVM_HOME", "tvm"), ("RUSTUP_HOME", "rustup"), ("CARGO_HOME", "cargo")]
    {
      sandbox.environment[name] = sandbox.path(folder)
    }
    sandbox.environment["RUSTUP_OVERRIDE_HOST_TRIPLE"] = Self.host
    sandbox.environment["RUSTUP_DIST_SERVER"] = "file://" + sandbox.path("mirror")
    sandbox.environment["RUSTUP_OVERRIDE_UNIX_FALLBACK_SETTINGS"] = sandbox.path("none")
    try sandbox.makeDirectory("project")
    try sandbox.makeDirectory("mirror")
    // That the shims are not on PATH has been said.
    try sandbox.write("", to: "tvm/told-path")
  }

  /// A mirror with one release.
  convenience init(_ version: String, _ date: String = "2023-06-01", _ options: String...) throws {
    self.init(empty: try RustFixture())
    try release(version, date, options)
  }

  private init(empty other: RustFixture) { sandbox = other.sandbox }

  /// Adds a release to the mirror.
  func release(_ version: String, _ date: String, _ options: [String] = []) throws {
    try MadeUpRust.add([version, date] + options, to: sandbox.path("mirror"))
  }

  /// Replaces a file of the mirror, and its checksum.
  func serve(_ contents: String, at path: String) throws {
    try sandbox.write(contents, to: path)
    try sandbox.write(
      try sandbox.run("sha256sum", [sandbox.path(path)]).output, to: path + ".sha256")
  }

  /// Runs the built `tvm`.
  @discardableResult
  func tvm(_ arguments: String..., in directory: String = "project") throws -> ProgramOutput {
    try sandbox.run(Project.program("tvm"), arguments, in: directory)
  }

  /// Starts the built `tvm` and does not wait.
  func start(_ arguments: String..., checkpoint: String? = nil) throws -> RunningProgram {
    let before = sandbox.environment
    defer { sandbox.environment = before }
    sandbox.environment["TVM_TEST_CHECKPOINT"] = checkpoint
    return try RunningProgram(
      Project.program("tvm"), arguments, in: sandbox, directory: "project")
  }

  /// The folder of a toolchain below the sandbox.
  func root(_ name: String) -> String { "rustup/toolchains/\(name)-\(Self.host)" }

  /// What a program of a toolchain says to `--version`; nil where it cannot be run.
  func version(_ program: String, of name: String) throws -> String? {
    let path = sandbox.path("\(root(name))/bin/\(program)")
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    return try sandbox.run(path, ["--version"]).output
  }

  /// The names of the installed components of a toolchain.
  func components(_ name: String) -> Set<String> {
    Set(
      sandbox.read("\(root(name))/lib/rustlib/components").split(separator: "\n").map(String.init))
  }

  /// The names in a folder below the sandbox, sorted.
  func names(_ folder: String) -> [String] {
    // A folder that does not exist has nothing in it.
    (try? FileManager.default.contentsOfDirectory(atPath: sandbox.path(folder)).sorted()) ?? []
  }

  /// The folders in which toolchains are put together.
  var staged: [String] { names("rustup/tvm/tmp") }

  /// Every file of a toolchain with its kind, mode and size, one a line.
  func tree(_ folder: String) throws -> [String] {
    try sandbox.run("find", [".", "-printf", "%p %y %m %s\n"], in: folder).output
      .split(separator: "\n").map(String.init).sorted()
  }
}

/// The real rustup of this machine, if there is one; it is only ever run in a sandbox.
enum RealRustup {
  /// Its path.
  static let path: String? = {
    let path = NSHomeDirectory() + "/.cargo/bin/rustup"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  /// A toolchain that it has installed, to cut a mirror from.
  static let toolchain: String? = {
    let path = NSHomeDirectory() + "/.rustup/toolchains/stable-\(RustFixture.host)"
    return FileManager.default.fileExists(atPath: path + "/lib/rustlib/components") ? path : nil
  }()
}
