import CLibc
import Environment
import Resolution
import Toolchains

extension Direnv {
  /// `direnv allow [PATH_TO_RC]`.
  static func allow(_ call: DirenvCall) throws {
    let session = try DirenvSession(call)
    guard let file = try session.file(call.arguments.first) else { throw session.noFile }
    try session.allow(file)
  }

  /// `direnv deny [PATH_TO_RC]`.
  static func deny(_ call: DirenvCall) throws {
    let session = try DirenvSession(call)
    // What is not to be read can be denied nevertheless.
    guard let place = try session.search(call.arguments.first).place,
      let location = FileLocation(place)
    else { throw session.noFile }
    try session.trust.deny(location)
  }

  /// `direnv reload`.
  static func reload(_ call: DirenvCall) throws {
    let session = try DirenvSession(call)
    guard let file = try session.file() else { throw DirenvFault.noFile(Literal(".envrc")) }
    if session.trust.verdict(file.file) == .denied { throw DirenvFault.denied(file.place) }
    guard file.place.bytes.withCString({ utimensat(AT_FDCWD, $0, nil, 0) }) == 0 else {
      throw DirenvFault.system(Literal("touch"), file.place.bytes, errno: clibc_errno())
    }
  }

  /// `direnv prune`.
  static func prune(_ call: DirenvCall) throws {
    let session = try DirenvSession(call)
    try session.trust.prune()
  }

  /// `direnv check-required SHELL ENVRC PATH...`.
  static func checkRequired(_ call: DirenvCall) throws {
    _ = try call.format(0)
    let file = Path(try call.argument(1, "ENVRC argument"))
    _ = try call.argument(2, "PATH argument")
    let session = try DirenvSession(call)
    let place = try DirenvPlace()
    try session.trust.require(call.arguments.dropFirst(2).map(place.absolute), for: file)
  }
}

extension DirenvSession {
  /// Allows a file as it is, with the files that wait for that.
  func allow(_ file: EnvironmentFile) throws {
    for source in try trust.allow(file.file) {
      log.status("allowed \(short(source.place)), which \(short(file.place)) reads")
    }
  }
}
