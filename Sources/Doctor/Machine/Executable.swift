private import CLibc
package import Resolution

/// What a program is made for, as its first bytes tell.
package enum Executable: Equatable, Sendable {
  /// A program of this system for a machine, in Go's words such as `amd64`.
  case binary(machine: String)
  /// A program of another system.
  case foreign(system: String)
  /// A script.
  case script
  /// Anything else.
  case unknown

  /// What stands at a path; nil where nothing can be read.
  package init?(_ path: Path) {
    guard let head = path.firstBytes(64) else { return nil }
    self.init(head: head)
  }

  init(head: Bytes) {
    if head.starts(with: "#!") {
      self = .script
    } else if head.starts(with: "\u{7F}ELF"), head.count >= 20 {
      #if os(Linux)
      // The number of the machine is in the file's own byte order.
      let isLittle = head[5] == 1
      let number =
        isLittle ? Int(head[18]) | Int(head[19]) << 8 : Int(head[19]) | Int(head[18]) << 8
      let machine = Executable.elfMachines[number] ?? "machine \(number)"
      let isLittlePower = machine == "ppc64" && isLittle
      self = .binary(machine: isLittlePower ? "ppc64le" : machine)
      #else
      self = .foreign(system: "Linux")
      #endif
    } else if head.count >= 8, head[..<4] == [0xCF, 0xFA, 0xED, 0xFE] {
      self.init(machO: UniversalBinary.machine(Fields(head, false).number(4, 4)))
    } else if let slice = UniversalBinary(head: head)?.slice(for: Executable.hostMachine) {
      self.init(machO: slice.machine)
    } else if head.starts(with: "MZ") {
      self = .foreign(system: "Windows")
    } else {
      self = .unknown
    }
  }

  private init(machO machine: String) {
    #if canImport(Darwin)
    self = .binary(machine: machine)
    #else
    self = .foreign(system: "macOS")
    #endif
  }

  private static let elfMachines = [
    3: "386", 8: "mips", 20: "ppc", 21: "ppc64", 22: "s390x", 40: "arm", 62: "amd64",
    183: "arm64", 243: "riscv64", 258: "loong64",
  ]

  /// The machine that this program was built for, in Go's words.
  package static var hostMachine: String {
    #if arch(x86_64)
    clibc_is_translated() != 0 ? "arm64" : "amd64"
    #elseif arch(arm64)
    "arm64"
    #elseif arch(i386)
    "386"
    #elseif arch(arm)
    "arm"
    #elseif arch(powerpc64le)
    "ppc64le"
    #elseif arch(s390x)
    "s390x"
    #elseif arch(riscv64)
    "riscv64"
    #else
    "unknown"
    #endif
  }

  /// Whether this machine has what runs programs for Intel on an Apple processor.
  private static var runsIntelPrograms: Bool {
    #if canImport(Darwin)
    FileStatus(Path("/Library/Apple/usr/share/rosetta")) != nil
    #else
    false
    #endif
  }

  /// Why this cannot run here, in a few words; nil where it can, as far as that can be told.
  package var reasonNotToRun: String? {
    switch self {
    case .binary(let machine):
      machine == Executable.hostMachine
        || (machine == "386" && Executable.hostMachine == "amd64")
        || (machine == "amd64" && Executable.runsIntelPrograms)
        ? nil : "it is built for \(machine), and this machine is \(Executable.hostMachine)"
    case .foreign(let system): "it is a program of \(system)"
    case .script, .unknown: nil
    }
  }
}
