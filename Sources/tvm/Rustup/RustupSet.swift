import ArgumentParser
import Resolution
import Toolchains

/// `rustup set`, whose values a real rustup reads, too.
struct RustupSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Alter rustup's settings.",
    subcommands: [DefaultHost.self, Profile.self, AutoSelfUpdate.self, AutoInstall.self])

  /// `rustup set profile`.
  struct Profile: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set the components of new toolchains.")

    /// The profiles that rustup has.
    enum Value: String, CaseIterable, ExpressibleByArgument { case minimal, `default`, complete }

    @ParentCommand var rustup: RustupCommand

    @Argument var value = Value.default

    func run() throws {
      let session = try RustupSession(rustup)
      try session.set(.profile, to: value.rawValue)
      session.note("profile set to \(value.rawValue)")
    }
  }

  /// `rustup set auto-self-update`.
  struct AutoSelfUpdate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set whether a real rustup brings itself up to date.")

    /// The ways that rustup knows.
    enum Value: String, CaseIterable, ExpressibleByArgument {
      case enable, disable
      case checkOnly = "check-only"
    }

    @ParentCommand var rustup: RustupCommand

    @Argument var value = Value.enable

    func run() throws {
      let session = try RustupSession(rustup)
      try session.set(.autoSelfUpdate, to: value.rawValue)
      session.note("auto-self-update mode set to \(value.rawValue)")
    }
  }

  /// `rustup set auto-install`.
  struct AutoInstall: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set whether the proxies of a real rustup install what is missing.")

    /// The ways that rustup knows.
    enum Value: String, CaseIterable, ExpressibleByArgument { case enable, disable }

    @ParentCommand var rustup: RustupCommand

    @Argument var value = Value.enable

    func run() throws {
      let session = try RustupSession(rustup)
      try session.set(.autoInstall, to: value.rawValue)
      session.note("setting auto install mode to \(value.rawValue)")
    }
  }

  /// `rustup set default-host`.
  struct DefaultHost: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set the platform of toolchains that are named without one.")

    @ParentCommand var rustup: RustupCommand

    @Argument var host: String

    func run() throws {
      guard RustTarget(Bytes(host.utf8)[...]) != nil else { throw RustupFault.invalidHost(host) }
      try RustupSession(rustup).set(.defaultHost, to: host)
    }
  }
}

/// `rustup self`: here rustup is a part of tvm, which is brought up to date as it was installed.
struct RustupSelf: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "self", abstract: "Modify the rustup installation.", subcommands: [Update.self])

  /// `rustup self update`.
  struct Update: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Do nothing, and say so.")

    @ParentCommand var rustup: RustupCommand

    func run() throws {
      try RustupSession(rustup).note("tvm answers for rustup here; there is nothing to update")
    }
  }
}

extension RustupSession {
  /// Changes a setting.
  fileprivate func set(_ key: RustSettingsFile.Key, to value: String) throws {
    try RustSettingsFile(store.home).set(key, to: Bytes(value.utf8))
  }
}
