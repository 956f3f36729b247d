import Resolution
import Toolchains

/// The variables that choose what processors Go builds for.
///
/// Source: internal/buildcfg of Go 1.26; every one is read, whatever GOARCH is.
struct GoLevel: Sendable {
  let name: StaticString
  let isValid: @Sendable (String) -> Bool

  static let all: [GoLevel] = [
    GoLevel(Variables.go386, ["sse2", "softfloat"]),
    GoLevel(Variables.goAMD64, ["v1", "v2", "v3", "v4"]),
    GoLevel(name: Variables.goARM) { value in
      let parts = value.split(separator: ",", omittingEmptySubsequences: false)
      return ["5", "6", "7"].contains(parts.first) && parts.count <= 2
        && parts.dropFirst().allSatisfy { $0 == "softfloat" || $0 == "hardfloat" }
    },
    GoLevel(name: Variables.goARM64) { value in
      let parts = value.split(separator: ",", omittingEmptySubsequences: false)
      let levels = (0...9).map { "v8.\($0)" } + (0...5).map { "v9.\($0)" }
      return levels.contains(parts.first.map(String.init) ?? "")
        && parts.dropFirst().allSatisfy { $0 == "lse" || $0 == "crypto" }
    },
    GoLevel(Variables.goMIPS, ["hardfloat", "softfloat"]),
    GoLevel(Variables.goMIPS64, ["hardfloat", "softfloat"]),
    GoLevel(Variables.goPPC64, ["power8", "power9", "power10"]),
    GoLevel(Variables.goRISCV64, ["rva20u64", "rva22u64", "rva23u64"]),
    GoLevel(name: Variables.goWasm) { value in
      value.split(separator: ",").allSatisfy { $0 == "satconv" || $0 == "signext" }
    },
  ]

  private init(name: StaticString, _ isValid: @escaping @Sendable (String) -> Bool) {
    self.name = name
    self.isValid = isValid
  }

  private init(_ name: StaticString, _ values: [String]) {
    self.init(name: name) { values.contains($0) }
  }

  /// The variable as one whose values are judged.
  var variable: GoVariable {
    GoVariable(
      name: name, title: "\(name) has a valid value",
      explanation: "every go command fails, or binaries do not run here"
    ) { value, machine in
      guard isValid(value.text) else {
        return .failure("not a valid level; every go command fails")
      }
      guard Literal(name) == Literal(Variables.goAMD64), let flags = machine.processorFlags else {
        return nil
      }
      let needed = GoLevel.amd64.filter { $0.level <= value.text }.flatMap(\.flags)
      guard let missing = needed.first(where: { !flags.contains($0) }) else { return nil }
      return .failure("this processor lacks \(missing), so binaries do not run")
    }
  }

  /// What a level needs beyond the one before it.
  ///
  /// Source: the x86-64 psABI, "Micro-Architecture Levels", by the names of Linux.
  private static let amd64: [(level: String, flags: [String])] = [
    ("v2", ["cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"]),
    ("v3", ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe"]),
    ("v4", ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]),
  ]
}

extension Machine {
  /// What the processor can do, as Linux names it; nil where that is not said, or it is none of x86-64.
  fileprivate var processorFlags: Set<String>? {
    guard Executable.hostMachine == "amd64",
      let head = Path("/proc/cpuinfo").firstBytes(4096)
    else { return nil }
    for line in head.parts(between: "\n") where line.starts(with: "flags") {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      return Set(Bytes(line[(colon + 1)...]).text.split(separator: " ").map(String.init))
    }
    return nil
  }
}
