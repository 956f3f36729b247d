import ArgumentParser
import Resolution
import Shells
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

  @Argument(help: Shell.help)
  var shell: Shell

  func run() throws {
    // The parser knows its shells by the same names.
    guard let shell = CompletionShell(rawValue: shell.rawValue) else {
      throw ValidationError("there are no completions for \(shell.rawValue)")
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
  ///
  /// - Parameters:
  ///   - words: all words of the command line.
  ///   - index: which of them is being completed.
  ///   - prefix: what there is of it before the cursor.
  /// - Returns: those of the language that the words name, else those that mean themselves here.
  @Sendable
  static func installed(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    // A completion has nobody to tell an error to.
    guard let session = try? Session() else { return [] }
    let go = GoInstalled(go: session.home, session.world)
    return offer(
      words, index, prefix, session, go: (go.versions.sorted().map(\.name) + go.links).map(\.text),
      rust: rustNames(session))
  }

  /// The releases that the copy of the index knows, and Rust's channels.
  ///
  /// - Parameters:
  ///   - words: all words of the command line.
  ///   - index: which of them is being completed.
  ///   - prefix: what there is of it before the cursor.
  /// - Returns: those of the language that the words name, else those that mean themselves here.
  @Sendable
  static func remote(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    // As above.
    guard let session = try? Session() else { return [] }
    let releases = GoIndexLoader(
      session.resolver, session.world, network: .live(version: Tvm.version, isOffline: true)
    ).copyAtHand?.releases
    return offer(
      words, index, prefix, session, go: (releases ?? []).map(\.version.name.text),
      rust: ["stable", "beta", "nightly"])
  }

  /// The installed Rust toolchains, without this machine's platform.
  private static func rustNames(_ session: Session) -> [String] {
    // As above.
    guard let store = try? session.rustStore() else { return [] }
    let platform = "-" + store.host.name.text
    return store.toolchains.filter { $0.kind != .incomplete }.map { toolchain in
      toolchain.name.hasSuffix(platform)
        ? String(toolchain.name.dropLast(platform.count)) : toolchain.name
    }
  }

  private static func offer(
    _ words: [String], _ index: Int, _ prefix: String, _ session: Session, go: [String],
    rust: [String]
  ) -> [String] {
    let all: [(Language, [String])] = [(.go, go), (.rust, rust)]
    for (language, names) in all {
      // Most shells complete go@1.2 as one word, bash only what follows the @.
      let start = Bytes(language.name).text + "@"
      if prefix.hasPrefix(start) { return names.map { start + $0 } }
    }
    let before = words.prefix(max(0, index)).reversed()
    if let named = before.lazy.compactMap({ Language(Bytes($0.utf8)[...]) }).first {
      return all.first { $0.0 == named }?.1 ?? []
    }
    let project = session.projectLanguage
    return all.flatMap { language, names in
      names.filter { ToolRequest.all([$0], language: { _ in project }).first?.language == language }
    }
  }
}
