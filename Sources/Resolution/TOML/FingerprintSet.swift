/// An FNV-1a hash of a path, which stands for it.
///
/// Who contrives two paths with the same one gains nothing: he could have written one path twice.
struct Fingerprint: Equatable {
  fileprivate var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Adds one more part to the path.
  mutating func add(_ part: UnsafeRawBufferPointer) {
    for byte in part { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ 0xFF) &* 0x100_0000_01b3
  }
}

/// What paths have been seen as, found at once however many there are.
struct FingerprintSet {
  /// What a path has been used for; several of them are a sum.
  enum Use {
    /// A key with a value.
    static let value: UInt64 = 1
    /// A `[table]`.
    static let table: UInt64 = 2
    /// A `[[table]]`.
    static let element: UInt64 = 4
    /// What comes before the last dot of a key.
    static let dotted: UInt64 = 8
    /// What comes before the last dot of a header.
    static let above: UInt64 = 16
    /// All of them.
    static let any: UInt64 = 31
  }

  /// A fingerprint with the uses in its last bits, zero where nothing is kept; half of them at most
  /// are taken, and their number is a power of two.
  private var slots: [UInt64] = []
  private var count = 0

  /// Adds a use of a path to those of a group; returns what it has been used for before.
  mutating func add(_ use: UInt64, of path: Fingerprint, among group: Int) -> UInt64 {
    if slots.count <= 2 * count { grow() }
    let fingerprint = ((path.hash ^ UInt64(group)) &* 0x9E37_79B9_7F4A_7C15) | Use.any
    let slot = slot(of: fingerprint)
    let old = slots[slot]
    if old == 0 {
      count += 1
      slots[slot] = fingerprint & ~Use.any | use
    } else {
      slots[slot] = old | use
    }
    return old & Use.any
  }

  /// Where a fingerprint stands or belongs.
  private func slot(of fingerprint: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: fingerprint >> 8) & (slots.count - 1)
    while slots[slot] != 0, slots[slot] | Use.any != fingerprint | Use.any {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: max(4 * old.count, 16))
    for fingerprint in old where fingerprint != 0 { slots[slot(of: fingerprint)] = fingerprint }
  }
}
