import ArgumentParser
import Resolution
import Toolchains

/// Adopts a toolchain that lives elsewhere.
struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Adopt a toolchain that lives elsewhere, under a name of its own.",
    discussion: """
      The name can be used like a version: in version files, in variables, as go +NAME. The version \
      that the folder holds is a name too. tvm uninstall NAME removes the link only.

      EXAMPLES:
        tvm link corp /opt/corp/go
        tvm link 1.22.5 ~/sdk/go1.22.5
        tvm use go corp
        tvm link stage1 ~/rust/build/host/stage1    seen by rustup, too
        tvm link rust@corp /opt/corp/rust           what the folder must hold
      """)

  @Argument(help: "The name: a letter, then letters, digits and ._+-, or a version.")
  var name: String

  @Argument(help: "The toolchain's folder, with bin/go or bin/rustc in it.", completion: .directory)
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
        ? "\(language.name) \(name.printable.text) is \(place)"
        : "\(language.name) \(name.printable.text) is there already (\(place))")
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
