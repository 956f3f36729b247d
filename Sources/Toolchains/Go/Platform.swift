private import CLibc

/// The machine that toolchains are for, in Go's words.
package struct Platform: Equatable, Sendable {
  /// Go's name of the operating system, as in `GOOS`.
  package let system: String

  /// Go's name of the architecture in file names; differs from `GOARCH` for 32-bit ARM.
  package let architecture: String

  /// A platform of these names.
  package init(system: String, architecture: String) {
    self.system = system
    self.architecture = architecture
  }

  /// The platform tvm was built for.
  package static let current = Platform(
    system: currentSystem, architecture: currentArchitecture)

  #if os(macOS)
  private static let currentSystem = "darwin"
  #else
  private static let currentSystem = "linux"
  #endif

  #if arch(x86_64)
  private static let currentArchitecture = clibc_is_translated() != 0 ? "arm64" : "amd64"
  #elseif arch(arm64)
  private static let currentArchitecture = "arm64"
  #elseif arch(arm)
  private static let currentArchitecture = "armv6l"
  #elseif arch(i386)
  private static let currentArchitecture = "386"
  #elseif arch(powerpc64le)
  private static let currentArchitecture = "ppc64le"
  #elseif arch(s390x)
  private static let currentArchitecture = "s390x"
  #elseif arch(riscv64)
  private static let currentArchitecture = "riscv64"
  #endif
}
