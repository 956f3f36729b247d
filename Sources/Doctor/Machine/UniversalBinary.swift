package import Resolution

/// The programs for several machines that one file of macOS may hold.
///
/// Source: Apple's `mach-o/fat.h`; its numbers are big-endian.
package struct UniversalBinary: Equatable, Sendable {
  /// The program for one machine.
  package struct Slice: Equatable, Sendable {
    /// The machine, in Go's words such as `arm64`.
    package let machine: String
    /// Where it begins in the file, in bytes.
    package let offset: UInt64
  }

  /// The programs, in the order of the file.
  package let slices: [Slice]

  /// The slices that a file's first bytes tell of, as far as they reach; nil for any other file.
  package init?(head: Bytes) {
    guard head.count >= 8, head[..<3] == [0xCA, 0xFE, 0xBA], head[3] == 0xBE || head[3] == 0xBF
    else { return nil }
    let fields = Fields(head, true)
    let count = Int(fields.number(4, 4))
    // A class file of Java begins alike; what follows there is its version, 45 or more.
    guard (1..<20).contains(count) else { return nil }
    let isLong = head[3] == 0xBF
    let size = isLong ? 32 : 20
    slices = (0..<count).map { 8 + $0 * size }.filter { $0 + size <= head.count }.map { start in
      Slice(
        machine: UniversalBinary.machine(fields.number(start, 4)),
        offset: fields.number(start + 8, isLong ? 8 : 4))
    }
  }

  /// The slice that runs on a machine, else the first one.
  package func slice(for machine: String) -> Slice? {
    slices.first { $0.machine == machine } ?? slices.first
  }

  /// A machine by its number in Mach-O files.
  static func machine(_ number: UInt64) -> String {
    switch number {
    case 0x0100_000C: "arm64"
    case 0x0100_0007: "amd64"
    case 7: "386"
    default: "other"
    }
  }
}
