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
    static let configuration = CommandConfiguration(abstract: "Add components.")

    @ParentCommand var rustup: RustupCommand

    @Argument var components: [String]
    @Option var target: String?
    @Option var toolchain: String?

    func run() throws {
      try RustupChange(rustup, toolchain).add(RustWish(components: components), target: target)
    }
  }

  /// `rustup component remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove components.")

    @ParentCommand var rustup: RustupCommand

    @Argument var components: [String]
    @Option var target: String?
    @Option var toolchain: String?

    func run() throws {
      try RustupChange(rustup, toolchain).remove(RustWish(components: components), target: target)
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
      abstract: "Add targets.", aliases: ["install"])

    @ParentCommand var rustup: RustupCommand

    @Argument var targets: [String]
    @Option var toolchain: String?

    func run() throws {
      let change = try RustupChange(rustup, toolchain)
      try change.add(RustWish(targets: targets == ["all"] ? change.allTargets : targets))
    }
  }

  /// `rustup target remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove targets.", aliases: ["uninstall"] + RustupToolchain.removing.dropFirst())

    @ParentCommand var rustup: RustupCommand

    @Argument var targets: [String]
    @Option var toolchain: String?

    func run() throws {
      try RustupChange(rustup, toolchain).remove(RustWish(targets: targets))
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

  func add(_ wish: RustWish, target: String? = nil) throws {
    let added = try components.add(wish, target: target)
    for name in added { session.note("added component \(name)") }
    if added.isEmpty {
      for name in wish.components + wish.targets {
        session.note("component \(name) is up to date")
      }
    }
  }

  func remove(_ wish: RustWish, target: String? = nil) throws {
    for name in try components.remove(wish, target: target) {
      session.note("removing component \(name)")
    }
  }
}
