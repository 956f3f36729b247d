package import Resolution

/// The full name of a Rust toolchain, which is its folder's, or the path of one without a name; what
/// it means is read once.
package struct RustToolchainName: Sendable {
  /// The name or path.
  package let bytes: Bytes

  /// The release of that name; nil for a toolchain of the user's own.
  package let release: RustRelease?

  /// The toolchain of this name or path.
  package init(_ bytes: Bytes) {
    self.bytes = bytes
    release = RustRelease(bytes[...])
  }

  /// The toolchain of a release whose platform is complete.
  package init(_ release: RustRelease) {
    bytes = release.name
    self.release = release
  }

  /// The toolchain that a request asks for by name or path.
  package init(_ request: RustRequest) { self.init(request.name) }

  /// The name as other programs write it; bytes that are not UTF-8 are replaced.
  package var text: String { bytes.text }

  /// Whether it is a path.
  var isPath: Bool { bytes.contains(UInt8(ascii: "/")) }

  /// The name as one word of a command that may be copied.
  package var quoted: String { bytes.shellQuoted.text }
}

extension RustToolchainName: Hashable, Comparable {
  package static func == (left: RustToolchainName, right: RustToolchainName) -> Bool {
    left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  package static func < (left: RustToolchainName, right: RustToolchainName) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension RustToolchainName: CustomStringConvertible {
  /// The name as it may be shown on a terminal.
  package var description: String { bytes.printable.text }
}
