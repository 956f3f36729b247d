import ArgumentParser
import Resolution
import Toolchains

/// Adopts a toolchain that lives elsewhere.
struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Link a toolchain installed elsewhere",
    discussion: """
      The name works like a version: in version files, in variables, and as go +NAME. The version that \
      the directory contains is also allowed as a name. tvm uninstall NAME removes only the link.

      EXAMPLES:
        tvm link corp /opt/corp/go
        tvm link 1.22.5 ~/sdk/go1.22.5
        tvm use go corp
        tvm link stage1 ~/rust/build/host/stage1    also visible to rustup
        tvm link rust@corp /opt/corp/rust           only if it is a Rust toolchain
      """)

  @Argument(help: "Name for the toolchain, or a version")
  var name: String

  @Argument(help: "Directory that contains bin/go or bin/rustc", completion: .directory)
  var path: Path

  func run() throws {
    let session = try Session()
    var folder = path
    if !folder.isAbsolute {
      guard let directory = session.world.workingDirectory() else {
        throw CommandError.resolution(.workingDirectoryGone)
      }
      folder = directory.appending(folder.bytes)
    }
    folder = session.world.physical(folder) ?? folder
    let (named, name) = LinkCommand.split(name)
    let language = try Store.language(of: folder, named: named)
    let isNew = try session.store(language, isQuiet: false).link(name, to: folder)
    let place = folder.bytes.printable.text
    Output.note(
      isNew
        ? "linked \(language.name) \(name.printable.text) -> \(place)"
        : "\(language.name) \(name.printable.text) is already linked -> \(place)")
    try session.refreshProjects()
  }

  /// A name without the language that stands before an `@`.
  private static func split(_ name: String) -> (language: Language?, name: Bytes) {
    let request = ToolRequest.all([name], language: { _ in .go }).first
    let bytes = Bytes(name.utf8)
    guard bytes.contains(UInt8(ascii: "@")), let request, let text = request.text, text != bytes
    else { return (nil, bytes) }
    return (request.language, text)
  }
}
