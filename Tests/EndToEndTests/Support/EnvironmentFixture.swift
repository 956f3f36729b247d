import Foundation
import TestSupport
import Testing

/// A sandbox with a project `home/shop` and the built `tvm`.
final class EnvironmentFixture {
  let sandbox: Sandbox

  /// Where approvals and records are.
  var home: String { sandbox.path("tvm") }

  init(_ name: String = "sandbox") throws {
    sandbox = try Sandbox(name)
    sandbox.environment["TVM_HOME"] = sandbox.path("tvm")
    sandbox.environment["TVM"] = Project.program("tvm")
    sandbox.environment["OUT"] = sandbox.root
    try sandbox.makeDirectory("home/shop/cart")
  }

  /// Writes an environment file.
  func write(_ text: String, in directory: String = "home/shop") throws {
    try sandbox.write(text, to: "\(directory)/.envrc")
  }

  /// Writes an environment file and allows it.
  func allow(_ text: String, in directory: String = "home/shop") throws {
    try write(text, in: directory)
    try allow(in: directory)
  }

  /// Allows the environment file of a directory.
  @discardableResult
  func allow(in directory: String = "home/shop") throws -> ProgramOutput {
    let result = try tvm("allow", in: directory)
    #expect(result.status == 0, "\(result.errors)")
    return result
  }

  /// Runs the built `tvm`.
  @discardableResult
  func tvm(_ arguments: String..., in directory: String = "home/shop") throws -> ProgramOutput {
    try sandbox.run(Project.program("tvm"), arguments, in: directory)
  }

  /// The value that the environment of a directory gives to a variable, and what was said.
  func value(
    of name: String, in directory: String = "home/shop"
  ) throws -> (value: String, errors: String) {
    let result = try script(.bash, "look; printf %s \"${\(name)-}\"", in: directory)
    #expect(result.status == 0)
    return (result.output, result.errors)
  }

  /// Runs a script in a shell in which `look` does what the hook does when something has changed,
  /// and `settle` does it until nothing is so young that the next prompt would have to look again.
  func script(
    _ shell: HookShell, _ text: String, in directory: String = "home/shop"
  ) throws -> ProgramOutput {
    let look =
      shell == .fish
      ? """
      function look; $TVM export fish $argv | source; end
      function settle
        look
        for i in (seq 100)
          __tvm_same_environment; and return
          look
        end
      end

      """
      : """
      look() { eval "$("$TVM" export \(shell.rawValue) "$@")"; }
      settle() {
        look
        local i
        for i in $(seq 100); do
          __tvm_same_environment && return
          look
        done
      }

      """
    return try sandbox.run(shell.rawValue, shell.bare + ["-c", look + text], in: directory)
  }

  /// Makes a path of the sandbox writable by others, or takes that back.
  func setMode(_ mode: Int, of path: String) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: sandbox.path(path))
  }
}
