import CLibc
import Resolution

/// The environment that the next program gets.
enum Environment {
  private typealias Block = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// Makes changes where the environment stands.
  ///
  /// Only the list of pointers is copied, and only if variables are added; all other bytes stay as
  /// they were inherited.
  static func apply(_ edits: [EnvironmentEdit]) {
    guard !edits.isEmpty, let inherited = clibc_environment().pointee else { return }
    var count = 0
    while inherited[count] != nil { count += 1 }
    var block: Block = inherited
    var capacity = count
    for edit in edits {
      let name = edit.name.literal
      guard let value = edit.value else {
        while let index = index(of: name, in: block, count) {
          count -= 1
          block[index] = block[count]
          block[count] = nil
        }
        continue
      }
      let entry = entry(name, value)
      if let index = index(of: name, in: block, count) {
        block[index] = entry
        // Of a variable that stands there twice some programs take the first, others the last.
        while let second = self.index(of: name, in: block, count, from: index + 1) {
          count -= 1
          block[second] = block[count]
          block[count] = nil
        }
        continue
      }
      if count == capacity {
        capacity = count + edits.count
        let larger = Block.allocate(capacity: capacity + 1)
        larger.update(from: block, count: count)
        block = larger
      }
      block[count] = entry
      count += 1
      block[count] = nil
    }
    clibc_environment().pointee = block
  }

  private static func index(
    of name: StaticString, in block: Block, _ count: Int, from start: Int = 0
  ) -> Int? {
    for index in start..<count {
      guard let entry = block[index] else { continue }
      if UnsafePointer(entry).value(ofVariable: name) != nil { return index }
    }
    return nil
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
