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
    if RustLink.isToolchain(folder) {
      let home = try session.rustStore().home
      let target = try RustLink(home).make(Bytes(name.utf8), to: folder)
      return Output.note("rust \(name) is \(target.bytes.printable.text)")
    }
    let target = try Link(session.home).make(Bytes(name.utf8), to: folder)
    Output.note("go \(name) is \(target.bytes.printable.text)")
  }
}
