#if !hasFeature(Embedded)
// What only tvm itself needs would be code in every shim.
/// direnv's variables.
extension Variables {
  /// Tells a program that an environment file runs it; direnv's.
  ///
  /// Set by the library for environment files, as `1`.
  package static let inEnvironmentFile: StaticString = "DIRENV_IN_ENVRC"

  /// The directory of direnv's settings.
  ///
  /// Set by users.
  package static let direnvConfig: StaticString = "DIRENV_CONFIG"

  /// The bash that evaluates environment files.
  ///
  /// Set by users.
  package static let direnvBash: StaticString = "DIRENV_BASH"

  /// How messages are written; empty for none.
  ///
  /// Set by users.
  package static let direnvLogFormat: StaticString = "DIRENV_LOG_FORMAT"

  /// Makes direnv tell what it does when it is `1`.
  ///
  /// Set by users.
  package static let direnvDebug: StaticString = "DIRENV_DEBUG"

  /// What direnv has changed.
  package static let direnvDifference: StaticString = "DIRENV_DIFF"

  /// A `-` and the directory of the file that direnv has loaded.
  package static let direnvFolder: StaticString = "DIRENV_DIR"

  /// The file that direnv has loaded.
  package static let direnvFile: StaticString = "DIRENV_FILE"

  /// What has to be approved besides the file.
  package static let direnvRequired: StaticString = "DIRENV_REQUIRED"

  /// What the environment that direnv has loaded depends on.
  package static let direnvWatches: StaticString = "DIRENV_WATCHES"

  /// Where `direnv dump` writes.
  package static let direnvDumpFile: StaticString = "DIRENV_DUMP_FILE_PATH"

  /// What the names of direnv's variables begin with.
  package static let direnvPrefix: StaticString = "DIRENV_"

  /// What direnv and its library keep for themselves, which is no part of any environment.
  package static var ofDirenvItself: [StaticString] {
    [
      direnvBash, direnvConfig, direnvDifference, direnvFolder, direnvDumpFile, direnvFile,
      inEnvironmentFile, direnvRequired, direnvWatches,
    ]
  }
}
#endif
