import ArgumentParser
import Resolution
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
      """)

  @Argument(help: Shell.help)
  var shell: Shell

  func run() throws {
    // The parser knows its shells by the same names.
    guard let shell = CompletionShell(rawValue: shell.rawValue) else {
      throw ValidationError("no completions for \(shell.rawValue)")
    }
    Output.print(CompletionScript(Tvm.completionScript(for: shell)).text)
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
    offer(words, index, prefix, \.names)
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
    offer(words, index, prefix, \.knownReleases)
  }

  private static func offer(
    _ words: [String], _ index: Int, _ prefix: String, _ names: (Store) -> [Bytes]
  ) -> [String] {
    // A completion has nobody to tell an error to.
    guard let session = try? Session() else { return [] }
    let all = Language.allCases.map { language in
      // What a shell would take for more than one word is not for it to put on a command line.
      let names = ((try? session.store(language)).map(names) ?? []).filter { $0.shellQuoted == $0 }
      return (language, names.map(\.text))
    }
    for (language, names) in all {
      // Most shells complete go@1.2 as one word, bash only what follows the @.
      let start = "\(language.name)@"
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
