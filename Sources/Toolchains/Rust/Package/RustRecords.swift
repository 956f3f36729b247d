internal import Resolution

/// The files in which a toolchain says what it consists of, in rustup's own form.
enum RustRecords {
  /// Where they are.
  static let folder: StaticString = "lib/rustlib"

  /// The format of the toolchain's tree.
  static let format: StaticString = "rust-installer-version"

  /// The names of the installed components, one a line.
  static let components: StaticString = "components"

  /// The channel's manifest as the toolchain was installed from.
  static let manifest: StaticString = "multirust-channel-manifest.toml"

  /// The installed components in the manifest's terms.
  static let configuration: StaticString = "multirust-config.toml"

  /// Whether a file in the folder is one of these, or the list of a component's files.
  static func isRecord(_ name: String) -> Bool {
    let names = [format, components, manifest, configuration].map { Bytes($0).text }
    return names.contains(name) || name.hasPrefix("manifest-")
  }

  /// Writes all but the lists of the components' files.
  ///
  /// - Parameters:
  ///   - root: a toolchain that is being put together; the files are replaced, not changed.
  ///   - manifest: the channel's manifest, byte for byte.
  ///   - installed: all its components.
  ///   - extensions: those of them that `component add` has added, in rustup's words.
  /// - Throws: ``FileError``.
  static func write(
    in root: Path, manifest: Bytes, installed: [ComponentID], extensions: Set<ComponentID>
  ) throws(FileError) {
    let folder = root.appending(RustRecords.folder)
    try Folder.create(folder)
    let sorted = installed.sorted()
    var configuration = "config_version = \"1\"\n"
    for component in sorted {
      configuration += """

        [[components]]
        pkg = "\(component.package)"
        target = "\(component.target ?? "*")"
        is_extension = \(extensions.contains(component))

        """
    }
    try write(Bytes("3"), to: folder.appending(format))
    try write(
      Bytes(sorted.map { $0.name + "\n" }.joined().utf8), to: folder.appending(components))
    try write(manifest, to: folder.appending(RustRecords.manifest))
    try write(Bytes(configuration.utf8), to: folder.appending(RustRecords.configuration))
  }

  /// Writes a new file in place of one that may have other names elsewhere, for those whom that was for.
  static func write(_ contents: Bytes, to path: Path) throws(FileError) {
    try AtomicFile.write(contents, to: path, links: .never)
  }
}
