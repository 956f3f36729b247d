/// What rustup's `settings.toml` says.
package struct RustSettings: Equatable, Sendable {
  /// A name in the settings, with its line.
  package struct Entry: Equatable, Sendable {
    /// The toolchain's name as written.
    package let name: Bytes
    /// The line, from 1.
    package let line: Int
  }

  /// A toolchain for a directory and everything below it.
  package struct Override: Equatable, Sendable {
    /// The directory, physical.
    package let directory: Path
    /// The toolchain.
    package let toolchain: Entry
  }

  /// The default toolchain, if there is one.
  package private(set) var defaultToolchain: Entry?

  /// The platform whose toolchains are taken, if it is not this machine's.
  package private(set) var host: RustTarget?

  /// The profile of new toolchains: `minimal`, `default` or `complete`; nil for `default`.
  package private(set) var profile: Bytes?

  /// The toolchains of directories.
  package private(set) var overrides: [Override] = []

  /// The settings of a user who has set nothing.
  package init() {}

  /// The settings in a file of the user's.
  ///
  /// Source: rustup's `settings.rs`: a version other than 12, and none, are errors; a file that does
  /// not exist sets nothing.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - world: where it is read.
  /// - Throws: ``RustFault/notTOML(_:line:fault:)``, ``RustFault/settingsVersion(_:line:found:)``,
  ///   ``RustFault/wrongType(_:line:key:expected:)``, ``RustFault/unknownProfile(_:line:profile:)``,
  ///   ``ResolutionError/refused(_:_:)``.
  package init(at path: Path, _ world: World) throws(ResolutionError) {
    guard let reader = try RustSettings.reader(at: path, world) else { return }
    let version = try reader.string("version")
    guard let version, version.text.equals("12") else {
      throw .rust(.settingsVersion(path, line: version?.line ?? 0, found: version?.text))
    }
    defaultToolchain = try RustSettings.defaultToolchain(reader)
    host = try reader.platform("default_host_tuple")
    if host == nil { host = try reader.platform("default_host_triple") }
    profile = try reader.profile("profile")
    guard reader.document.hasTable("overrides") else { return }
    for entry in reader.document.entries {
      let path = entry.path
      guard path.count == 2, path[0].equals("overrides") else { continue }
      // rustup writes a slash behind a directory that does not exist, and then does not find it.
      guard path[1].last != UInt8(ascii: "/") || path[1].count == 1 else { continue }
      overrides.append(
        Override(
          directory: Path(path[1]),
          toolchain: Entry(name: try reader.string(entry), line: entry.line)))
    }
  }

  /// The default toolchain of the system's administrator, who sets nothing else.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - world: where it is read.
  /// - Throws: as the settings of the user.
  package init(fallback path: Path, _ world: World) throws(ResolutionError) {
    guard let reader = try RustSettings.reader(at: path, world) else { return }
    defaultToolchain = try RustSettings.defaultToolchain(reader)
  }

  /// The file of the system's administrator.
  package static func fallback(_ world: World) -> Path {
    Path(world.setVariable(Variables.rustFallbackSettings) ?? Bytes("/etc/rustup/settings.toml"))
  }

  private static func reader(
    at path: Path, _ world: World
  ) throws(ResolutionError) -> RustReader? {
    guard let contents = try world.contents(of: path, limit: Settings.sizeLimit) else { return nil }
    return try RustReader(contents, at: path)
  }

  private static func defaultToolchain(
    _ reader: RustReader
  ) throws(ResolutionError) -> Entry? {
    guard let (text, line) = try reader.string("default_toolchain") else { return nil }
    return Entry(name: text, line: line)
  }
}
