import ArgumentParser
import Resolution
import Toolchains

/// `rustup override`.
struct RustupOverride: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "override", abstract: "Set toolchains for directories.",
    subcommands: [List.self, Set.self, Unset.self])

  /// `rustup override list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the overrides.")

    @ParentCommand var rustup: RustupCommand

    func run() throws {
      let session = try RustupSession(rustup)
      let overrides = session.store.written.overrides
      if overrides.isEmpty { return Output.print("no overrides") }
      var areThere = true
      for override in overrides {
        var directory = override.directory.text
        if !Folder.exists(Path(override.directory)) {
          areThere = false
          directory += " (not a directory)"
        }
        let padding = String(repeating: " ", count: max(0, 40 - directory.count))
        Output.print("\(directory)\(padding)\t\(override.toolchain.text)")
      }
      if areThere { return }
      Output.print("")
      session.note(
        """
        you may remove overrides for non-existent directories with
        `rustup override unset --nonexistent`
        """)
    }
  }

  /// `rustup override set`.
  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set the toolchain of a directory.", aliases: ["add"])

    @ParentCommand var rustup: RustupCommand

    @Argument var toolchain: String
    @Option var path: String?

    func run() throws {
      let session = try RustupSession(rustup)
      let request = try session.request(toolchain)
      if session.store.toolchain(RustToolchainName(request)).kind == nil {
        try session.install(request, noUpdate: true)
      }
      let directory = try RustupOverride.directory(path, session)
      try RustSettingsFile(session.store.home).setOverride(request.name, for: directory)
      session.note(
        "override toolchain for \(path ?? directory.text) set to \(request.name.text)")
    }
  }

  /// `rustup override unset`.
  struct Unset: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove the toolchain of a directory.", aliases: RustupToolchain.removing)

    @ParentCommand var rustup: RustupCommand

    @Option var path: String?
    @Flag(help: "Remove those of directories that no longer exist.") var nonexistent = false

    func run() throws {
      let session = try RustupSession(rustup)
      let file = RustSettingsFile(session.store.home)
      let all = session.store.written.overrides.map(\.directory)
      if nonexistent {
        let gone = all.filter { !Folder.exists(Path($0)) }
        if gone.isEmpty { session.note("no nonexistent paths detected") }
        for directory in gone {
          try file.setOverride(nil, for: directory)
          session.note("override toolchain for '\(directory.text)' removed")
        }
        return
      }
      let directory = try RustupOverride.directory(path, session)
      let name = path ?? directory.text
      guard all.contains(directory) else {
        session.note("no override toolchain for '\(name)'")
        if path == nil {
          session.note(
            "you may use `--path <path>` option to remove override toolchain for a specific path")
        }
        return
      }
      try file.setOverride(nil, for: directory)
      session.note("override toolchain for '\(name)' removed")
    }
  }

  /// The directory that is meant: physical where it exists, else as written, as rustup has it.
  private static func directory(_ path: String?, _ session: RustupSession) throws -> Bytes {
    let world = session.session.world
    guard let current = world.workingDirectory() else {
      throw CommandError.resolution(.workingDirectoryGone)
    }
    guard let path else { return current.bytes }
    let written = Bytes(path.utf8)
    let absolute = path.hasPrefix("/") ? written : current.bytes + Bytes("/") + written
    return world.physical(Path(absolute))?.bytes ?? absolute
  }
}
