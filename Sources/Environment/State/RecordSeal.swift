internal import CNettle
internal import Resolution
private import Toolchains

/// What keeps a record from being read by whoever has only its file.
///
/// The name of a record is the hash of what is in it. Its first part is the name of the file; the key
/// is made from all of it, and that stands in the environments alone that the record is for. When the
/// last program that has one has ended, nobody can read the file any more.
///
/// A key is only ever used for the one record that it is the hash of, so a nonce of zeros will do.
///
/// **Source:** <https://www.rfc-editor.org/rfc/rfc8439#section-2.4>
struct RecordSeal {
  /// The name of the record: the first 48 digits of the SHA-256, 128 bits beyond the file's name.
  let name: Bytes

  /// The seal of a record.
  init(of record: Bytes) { name = NameHash.of(record, digits: 48) }

  /// The seal of the record with a name, or nil where that cannot be one.
  init?(_ name: BytesSlice) {
    guard name.count == 48,
      name.allSatisfy({ $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) })
    else { return nil }
    self.name = Bytes(name)
  }

  /// The name of the file.
  var fileName: Bytes { Bytes(name.prefix(16)) }

  /// Whether a name is that of a record's file.
  static func isFileName(_ name: Bytes) -> Bool {
    name.count == 16
      && name.allSatisfy { $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
  }

  private var key: [UInt8] {
    let digits = Digest.hex(of: name).map {
      $0.isDigit ? $0 - UInt8(ascii: "0") : $0 - UInt8(ascii: "a") + 10
    }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// What stands in the file for a record, and the other way round.
  func applied(to bytes: Bytes) -> Bytes {
    var state = chacha_ctx()
    nettle_chacha_set_key(&state, key)
    nettle_chacha_set_nonce(&state, [UInt8](repeating: 0, count: 8))
    return Bytes(unsafeUninitializedCapacity: bytes.count) { buffer, count in
      if let start = buffer.baseAddress { nettle_chacha_crypt(&state, bytes.count, start, bytes) }
      count = bytes.count
    }
  }
}
