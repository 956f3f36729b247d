private import CLibc
package import Resolution

/// The program as it lies on this machine.
package enum Installation {
  /// The version of tvm.
  package static let version = "0.2.0"

  /// The name of the program.
  private static let name: StaticString = "tvm"

  /// The running program, without symbolic links.
  package static let real: Path = {
    #if canImport(Darwin)
    var size = UInt32(MAXPATHLEN)
    var buffer = [CChar](repeating: 0, count: Int(size))
    let path = _NSGetExecutablePath(&buffer, &size) == 0 ? Path(Bytes(cString: buffer)) : nil
    #else
    let path = Folder.target(of: Path("/proc/self/exe"))
    #endif
    let called = Path(CommandLine.words.first ?? Bytes(name))
    let found = path ?? called
    return World.live.physical(found) ?? found
  }()

  /// The running program by the path that it keeps when it is upgraded; see ``stable(_:as:_:_:)``.
  package static let program: Path = {
    let word = CommandLine.words.first ?? Bytes(name)
    return stable(real, as: word, try? Home(.live), .live)
  }()

  /// The path that a program keeps when a package manager puts another version in its place.
  ///
  /// It was started by that path as a rule: Homebrew's `bin/tvm` is a link into a folder of one version,
  /// which an upgrade removes. Links in tvm's home are tvm's own, and lead to it.
  ///
  /// - Parameters:
  ///   - real: the program without links.
  ///   - word: the name or path that it was started by.
  ///   - home: tvm's home, if it is known.
  ///   - world: where files and `PATH` are looked up.
  /// - Returns: a path of the same file, the one without links where no other is known.
  static func stable(_ real: Path, as word: Bytes, _ home: Home?, _ world: World) -> Path {
    var started: Path?
    if !word.contains(UInt8(ascii: "/")) {
      started = ProgramSearch.path(of: word, on: world.variable(Variables.path) ?? [])
    } else if Path(word).isAbsolute {
      started = Path(word)
    } else {
      let below = word.starts(with: Bytes("./")) ? Bytes(word.dropFirst(2)) : word
      started = world.workingDirectory()?.appending(below)
    }
    let file = world.program(real)
    for candidate in [started, home?.program].compactMap({ $0 }) {
      var path = candidate
      for _ in 0..<8 where !path.name.equals(name) || home.map({ path.isInside($0.root) }) ?? false
      {
        guard let target = Folder.target(of: path) else { break }
        path = target.isAbsolute ? target : (path.parent ?? Path("/")).appending(target.bytes)
      }
      let parts = path.bytes.parts(between: "/")
      let isPlain = !parts.contains { $0.equals("..") || $0.equals(".") }
      if file != nil, isPlain, path.isAbsolute, world.program(path) == file,
        path.name.equals(name) || path == real
      {
        return path
      }
    }
    return real
  }
}
