package import Resolution

/// The text of a file of checksums, in the forms that are found beside archives.
///
/// `HASH`, `HASH  NAME`, `HASH *NAME` as sha256sum writes them, `sha256:HASH`, and BSD's
/// `SHA256 (NAME) = HASH`.
package enum ChecksumText {
  /// The SHA-256 of a file.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - fileName: The file, of several the one to look for.
  /// - Returns: The hash in lower-case hex; nil where the text has none for the file.
  package static func sha256(in text: Bytes, of fileName: String) -> String? {
    var found: [(hash: String, name: String?)] = []
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
      if let entry = bsd(line) ?? plain(line) { found.append(entry) }
    }
    let own = found.first { $0.name?.split(separator: "/").last.map(String.init) == fileName }
    // One alone is beside its file, whatever that was called when it was made.
    return own?.hash ?? (found.count == 1 ? found[0].hash : nil)
  }

  /// `SHA256 (NAME) = HASH`, and OpenSSL's `SHA2-256(NAME)= HASH`.
  private static func bsd(_ line: Substring) -> (hash: String, name: String?)? {
    let upper = line.uppercased()
    guard upper.hasPrefix("SHA256") || upper.hasPrefix("SHA2-256"),
      let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close,
      let hash = hash(line[close...].dropFirst().drop { $0 == " " || $0 == "=" })
    else { return nil }
    return (hash, String(line[line.index(after: open)..<close]))
  }

  private static func plain(_ line: Substring) -> (hash: String, name: String?)? {
    var rest = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
    if rest.lowercased().hasPrefix("sha256:") {
      rest = rest.dropFirst("sha256:".count).drop { $0 == " " }
    }
    let word = rest.prefix { $0 != " " && $0 != "\t" }
    guard let hash = hash(word) else { return nil }
    let name = rest.dropFirst(word.count).drop { $0 == " " || $0 == "\t" || $0 == "*" }
    return (hash, name.isEmpty ? nil : String(name))
  }

  private static func hash(_ text: Substring) -> String? {
    let hash = text.filter { $0 != " " && $0 != "\t" }.lowercased()
    return Digest.isHex(hash) ? hash : nil
  }
}
