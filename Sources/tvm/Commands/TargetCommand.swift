import ArgumentParser
import Resolution
import Toolchains

/// Adds, removes and lists the targets of a Rust toolchain.
struct TargetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target",
    abstract: "Add, remove, or list targets of a Rust toolchain",
    discussion: """
      A target is a platform to compile for. Adding one installs its standard library.

      EXAMPLES:
        tvm target list --installed
        tvm target add wasm32-unknown-unknown
        tvm target remove wasm32-unknown-unknown
      """,
    subcommands: [Add.self, Remove.self, List.self])

  /// Adds targets.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add targets")

    @OptionGroup var names: TargetNames

    func run() throws { try names.change(removes: false) }
  }

  /// Removes targets.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove targets", aliases: ["rm"])

    @OptionGroup var names: TargetNames

    func run() throws { try names.change(removes: true) }
  }

  /// Lists targets.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List available targets", aliases: ["ls"])

    @OptionGroup var list: RustListOptions

    func run() throws {
      try list.print(
        list.entries().filter { $0.component.package == "rust-std" }.compactMap { entry in
          entry.component.target.map { ComponentReport($0, entry) }
        }, "targets")
    }
  }
}

/// Targets to add or remove.
struct TargetNames: ParsableArguments {
  @Argument(help: "Their names: wasm32-unknown-unknown", completion: .custom(Completion.targets))
  var targets: [String]

  @OptionGroup var options: RustChangeOptions

  /// Adds or removes them.
  func change(removes: Bool) throws {
    try options.run(RustContents(targets: targets), target: nil, removes: removes)
  }
}
