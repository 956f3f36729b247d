import ArgumentParser
import Shells
import Toolchains

/// Prints the completion script of a shell.
struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print shell completions",
    discussion: """
      You need this only if you do not use the hook.

      EXAMPLES:
        tvm completions bash > ~/.local/share/bash-completion/completions/tvm
        tvm completions fish > ~/.config/fish/completions/tvm.fish
        tvm completions elvish > ~/.config/elvish/lib/tvm.elv
      """)

  @Argument(help: Shell.help)
  var shell: Shell

  func run() throws {
    if let frame = shell.completionFrame {
      return Output.print(try FramedCompletions().text(in: frame))
    }
    // The parser knows its shells by the same names.
    guard let shell = CompletionShell(rawValue: shell.rawValue) else {
      throw ValidationError("no completions for \(shell.rawValue)")
    }
    Output.print(CompletionScript(Tvm.completionScript(for: shell)).text)
  }
}
