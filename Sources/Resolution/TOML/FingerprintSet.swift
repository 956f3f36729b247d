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

/// The fingerprints of paths that have been seen, found at once however many there are.
struct FingerprintSet {
  /// Zero where nothing is kept; half of them at most are taken, and their number is a power of two.
  private var slots: [UInt64] = []
  private var count = 0

  /// Adds a fingerprint to those of a group; returns whether it was not among them.
  mutating func insert(_ fingerprint: Fingerprint, among group: Int) -> Bool {
    if slots.count <= 2 * count { grow() }
    // Zero stands for none.
    let fingerprint = max((fingerprint.hash ^ UInt64(group)) &* 0x9E37_79B9_7F4A_7C15, 1)
    let slot = slot(of: fingerprint)
    if slots[slot] == fingerprint { return false }
    slots[slot] = fingerprint
    count += 1
    return true
  }

  /// Where a fingerprint stands or belongs.
  private func slot(of fingerprint: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: fingerprint) & (slots.count - 1)
    while slots[slot] != 0, slots[slot] != fingerprint { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: max(4 * old.count, 16))
    for fingerprint in old where fingerprint != 0 { slots[slot(of: fingerprint)] = fingerprint }
  }
}
