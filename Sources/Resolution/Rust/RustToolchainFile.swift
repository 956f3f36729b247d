/// What a `rust-toolchain.toml` or `rust-toolchain` says.
package struct RustToolchainFile: Equatable, Sendable {
  /// The file.
  package let path: Path

  /// The whole file.
  package let contents: Bytes

  /// The toolchain's name as written, and its line; nil where the default is meant.
  package private(set) var channel: RustSettings.Entry?

  /// The toolchain's folder as written, and its line.
  package private(set) var folder: RustSettings.Entry?

  /// The components that must be there, as written.
  package private(set) var components: [Bytes] = []

  /// The targets that must be there, as written.
  package private(set) var targets: [Bytes] = []

  /// The profile of a new installation: `minimal`, `default`, `complete`, or nil for the user's.
  package private(set) var profile: Bytes?

  /// The line of the `[toolchain]` table, from 1.
  package private(set) var line = 1

  /// What a file's contents say.
  ///
  /// Source: `OverrideFile` and `parse_override_file` in rustup's `config.rs`; unknown keys and tables
  /// are passed over.
  ///
  /// - Parameters:
  ///   - contents: the whole file.
  ///   - path: the file; its name decides which forms are allowed.
  /// - Throws: ``ResolutionError/notText(_:)`` and the ``RustFault`` of the file's kinds.
  package init(_ contents: Bytes, at path: Path) throws(ResolutionError) {
    self.path = path
    self.contents = contents
    let text = contents.withoutByteOrderMark
    let isLegacy = path.name.equals(VersionFile.rustToolchain.name)
    let name = isLegacy && text.isOneLine ? text.withoutUnicodeBlanks : nil
    if (name ?? text).isEmpty { throw .rust(.emptyFile(path)) }
    if let name {
      if !contents.isText { throw .notText(path) }
      let entry = RustSettings.Entry(name: Bytes(name), line: 1)
      if entry.name.first == UInt8(ascii: "/") { folder = entry } else { channel = entry }
      return
    }
    try readTable(RustReader(contents, at: path))
  }

  private mutating func readTable(_ reader: RustReader) throws(ResolutionError) {
    let document = reader.document
    guard let table = document.table("toolchain"), !table.isArray else {
      let found = document.table("toolchain")?.line ?? document.entry(dotted: "toolchain")?.line
      guard let found else { throw .rust(.noToolchainTable(path)) }
      throw .rust(
        .wrongType(path, line: found, key: Bytes("toolchain"), expected: Literal("a table")))
    }
    line = table.line
    channel = try entry("toolchain.channel", reader)
    folder = try entry("toolchain.path", reader)
    let components = try reader.strings("toolchain.components")
    let targets = try reader.strings("toolchain.targets")
    profile = try reader.profile("toolchain.profile")
    self.components = components ?? []
    self.targets = targets ?? []
    if channel == nil, folder == nil, components == nil, targets == nil {
      throw .rust(.nothingAsked(path, line: line))
    }
    guard let folder else { return }
    if let channel {
      throw .rust(
        .channelAndPath(path, line: folder.line, channel: channel.name, folder: folder.name))
    }
    if components != nil || targets != nil || profile != nil {
      throw .rust(.optionsWithPath(path, line: folder.line, folder: folder.name))
    }
  }

  private func entry(
    _ key: StaticString, _ reader: RustReader
  ) throws(ResolutionError) -> RustSettings.Entry? {
    guard let (text, line) = try reader.string(key) else { return nil }
    return RustSettings.Entry(name: text, line: line)
  }
}

extension BytesSlice {
  /// Whether there is at most one line, closed or not.
  fileprivate var isOneLine: Bool {
    guard let end = firstIndex(of: UInt8(ascii: "\n")) else { return true }
    return end + 1 == endIndex
  }

  /// The part without what Unicode counts as blank at both ends, as rustup trims a bare name.
  fileprivate var withoutUnicodeBlanks: BytesSlice {
    var rest = self
    while let first = UTF8Character(beginning: rest), first.isBlank {
      rest = rest.dropFirst(first.length)
    }
    while let length = (1...3).first(where: { rest.endsWithBlank(of: $0) }) {
      rest = rest.dropLast(length)
    }
    return rest
  }

  private func endsWithBlank(of length: Int) -> Bool {
    guard let last = UTF8Character(beginning: suffix(length)) else { return false }
    return last.length == length && last.isBlank
  }
}

extension UTF8Character {
  /// Whether Unicode's property White_Space has it.
  fileprivate var isBlank: Bool {
    switch code {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}
