import ArgumentParser
import Resolution
import Toolchains

/// The options of commands that change a Rust toolchain.
struct RustChangeOptions: ParsableArguments {
  @Option(
    name: .long, help: "The toolchain (default: the active one)",
    completion: .custom(Completion.rust))
  var toolchain: String?

  @OptionGroup var options: NetworkOptions

  /// Adds or removes what a wish names.
  func run(_ wish: RustContents, target: String?, removes: Bool) throws {
    let session = try Session()
    let store = try options.rustStore(session)
    let name = try store.name(toolchain.map { Bytes($0.utf8) })
    let components = RustComponents(of: name, store)
    let changed =
      removes
      ? try components.remove(wish, target: target)
      : try components.add(wish, target: target).filter { !$0.isInstalled }
    guard !options.quiet else { return }
    if changed.isEmpty { return Output.note("nothing to change in rust \(name)") }
    let verb = removes ? "removed" : "added"
    Output.note("\(verb) \(changed.map(\.shortName).joined(separator: ", "))")
  }
}

/// The options of commands that list parts of a Rust toolchain.
struct RustListOptions: ParsableArguments {
  @Option(
    name: .long, help: "The toolchain (default: the active one)",
    completion: .custom(Completion.rust))
  var toolchain: String?

  @Flag(name: .long, help: "Only installed ones")
  var installed = false

  @Flag(name: .long, help: "Print JSON")
  var json = false

  /// The components of the toolchain.
  func entries() throws -> [RustComponents.Entry] {
    let session = try Session()
    let store = try session.rustStore()
    return try RustComponents(of: store.name(toolchain.map { Bytes($0.utf8) }), store)
      .list(onlyInstalled: installed)
  }

  /// Prints a list; `key` is its name in JSON.
  func print(_ reports: [ComponentReport], _ key: String) throws {
    if json { return try JSONReport.print([key: reports]) }
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
