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
    let store = try options.rustStore(session)
    // A toolchain that a process had in its hands when it was killed is to be found, too.
    store.clean()
    var choices = RustInstall.Options()
    choices.allowsDowngrade = allowDowngrade
    let update = RustUpdate(store, options: choices)
    let words = ToolRequest.all(toolchains, language: { _ in .rust })
    if let other = words.first(where: { $0.language != .rust }) {
      throw ValidationError(
        "releases of \(Bytes(other.language.name).text) do not change; tvm install installs newer ones"
      )
    }
    let named = try words.map { try $0.rust(store).name.text }
    if prune { return try prune(named, RustPrevious(store)) }
    if rollback {
      try rollBack(named, RustPrevious(store))
    } else {
      let names = named.isEmpty ? update.candidates.map(\.name) : named
      if names.isEmpty { return Output.note("no toolchain follows a channel") }
      do { try handle(names, store, update) } catch {
        // Others may have been updated all the same.
        try ProjectLinks(session.home).refresh(session.world)
        throw error
      }
    }
    try ProjectLinks(session.home).refresh(session.world)
  }

  private func rollBack(_ named: [String], _ previous: RustPrevious) throws {
    let names = named.isEmpty ? previous.names : named
    if names.isEmpty { throw RustError.nothingToRollBack(nil) }
    guard !named.isEmpty || names.count == 1 else {
      throw ValidationError("which one? kept is what these were: \(names.joined(separator: ", "))")
    }
    for name in names { tell("rust \(name) is \(try previous.rollBack(name)) again") }
  }

  private func prune(_ named: [String], _ previous: RustPrevious) throws {
    let names = named.isEmpty ? previous.names : named
    if names.isEmpty { return Output.note("nothing is kept for --rollback") }
    for name in names {
      let size = ByteCount.text(UInt64(try previous.prune(name)))
      tell("removed what rust \(name) was before its last update (\(size))")
    }
  }

  /// Does one toolchain after the other: what is wrong with one keeps none of the others.
  private func handle(_ names: [String], _ store: RustStore, _ update: RustUpdate) throws {
    var hasFailed = false
    var hasNews = false
    for name in names {
      do {
        if check {
          if try hasNewer(name, store, update) { hasNews = true }
        } else {
          try handle(name, update)
        }
      } catch {
        if names.count == 1 { throw error }
        hasFailed = true
        Output.note("\(error)")
      }
    }
    if hasFailed { throw ExitCode.failure }
    // As rustup does.
    if hasNews { throw ExitCode(100) }
  }

  /// Whether there is something newer than a toolchain, which is also said.
  private func hasNewer(
    _ name: String, _ store: RustStore, _ update: RustUpdate
  ) throws -> Bool {
    let newer = try update.newer(than: store.toolchain(name))
    Output.print("\(name): \(newer.map { "\($0) is available" } ?? "up to date")")
    return newer != nil
  }

  private func handle(_ name: String, _ update: RustUpdate) throws {
    switch try update.update(name) {
    case .unchanged(let version, lacking: []): tell("rust \(name) is up to date: \(version)")
    case .unchanged(let version, let missing):
      tell(
        "rust \(name) stays \(version), the newest that has everything: "
          + "the newest of all has no \(missing.joined(separator: ", "))")
    case .updated(let from, let to): tell("rust \(name) went from \(from) to \(to)")
    }
  }

  private func tell(_ message: String) {
    if !options.quiet { Output.note(message) }
  }
}
