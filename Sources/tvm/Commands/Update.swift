import ArgumentParser
import Resolution
import Toolchains

/// Brings Rust toolchains up to date.
struct Update: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Update Rust channels such as stable and nightly",
    discussion: """
      Updates toolchains such as stable, nightly, and 1.70, keeping their components and targets. The \
      old toolchain keeps working until the new one is ready and is then kept for --rollback, until \
      the next update or --prune.

      Go releases never change: tvm list shows newer ones, tvm install installs them.

      EXAMPLES:
        tvm update                       update all channels
        tvm update nightly
        tvm update --check               check without installing
        tvm update --rollback            undo the last update
        tvm update --prune               remove the rollback copies
      """,
    aliases: ["upgrade"])

  @Argument(
    help: "The toolchains (default: all; with --rollback, the one that was updated)",
    completion: .custom(Completion.rust))
  var toolchains: [String] = []

  @Flag(name: .long, help: "Undo the last update")
  var rollback = false

  @Flag(name: .long, help: "Remove rollback copies without updating")
  var prune = false

  @Flag(name: .long, help: "Check for updates without installing (exits with 100 if there are any)")
  var check = false

  @Flag(
    name: .long, help: "Use an older nightly if the newest one lacks a component")
  var allowDowngrade = false

  @Flag(name: .long, help: "With --check: print JSON")
  var json = false

  @OptionGroup var options: NetworkOptions

  func validate() throws {
    guard [rollback, prune, check].filter({ $0 }).count <= 1 else {
      throw ValidationError("use only one of --rollback, --prune, and --check")
    }
    if json, !check { throw ValidationError("--json requires --check") }
  }

  func run() throws {
    let session = try Session()
    try ToolRequest.check(toolchains, session.world)
    let words = ToolRequest.all(toolchains, language: { _ in .rust })
    let stores = try Language.allCases.map { try options.store($0, session) }
    var named: [Toolchain] = []
    for word in words {
      guard let store = stores.first(where: { $0.language == word.language }), store.hasChannels
      else {
        throw ValidationError(
          "\(word.language.name) releases never change; install a newer one with tvm install")
      }
      named.append(Toolchain(store: store, name: try store.fullName(word.text)))
    }
    // A toolchain that a process had in its hands when it was killed is to be found, too.
    for store in stores where store.hasChannels { store.clean() }
    func all(_ names: (Store) throws -> [Bytes]) rethrows -> [Toolchain] {
      try stores.flatMap { store in try names(store).map { Toolchain(store: store, name: $0) } }
    }
    if prune { return try prune(named.isEmpty ? all { $0.kept } : named) }
    if rollback {
      try rollBack(named.isEmpty ? all { $0.kept } : named, isNamed: !named.isEmpty)
    } else {
      let chosen = named.isEmpty ? try all { try $0.updatable() } : named
      if chosen.isEmpty, !json { return Output.note("no channel toolchains to update") }
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
      throw ValidationError("several toolchains can be rolled back: \(names)")
    }
    for toolchain in chosen {
      if let version = try toolchain.store.rollBack(toolchain.name) {
        tell("rolled back \(toolchain) to \(version)")
      }
    }
  }

  private func prune(_ chosen: [Toolchain]) throws {
    if chosen.isEmpty { return Output.note("no rollback copies to remove") }
    for toolchain in chosen {
      let size = ByteCount.text(UInt64(try toolchain.store.prune(toolchain.name)))
      tell("removed the rollback copy of \(toolchain) (\(size))")
    }
  }

  /// Does one toolchain after the other: what is wrong with one keeps none of the others.
  private func handle(_ chosen: [Toolchain]) throws {
    var problem: (any Error)?
    var reports: [UpdateReport] = []
    for toolchain in chosen {
      do {
        if check {
          reports.append(try report(on: toolchain))
        } else {
          try update(toolchain)
        }
      } catch {
        if chosen.count == 1, !json { throw error }
        problem = problem ?? error
        if !json { Output.failure("\(error)") }
      }
    }
    if json { try JSONReport.print(["toolchains": reports], problem) }
    if problem != nil { throw ExitCode.failure }
    // As rustup does.
    if reports.contains(where: { $0.newer != nil }) { throw ExitCode(100) }
  }

  /// Whether there is something newer than a toolchain, which is also said.
  private func report(on toolchain: Toolchain) throws -> UpdateReport {
    let newer = try toolchain.store.newer(than: toolchain.name, choices)
    let name = toolchain.name.printable.text
    if !json { Output.print("\(name): \(newer.map { "\($0) is available" } ?? "up to date")") }
    return UpdateReport(
      tool: "\(toolchain.store.language.name)", version: toolchain.name.text, newer: newer)
  }

  private func update(_ toolchain: Toolchain) throws {
    switch try toolchain.store.update(toolchain.name, choices) {
    case nil: break
    case .unchanged(let version, lacking: [])?: tell("\(toolchain) is up to date: \(version)")
    case .unchanged(let version, let missing)?:
      tell(
        "\(toolchain) stays at \(version): "
          + "the newest release lacks \(missing.joined(separator: ", "))")
    case .updated(let from, let to)?: tell("updated \(toolchain): \(from) -> \(to)")
    }
  }

  private func tell(_ message: String) {
    if !options.quiet { Output.note(message) }
  }
}

/// What there is newer than a toolchain, as JSON shows it.
private struct UpdateReport: Encodable {
  let tool: String
  let version: String
  let newer: String?
}
