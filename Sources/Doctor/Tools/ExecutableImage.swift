import CLibc
import Resolution

/// The loadable parts of a program file, by the addresses they have when it runs.
///
/// Sources: the ELF specification (program headers, section 2 "Program Header"), and Apple's
/// `mach-o/loader.h` (`LC_SEGMENT_64`). Other kinds of files have no parts.
struct ExecutableImage {
  /// A piece of the file that is mapped into memory.
  struct Segment {
    let address: UInt64
    let offset: UInt64
    let size: UInt64
    let isWritable: Bool
  }

  let segments: [Segment]
  let isBigEndian: Bool
  private let file: ProgramFile

  /// The image in a file, or nil where it is no program for 64 or 32 bits.
  init?(_ path: Path) {
    guard let file = ProgramFile(path), let head = file.bytes(at: 0, count: 64), head.count == 64
    else { return nil }
    self.file = file
    if head.starts(with: "\u{7F}ELF") {
      isBigEndian = head[5] == 2
      guard let segments = ExecutableImage.elf(file, head, isBigEndian) else { return nil }
      self.segments = segments
    } else {
      // A file for several machines holds one program after the other.
      let slice = UniversalBinary(head: head)?.slice(for: Executable.hostMachine)
      let start = slice?.offset ?? 0
      isBigEndian = false
      guard start < 1 << 40, let head = file.bytes(at: start, count: 32),
        head.starts(with: [0xCF, 0xFA, 0xED, 0xFE]), head.count == 32,
        let segments = ExecutableImage.machO(file, head, at: start)
      else { return nil }
      self.segments = segments
    }
  }

  /// The bytes at an address, as many as asked for; nil where the file does not hold them.
  func bytes(at address: UInt64, count: Int) -> Bytes? {
    guard count >= 0,
      let segment = segments.first(where: {
        address >= $0.address && address - $0.address < $0.size
          && UInt64(count) <= $0.size - (address - $0.address)
      }),
      case let (offset, overflow) = segment.offset.addingReportingOverflow(
        address - segment.address), !overflow,
      let bytes = file.bytes(at: offset, count: count), bytes.count == count
    else { return nil }
    return bytes
  }

  private static func elf(_ file: ProgramFile, _ head: Bytes, _ isBig: Bool) -> [Segment]? {
    let is64 = head[4] == 2
    let fields = Fields(head, isBig)
    let table = is64 ? fields.number(32, 8) : fields.number(28, 4)
    let size = Int(is64 ? fields.number(54, 2) : fields.number(42, 2))
    let count = Int(is64 ? fields.number(56, 2) : fields.number(44, 2))
    guard size >= (is64 ? 56 : 32), count < 1024,
      let bytes = file.bytes(at: table, count: size * count), bytes.count == size * count
    else { return nil }
    return (0..<count).compactMap { index in
      let entry = Fields(Bytes(bytes[(index * size)..<((index + 1) * size)]), isBig)
      // 1 is PT_LOAD; of the flags, 2 is PF_W.
      guard entry.number(0, 4) == 1 else { return nil }
      return Segment(
        address: is64 ? entry.number(16, 8) : entry.number(8, 4),
        offset: is64 ? entry.number(8, 8) : entry.number(4, 4),
        size: is64 ? entry.number(32, 8) : entry.number(16, 4),
        isWritable: (is64 ? entry.number(4, 4) : entry.number(24, 4)) & 2 != 0)
    }
  }

  private static func machO(_ file: ProgramFile, _ head: Bytes, at start: UInt64) -> [Segment]? {
    let fields = Fields(head, false)
    let size = Int(fields.number(20, 4))
    guard size < 1 << 20, let commands = file.bytes(at: start + 32, count: size),
      commands.count == size
    else { return nil }
    var segments: [Segment] = []
    var position = 0
    while position + 8 <= size {
      let command = Fields(Bytes(commands[position...]), false)
      let length = Int(command.number(4, 4))
      guard length >= 8, position + length <= size else { return nil }
      // 0x19 is LC_SEGMENT_64; of the protections, 2 is VM_PROT_WRITE.
      if command.number(0, 4) == 0x19, length >= 72 {
        segments.append(
          Segment(
            address: command.number(24, 8), offset: start + min(command.number(40, 8), 1 << 40),
            size: command.number(48, 8), isWritable: command.number(60, 4) & 2 != 0))
      }
      position += length
    }
    return segments
  }
}

/// Numbers at fixed places in some bytes.
struct Fields {
  private let bytes: Bytes
  private let isBigEndian: Bool

  init(_ bytes: Bytes, _ isBigEndian: Bool) {
    self.bytes = bytes
    self.isBigEndian = isBigEndian
  }

  /// The number of `count` bytes at a place; the place must exist.
  func number(_ offset: Int, _ count: Int) -> UInt64 {
    let field = bytes[offset..<(offset + count)]
    return isBigEndian
      ? field.reduce(0) { $0 << 8 | UInt64($1) }
      : field.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// A program file that is read in pieces, since programs are large.
final class ProgramFile {
  private let descriptor: CInt

  init?(_ path: Path) {
    descriptor = path.bytes.withCString { clibc_open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0) }
    if descriptor < 0 { return nil }
    var status = stat()
    if fstat(descriptor, &status) != 0 || clibc_is_regular(status.st_mode) == 0 { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The bytes at a place in the file, fewer at its end.
  func bytes(at offset: UInt64, count: Int) -> Bytes? {
    guard let offset = off_t(exactly: offset) else { return nil }
    var bytes = Bytes(repeating: 0, count: count)
    let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, offset) }
    return got < 0 ? nil : Bytes(bytes[..<got])
  }
}
