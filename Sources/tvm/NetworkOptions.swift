import ArgumentParser
import Resolution
import Toolchains

/// The options of commands that may fetch something.
struct NetworkOptions: ParsableArguments {
  @Flag(name: .long, help: "Never open a connection; TVM_OFFLINE=1 does the same.")
  var offline = false

  @Flag(name: .shortAndLong, help: "Print errors only.")
  var quiet = false

  /// How to reach the outside.
  func network(_ world: World) -> Network {
    .live(version: Tvm.version, isOffline: offline || world.isOn(Variables.offline))
  }

  /// An installer of Go for a session.
  func goInstall(_ session: Session) -> GoInstall {
    GoInstall(
      session.resolver, session.world, network: network(session.world),
      events: ProgressReport(isQuiet: quiet).events)
  }
}
