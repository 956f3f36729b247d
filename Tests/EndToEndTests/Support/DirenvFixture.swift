import Foundation
import TestSupport
import Testing

/// A sandbox in which tvm goes by the name of direnv, and a folder `home/p` for a project.
final class DirenvFixture {
  let sandbox: Sandbox
  let shell: HookShell

  /// Where `direnv` lies; odd on purpose.
  static let odd = "it's $HOME `x` \\ \"é\""

  init(_ shell: HookShell = .bash) throws {
    self.shell = shell
    sandbox = try Sandbox()
    let bin = try sandbox.makeDirectory(Self.odd)
    try sandbox.makeDirectory("home/p")
    try FileManager.default.createSymbolicLink(
      atPath: bin + "/direnv", withDestinationPath: Project.program("tvm"))
    sandbox.environment["PATH"] = bin + ":" + Sandbox.systemPath
    sandbox.environment["OUT"] = sandbox.root
  }

  /// The program by the name of direnv.
  var program: String { sandbox.path("\(Self.odd)/direnv") }

  /// Writes a file of the project.
  func write(_ text: String, to name: String = ".envrc") throws {
    try sandbox.write(text, to: "home/p/\(name)")
  }

  /// Runs direnv in a folder of the home.
  @discardableResult
  func direnv(
    _ arguments: String..., in folder: String = "home/p", input: String = ""
  ) throws -> ProgramOutput {
    try sandbox.run(program, arguments, in: folder, input: input)
  }

  /// Runs lines in the shell, in the project's folder.
  ///
  /// `load` evaluates what direnv exports, `show NAME…` prints variables as programs see them,
  /// and `assign NAME VALUE` and `forget NAME` change them.
  @discardableResult
  func script(_ lines: String, in folder: String = "home/p") throws -> ProgramOutput {
    try sandbox.run(shell.rawValue, shell.bare + ["-c", prelude + lines], in: folder)
  }

  private var prelude: String {
    guard shell == .fish else {
      return """
        load() { eval "$(direnv export \(shell))"; }
        show() { for name; do
          if value=$(printenv "$name"); then printf '%s\\n' "$name=$value"; else echo "no $name"; fi
        done; }
        assign() { export "$1=$2"; }
        forget() { unset "$1"; }

        """
    }
    return """
      function load; direnv export fish | source; end
      function show; for name in $argv
        if set value (printenv $name); echo "$name="(string join \\n -- $value | string collect)
        else; echo "no $name"; end
      end; end
      function assign; set -gx $argv[1] $argv[2]; end
      function forget; set -e $argv[1]; end

      """
  }

  /// The hook's line for the shell's start-up file.
  var activation: String {
    shell == .fish
      ? "\(shell.quote(program)) hook fish | source"
      : "eval \"$(\(shell.quote(program)) hook \(shell))\""
  }

  /// Starts the shell with the hook, interactively, in the home.
  func start(before setup: [String] = []) throws -> Terminal {
    let terminal = try Terminal(
      findProgram(shell.rawValue) ?? "", shell.bare + ["-i"], environment: sandbox.environment,
      directory: sandbox.home)
    let plain =
      shell == .fish
      ? "function fish_prompt; printf '> '; end; function fish_title; end" : "PS1='> '"
    try terminal.run(plain)
    for line in setup { try terminal.run(line) }
    try terminal.run(activation)
    return terminal
  }

  /// Puts a script in the place of direnv that counts how often it is started.
  func countStarts() throws {
    try sandbox.remove("\(Self.odd)/direnv")
    try sandbox.write(
      """
      #!/bin/bash
      echo "$*" >>"$OUT/starts"
      exec -a "$0" '\(Project.program("tvm"))' "$@"
      """, to: "\(Self.odd)/direnv", executable: true)
  }

  /// How often direnv was asked for an export.
  var starts: Int {
    sandbox.read("starts").split(separator: "\n").filter { $0.hasPrefix("export") }.count
  }
}
