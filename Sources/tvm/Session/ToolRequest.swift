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

extension Session {
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
