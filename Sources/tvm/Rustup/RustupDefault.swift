import ArgumentParser
import Resolution
import Toolchains

/// `rustup default`.
struct RustupDefault: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "default", abstract: "Print or set the default toolchain.")

  @ParentCommand var rustup: RustupCommand

  @Argument var toolchain: String?
  @Flag var forceNonHost = false

  func run() throws {
    let session = try RustupSession(rustup)
    guard let toolchain else {
      guard let name = session.store.settings.defaultToolchain?.name.text else {
        throw RustupFault.noDefault
      }
      return Output.print("\(name) (default)")
    }
    let file = RustSettingsFile(session.store.home)
    if toolchain == "none" {
      try file.setDefault(nil)
      return session.note("default toolchain unset")
    }
    let request = try session.request(toolchain)
    var options = RustInstall.Options()
    options.forcesNonHost = forceNonHost
    try session.install(request, RustContents(), options, noUpdate: true)
    try file.setDefault(request.name)
    session.note("default toolchain set to \(request.name.text)")
  }
}
