private import CLibc

/// The system's list of users, which has the home of whoever runs without `HOME`.
enum PasswordFile {
  /// The home of this process's user as written, or nil where the list does not have him.
  static func home(_ world: World) -> Bytes? {
    #if canImport(Darwin)
    // Only the C library knows all users there.
    return getpwuid(getuid())?.pointee.pw_dir.map { Bytes(cString: $0) }
    #else
    // The C library's own function would be a tenth of the shim, and in a static program of glibc's it
    // would load libraries.
    guard let contents = try? world.contents(of: Path("/etc/passwd"), limit: 1 << 20) else {
      return nil
    }
    var rest = contents[...]
    while let line = rest.takeLine() {
      let fields = line.parts(between: ":")
      if fields.count > 5, fields[2].decimal == Int(getuid()) { return Bytes(fields[5]) }
    }
    return nil
    #endif
  }
}
