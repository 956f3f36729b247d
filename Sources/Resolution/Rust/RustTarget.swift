/// A platform such as `x86_64-unknown-linux-gnu`, or parts of one.
package struct RustTarget: Equatable, Sendable {
  /// The parts that are written, with hyphens between them.
  package let name: Bytes

  /// Where the architecture ends in the name; 0 where it is not written.
  private let architectureEnd: Int

  /// Where the system ends in the name; where the architecture does where it is not written.
  private let systemEnd: Int

  /// The processor: `x86_64`; nil where it is not written.
  package var architecture: Bytes? { RustTarget.part(name[..<architectureEnd]) }

  /// The vendor and the system: `unknown-linux`; nil where it is not written.
  package var system: Bytes? { part(from: architectureEnd, to: systemEnd) }

  /// The C library or calling convention: `gnu`; nil where it is not written.
  package var environment: Bytes? { part(from: systemEnd, to: name.count) }

  /// What follows the hyphen behind a part.
  private func part(from start: Int, to end: Int) -> Bytes? {
    start < end ? Bytes(name[(start == 0 ? 0 : start + 1)..<end]) : nil
  }

  /// The target of these parts.
  init(_ architecture: Bytes?, _ system: Bytes?, _ environment: Bytes?) {
    var name = architecture ?? []
    architectureEnd = name.count
    if let system { name.append(part: system) }
    systemEnd = name.count
    if let environment { name.append(part: environment) }
    self.name = name
  }

  /// The parts that a text names in this order, each of which may be left out.
  ///
  /// Source: the lists in rustup's `known.rs`, which come from rustc's own targets.
  ///
  /// - Parameter text: the whole text; anything that is not on a list makes it nil.
  package init?(_ text: BytesSlice) {
    if text.equals(RustTarget.usual), let first = text.firstIndex(of: UInt8(ascii: "-")),
      let last = text.lastIndex(of: UInt8(ascii: "-"))
    {
      name = Bytes(text)
      architectureEnd = first - text.startIndex
      systemEnd = last - text.startIndex
      return
    }
    for architecture in RustTarget.beginnings(of: text, among: RustTarget.architectures) {
      guard let rest = text.rest(behind: architecture) else { continue }
      for system in RustTarget.beginnings(of: rest, among: RustTarget.systems) {
        guard let last = rest.rest(behind: system),
          last.isEmpty || RustTarget.environments.contains(word: last)
        else { continue }
        name = Bytes(text)
        architectureEnd = architecture - text.startIndex
        systemEnd = system > rest.startIndex ? system - text.startIndex : architectureEnd
        return
      }
    }
    return nil
  }

  /// The target with what is not written taken from the host.
  ///
  /// Source: `resolve` in rustup's `dist/mod.rs`: where a system is written, no environment means
  /// none.
  @inline(never)
  package func completed(by host: RustTarget) -> RustTarget {
    if isEmpty { return host }
    return RustTarget(
      architecture ?? host.architecture, system ?? host.system,
      environment ?? (system == nil ? host.environment : nil))
  }

  /// Whether nothing is written.
  package var isEmpty: Bool { name.isEmpty }

  /// What nearly every settings file and toolchain names, so that the lists need not be searched.
  #if canImport(Darwin) && arch(arm64)
  private static let usual: StaticString = "aarch64-apple-darwin"
  #elseif canImport(Darwin)
  private static let usual: StaticString = "x86_64-apple-darwin"
  #elseif arch(arm64)
  private static let usual: StaticString = "aarch64-unknown-linux-gnu"
  #else
  private static let usual: StaticString = "x86_64-unknown-linux-gnu"
  #endif

  private static func part(_ slice: BytesSlice) -> Bytes? { slice.isEmpty ? nil : Bytes(slice) }

  /// Where a word of a list that the text begins with ends, longest first; the start stands for none.
  @inline(never)
  private static func beginnings(of text: BytesSlice, among list: StaticString) -> [Int] {
    var ends = [text.startIndex]
    var index = text.startIndex
    while index <= text.endIndex {
      if index == text.endIndex || text[index] == UInt8(ascii: "-"),
        list.contains(word: text[..<index])
      {
        ends.append(index)
      }
      index += 1
    }
    ends.reverse()
    return ends
  }

  private static let architectures: StaticString = """
    aarch64 aarch64_be aarch64v8r amdgcn arm arm64_32 arm64e arm64ec armeb armebv7r armv4t armv5te \
    armv6 armv6k armv7 armv7a armv7k armv7r armv7s armv8r avr bpfeb bpfel csky hexagon i386 i586 \
    i686 loongarch32 loongarch64 m68k mips mips64 mips64el mipsel mipsisa32r6 mipsisa32r6el \
    mipsisa64r6 mipsisa64r6el msp430 nvptx64 powerpc powerpc64 powerpc64le riscv32 riscv32e \
    riscv32em riscv32emc riscv32gc riscv32i riscv32im riscv32ima riscv32imac riscv32imafc \
    riscv32imc riscv64 riscv64a23 riscv64gc riscv64im riscv64imac s390x sparc sparc64 sparcv9 \
    thumbv4t thumbv5te thumbv6 thumbv6m thumbv7a thumbv7em thumbv7m thumbv7neon thumbv7r \
    thumbv8m.base thumbv8m.main thumbv8r wasm32 wasm32v1 wasm64 x86_64 x86_64h xtensa
    """

  private static let systems: StaticString = """
    amd-amdhsa apple-darwin apple-ios apple-tvos apple-visionos apple-watchos esp-espidf \
    esp32-espidf esp32-none esp32s2-espidf esp32s2-none esp32s3-espidf esp32s3-none \
    fortanix-unknown ibm-aix kmc-solid_asp3 linux lynx-lynxos178 mti-none nintendo-3ds \
    nintendo-switch none nuttx-eabi nuttx-eabihf nvidia-cuda openwrt-linux pc-cygwin pc-nto \
    pc-solaris pc-windows risc0-zkvm rtems-eabihf sony-psp sony-psx sony-vita sun-solaris \
    unikraft-linux unknown-dragonfly unknown-emscripten unknown-freebsd unknown-fuchsia \
    unknown-haiku unknown-helenos unknown-hermit unknown-hurd unknown-illumos unknown-l4re \
    unknown-linux unknown-managarm unknown-motor unknown-netbsd unknown-none unknown-nto \
    unknown-nuttx unknown-openbsd unknown-qurt unknown-redox unknown-teeos unknown-trusty \
    unknown-uefi unknown-unknown unknown-xous uwp-windows vex-v5 wali-linux wasip1 wasip1-threads \
    wasip2 wasip3 win7-windows wrs-vxworks
    """

  private static let environments: StaticString = """
    android androideabi eabi eabihf elf freestanding gnu gnu_ilp32 gnuabi64 gnuabiv2 gnuabiv2hf \
    gnuasan gnueabi gnueabihf gnullvm gnuspe gnux32 macabi mlibc msvc musl muslabi64 musleabi \
    musleabihf muslspe newlibeabihf none ohos qnx700 qnx710 qnx710_iosock qnx800 sgx sim softfloat \
    spe uclibc uclibceabi uclibceabihf
    """
}

extension Array where Element == UInt8 {
  /// Adds a part behind a hyphen, which the first one does not get.
  fileprivate mutating func append(part: Bytes) {
    self = isEmpty ? part : Bytes(self[...], separator: UInt8(ascii: "-"), part[...])
  }
}

extension BytesSlice {
  /// What follows a word and its hyphen, or nil where nothing follows a hyphen.
  @inline(never)
  fileprivate func rest(behind end: Int) -> BytesSlice? {
    guard end > startIndex, end < endIndex else { return self[end...] }
    let rest = self[(end + 1)...]
    return rest.isEmpty ? nil : rest
  }
}
