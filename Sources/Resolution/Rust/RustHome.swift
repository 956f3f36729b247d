/// Where rustup's files and cargo's are; the only place that computes these paths.
///
///     <rustup>/                  $RUSTUP_HOME, else ~/.rustup
///       toolchains/<name>/       a toolchain by its full name; a symbolic link is a custom one
///       settings.toml            default, overrides and host, shared with rustup
///       update-hashes/<name>     what the toolchain's manifest was when it was installed
///       tvm/                     staging of tvm's, which rustup neither lists nor empties
///     <cargo>/bin/               $CARGO_HOME, else ~/.cargo: what `cargo install` installs
package struct RustHome: Equatable, Sendable {
  /// The folder that rustup and tvm share; absolute.
  package let rustup: Path

  /// Cargo's folder; absolute.
  package let cargo: Path

  /// The folders that the environment names.
  ///
  /// - Parameter world: where variables are looked up; empty ones count as unset, relative ones start
  ///   at the current directory, as in rustup.
  /// - Throws: ``ResolutionError/homeUnknown(instead:)``, ``ResolutionError/workingDirectoryGone``.
  package init(_ world: World) throws(ResolutionError) {
    rustup = try RustHome.folder(Variables.rustupHome, else: ".rustup", world)
    cargo = try RustHome.folder(Variables.cargoHome, else: ".cargo", world)
  }

  private static func folder(
    _ variable: StaticString, else fallback: StaticString, _ world: World
  ) throws(ResolutionError) -> Path {
    if let value = world.setVariable(variable) {
      let path = Path(value)
      if path.isAbsolute { return path }
      guard let directory = world.workingDirectory() else { throw .workingDirectoryGone }
      return directory.appending(path.bytes)
    }
    return try Home.ofUser(fallback, instead: variable, world)
  }

  /// The folder of toolchains, one folder or link each.
  package var toolchains: Path { rustup.appending("toolchains") }

  /// rustup's settings.
  package var settings: Path { rustup.appending("settings.toml") }

  /// The folder with a hash of each toolchain's manifest.
  package var updateHashes: Path { rustup.appending("update-hashes") }

  /// The folder for what is not complete yet, on the file system of the toolchains.
  package var staging: Path { rustup.appending("tvm") }

  /// The folder of the programs that cargo has installed.
  package var cargoPrograms: Path { cargo.appending("bin") }
}
