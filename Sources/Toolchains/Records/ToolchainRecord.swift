package import Resolution

/// What is noted of an installed toolchain: what was unpacked, and how well that was known.
package struct ToolchainRecord: Equatable, Sendable {
  /// An archive that was unpacked.
  package struct Archive: Equatable, Sendable {
    /// The URL or path that served it, without a user's name and password.
    package let url: String
    /// The SHA-256 of what arrived, in hex.
    package let sha256: String

    /// An archive from a place, whose credentials are left out.
    package init(url: String, sha256: String) {
      self.url = url.withoutCredentials
      self.sha256 = sha256
    }
  }

  /// The archives that were unpacked.
  package let archives: [Archive]

  /// How well it was known what they had to be: the least of all.
  package let trust: TrustLevel

  /// The index or manifest that their checksums came from; nil where that is not known.
  package let checksums: String?

  /// The SHA-256 of a Rust toolchain's manifest, in hex.
  package let manifest: String?

  /// A record to be written.
  package init(
    _ archives: [Archive], trust: TrustLevel, checksums: String?, manifest: String? = nil
  ) {
    self.archives = archives
    self.trust = trust
    self.checksums = checksums?.withoutCredentials
    self.manifest = manifest
  }

  private static let kind: StaticString = "toolchain"

  /// The record in a file; nil where there is none that can be read.
  package init?(at path: Path) {
    guard let file = RecordFile(ToolchainRecord.kind, at: path),
      let level = file.values(of: "trust").first,
      // A level of a later version of tvm's says no more than that the archive was checked.
      let trust = TrustLevel(rawValue: level.text) ?? (level.isEmpty ? nil : .sameHost)
    else { return nil }
    archives = file.values(of: "archive").compactMap { value in
      let text = value.text
      guard let blank = text.firstIndex(of: " ") else { return nil }
      return Archive(
        url: String(text[text.index(after: blank)...]), sha256: String(text[..<blank]))
    }
    self.trust = trust
    checksums = file.values(of: "checksums").first?.text
    manifest = file.values(of: "manifest").first?.text
  }

  /// Writes it down.
  ///
  /// - Throws: ``FileError``.
  package func write(to path: Path) throws(FileError) {
    var fields: [(key: StaticString, value: Bytes)] = [("trust", Bytes(trust.rawValue.utf8))]
    if let checksums { fields.append(("checksums", Bytes(checksums.utf8))) }
    if let manifest { fields.append(("manifest", Bytes(manifest.utf8))) }
    fields += archives.map { ("archive", Bytes("\($0.sha256) \($0.url)".utf8)) }
    try RecordFile(ToolchainRecord.kind, fields).write(to: path)
  }
}
