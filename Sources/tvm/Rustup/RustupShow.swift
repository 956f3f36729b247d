import ArgumentParser
import Resolution
import Toolchains

/// `rustup show`.
struct RustupShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the active and the installed toolchains.",
    subcommands: [Home.self, ActiveToolchain.self, Profile.self])

  @Flag(name: .shortAndLong, help: .hidden) var verbose = false

  func run() throws {
    let session = try Session()
    let store = try session.rustStore()
    let list = RustupList(session, store)
    Output.print("Default host: \(store.host.name.text)")
    Output.print("rustup home:  \(store.home.rustup.text)")
    Output.print("\ninstalled toolchains\n--------------------")
    for line in list.lines { Output.print(line) }
    Output.print("\nactive toolchain\n----------------")
    guard let active = list.active else {
      return Output.print("no active toolchain")
    }
    Output.print("name: \(active.name)")
    let reason = active.reason == "default" ? "it's the default toolchain" : active.reason
    Output.print("active because: \(reason)")
    guard store.toolchain(active.name).kind == .complete else { return }
    Output.print("installed targets:")
    for component in try store.toolchain(active.name).components().sorted()
    where component.package == "rust-std" {
      if let target = component.target { Output.print("  \(target)") }
    }
  }

  /// `rustup show home`.
  struct Home: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show rustup's home.")

    func run() throws {
      Output.print(bytes: try Session().rustStore().home.rustup.bytes + Bytes("\n"))
    }
  }

  /// `rustup show active-toolchain`.
  struct ActiveToolchain: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "active-toolchain", abstract: "Show the active toolchain.")

    @Flag(name: .shortAndLong, help: .hidden) var verbose = false

    func run() throws {
      let session = try Session()
      _ = try session.active(.rust)
      guard let active = RustupList(session, try session.rustStore()).active else {
        throw RustupFault.noActiveToolchain
      }
      Output.print("\(active.name) (\(active.reason))")
    }
  }

  /// `rustup show profile`.
  struct Profile: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the profile of new toolchains.")

    func run() throws { Output.print(try Session().rustStore().profile) }
  }
}

/// The toolchains as rustup lists them.
struct RustupList {
  /// The active toolchain, and why it is active in rustup's words.
  let active: (name: String, reason: String)?

  private let store: RustStore

  init(_ session: Session, _ store: RustStore) {
    self.store = store
    // Without an active toolchain the list is still right.
    guard let active = try? session.active(.rust), case .toolchain(let toolchain) = active.choice
    else {
      self.active = nil
      return
    }
    self.active = (toolchain.name.text, RustupList.reason(active.source, store))
  }

  /// The names alone, channels first.
  var names: [String] { store.toolchains.map(\.name).sorted { order($0) < order($1) } }

  /// The names, channels first, each with its marks.
  var lines: [String] { store.toolchains.sorted { order($0.name) < order($1.name) }.map(line) }

  private func line(_ toolchain: RustToolchain) -> String {
    var marks: [String] = []
    if toolchain.name == active?.name { marks.append("active") }
    if toolchain.name == store.settings.defaultToolchain?.name.text { marks.append("default") }
    return marks.isEmpty ? toolchain.name : "\(toolchain.name) (\(marks.joined(separator: ", ")))"
  }

  /// The lines with the folders.
  var verboseLines: [String] {
    store.toolchains.sorted { order($0.name) < order($1.name) }
      .map { "\(line($0)) \($0.root.text)" }
  }

  private func order(_ name: String) -> (Int, String) {
    let channels = ["stable", "beta", "nightly"]
    let release = RustRelease(Bytes(name.utf8)[...])
    guard let release else { return (4, name) }
    return (channels.firstIndex(of: release.channel.text) ?? 3, name)
  }

  private static func reason(_ source: Source, _ store: RustStore) -> String {
    switch source {
    case .argument, .commandLine: "overridden by +toolchain on the command line"
    case .default, .system: "default"
    case .file(let path, _), .minimum(let path, _): "overridden by '\(path.text)'"
    case .override(_, let line):
      "directory override for '"
        + (store.settings.overrides.first { $0.toolchain.line == line }?.directory.text ?? "") + "'"
    case .variable(let name): "overridden by environment variable \(name.bytes.text)"
    }
  }
}
