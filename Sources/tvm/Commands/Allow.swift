import ArgumentParser
import Environment
import Resolution
import Toolchains

/// Allows a file to run code, or to choose what runs.
struct Allow: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Allow a .envrc, or the path of a rust-toolchain.toml, as it is now.",
    discussion: """
      A .envrc runs code and a rust-toolchain.toml can name a folder of programs: neither is followed \
      before it is allowed, and any change to it takes that back. Allowed with a .envrc are the files \
      that it sources, as they are now. Without FILE the nearest one that needs it is meant.

      EXAMPLES:
        tvm allow
        tvm allow ~/shop/.envrc
      """)

  @Argument(help: "The file, or its directory.", completion: .file())
  var file: Path?

  func run() throws {
    EnvironmentLocations.restore()
    let session = try Session()
    let trust = try EnvironmentSession(session.home).trust
    for file in try TrustSearch(session, trust).files(file) {
      switch file {
      case .environment(let path):
        guard let file = try GuardedFile(path, trust.settings) else {
          guard Folder.isOccupied(path) else { throw TrustSearch.missing(path) }
          throw EnvironmentError.refused(path, .special)
        }
        let sources = try trust.allow(file)
        let place = file.place.bytes.printable.text
        let target = file.path == file.place ? "" : ", a link to \(file.path.bytes.printable.text),"
        Output.note("\(place)\(target) is allowed as it is now")
        for source in sources {
          let path = source.place.bytes.printable.text
          Output.note(
            source.isMade
              ? "\(path), which it makes itself, is allowed however it comes out"
              : "\(path), which it reads, is allowed, too")
        }
      case .toolchain(let file):
        let (path, contents) = try file.approved(session)
        try Approvals(session.home).allow(path, contents)
        Output.note("\(path.bytes.printable.text) is allowed as it is now")
      }
    }
  }
}

/// Forbids a file to run code, and to choose what runs.
struct Deny: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Deny a .envrc to run, or a rust-toolchain.toml to name a folder of programs.",
    discussion: """
      That holds whatever is in the file, until it is allowed.

      EXAMPLES:
        tvm deny
        tvm deny ~/shop/.envrc
      """)

  @Argument(help: "The file, or its directory.", completion: .file())
  var file: Path?

  func run() throws {
    EnvironmentLocations.restore()
    let session = try Session()
    let trust = try EnvironmentSession(session.home).trust
    let search = TrustSearch(session, trust)
    let place = try search.place(file)
    guard let location = FileLocation(place) else { throw TrustSearch.missing(place) }
    let denied: Path
    switch search.file(at: place) {
    case .environment:
      try trust.deny(location)
      denied = location.place
    case .toolchain:
      try Approvals(session.home).deny(location.path)
      denied = location.path
    }
    Output.note("\(denied.bytes.printable.text) is denied")
  }
}
