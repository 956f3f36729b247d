import Doctor
import Resolution
import Testing

@Suite("Programs for several machines in one file") struct UniversalBinaryTests {
  private static func number(_ value: UInt64, _ count: Int) -> Bytes {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// A header with slices of machines at offsets, in the short or the long form.
  private static func head(_ slices: [(UInt64, UInt64)], isLong: Bool = false) -> Bytes {
    let start: Bytes = [0xCA, 0xFE, 0xBA, isLong ? 0xBF : 0xBE] + number(UInt64(slices.count), 4)
    return slices.reduce(start) { bytes, slice in
      bytes + number(slice.0, 4) + number(0, 4) + number(slice.1, isLong ? 8 : 4)
        + number(1000, isLong ? 8 : 4) + number(14, 4) + (isLong ? number(0, 4) : [])
    }
  }

  @Test("the slice of this machine counts, else the first one", arguments: [false, true])
  func slices(_ isLong: Bool) throws {
    let head = Self.head([(0x0100_0007, 4096), (0x0100_000C, 16384)], isLong: isLong)
    let binary = try #require(UniversalBinary(head: head))
    #expect(binary.slice(for: "arm64")?.offset == 16384)
    #expect(binary.slice(for: "amd64")?.offset == 4096)
    #expect(binary.slice(for: "riscv64")?.machine == "amd64")
  }

  @Test("nothing else is one, and what is cut short has what is there") func others() {
    #expect(UniversalBinary(head: Bytes([0xCF, 0xFA, 0xED, 0xFE, 7, 0, 0, 1])) == nil)
    // A class file of Java 8.
    #expect(
      UniversalBinary(head: [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52] + Bytes(repeating: 0, count: 56))
        == nil)
    #expect(UniversalBinary(head: [0xCA, 0xFE, 0xBA, 0xBE]) == nil)
    let cut = Bytes(Self.head([(0x0100_0007, 4096), (0x0100_000C, 16384)]).prefix(30))
    #expect(UniversalBinary(head: cut)?.slices.map(\.machine) == ["amd64"])
  }
}
