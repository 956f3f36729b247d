package import Resolution

/// The file in which `go env -w` keeps what the user has set.
package enum GoSettingsFile {
  /// Where it is.
  ///
  /// Source: cmd/go's `internal/cfg`: `GOENV`, else `go/env` in the user's configuration folder, which on
  /// macOS no variable moves.
  ///
  /// - Parameters:
  ///   - home: the user's home directory, or nil where it is not known.
  ///   - variable: the value of an environment variable that is set and not empty.
  /// - Returns: the file, or nil where there is none.
  package static func path(home: Path?, _ variable: (StaticString) -> Bytes?) -> Path? {
    if let named = variable(Variables.goSettings) {
      return named[...].equals("off") ? nil : Path(named)
    }
    #if canImport(Darwin)
    return home?.appending("Library/Application Support/go/env")
    #else
    let config = variable(Variables.configHome).map { Path($0) } ?? home?.appending(".config")
    return config?.appending("go/env")
    #endif
  }
}
