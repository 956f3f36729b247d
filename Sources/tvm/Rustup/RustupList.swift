import Resolution
import Toolchains

/// The installed toolchains in rustup's order, channels first.
struct RustupList {
  /// The toolchains.
  let toolchains: [RustToolchain]

  private let active: RustToolchainName?
  private let standard: Bytes?

  /// The toolchains of a session; without an active one the list is still right.
  init(_ session: RustupSession, active: RustupActive?) throws {
    toolchains = RustupList.sorted(try session.store.toolchains)
    self.active = active?.name
    standard = session.store.settings.defaultToolchain?.name
  }

  /// Each toolchain with its name and its marks.
  var lines: [(toolchain: RustToolchain, line: String)] {
    toolchains.map { toolchain in
      var marks: [String] = []
      if toolchain.name == active { marks.append("active") }
      if toolchain.name.bytes == standard { marks.append("default") }
      let name = "\(toolchain.name)"
      return (toolchain, marks.isEmpty ? name : "\(name) (\(marks.joined(separator: ", ")))")
    }
  }

  /// Toolchains in rustup's order.
  static func sorted(_ toolchains: [RustToolchain]) -> [RustToolchain] {
    toolchains.sorted { order($0.name) < order($1.name) }
  }

  private static func order(_ name: RustToolchainName) -> (Int, String) {
    guard let release = name.release else { return (4, name.text) }
    return (RustRelease.channels.firstIndex(of: release.channel.text) ?? 3, name.text)
  }
}
