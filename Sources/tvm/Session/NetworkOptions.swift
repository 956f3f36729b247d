import ArgumentParser
import Resolution
import Toolchains

/// The options of commands that may fetch something.
struct NetworkOptions: ParsableArguments {
  @Flag(name: .long, help: "Do not use the network [env: TVM_OFFLINE=1]")
  var offline = false

  @Flag(name: .shortAndLong, help: "Print only errors")
  var quiet = false

  /// How to reach the outside.
  func network(_ world: World) -> Network {
    .live(version: Installation.version, isOffline: offline || world.isOn(Variables.offline))
  }

  /// The toolchains of a language, and how to get more.
  func store(_ language: Language, _ session: Session) throws -> Store {
    try Store(
      language, session.resolver, session.world, network: network(session.world),
      events: ProgressReport(isQuiet: quiet).events)
  }

  /// Rust's toolchains, for what only they have.
  func rustStore(_ session: Session, _ events: InstallEvents? = nil) throws -> RustStore {
    try RustStore(
      session.resolver, session.world, network: network(session.world),
      events: events ?? ProgressReport(isQuiet: quiet).events)
  }
}
