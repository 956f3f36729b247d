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

    @OptionGroup var list: RustupListOptions

    func run() throws {
      try list.print { entry, manifest in
        let name = manifest.shortName(of: entry.component.package)
        return entry.component.target.map { "\(name)-\($0)" } ?? name
      }
    }
  }

  /// `rustup component add`.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add components.")

    @Argument var components: [String]
    @Option var target: String?
    @Option var toolchain: String?

    func run() throws {
      try RustupChange(toolchain).add(RustWish(components: components), target: target)
    }
  }

  /// `rustup component remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove components.")

    @Argument var components: [String]
    @Option var target: String?
    @Option var toolchain: String?

    func run() throws {
      try RustupChange(toolchain).remove(RustWish(components: components), target: target)
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

    @OptionGroup var list: RustupListOptions

    func run() throws {
      try list.print { entry, _ in
        entry.component.package == "rust-std" ? entry.component.target : nil
      }
    }
  }

  /// `rustup target add`.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add targets.", aliases: ["install"])

    @Argument var targets: [String]
    @Option var toolchain: String?

    func run() throws { try RustupChange(toolchain).add(RustWish(targets: targets)) }
  }

  /// `rustup target remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove targets.", aliases: ["uninstall"])

    @Argument var targets: [String]
    @Option var toolchain: String?

    func run() throws { try RustupChange(toolchain).remove(RustWish(targets: targets)) }
  }
}

/// The options of rustup's lists of components and targets.
struct RustupListOptions: ParsableArguments {
  @Option var toolchain: String?
  @Flag var installed = false
  @Flag(name: .shortAndLong) var quiet = false

  /// Prints the components that have a name, one a line.
  func print(_ name: (RustComponents.Entry, RustManifest) -> String?) throws {
    let session = try Session()
    let store = try session.rustStore()
    let full = try session.rustToolchain(toolchain, store)
    let manifest = try store.toolchain(full).manifest()
    var lines: [String] = []
    for entry in try RustComponents(of: full, store).list()
    where entry.isInstalled || entry.isAvailable && !installed {
      guard let name = name(entry, manifest) else { continue }
      lines.append(entry.isInstalled && !installed && !quiet ? "\(name) (installed)" : name)
    }
    for line in lines.sorted() { Output.print(line) }
  }
}

/// A change of a toolchain's components that is told in rustup's words.
private struct RustupChange {
  private let components: RustComponents

  init(_ toolchain: String?) throws {
    let session = try Session()
    let store = try NetworkOptions.forRustup().rustStore(session)
    components = RustComponents(of: try session.rustToolchain(toolchain, store), store)
  }

  func add(_ wish: RustWish, target: String? = nil) throws {
    let added = try components.add(wish, target: target)
    for name in added { RustupFault.note("added component \(name)") }
    if added.isEmpty {
      for name in wish.components + wish.targets {
        RustupFault.note("component \(name) is up to date")
      }
    }
  }

  func remove(_ wish: RustWish, target: String? = nil) throws {
    for name in try components.remove(wish, target: target) {
      RustupFault.note("removing component \(name)")
    }
  }
}
