package import Resolution

/// What a release has, as its file SHA256SUMS lists it.
package struct ReleaseSums: Sendable {
  /// An archive.
  package struct Archive: Equatable, Sendable {
    /// The name of its file.
    package let name: String
    /// What it has to be.
    package let sha256: String
    /// The version in it.
    package let version: ReleaseVersion
    /// The machines that it is for.
    package let platform: String
  }

  /// The name of the list's file.
  package static let fileName = "SHA256SUMS"

  /// The archives, one for each platform.
  package let archives: [Archive]

  /// The archives in a text; other lines are other files.
  package init(_ text: Bytes) {
    let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
    archives = lines.compactMap { line in
      let words = line.split { $0 == " " || $0 == "*" }
      guard words.count == 2, Digest.isHex(String(words[0])), words[1].hasPrefix("tvm-"),
        words[1].hasSuffix(".tar.gz")
      else { return nil }
      let parts = words[1].dropFirst(4).dropLast(7).split(separator: "-")
      guard parts.count >= 3,
        let version = ReleaseVersion(parts.dropLast(2).joined(separator: "-"))
      else { return nil }
      return Archive(
        name: String(words[1]), sha256: String(words[0]), version: version,
        platform: parts.suffix(2).joined(separator: "-"))
    }
  }

  /// The archive for this machine; nil where there is none.
  package var own: Archive? { archives.first { $0.platform == ReleaseSums.platform } }

  /// This machine in the names of archives.
  package static let platform = Platform.current.ofRelease
}

extension Platform {
  /// The platform in the names of tvm's own archives.
  fileprivate var ofRelease: String {
    if system == "darwin" { return "macos-universal" }
    return "\(system)-"
      + (["amd64": "x86_64", "arm64": "aarch64"][architecture] ?? architecture)
  }
}
