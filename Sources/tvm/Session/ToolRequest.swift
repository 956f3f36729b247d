import ArgumentParser
import Resolution
import Toolchains

/// A request together with the language it is for, from `[TOOL] REQUEST…` arguments.
struct ToolRequest: Equatable {
  /// The language.
  let language: Language

  /// The request as written; nil where only the tool is named.
  let text: Bytes?

  /// What the arguments of a verb mean.
  ///
  /// A tool's name holds for the requests behind it; `go@1.21.6` is `go 1.21.6`. Without a name the
  /// channels of Rust mean Rust.
  ///
  /// - Parameters:
  ///   - words: the arguments.
  ///   - language: which language any other word without a tool's name means.
  /// - Returns: the requests in their order.
  /// - Throws: what `language` throws.
  static func all(
    _ words: [String], language: (Bytes) throws -> Language
  ) rethrows -> [ToolRequest] {
    var requests: [ToolRequest] = []
    var named: Language?
    var isUsed = true
    for word in words {
      let bytes = Bytes(word.utf8)
      if let at = bytes.firstIndex(of: UInt8(ascii: "@")), let language = Language(bytes[..<at]) {
        requests.append(ToolRequest(language: language, text: Bytes(bytes[(at + 1)...])))
        continue
      }
      if let language = Language(bytes[...]) {
        if let named, !isUsed { requests.append(ToolRequest(language: named, text: nil)) }
        named = language
        isUsed = false
        continue
      }
      isUsed = true
      let language = try named ?? (isRustChannel(bytes[...]) ? .rust : language(bytes))
      requests.append(ToolRequest(language: language, text: bytes))
    }
    if let named, !isUsed { requests.append(ToolRequest(language: named, text: nil)) }
    return requests
  }

  /// Tools that other managers install, by the names that are not also a version's.
  private static let foreignTools: Set<String> = [
    "bun", "clang", "cmake", "crystal", "dart", "deno", "dotnet", "elixir", "erlang", "flutter",
    "gcc",
    "gleam", "gradle", "haskell", "helm", "java", "julia", "kotlin", "kubectl", "lua", "maven",
    "nim",
    "node", "nodejs", "npm", "ocaml", "perl", "php", "pnpm", "poetry", "python", "python3", "ruby",
    "scala", "swift", "terraform", "uv", "yarn", "zig",
  ]

  /// The first word that names a tool which other managers install, and tvm does not.
  static func foreignTool(in words: [String]) -> String? {
    words.prefix { $0 != "--" }.lazy.compactMap { $0.split(separator: "@").first.map(String.init) }
      .first(where: foreignTools.contains)
  }

  /// Sees that no word is a slip: the name of no toolchain, and nearly that of one.
  ///
  /// - Parameters:
  ///   - words: the arguments of a verb.
  ///   - world: where it is looked up which toolchains have names of their own.
  /// - Throws: ``CommandError/unknownTool(_:)``, ``CommandError/unknownRequest(_:meant:)``.
  static func check(_ words: [String], _ world: World) throws(CommandError) {
    if let tool = foreignTool(in: words), owners(of: Bytes(tool.utf8), world).isEmpty {
      throw .unknownTool(tool)
    }
    for (index, word) in words.enumerated() {
      let parts = word.split(separator: "@", maxSplits: 1).map(String.init)
      let text = Bytes((parts.last ?? word).utf8)
      if parts.count > 1, Language(Bytes(parts[0].utf8)[...]) == nil,
        owners(of: Bytes(word.utf8), world).isEmpty
      {
        throw .unknownTool(parts[0])
      }
      if Language(text[...]) != nil || !isName(text, world) { continue }
      // The date of a nightly is not part of what may be mistyped.
      let name = Bytes(text.prefix { $0 != UInt8(ascii: "-") }).text
      if let meant = Spelling.nearest(to: name, among: keywords), meant != name {
        throw .unknownRequest(
          Bytes(text).text, meant: meant + Bytes(text.dropFirst(name.utf8.count)).text)
      }
      let meant = Spelling.nearest(to: name, among: ["go", "golang", "rust"])
      if parts.count == 1, index + 1 < words.count, meant != nil { throw .unknownTool(word) }
    }
  }

  /// Words that stand for a release.
  private static let keywords =
    ["latest", "oldstable", "system", "none", "msrv"] + RustRelease.channels

  /// Whether a word could only be the name of a toolchain, and no toolchain has it.
  private static func isName(_ word: Bytes, _ world: World) -> Bool {
    guard case .go(.link)? = Request(go: word[...]) else { return false }
    return !keywords.contains(word.text) && !isRustChannel(word[...])
      && owners(of: word, world).isEmpty
  }

  /// Whether a word is one of Rust's channels, maybe of a date or a platform.
  static func isRustChannel(_ word: BytesSlice) -> Bool {
    RustRelease.channels.contains { channel in
      word.starts(with: channel.utf8)
        && (word.dropFirst(channel.utf8.count).first ?? 45) == UInt8(ascii: "-")
    }
  }

  /// The languages in which a toolchain has a word for a name of its own.
  static func owners(of word: Bytes, _ world: World) -> [Language] {
    let request = Request(go: word[...])
    switch request {
    case .go(.link)?, nil: break
    default: return []
    }
    // Without a home there are no toolchains; who needs one says so.
    var owners: [Language] = []
    if request != nil, let home = try? Home(world),
      Folder.isOccupied(home.goToolchains.appending(word))
    {
      owners.append(.go)
    }
    if RustRequest.isCustomName(word[...]), let home = try? RustHome(world),
      Folder.isOccupied(home.toolchains.appending(word))
    {
      owners.append(.rust)
    }
    return owners
  }
}

extension ToolRequest {
  /// What is said where one toolchain is wanted.
  static let notOne = ValidationError("specify one version, such as 1.21.6 or go@latest")
}

extension Session {
  /// What the arguments of a verb mean here, or for a language if one is meant wherever none is named;
  /// throws where one of them is mistyped.
  func requests(
    _ words: [String], in language: Language? = nil
  ) throws(CommandError) -> [ToolRequest] {
    try ToolRequest.check(words, world)
    return ToolRequest.all(words) { language ?? self.language(of: $0) }
  }

  /// The language that a word without a tool's name means: that of the only toolchain which has it
  /// for a name of its own, else that of the nearest project.
  func language(of word: Bytes) -> Language {
    let owners = ToolRequest.owners(of: word, world)
    return owners.count == 1 ? owners[0] : projectLanguage
  }

  /// The language of the nearest project; Go if there is none, or one of both languages.
  var projectLanguage: Language {
    let languages = world.languagesOfNearestProject()
    return languages.count == 1 ? languages[0] : .go
  }
}
