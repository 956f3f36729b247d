import ArgumentParser
import Environment
import Resolution
import Toolchains

/// Allows a file to run code, or to choose what runs.
struct Allow: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Allow a .envrc or a toolchain path",
    discussion: """
      A .envrc runs code, and path in a rust-toolchain.toml names a directory of programs. tvm uses \
      neither until you allow it; any change to the file revokes this. Allowing a .envrc also allows \
      the files that it sources, as they are now. Without FILE, tvm allows the nearest file that needs it.

      EXAMPLES:
        tvm allow
        tvm allow ~/shop/.envrc
      """)

  @Argument(help: "The file, or its directory", completion: .file())
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
        let target = file.path == file.place ? "" : ", a link to \(file.path.bytes.printable.text)"
        Output.note("allowed \(place)\(target)")
        for source in sources {
          let path = source.place.bytes.printable.text
          Output.note(
            source.isMade
              ? "also allowed \(path), which the .envrc generates, whatever its content"
              : "also allowed \(path), which it sources")
        }
      case .toolchain(let file):
        let (path, contents) = try file.approved(session)
        try Approvals(session.home).allow(path, contents)
        Output.note("allowed \(path.bytes.printable.text)")
      }
    }
  }
}

/// Forbids a file to run code, and to choose what runs.
struct Deny: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Block a .envrc or a toolchain path",
    discussion: """
      The file stays blocked, whatever its content, until you allow it.

      EXAMPLES:
        tvm deny
        tvm deny ~/shop/.envrc
      """)

  @Argument(help: "The file, or its directory", completion: .file())
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
    Output.note("denied \(denied.bytes.printable.text)")
  }
}
