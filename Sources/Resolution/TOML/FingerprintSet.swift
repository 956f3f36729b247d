/// The fingerprints of paths that have been seen, found at once however many there are.
struct FingerprintSet {
  /// Zero where nothing is kept; half of them at most are taken, and their number is a power of two.
  private var slots: [UInt64] = []
  private var count = 0

  /// Adds a fingerprint; returns whether it was not among them.
  mutating func insert(_ fingerprint: UInt64) -> Bool {
    if slots.count <= 2 * count { grow() }
    // Zero stands for none; whether two paths of one fingerprint are the same is asked for elsewhere.
    let fingerprint = max(fingerprint, 1)
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
