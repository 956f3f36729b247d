import ArgumentParser
import Resolution
import Toolchains

/// `rustup toolchain`.
struct RustupToolchain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toolchain", abstract: "List, install, remove or link toolchains.",
    subcommands: [List.self, Install.self, Uninstall.self, Link.self])

  /// `rustup toolchain list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List installed toolchains")

    @ParentCommand var rustup: RustupCommand

    @Flag(name: .shortAndLong, help: "Also print the paths.") var verbose = false
    @Flag(name: .shortAndLong, help: "Print the names alone.") var quiet = false

    func validate() throws {
      if verbose, quiet { throw RustupFault.verboseAndQuiet }
    }

    func run() throws {
      let session = try RustupSession(rustup)
      // Without an active toolchain the list is still right.
      let list = try RustupList(session, active: try? session.active())
      if list.toolchains.isEmpty { return Output.print("no installed toolchains") }
      for (toolchain, line) in list.lines {
        let path = toolchain.link ?? toolchain.root
        Output.print(quiet ? "\(toolchain.name)" : verbose ? "\(line) \(path.text.shown)" : line)
      }
    }
  }

  /// `rustup toolchain install`.
  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Install toolchains, or bring them up to date.", aliases: ["update", "add", "up"])

    @ParentCommand var rustup: RustupCommand
    @OptionGroup var options: RustupInstallOptions

    func run() throws { try options.run(RustupSession(rustup)) }
  }

  /// `rustup toolchain uninstall` and `rustup uninstall`.
  struct Uninstall: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Uninstall toolchains", aliases: RustupToolchain.removing)

    @ParentCommand var rustup: RustupCommand

    @Argument var toolchains: [String]

    func run() throws {
      let session = try RustupSession(rustup)
      for name in toolchains {
        let full = RustToolchainName(try session.request(name))
        guard Folder.isOccupied(session.store.toolchain(full).root) else {
          session.note("no toolchain installed for '\(full)'")
          continue
        }
        // What cannot be resolved here cannot be active here.
        if (try? session.active())?.name == full {
          session.warn(
            "removing the active toolchain; a toolchain override will be required for running Rust "
              + "tools")
        }
        if session.store.settings.defaultToolchain?.name == full.bytes {
          session.warn(
            "removing the default toolchain; proc-macros and build scripts might no longer build")
        }
        session.note("uninstalling toolchain \(full)")
        try RustUninstall(session.store).remove(full, force: true)
        session.note("toolchain \(full) uninstalled")
      }
    }
  }

  /// `rustup toolchain link`.
  struct Link: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Give a toolchain a name.")

    @ParentCommand var rustup: RustupCommand

    @Argument var name: String
    @Argument var path: Path

    func run() throws {
      let session = try RustupSession(rustup)
      var folder = path
      if !folder.isAbsolute, let directory = session.session.world.workingDirectory() {
        folder = directory.appending(folder.bytes)
      }
      _ = try RustLink(session.store).make(Bytes(name.utf8), to: folder, replaces: true)
    }
  }

  /// rustup's other words for removing something.
  static let removing = ["remove", "rm", "delete", "del"]
}
