import ArgumentParser
import Resolution
import Toolchains

/// Adds, removes and lists the components of a Rust toolchain.
struct ComponentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "component",
    abstract: "Add, remove or list components of a Rust toolchain.",
    discussion: """
      Without --toolchain the active toolchain is meant. The toolchain works as before until the \
      change is complete.

      EXAMPLES:
        tvm component list
        tvm component add clippy rust-src
        tvm component remove rust-docs --toolchain nightly
      """,
    subcommands: [Add.self, Remove.self, List.self])

  /// Adds components.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add components.")

    @OptionGroup var names: ComponentNames

    func run() throws { try names.change(removes: false) }
  }

  /// Removes components.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove components.", aliases: ["rm"])

    @OptionGroup var names: ComponentNames

    func run() throws { try names.change(removes: true) }
  }

  /// Lists components.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the components that the toolchain may have.", aliases: ["ls"])

    @OptionGroup var list: RustListOptions

    func run() throws {
      try list.print(list.entries().map { ComponentReport($0.shortName, $0) })
    }
  }
}

/// Adds, removes and lists the targets of a Rust toolchain.
struct TargetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target",
    abstract: "Add, remove or list targets of a Rust toolchain.",
    discussion: """
      A target is a platform that the toolchain can compile for; what is added is its standard \
      library.

      EXAMPLES:
        tvm target list --installed
        tvm target add wasm32-unknown-unknown
        tvm target remove wasm32-unknown-unknown
      """,
    subcommands: [Add.self, Remove.self, List.self])

  /// Adds targets.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add targets.")

    @OptionGroup var names: TargetNames

    func run() throws { try names.change(removes: false) }
  }

  /// Removes targets.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove targets.", aliases: ["rm"])

    @OptionGroup var names: TargetNames

    func run() throws { try names.change(removes: true) }
  }

  /// Lists targets.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the targets that the toolchain may have.", aliases: ["ls"])

    @OptionGroup var list: RustListOptions

    func run() throws {
      try list.print(
        list.entries().filter { $0.component.package == "rust-std" }.compactMap { entry in
          entry.component.target.map { ComponentReport($0, entry) }
        })
    }
  }
}

/// Components to add or remove.
struct ComponentNames: ParsableArguments {
  @Argument(help: "Their names: clippy, rust-src, rust-std-wasm32-wasip1.")
  var components: [String]

  @Option(name: .long, help: "The target of the components, if not the toolchain's own platform.")
  var target: String?

  @OptionGroup var options: RustChangeOptions

  /// Adds or removes them.
  func change(removes: Bool) throws {
    try options.run(RustContents(components: components), target: target, removes: removes)
  }
}

/// Targets to add or remove.
struct TargetNames: ParsableArguments {
  @Argument(help: "Their names: wasm32-unknown-unknown.")
  var targets: [String]

  @OptionGroup var options: RustChangeOptions

  /// Adds or removes them.
  func change(removes: Bool) throws {
    try options.run(RustContents(targets: targets), target: nil, removes: removes)
  }
}

/// The options of commands that change a Rust toolchain.
struct RustChangeOptions: ParsableArguments {
  @Option(name: .long, help: "The toolchain, if not the active one.")
  var toolchain: String?

  @OptionGroup var options: NetworkOptions

  /// Adds or removes what a wish names.
  func run(_ wish: RustContents, target: String?, removes: Bool) throws {
    let session = try Session()
    let store = try options.rustStore(session)
    let name = try session.rustToolchain(toolchain, store)
    let components = RustComponents(of: name, store)
    let changed =
      removes
      ? try components.remove(wish, target: target)
      : try components.add(wish, target: target).filter { !$0.isInstalled }
    guard !options.quiet else { return }
    if changed.isEmpty { return Output.note("rust \(name) has it already") }
    let verb = removes ? "removed" : "added"
    Output.note("\(verb) \(changed.map(\.shortName).joined(separator: ", "))")
  }
}

/// The options of commands that list parts of a Rust toolchain.
struct RustListOptions: ParsableArguments {
  @Option(name: .long, help: "The toolchain, if not the active one.")
  var toolchain: String?

  @Flag(name: .long, help: "Only those that are installed.")
  var installed = false

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  /// The components of the toolchain.
  func entries() throws -> [RustComponents.Entry] {
    let session = try Session()
    let store = try session.rustStore()
    return try RustComponents(of: session.rustToolchain(toolchain, store), store)
      .list(onlyInstalled: installed)
  }

  /// Prints a list.
  func print(_ reports: [ComponentReport]) throws {
    if json { return try Output.print(json: reports) }
    for report in reports { Output.print("\(report.isInstalled ? "*" : " ") \(report.name)") }
  }
}

/// A component or target as JSON shows it.
struct ComponentReport: Encodable {
  let name: String
  let isInstalled: Bool

  init(_ name: String, _ entry: RustComponents.Entry) {
    self.name = name
    isInstalled = entry.isInstalled
  }
}
