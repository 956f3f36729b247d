private import CIsal
private import CLibc
private import Resolution

/// The C library that is linked into this program.
enum LinkedLibc {
  /// Whether it is the same release as the system's.
  ///
  /// A static program may open a shared library only then: one linked before an upgrade of the
  /// system would crash. Without glibc, or where the system's cannot be found, the answer is no.
  static var isTheSystems: Bool {
    guard let linked = cisal_libc_version() else { return false }
    let ending = Bytes("release version \(String(cString: linked)).".utf8)
    for path in paths {
      guard case .contents(let library) = World.live.read(Path(path), 16 << 20) else { continue }
      let banner = banner(of: library)
      return banner.indices.contains { banner[$0...].starts(with: ending) }
    }
    return false
  }

  /// The line that glibc prints when it is run, such as
  /// `GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36.`.
  private static func banner(of library: Bytes) -> BytesSlice {
    library.withUnsafeBytes { bytes in
      let beginning = Array("GNU C Library (".utf8)
      for index in bytes.indices where bytes[index] == beginning[0] {
        let rest = bytes[index...]
        if rest.starts(with: beginning) {
          return Bytes(rest.prefix(200).prefix { $0 != 10 && $0 != 0 })[...]
        }
      }
      return []
    }
  }

  #if arch(x86_64)
  private static let paths = [
    "/lib/x86_64-linux-gnu/libc.so.6", "/lib64/libc.so.6", "/usr/lib/libc.so.6",
  ]
  #else
  private static let paths = [
    "/lib/aarch64-linux-gnu/libc.so.6", "/lib64/libc.so.6", "/usr/lib/libc.so.6",
  ]
  #endif
}
