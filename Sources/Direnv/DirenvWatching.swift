import Environment
import Resolution
import Shells
import Toolchains

extension Direnv {
  /// `direnv watch SHELL PATH...`.
  static func watch(_ call: DirenvCall) throws {
    guard !call.arguments.isEmpty else { throw DirenvFault.nothingToWatch(Literal("a path")) }
    let place = try DirenvPlace()
    try change(call, call.format(0)) { watches in
      for path in call.arguments.dropFirst() { watches.add(Watch(place.absolute(path))) }
    }
  }

  /// `direnv watch-dir SHELL DIR`.
  static func watchFolder(_ call: DirenvCall) throws {
    guard call.arguments.count > 1 else { throw DirenvFault.nothingToWatch(Literal("a directory")) }
    let name = call.arguments[1]
    let folder = try DirenvPlace().absolute(name)
    guard Folder.isOccupied(folder) else { throw DirenvFault.noFolder(name) }
    try change(call, call.format(0)) { $0.add(contentsOf: folder) }
  }

  /// `direnv watch-list [SHELL]`: standard input has lines of a time in seconds and a path.
  static func watchList(_ call: DirenvCall) throws {
    let place = try DirenvPlace()
    try change(call, call.format(0, else: .shell(.bash))) { watches in
      for (index, line) in StandardInput.read().parts(between: "\n").enumerated()
      where !line.isEmpty {
        guard let blank = line.firstIndex(of: 32), let time = Int(Bytes(line[..<blank]).text)
        else { throw DirenvFault.notATimeAndPath(line: index + 1) }
        watches.add(Watch(place.absolute(Bytes(line[(blank + 1)...])), .dated(seconds: time)))
      }
    }
  }

  /// `direnv watch-print [--null]`.
  static func printWatches(_ call: DirenvCall) throws {
    let isNull = call.arguments.first.map { $0[...].equals("--null") } ?? false
    for file in try call.watches().files {
      Output.print(bytes: file.path.bytes + (isNull ? [0] : Bytes("\n")))
    }
  }

  /// `direnv current PATH`.
  static func checkCurrent(_ call: DirenvCall) throws {
    let path = try DirenvPlace().absolute(call.argument(0, "PATH argument"))
    guard let file = try call.watches().files.first(where: { $0.path == path }) else {
      throw DirenvFault.notWatched(path)
    }
    if !file.isUnchanged { throw DirenvFault.stale(path) }
  }

  /// Prints the list of watched files with more in it.
  private static func change(
    _ call: DirenvCall, _ format: DirenvFormat,
    _ change: (inout WatchList) throws -> Void
  ) throws {
    var watches = try call.watches()
    try change(&watches)
    let name = Bytes(Variables.direnvWatches)
    Output.print(bytes: format.code([DirenvChange(name: name, value: watches.gzenv)]))
  }
}

/// Where a command was given, which the paths in it are seen from.
struct DirenvPlace {
  private let directory: Path

  /// The current directory.
  ///
  /// - Throws: ``ResolutionError`` where it was deleted.
  init() throws {
    guard let directory = World.live.workingDirectory() else {
      throw ResolutionError.workingDirectoryGone
    }
    self.directory = directory
  }

  /// A path without `.` and `..`, seen from here.
  func absolute(_ path: Bytes) -> Path {
    var folder = path.first == UInt8(ascii: "/") ? Path("/") : directory
    for part in path.parts(between: "/") where !part.isEmpty && !part.equals(".") {
      folder = part.equals("..") ? folder.parent ?? folder : folder.appending(part)
    }
    return folder
  }
}
