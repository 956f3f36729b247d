import Foundation

/// Damaged texts, the same in every run: what a reader must take or refuse, and nothing else.
public struct Fuzz: Sequence, IteratorProtocol {
  private let seeds: [[UInt8]]
  private let words: [[UInt8]]
  private var state: UInt64
  private var left: Int

  /// What breaks readers: ends of all kinds, escapes, numbers that are too large.
  private static let breakers = [
    "\u{1B}[2J", "\n", "\r\n", "\0", "\"", "'", "\\", "$(", "`", "${", "{", "}", "[[", "]]", "/*",
    "#", "=", ":", ",", "\u{FEFF}", "\u{202E}", "99999999999999999999", "-1", "..", "/", "\u{7F}",
  ].map { Array($0.utf8) }

  /// Damaged copies of some texts.
  ///
  /// - Parameters:
  ///   - seeds: texts that are right.
  ///   - count: how many copies there are; `TVM_TEST_FUZZ` times as many, where that is set.
  ///   - seed: tells one row of copies from another.
  public init(_ seeds: [String], count: Int = 3000, seed: UInt64 = 1) {
    self.seeds = seeds.map { Array($0.utf8) }
    words = Fuzz.breakers + seeds.flatMap { $0.split(separator: " ").map { Array($0.utf8) } }
    state = seed
    let times = ProcessInfo.processInfo.environment["TVM_TEST_FUZZ"].flatMap { Int($0) } ?? 1
    left = count * Swift.max(times, 1)
  }

  public mutating func next() -> [UInt8]? {
    guard left > 0 else { return nil }
    left -= 1
    var text = seeds[number(below: seeds.count)]
    for _ in 0...number(below: 6) { damage(&text) }
    return text
  }

  private mutating func damage(_ text: inout [UInt8]) {
    let place = number(below: text.count + 1)
    switch number(below: 6) {
    case 0: text.insert(UInt8(truncatingIfNeeded: random()), at: place)
    case 1: if place < text.count { text[place] = UInt8(truncatingIfNeeded: random()) }
    case 2: text.removeSubrange(place..<Swift.min(text.count, place + number(below: 8)))
    case 3: text.insert(contentsOf: words[number(below: words.count)], at: place)
    case 4: text.insert(contentsOf: text[..<place].suffix(number(below: 64)), at: place)
    default: text.removeSubrange(place...)
    }
  }

  private mutating func number(below limit: Int) -> Int { Int(random() % UInt64(limit)) }

  /// SplitMix64.
  private mutating func random() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
