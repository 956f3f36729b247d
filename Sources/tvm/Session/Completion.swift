import Doctor
import Resolution
import Toolchains

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

  /// The names of the Rust toolchains.
  @Sendable
  static func rust(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    guard let session = try? Session() else { return [] }
    return ((try? session.store(.rust)).map(\.names) ?? []).map(\.text)
  }

  /// The components of the toolchain that the words name, else of the active one.
  @Sendable
  static func components(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let names = entries(words).map(\.shortName).filter { !$0.hasPrefix("rust-std") }
    return listed(names.isEmpty ? usualComponents : names, prefix)
  }

  /// The targets of the toolchain that the words name, else of the active one.
  @Sendable
  static func targets(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let names = entries(words).filter { $0.component.package == "rust-std" }
      .compactMap(\.component.target)
    return listed(names.isEmpty ? usualTargets : names, prefix)
  }

  /// The checks of the doctor and their groups.
  @Sendable
  static func checks(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let names = Check.all.map(\.id)
    let groups = Set(names.compactMap { $0.split(separator: ".").first.map(String.init) })
    return groups.sorted() + names
  }

  /// The programs that have shims.
  @Sendable
  static func programs(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    Language.allCases.flatMap(\.programs).map { Bytes($0).text }
  }

  /// What is offered where no toolchain is installed that could tell.
  private static let usualComponents = [
    "clippy", "llvm-tools", "miri", "rust-analyzer", "rust-docs", "rust-src", "rustfmt",
  ]

  private static let usualTargets = [
    "aarch64-apple-darwin", "aarch64-unknown-linux-gnu", "wasm32-unknown-unknown", "wasm32-wasip1",
    "x86_64-pc-windows-gnu", "x86_64-unknown-linux-gnu", "x86_64-unknown-linux-musl",
  ]

  private static func entries(_ words: [String]) -> [RustComponents.Entry] {
    let option = words.firstIndex(of: "--toolchain").map { words.index(after: $0) }
    let named = option.flatMap { words.indices.contains($0) ? Bytes(words[$0].utf8) : nil }
    guard let session = try? Session(), let store = try? session.rustStore(),
      let name = try? store.name(named)
    else { return [] }
    return (try? RustComponents(of: name, store).list(onlyInstalled: false)) ?? []
  }

  /// Words behind those of a list with commas that are there already.
  private static func listed(_ names: [String], _ prefix: String) -> [String] {
    guard let comma = prefix.lastIndex(of: ",") else { return names }
    return names.map { "\(prefix[...comma])\($0)" }
  }

  private static func offer(
    _ words: [String], _ index: Int, _ prefix: String, _ names: (Store) -> [Bytes]
  ) -> [String] {
    // What stands behind is a command of its own.
    if words.prefix(max(0, index)).contains("--") { return [] }
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
