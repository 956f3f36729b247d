/// A Rust toolchain as a file, a variable or an argument asks for it.
package enum RustRequest: Equatable, Sendable {
  /// A linked toolchain, or any other folder with a name of its own.
  case custom(Bytes)
  /// A release, or the newest installed one of its minor version that is not older, for `+msrv`.
  case newest(RustRelease)
  /// A folder with `bin` in it, absolute.
  case path(Path)
  /// An official release; its platform is complete.
  case release(RustRelease)

  /// The request that a name makes, or nil where it can be neither an official nor a custom one.
  ///
  /// - Parameters:
  ///   - name: the name; trailing slashes are dropped, as rustup does.
  ///   - host: completes the platform.
  package init?(name: BytesSlice, host: RustTarget) {
    let name = name.withoutTrailingSlashes
    if let release = RustRelease(name) {
      self = .release(release.completed(by: host))
    } else if RustRequest.isCustomName(name) {
      self = .custom(Bytes(name))
    } else {
      return nil
    }
  }

  /// The request of a `+` argument or a variable, which may also be a path.
  ///
  /// - Parameters:
  ///   - text: the whole text.
  ///   - host: completes the platform.
  ///   - source: where it is written, for the error.
  /// - Throws: ``RustFault/malformedName(text:source:)``, ``RustFault/relativePath(text:source:)``.
  package init(
    _ text: BytesSlice, host: RustTarget, _ source: Source
  ) throws(ResolutionError) {
    if let named = RustRequest(name: text, host: host) {
      self = named
    } else if text.first == UInt8(ascii: "/"), text.contains(where: { $0 != UInt8(ascii: "/") }) {
      self = .path(Path(Bytes(text)))
    } else if text.contains(UInt8(ascii: "/")) {
      throw .rust(.relativePath(text: Bytes(text), source: source))
    } else {
      throw .rust(.malformedName(text: Bytes(text), source: source))
    }
  }

  /// Whether a custom toolchain may have this name: one component of a path that shows on one line,
  /// and nothing that means something else.
  package static func isCustomName(_ text: BytesSlice) -> Bool {
    guard let first = text.first, first != UInt8(ascii: "+"), text.count <= longestName else {
      return false
    }
    for byte in text where byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") || byte < 32 {
      return false
    }
    return !text.equals("none") && !text.equals(".") && !text.equals("..")
      && RustRelease(text) == nil
  }

  /// The longest name that a folder can have, in bytes.
  private static let longestName = 255

  /// The name of the toolchain's folder, or the path; what the child sees in `RUSTUP_TOOLCHAIN`.
  package var name: Bytes {
    switch self {
    case .custom(let name): name
    case .newest(let release), .release(let release): release.name
    case .path(let path): path.bytes
    }
  }

  /// Whether this asks for something that neither tvm nor rustup installs.
  package var isCustom: Bool {
    switch self {
    case .custom, .path: true
    case .newest, .release: false
    }
  }
}
