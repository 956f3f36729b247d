import Foundation
import TestSupport
import Testing

/// A shell that tvm has a hook for.
enum HookShell: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case bash, zsh, fish

  /// The shells of this machine; `HookSourceTests` names those that are missing.
  static let installed = allCases.filter { findProgram($0.rawValue) != nil }

  var testDescription: String { rawValue }

  /// The hook as it stands in the sources.
  var file: String { "\(Project.root)/shell/hook.\(rawValue)" }

  /// The functions by which it changes variables.
  var functions: String { "\(Project.root)/shell/change/change.\(rawValue)" }

  /// The arguments for a shell without the user's and the system's start-up files.
  var bare: [String] {
    switch self {
    case .bash: ["--noprofile", "--norc"]
    case .zsh: ["-f"]
    case .fish: ["--no-config"]
    }
  }

  /// The last status, as it is written in this shell.
  var status: String { self == .fish ? "$status" : "$?" }

  /// A command that makes a variable part of the environment.
  func export(_ name: String, _ value: String) -> String {
    self == .fish ? "set -gx \(name) \(quote(value))" : "export \(name)=\(quote(value))"
  }

  /// A command that removes a variable.
  func unset(_ name: String) -> String { self == .fish ? "set -e \(name)" : "unset \(name)" }

  /// A text as one word of this shell.
  func quote(_ text: String) -> String {
    guard self == .fish else { return "'" + text.replacing("'", with: "'\\''") + "'" }
    return "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}

/// A sandbox with a hook as `tvm hook SHELL` prints it, and stand-ins for the two programs.
///
/// The stand-in for `tvm-shim --active` answers with the nearest `.go-version` and `rust-toolchain`,
/// taking their first line for what is active, and writes its current directory to `asked`. The one
/// for `tvm` writes its arguments to `called`.
final class HookFixture {
  let sandbox: Sandbox
  let shell: HookShell

  /// Where the shims, the completions and `tvm` lie; odd on purpose.
  static let odd = "it's $HOME `x` \\ \"é\""

  init(
    _ shell: HookShell, quiet: Bool = false, dotenv: Bool = false, follows: Bool = true,
    cargo: String = "", name: String = odd
  ) throws {
    self.shell = shell
    sandbox = try Sandbox()
    sandbox.environment["OUT"] = sandbox.root
    try sandbox.write(Self.shim, to: "\(name)/shims/tvm-shim", executable: true)
    try sandbox.write(Self.program, to: "\(name)/bin/tvm", executable: true)
    try sandbox.write(ExportStandIn.script, to: "\(name)/bin/tvm-export", executable: true)
    for file in ["tvm.bash", "_tvm", "tvm.fish"] {
      try sandbox.write(Self.completions(file), to: "\(name)/completions/\(file)")
    }
    func assign(_ variable: String, _ value: String) -> String {
      shell == .fish ? "set -g \(variable) \(value)\n" : "\(variable)=\(value)\n"
    }
    let functions = try String(contentsOfFile: shell.functions, encoding: .utf8)
    let prelude =
      assign("__tvm_program", shell.quote(sandbox.path("\(name)/bin/tvm")))
      + assign("__tvm_shims", shell.quote(sandbox.path("\(name)/shims")))
      + assign("__tvm_cargo", shell.quote(cargo))
      + assign("__tvm_settings", shell.quote(sandbox.path("\(name)/config.toml")))
      + assign("__tvm_completions", shell.quote(sandbox.path("\(name)/completions")))
      + assign("__tvm_quiet", quiet ? "1" : "''") + assign("__tvm_dotenv", dotenv ? "1" : "''")
      + assign("__tvm_cd", follows ? "1" : "''")
      + (shell == .bash ? assign("__tvm_functions", shell.quote(functions)) : functions)
    shims = sandbox.path("\(name)/shims")
    let text = String(decoding: try Data(contentsOf: URL(filePath: shell.file)), as: UTF8.self)
    try sandbox.write(prelude + text, to: "hook")
    try sandbox.makeDirectory("home/shop/cart/item")
    try sandbox.makeDirectory("home/bare")
  }

  /// Takes the hook that the built program prints, which asks the program itself.
  func useProgram() throws {
    sandbox.environment["TVM_HOME"] = sandbox.path("tvm's home")
    let hook = try sandbox.run(Project.program("tvm"), ["hook", shell.rawValue])
    #expect(hook.status == 0, "\(hook.errors)")
    try sandbox.write(hook.output, to: "hook")
  }

  /// The absolute path of the shims directory.
  let shims: String

  /// The line in the rc file.
  var activation: String {
    shell == .fish ? "cat $OUT/hook | source" : "eval \"$(cat \"$OUT/hook\")\""
  }

  /// Starts the shell interactively in the home directory, with the hook unless told otherwise.
  func start(hooked: Bool = true, before setup: [String] = []) throws -> Terminal {
    let terminal = try Terminal(
      findProgram(shell.rawValue) ?? "", shell.bare + ["-i"], environment: sandbox.environment,
      directory: sandbox.home)
    try terminal.run(plainPrompt)
    for line in setup { try terminal.run(line) }
    if hooked { try terminal.run(activation) }
    return terminal
  }

  /// A line that makes the prompt short and free of processes.
  var plainPrompt: String {
    shell == .fish ? "function fish_prompt; printf '> '; end; function fish_title; end" : "PS1='> '"
  }

  /// Runs a script that evaluates the hook first, without a terminal.
  func script(_ text: String, options: [String] = []) throws -> ProgramOutput {
    try sandbox.run(
      shell.rawValue, shell.bare + options + ["-c", activation + "\n" + text], in: "home")
  }

  /// How often the stand-in for the shim was asked what is active.
  var questions: Int { sandbox.read("asked").split(separator: "\n").count }

  private static let shim = """
    #!/bin/sh
    [ "$1" = --active ] || exit 64
    printf '%s\\n' "$PWD" >>"$OUT/asked"
    show() {
      if [ -f "$2/$3" ]; then
        what=
        read -r what <"$2/$3"
        printf '%s\\t%s\\t%s:1\\n' "$1" "$what" "$2/$3"
        return
      fi
      [ "$2" ] && show "$1" "${2%/*}" "$3"
    }
    if [ "$TVM_GO_VERSION" ]; then
      printf 'go\\t%s\\tTVM_GO_VERSION\\n' "$TVM_GO_VERSION"
    else
      show go "$(pwd -P)" .go-version
    fi
    show rust "$(pwd -P)" rust-toolchain
    exit 0
    """

  /// The options and directories with which the stand-in for `tvm export` was called.
  var exports: [String] {
    sandbox.read("exports").split(separator: "\n").map {
      String($0).replacing(sandbox.root + "/home", with: "~")
    }
  }

  private static let program = """
    #!/bin/sh
    [ "$1" = export ] && exec "$0-export" "$@"
    printf '<%s>' "$@" >>"$OUT/called"
    printf '\\n' >>"$OUT/called"
    case "$1 $2 $3" in
    "shell --emit fish")
      [ "$4" = --unset ] && echo 'set -e TVM_GO_VERSION' || echo "set -gx TVM_GO_VERSION '$4'" ;;
    "shell --emit "*)
      [ "$4" = --unset ] && echo 'unset TVM_GO_VERSION' || echo "export TVM_GO_VERSION='$4'" ;;
    *) echo "ran with $#" ;;
    esac
    case "$*" in *wrong*) exit 65 ;; esac
    """

  private static func completions(_ file: String) -> String {
    switch file {
    case "tvm.bash": "complete -W 'loaded-words' tvm\n"
    case "_tvm": "#compdef tvm\ncompadd loaded-words\n"
    default: "complete -c tvm -f -a loaded-words\n"
    }
  }
}

/// What the hook said: the part of each line from `tvm: ` on.
func messages(in screen: String) -> [String] {
  screen.matches(of: /tvm: [^\n]*/).map { String($0.output) }
}
