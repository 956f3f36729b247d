private import CLibc
private import Resolution

/// The memory of this process.
enum ProcessMemory {
  /// The bytes that it has at the moment, those of the program among them; nil where the system does
  /// not tell.
  ///
  /// Source: `proc_pid_statm(5)`. `getrusage` only knows the peak, which is that of the program that
  /// started this one where that had more.
  static var resident: UInt64? {
    #if canImport(Darwin)
    let bytes = clibc_resident_bytes()
    return bytes == 0 ? nil : bytes
    #else
    guard case .contents(let text) = World.live.read(Path("/proc/self/statm"), 4096) else {
      return nil
    }
    let words = text.words
    guard words.count > 1, let pages = words[1].decimal else { return nil }
    return UInt64(pages) * UInt64(max(0, sysconf(Int32(_SC_PAGESIZE))))
    #endif
  }
}
