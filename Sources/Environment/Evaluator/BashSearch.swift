package import Resolution
private import Shells

/// Which bash evaluates environment files, where the user has not named one.
package enum BashSearch {
  /// The bash that macOS comes with, which is of 2007 and will stay so.
  private static let old = Path("/bin").appending(Shell.bash.program)

  /// Where people install a newer one.
  private static let places: [StaticString] = [
    "/opt/homebrew/bin", "/usr/local/bin", "/opt/local/bin", "/run/current-system/sw/bin",
    "/nix/var/nix/profiles/default/bin",
  ]

  /// The bash to use.
  ///
  /// - Parameters:
  ///   - found: The one on `PATH`.
  ///   - isOld: Whether the system's own is an old one, as on macOS.
  ///   - isProgram: Whether a program stands at a path.
  /// - Returns: A newer one that is installed, where the one on `PATH` is that of macOS; else that one.
  package static func newest(
    found: Path, isOld: Bool = systemIsOld, _ isProgram: (Path) -> Bool
  ) -> Path {
    guard isOld, found == old else { return found }
    return places.map { Path($0).appending(Shell.bash.program) }.first(where: isProgram) ?? found
  }

  #if canImport(Darwin)
  /// Whether the bash that comes with the system is an old one.
  package static let systemIsOld = true
  #else
  /// Whether the bash that comes with the system is an old one.
  package static let systemIsOld = false
  #endif
}
