import ArgumentParser
import Resolution
import Toolchains

/// Prints the completion script of a shell.
struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the completion script of a shell.",
    discussion: """
      The hook loads it already; this is for set-ups without the hook.

      EXAMPLES:
        tvm completions bash > ~/.local/share/bash-completion/completions/tvm
        tvm completions fish > ~/.config/fish/completions/tvm.fish
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: ShellName

  func run() throws {
    let shell: CompletionShell =
      switch self.shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Output.print(Self.callingFunction(Tvm.completionScript(for: shell)))
  }

  /// The script for fish made to call the hook's function `tvm`, too, since the program itself need
  /// not be on `PATH`; the scripts of the other shells do that already.
  private static func callingFunction(_ script: String) -> String {
    let words = "$tokens[1] $argv $tokens"
    return script.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == "    command \(words)" ? "    \(words)" : $0 }
      .joined(separator: "\n")
  }
}

/// Words for completions, from what is on this machine; nothing is ever fetched for them.
enum Completion {
  /// The installed versions and links.
  static var installedVersions: [String] {
    // A completion has nobody to tell an error to.
    guard let session = try? Session() else { return [] }
    let installed = Installed(go: session.home, session.world)
    return (installed.versions.sorted().map(\.name) + installed.links).map(\.text)
  }

  /// The releases that the copy of the index knows.
  static var remoteVersions: [String] {
    // As above.
    guard let session = try? Session() else { return [] }
    let index = GoIndexLoader(
      session.resolver, session.world, network: .live(version: Tvm.version, isOffline: true)
    ).copyAtHand
    return (index?.releases ?? []).map(\.version.name.text)
  }
}
