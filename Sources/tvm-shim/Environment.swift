import CLibc
import Resolution

/// The environment of this process: each variable is found without going through all of them, and
/// the next program gets a changed copy.
///
/// A shim asks for some twenty variables, and a user has a hundred.
final class Environment: @unchecked Sendable {
  /// A list of entries such as `HOME=/home/ann`, with a final nil.
  typealias Block = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  // Nothing changes any of these once they are filled.
  private let entries: Block
  private let count: Int

  /// For each hash the first entry that has it, then for each entry the next with the same: numbers
  /// from 1 on, 0 where there is none.
  private let chains: UnsafeMutablePointer<Int32>

  /// How many hashes there are, a power of two.
  private static let hashes = 64

  /// The environment as the process got it.
  init() {
    entries = clibc_environment().pointee ?? Block.allocate(capacity: 1)
    var count = 0
    while entries[count] != nil { count += 1 }
    self.count = count
    chains = UnsafeMutablePointer.allocate(capacity: Environment.hashes + count)
    memset(chains, 0, Environment.hashes * MemoryLayout<Int32>.stride)
    // From the last to the first, which then comes first in its chain.
    while count > 0 {
      count -= 1
      guard let entry = entries[count] else { continue }
      let hash = Environment.hash(entry)
      chains[Environment.hashes + count] = chains[hash]
      chains[hash] = Int32(count + 1)
    }
  }

  /// Of the first two letters of a name.
  private static func hash(_ name: UnsafeRawPointer) -> Int {
    let first = name.load(as: UInt8.self)
    let second = first == 0 ? 0 : name.load(fromByteOffset: 1, as: UInt8.self)
    return Int(first &* 5 &+ second) & (hashes - 1)
  }

  /// The index of the first entry of a variable in a chain that begins with this link.
  private func index(of name: StaticString, from link: Int32) -> Int? {
    var link = link
    while link > 0 {
      let index = Int(link) - 1
      if let entry = entries[index], UnsafePointer(entry).value(ofVariable: name) != nil {
        return index
      }
      link = chains[Environment.hashes + index]
    }
    return nil
  }

  private func index(of name: StaticString) -> Int? {
    index(of: name, from: chains[Environment.hash(name.utf8Start)])
  }

  /// The value of a variable, or nil where it is not set.
  func value(of name: StaticString) -> Bytes? {
    guard let index = index(of: name), let entry = entries[index] else { return nil }
    return Bytes(cString: entry + name.utf8CodeUnitCount + 1)
  }

  /// Writes all entries, each with a NUL behind it, as `env -0` does.
  func print(to descriptor: Int32) {
    // The kernel puts them one behind the other: mostly one piece of memory, and one system call.
    var start: UnsafePointer<CChar>?
    var end: UnsafePointer<CChar>?
    for index in 0...count {
      let entry = index < count ? entries[index].map { UnsafePointer($0) } : nil
      if entry == nil || entry != end {
        if let start, let end {
          Output.write(UnsafeRawBufferPointer(start: start, count: end - start), to: descriptor)
        }
        start = entry
      }
      end = entry.map { $0 + strlen($0) + 1 }
    }
  }

  /// The environment with changes; only the list is a copy, and it lives as long as the process.
  func edited(_ edits: [EnvironmentEdit]) -> Block {
    let block = Block.allocate(capacity: count + edits.count + 1)
    block.update(from: entries, count: count)
    var end = count
    var hasGaps = false
    for edit in edits {
      let name = edit.name.literal
      var entry = edit.value.map { Environment.entry(name, $0) }
      var next = index(of: name)
      if next == nil, let added = entry {
        block[end] = added
        end += 1
      }
      // Of a variable that stands there twice some programs take the first, others the last.
      while let index = next {
        block[index] = entry
        hasGaps = hasGaps || entry == nil
        entry = nil
        next = self.index(of: name, from: chains[Environment.hashes + index])
      }
    }
    if hasGaps {
      let last = end
      end = 0
      for index in 0..<last {
        guard let entry = block[index] else { continue }
        block[end] = entry
        end += 1
      }
    }
    block[end] = nil
    return block
  }

  /// An entry such as `GOROOT=/opt/go` that lives as long as the process.
  private static func entry(_ name: StaticString, _ value: Bytes) -> UnsafeMutablePointer<CChar> {
    let length = name.utf8CodeUnitCount
    let entry = UnsafeMutablePointer<CChar>.allocate(capacity: length + value.count + 2)
    memcpy(entry, name.utf8Start, length)
    entry[length] = 61
    value.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { memcpy(entry + length + 1, start, bytes.count) }
    }
    entry[length + 1 + value.count] = 0
    return entry
  }
}
