package import Resolution

/// rustup's `settings.toml`, of which single values are changed; everything else in it stays.
package struct RustSettingsFile: Sendable {
  private let home: RustHome

  /// The settings of a user.
  package init(_ home: RustHome) { self.home = home }

  /// A setting that has no table.
  package enum Key: String, Sendable {
    case autoInstall = "auto_install"
    case autoSelfUpdate = "auto_self_update"
    case defaultHost = "default_host_triple"
    case defaultToolchain = "default_toolchain"
    case profile
  }

  /// Sets or removes the default toolchain.
  ///
  /// - Parameter name: its full name; nil for none.
  /// - Throws: as ``set(_:to:)``.
  package func setDefault(_ name: Bytes?) throws(RustError) {
    try set(.defaultToolchain, to: name)
    // Whatever was to be the default before: now it is said.
    try RustError.files { () throws(FileError) in try home.noteDefault(nil) }
  }

  /// Sets or removes a setting.
  ///
  /// - Parameters:
  ///   - key: which one.
  ///   - value: its value; nil for none.
  /// - Throws: ``RustError/resolution(_:)`` for settings that rustup would refuse,
  ///   ``RustError/file(_:)``.
  package func set(_ key: Key, to value: Bytes?) throws(RustError) {
    try change { (editor) throws(TOMLError) in
      if let value {
        try editor.set(value, for: Bytes(key.rawValue.utf8), in: nil)
      } else {
        try editor.remove(Bytes(key.rawValue.utf8), from: nil)
      }
    }
  }

  /// Sets or removes the toolchain of a directory and everything below it.
  ///
  /// - Parameters:
  ///   - name: its full name; nil for none.
  ///   - key: the directory, physical where it exists.
  /// - Throws: ``RustError/resolution(_:)``, ``RustError/file(_:)``.
  package func setOverride(_ name: Bytes?, for key: Bytes) throws(RustError) {
    try change { (editor) throws(TOMLError) in
      if let name {
        try editor.set(name, for: key, in: Bytes("overrides"))
      } else {
        try editor.remove(key, from: Bytes("overrides"))
      }
    }
  }

  private func change(
    _ body: (inout TOMLEditor) throws(TOMLError) -> Void
  ) throws(RustError) {
    let lock = try RustError.files { () throws(FileError) in
      try Lock(
        Bytes("settings.toml"), folder: home.locks,
        onWait: LockNotice.teller(of: "rustup's settings"))
    }
    // Also says whether the file can be read at all and has a version that rustup accepts.
    _ = try RustError.resolving { () throws(ResolutionError) in
      try RustSettings(at: home.settings, .live)
    }
    // Read once more, and what cannot be read now must not be replaced by what it never said.
    let contents = try RustError.resolving { () throws(ResolutionError) in
      try World.live.contents(of: home.settings, limit: Settings.sizeLimit)
    }
    var editor = TOMLEditor(contents ?? Bytes("version = \"12\"\n"))
    do throws(TOMLError) { try body(&editor) } catch {
      throw .resolution(.rust(.notTOML(home.settings, line: error.line, fault: error.reason)))
    }
    try RustError.files { () throws(FileError) in
      try AtomicFile.write(editor.contents, to: home.settings)
    }
    _ = consume lock
  }
}
