import ArgumentParser
import Resolution
import Toolchains

/// Brings Rust toolchains up to date.
struct Update: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the toolchains of Rust's moving channels up to date.",
    discussion: """
      Toolchains such as stable, nightly and 1.70 follow what is released under their names. The old \
      toolchain works until the new one is in its place, with the same components and targets, and \
      is kept for --rollback until the next update or --prune. Go's releases never change under their names: \
      tvm list shows newer ones, tvm install installs them.

      EXAMPLES:
        tvm update                       all of them
        tvm update nightly
        tvm update --check               only say what is newer
        tvm update --rollback            back to what it was
        tvm update --prune               remove what is kept for that
      """,
    aliases: ["upgrade"])

  @Argument(
    help: "The toolchains; all if left out, and with --rollback the only one that was updated.")
  var toolchains: [String] = []

  @Flag(name: .long, help: "Go back to what the toolchains were before their last update.")
  var rollback = false

  @Flag(name: .long, help: "Remove what is kept of the toolchains for --rollback; update nothing.")
  var prune = false

  @Flag(name: .long, help: "Only say what is newer; the exit status is 100 where anything is.")
  var check = false

  @Flag(
    name: .long, help: "Take an older nightly where the newest lacks an installed component.")
  var allowDowngrade = false

  @OptionGroup var options: NetworkOptions

  func validate() throws {
    guard [rollback, prune, check].filter({ $0 }).count <= 1 else {
      throw ValidationError("only one of --rollback, --prune and --check can be done at a time")
    }
  }

  func run() throws {
    let session = try Session()
    let words = ToolRequest.all(toolchains, language: { _ in .rust })
    let stores = try Language.allCases.map { try options.store($0, session) }
    var named: [Toolchain] = []
    for word in words {
      guard let store = stores.first(where: { $0.language == word.language }), store.hasChannels
      else {
        throw ValidationError(
          "releases of \(word.language.name) do not change; tvm install installs newer ones")
      }
      named.append(Toolchain(store: store, name: try store.fullName(word.text)))
    }
    // A toolchain that a process had in its hands when it was killed is to be found, too.
    for store in stores where store.hasChannels { store.clean() }
    func all(_ names: (Store) -> [Bytes]) -> [Toolchain] {
      stores.flatMap { store in names(store).map { Toolchain(store: store, name: $0) } }
    }
    if prune { return try prune(named.isEmpty ? all(\.kept) : named) }
    if rollback {
      try rollBack(named.isEmpty ? all(\.kept) : named, isNamed: !named.isEmpty)
    } else {
      let chosen = named.isEmpty ? all(\.updatable) : named
      if chosen.isEmpty { return Output.note("no toolchain follows a channel") }
      do { try handle(chosen) } catch {
        // Others may have been updated all the same.
        try session.refreshProjects()
        throw error
      }
    }
    try session.refreshProjects()
  }

  /// A toolchain to update.
  private struct Toolchain: CustomStringConvertible {
    let store: Store
    let name: Bytes

    var description: String { "\(store.language.name) \(name.printable.text)" }
  }

  private var choices: InstallOptions {
    var choices = InstallOptions()
    choices.allowsDowngrade = allowDowngrade
    return choices
  }

  private func rollBack(_ chosen: [Toolchain], isNamed: Bool) throws {
    if chosen.isEmpty { throw RustError.nothingToRollBack(nil) }
    guard isNamed || chosen.count == 1 else {
      let names = chosen.map(\.name.printable.text).joined(separator: ", ")
      throw ValidationError("which one? kept is what these were: \(names)")
    }
    for toolchain in chosen {
      if let version = try toolchain.store.rollBack(toolchain.name) {
        tell("\(toolchain) is \(version) again")
      }
    }
  }

  private func prune(_ chosen: [Toolchain]) throws {
    if chosen.isEmpty { return Output.note("nothing is kept for --rollback") }
    for toolchain in chosen {
      let size = ByteCount.text(UInt64(try toolchain.store.prune(toolchain.name)))
      tell("removed what \(toolchain) was before its last update (\(size))")
    }
  }

  /// Does one toolchain after the other: what is wrong with one keeps none of the others.
  private func handle(_ chosen: [Toolchain]) throws {
    var hasFailed = false
    var hasNews = false
    for toolchain in chosen {
      do {
        if check {
          if try hasNewer(toolchain) { hasNews = true }
        } else {
          try update(toolchain)
        }
      } catch {
        if chosen.count == 1 { throw error }
        hasFailed = true
        Output.note("\(error)")
      }
    }
    if hasFailed { throw ExitCode.failure }
    // As rustup does.
    if hasNews { throw ExitCode(100) }
  }

  /// Whether there is something newer than a toolchain, which is also said.
  private func hasNewer(_ toolchain: Toolchain) throws -> Bool {
    let newer = try toolchain.store.newer(than: toolchain.name, choices)
    let name = toolchain.name.printable.text
    Output.print("\(name): \(newer.map { "\($0) is available" } ?? "up to date")")
    return newer != nil
  }

  private func update(_ toolchain: Toolchain) throws {
    switch try toolchain.store.update(toolchain.name, choices) {
    case nil: break
    case .unchanged(let version, lacking: [])?: tell("\(toolchain) is up to date: \(version)")
    case .unchanged(let version, let missing)?:
      tell(
        "\(toolchain) stays \(version), the newest that has everything: "
          + "the newest of all has no \(missing.joined(separator: ", "))")
    case .updated(let from, let to)?: tell("\(toolchain) went from \(from) to \(to)")
    }
  }

  private func tell(_ message: String) {
    if !options.quiet { Output.note(message) }
  }
}
