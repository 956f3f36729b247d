import Foundation
import TestSupport
import Testing

/// Made-up releases of tvm on disk, and the script that installs them.
final class ReleaseFixture {
  let sandbox: Sandbox

  /// The shells that the script has to run in, those that are here.
  static let shells = ["dash", "bash", "busybox"].filter { findProgram($0) != nil }

  /// This machine in the names of archives.
  static let platform: String = {
    #if os(macOS)
    return "macos-universal"
    #elseif arch(arm64)
    return "linux-aarch64"
    #else
    return "linux-x86_64"
    #endif
  }()

  private let shell: String

  /// A sandbox with the script as a release has it, apart from the sources.
  init(_ shell: String = "sh") throws {
    self.shell = shell
    sandbox = try Sandbox("releases of tvm")
    sandbox.environment["TVM_HOME"] = sandbox.path("data")
    let printed = try sandbox.run(
      "sh", ["\(Project.root)/shell/release.sh", "--print-installer"])
    #expect(printed.status == 0, "\(printed.errors)")
    try sandbox.write(printed.output, to: "script/install.sh", executable: true)
  }

  /// Makes a release in a folder of the sandbox: an archive and the sums.
  ///
  /// - Parameters:
  ///   - version: what the program says that it is.
  ///   - folder: where to; `VERSION` unless given.
  ///   - platform: for which machine.
  ///   - files: files besides the program, by their names below the prefix.
  /// - Returns: the folder.
  /// - Throws: what the sandbox throws.
  @discardableResult
  func release(
    _ version: String, in folder: String? = nil, for platform: String = platform,
    files: [String: String] = ["share/man/man1/tvm.1": "page\n"]
  ) throws -> String {
    let folder = folder ?? version
    let name = "tvm-\(version)-\(platform)"
    try sandbox.write(
      """
      #!/bin/sh
      case $1 in
        --version) echo 'tvm \(version)' ;;
        shims) echo "shims of \(version)" >>"$HOME/called" ;;
        setup) if [ "$2" = --help ]; then echo 'USAGE: tvm setup'; fi ;;
        *) exit 64 ;;
      esac

      """, to: "\(folder)/\(name)/bin/tvm", executable: true)
    for (path, text) in files { try sandbox.write(text, to: "\(folder)/\(name)/\(path)") }
    let made = try sandbox.run(
      "sh",
      [
        "-c", "tar -czf \"$1.tar.gz\" \"$1\" && rm -r \"${1:?}\" && sha256sum *.tar.gz >SHA256SUMS",
        "sh", name,
      ], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    return sandbox.path(folder)
  }

  /// Runs the script, which has no terminal to ask on.
  @discardableResult
  func install(_ arguments: String...) throws -> ProgramOutput {
    let words = [sandbox.path("script/install.sh")] + arguments
    let command = [shell] + (shell == "busybox" ? ["sh"] : []) + words
    return try findProgram("setsid") == nil
      ? sandbox.run(shell, Array(command.dropFirst()))
      : sandbox.run("setsid", ["--wait"] + command)
  }

  /// The version of the program in a prefix; empty without one.
  func version(in prefix: String = "home/.local") throws -> String {
    guard sandbox.exists("\(prefix)/bin/tvm") else { return "" }
    let output = try sandbox.run(sandbox.path("\(prefix)/bin/tvm"), ["--version"]).output
    return output.trimmingCharacters(in: .whitespacesAndNewlines).replacing("tvm ", with: "")
  }

  /// Everything below a folder of the sandbox, sorted.
  func tree(_ folder: String) throws -> [String] {
    try sandbox.run("sh", ["-c", "find . -mindepth 1 | sort"], in: folder).output
      .split(separator: "\n").map { String($0.dropFirst(2)) }
  }
}
