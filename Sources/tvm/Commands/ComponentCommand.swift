import ArgumentParser
import Resolution
import Toolchains

/// Adds, removes and lists the components of a Rust toolchain.
struct ComponentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "component",
    abstract: "Add, remove, or list components of a Rust toolchain",
    discussion: """
      Uses the active toolchain unless you pass --toolchain. The toolchain keeps working until the \
      change is complete.

      EXAMPLES:
        tvm component list
        tvm component add clippy rust-src
        tvm component remove rust-docs --toolchain nightly
      """,
    subcommands: [Add.self, Remove.self, List.self])

  /// Adds components.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add components")

    @OptionGroup var names: ComponentNames

    func run() throws { try names.change(removes: false) }
  }

  /// Removes components.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove components", aliases: ["rm"])

    @OptionGroup var names: ComponentNames

    func run() throws { try names.change(removes: true) }
  }

  /// Lists components.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List available components", aliases: ["ls"])

    @OptionGroup var list: RustListOptions

    func run() throws {
      try list.print(list.entries().map { ComponentReport($0.shortName, $0) }, "components")
    }
  }
}

/// Components to add or remove.
struct ComponentNames: ParsableArguments {
  @Argument(
    help: "Their names: clippy, rust-src, rust-std-wasm32-wasip1",
    completion: .custom(Completion.components))
  var components: [String]

  @Option(name: .long, help: "The target of the components (default: the toolchain's host)")
  var target: String?

  @OptionGroup var options: RustChangeOptions

  /// Adds or removes them.
  func change(removes: Bool) throws {
    try options.run(RustContents(components: components), target: target, removes: removes)
  }
}
