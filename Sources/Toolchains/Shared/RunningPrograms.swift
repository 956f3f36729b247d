private import CLibc
package import Resolution

/// The programs that run now.
package enum RunningPrograms {
  /// The number of a process whose program lies inside a folder, or nil where there is none that
  /// this user may see.
  package static func first(inside folder: Path) -> Int? {
    let folder = World.live.physical(folder) ?? folder
    return processes.first { process in
      program(of: process).map { $0.isInside(folder) } ?? false
    }
  }

  /// The program of the process that has started this one; nil where that is not to be seen.
  package static var parent: Path? { program(of: Int(getppid())) }

  #if canImport(Darwin)
  private static var processes: [Int] {
    var numbers = [pid_t](repeating: 0, count: Int(proc_listallpids(nil, 0)) + 64)
    let count = proc_listallpids(&numbers, Int32(numbers.count * MemoryLayout<pid_t>.size))
    return numbers.prefix(Int(max(count, 0))).map { Int($0) }
  }

  private static func program(of process: Int) -> Path? {
    var buffer = [CChar](repeating: 0, count: 4 * Int(MAXPATHLEN))
    guard proc_pidpath(pid_t(process), &buffer, UInt32(buffer.count)) > 0 else { return nil }
    return Path(Bytes(cString: buffer))
  }
  #else
  private static var processes: [Int] {
    (World.live.names(Path("/proc")) ?? []).compactMap { $0[...].decimal }
  }

  private static func program(of process: Int) -> Path? {
    Folder.target(of: Path("/proc").appending(Bytes(decimal: process)).appending("exe"))
  }
  #endif
}
