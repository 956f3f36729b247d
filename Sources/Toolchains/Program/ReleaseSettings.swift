package import Resolution

/// Where releases are and who signs them, as `share/release.conf` says.
package struct ReleaseSettings: Equatable, Sendable {
  /// The folder with the list of a release; nil until there is one.
  package let address: String?
  /// The public key that signs releases; nil until there is one.
  package let key: Bytes?

  /// Those of this program.
  package static var own: ReleaseSettings {
    ReleaseSettings(ProgramFiles.text(Bytes("release.conf")) ?? [])
  }

  /// Those in a text.
  init(_ text: Bytes) {
    func value(_ name: String) -> Bytes? {
      text.parts(between: "\n").lazy.compactMap { line -> Bytes? in
        line.starts(with: Bytes("\(name)=".utf8)) ? Bytes(line.dropFirst(name.utf8.count + 1)) : nil
      }.first { !$0.isEmpty }
    }
    address = value("address")?.text
    key = value("key")
  }
}
