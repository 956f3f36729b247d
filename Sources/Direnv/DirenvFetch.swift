import CLibc
import Environment
import Resolution
import Toolchains

extension Direnv {
  /// `direnv fetchurl URL [HASH]`: without a hash it says what the hash is, with one it prints where
  /// the file is.
  static func fetch(_ call: DirenvCall) throws {
    let url = try call.argument(0, "URL argument")
    let home = try Home(.live)
    let store = DownloadStore(home)
    let expected = call.arguments.count > 1 ? try IntegrityHash(call.arguments[1]) : nil
    if let expected, store.holds(expected) {
      return Output.print(bytes: store.path(of: expected).bytes + "\n")
    }
    let network = Network.live(
      version: call.tvmVersion, isOffline: World.live.isOn(Variables.offline))
    guard
      let document = try Document.fetch(
        Download(mirrors: [url.text]), limit: 256 << 20, network: network)
    else { return }
    let actual = IntegrityHash(sha256: Bytes(document.sha256.utf8))
    if let expected, expected != actual {
      throw DirenvFault.hashMismatch(expected: expected.text, actual: actual.text)
    }
    let path = try store.add(document.bytes, actual)
    if expected != nil { return Output.print(bytes: path.bytes + "\n") }
    guard isatty(STDOUT_FILENO) == 1 else { return Output.print(bytes: actual.text + "\n") }
    Output.print(
      """
      Found hash: \(actual.text.text)

      Invoke fetchurl again with the hash as an argument to get the disk location:

        direnv fetchurl \(url.posixQuoted.text) \(actual.text.text)
        #=> \(path.bytes.printable.text)
      """)
  }
}

/// Downloads by the hash of their content.
private struct DownloadStore {
  private let folder: Path

  init(_ home: Home) { folder = home.own(.live).cache.appending("downloads-by-hash") }

  func path(of hash: IntegrityHash) -> Path { folder.appending(hash.hex) }

  /// Whether the file is there and has not been damaged since.
  func holds(_ hash: IntegrityHash) -> Bool {
    guard case .contents(let bytes) = World.live.read(path(of: hash), 256 << 20) else {
      return false
    }
    return Digest.hex(of: bytes) == hash.hex
  }

  /// Keeps a file; scripts are often run from there.
  func add(_ bytes: Bytes, _ hash: IntegrityHash) throws -> Path {
    let path = path(of: hash)
    try AtomicFile.write(bytes, to: path, links: .never, permissions: 0o500)
    return path
  }
}

/// A SHA-256 as browsers write it, such as `sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=`.
///
/// **Source:** https://www.w3.org/TR/SRI/
struct IntegrityHash: Equatable {
  /// The hash in lower-case hex.
  let hex: Bytes

  /// A hash in lower-case hex.
  init(sha256 hex: Bytes) { self.hex = hex }

  /// The hash that a text spells: SRI, in base64 with any of its alphabets, or hex behind `sha256-`.
  ///
  /// - Throws: ``DirenvFault/invalidHash(_:)``.
  init(_ text: Bytes) throws {
    guard text.starts(with: "sha256-") || text.starts(with: "sha256:") else {
      throw DirenvFault.invalidHash(text)
    }
    let digits = Bytes(text[7...])
    if digits.count == 64, digits.allSatisfy({ $0.isDigit || ($0 >= 97 && $0 <= 102) }) {
      hex = digits
      return
    }
    let safe = digits.map { byte -> UInt8 in
      byte == UInt8(ascii: "+") ? UInt8(ascii: "-") : byte == UInt8(ascii: "/") ? 95 : byte
    }
    guard let bytes = Gzenv.bytes(ofBase64: safe), bytes.count == 32 else {
      throw DirenvFault.invalidHash(text)
    }
    hex = bytes.flatMap { [$0 >> 4, $0 & 15] }.map { $0 < 10 ? 48 + $0 : 87 + $0 }
  }

  /// The hash as browsers write it.
  var text: Bytes {
    let nibbles = hex.map { $0 < 58 ? $0 - 48 : $0 - 87 }
    let bytes = stride(from: 0, to: nibbles.count - 1, by: 2).map {
      nibbles[$0] << 4 | nibbles[$0 + 1]
    }
    let spelled = Gzenv.base64(bytes).map { byte -> UInt8 in
      byte == UInt8(ascii: "-") ? UInt8(ascii: "+") : byte == 95 ? UInt8(ascii: "/") : byte
    }
    return Bytes("sha256-") + spelled
  }
}
