import ArgumentParser
import Resolution
import Toolchains

/// `rustup which`.
struct RustupWhich: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "which", abstract: "Print the path of a program of the toolchain.")

  @ParentCommand var rustup: RustupCommand

  @Argument var command: String
  @Option var toolchain: String?

  func run() throws {
    let session = try RustupSession(rustup)
    let root = try toolchain.map { try session.installed($0).root } ?? session.active().root
    let path = root.appending("bin").appending(Bytes(command.utf8))
    guard session.session.world.program(path) != nil else {
      throw RustupFault.missing(command, toolchain: Bytes(root.name).text)
    }
    Output.print(bytes: path.bytes + Bytes("\n"))
  }
}
