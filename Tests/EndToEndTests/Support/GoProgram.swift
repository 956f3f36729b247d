/// A made-up program with Go's build info in it, as `debug/buildinfo` describes it.
struct GoProgram {
  /// The places where Go has put the build info over the years.
  enum Form: Sendable {
    /// In place, in the section `.go.buildinfo`: since Go 1.18.
    case inline
    /// The same in a program whose list of sections is stripped.
    case inlineWithoutSections
    /// As the addresses of strings: before Go 1.18.
    case pointers
    /// In place, in a program of macOS.
    case machO
  }

  private let version: String
  private let module: [UInt8]
  private let machine: Int

  init(_ version: String, package: String, module: String, machine: Int) {
    self.version = version
    let lines = "path\t\(package)\nmod\t\(package)\t\(module)\th1:x\ndep\texample.com/d\tv1\n"
    let mark = [UInt8](repeating: 0xF9, count: 16)
    self.module = mark + Array(lines.utf8) + mark
    self.machine = machine
  }

  func bytes(_ form: Form) -> [UInt8] {
    switch form {
    case .inline: elf(inline, sections: true)
    case .inlineWithoutSections: elf(inline, sections: false)
    case .pointers: elf(pointers, sections: true)
    case .machO: machO
    }
  }

  private static let base = 0x400000
  private static let offset = 512

  private func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private func varint(_ value: Int) -> [UInt8] {
    value < 128 ? [UInt8(value)] : [UInt8(value & 127 | 128)] + varint(value >> 7)
  }

  private func magic(_ flags: UInt8) -> [UInt8] {
    [0xFF] + Array(" Go buildinf:".utf8) + [8, flags]
  }

  private var inline: [UInt8] {
    magic(2) + [UInt8](repeating: 0, count: 16) + varint(version.utf8.count) + Array(version.utf8)
      + varint(module.count) + module
  }

  private var pointers: [UInt8] {
    let start = Self.base + Self.offset
    let text = start + 64
    return magic(0) + number(start + 32, 8) + number(start + 48, 8) + number(text, 8)
      + number(version.utf8.count, 8) + number(text + version.utf8.count, 8)
      + number(module.count, 8) + Array(version.utf8) + module
  }

  private func elf(_ data: [UInt8], sections: Bool) -> [UInt8] {
    let names = Array("\0.go.buildinfo\0.shstrtab\0".utf8)
    let table = Self.offset + data.count + names.count
    var head: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
    head += number(2, 2) + number(machine, 2) + number(1, 4) + number(Self.base, 8)
    head += number(64, 8) + number(sections ? table : 0, 8) + number(0, 4)
    head += number(64, 2) + number(56, 2) + number(1, 2)
    head += number(64, 2) + number(sections ? 3 : 0, 2) + number(sections ? 2 : 0, 2)
    head += number(1, 4) + number(6, 4) + number(Self.offset, 8)
    head += number(Self.base + Self.offset, 8) + number(0, 8) + number(data.count, 8)
    head += number(data.count, 8) + number(4096, 8)
    head += [UInt8](repeating: 0, count: Self.offset - head.count)
    var bytes = head + data + names
    guard sections else { return bytes }
    bytes += [UInt8](repeating: 0, count: 64)
    for (name, offset, size) in [
      (1, Self.offset, data.count), (15, Self.offset + data.count, names.count),
    ] {
      bytes += number(name, 4) + number(1, 4) + number(3, 8)
      bytes += number(Self.base + offset, 8) + number(offset, 8) + number(size, 8)
      bytes += [UInt8](repeating: 0, count: 24)
    }
    return bytes
  }

  private func padded(_ text: String) -> [UInt8] {
    Array(text.utf8) + [UInt8](repeating: 0, count: 16 - text.utf8.count)
  }

  private var machO: [UInt8] {
    var head: [UInt8] = [0xCF, 0xFA, 0xED, 0xFE] + number(0x0100_000C, 4) + number(0, 4)
    head += number(2, 4) + number(1, 4) + number(152, 4) + number(0, 8)
    head += number(0x19, 4) + number(152, 4) + padded("__DATA") + number(Self.base, 8)
    head += number(4096, 8) + number(Self.offset, 8) + number(inline.count, 8)
    head += number(3, 4) + number(3, 4) + number(1, 4) + number(0, 4)
    head += padded("__go_buildinfo") + padded("__DATA") + number(Self.base, 8)
    head += number(inline.count, 8) + number(Self.offset, 4) + [UInt8](repeating: 0, count: 28)
    head += [UInt8](repeating: 0, count: Self.offset - head.count)
    return head + inline
  }
}
