import ArgumentParser
import Resolution
import Toolchains

/// `rustup component`.
struct RustupComponent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "component", abstract: "List, add or remove components.",
    subcommands: [List.self, Add.self, Remove.self])

  /// `rustup component list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the components.")

    @ParentCommand var rustup: RustupCommand
    @OptionGroup var list: RustupListOptions

    func run() throws {
      try list.print(RustupSession(rustup), \.fullName)
    }
  }

  /// `rustup component add`.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add components")

    @ParentCommand var rustup: RustupCommand

    @Argument var components: [String]
    @Option var target: String?
    @Option var toolchain: String?

    func run() throws {
      try RustupChange(rustup, toolchain).add(RustContents(components: components), target: target)
    }
  }

  /// `rustup component remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove components")

    @ParentCommand var rustup: RustupCommand

    @Argument var components: [String]
    @Option var target: String?
    @Option var toolchain: String?

    func run() throws {
      try RustupChange(rustup, toolchain).remove(
        RustContents(components: components), target: target)
    }
  }
}

/// `rustup target`.
struct RustupTarget: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target", abstract: "List, add or remove targets.",
    subcommands: [List.self, Add.self, Remove.self])

  /// `rustup target list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the targets.")

    @ParentCommand var rustup: RustupCommand
    @OptionGroup var list: RustupListOptions

    func run() throws {
      try list.print(RustupSession(rustup)) { entry in
        entry.component.package == "rust-std" ? entry.component.target : nil
      }
    }
  }

  /// `rustup target add`.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add targets", aliases: ["install"])

    @ParentCommand var rustup: RustupCommand

    @Argument var targets: [String]
    @Option var toolchain: String?

    func run() throws {
      let change = try RustupChange(rustup, toolchain)
      try change.add(RustContents(targets: targets == ["all"] ? change.allTargets : targets))
    }
  }

  /// `rustup target remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove targets", aliases: ["uninstall"] + RustupToolchain.removing.dropFirst())

    @ParentCommand var rustup: RustupCommand

    @Argument var targets: [String]
    @Option var toolchain: String?

    func run() throws {
      let change = try RustupChange(rustup, toolchain)
      try change.warn(ofRemoving: targets)
      try change.remove(RustContents(targets: targets))
    }
  }
}

/// The options of rustup's lists of components and targets.
struct RustupListOptions: ParsableArguments {
  @Option var toolchain: String?
  @Flag var installed = false
  @Flag(name: .shortAndLong) var quiet = false

  /// Prints the components that have a name, one a line.
  func print(
    _ session: RustupSession, _ name: (RustComponents.Entry) -> String?
  ) throws {
    let components = RustComponents(of: try session.name(toolchain), session.store)
    let lines = try components.list(onlyInstalled: installed).compactMap { entry in
      name(entry).map { entry.isInstalled && !installed && !quiet ? "\($0) (installed)" : $0 }
    }
    for line in lines.sorted() { Output.print(line) }
  }
}

/// A change of a toolchain's components that is told in rustup's words.
private struct RustupChange {
  private let components: RustComponents
  private let session: RustupSession

  init(_ rustup: RustupCommand, _ toolchain: String?) throws {
    session = try RustupSession(rustup)
    components = RustComponents(of: try session.name(toolchain), session.store)
  }

  /// The targets that the toolchain may have.
  var allTargets: [String] {
    get throws {
      try components.list().filter { $0.component.package == "rust-std" }
        .compactMap(\.component.target)
    }
  }

  /// Warns where nothing, or nothing for this machine, could be built without some targets.
  func warn(ofRemoving targets: [String]) throws {
    if targets.contains(session.store.host.name.text) {
      session.warn(
        "removing the default host target; proc-macros and build scripts might no longer build")
    }
    // What the records do not say is reported by the removal.
    let installed = try? components.list(onlyInstalled: true).compactMap(\.component.target)
    if let installed, Set(installed).subtracting(targets).isEmpty || Set(installed).count < 2 {
      session.warn("removing the last target; no build targets will be available")
    }
  }

  func add(_ wish: RustContents, target: String? = nil) throws {
    for entry in try components.add(wish, target: target) {
      session.note(
        entry.isInstalled
          ? "component \(session.words(for: entry)) is up to date"
          : "downloading component \(entry.packageName)")
    }
  }

  func remove(_ wish: RustContents, target: String? = nil) throws {
    let entries: [RustComponents.Entry]
    do { entries = try components.remove(wish, target: target) } catch RustError.unknownTarget(
      let name, let toolchain, _)
    {
      throw RustupFault.targetNotInstalled(name, toolchain: toolchain.text)
    }
    for entry in entries { session.note("removing component \(session.words(for: entry))") }
  }
}
