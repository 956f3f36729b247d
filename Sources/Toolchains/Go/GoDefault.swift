package import Resolution

/// Writes the default of Go into the settings.
package struct GoDefault: Sendable {
  private let settings: Path

  /// The default of a user, which is the user's own also where the home is one of others.
  package init(_ home: Home) { settings = home.own(.live).settings }

  /// Sets the default, or removes it with nil; everything else in the settings stays as it is.
  ///
  /// - Parameter request: what is asked for, in any dialect.
  /// - Throws: ``PinError``; the settings are as before then.
  package func write(_ request: Bytes?) throws(PinError) {
    var editor = TOMLEditor([])
    switch World.live.read(settings, Settings.sizeLimit) {
    case .absent: break
    case .refused(let problem): throw .resolution(.refused(settings, problem))
    case .contents(let contents): editor = TOMLEditor(contents)
    }
    do throws(TOMLError) {
      if let request {
        try editor.set(request, for: "default", in: "go")
      } else {
        try editor.remove("default", from: "go")
      }
    } catch {
      throw .resolution(.invalidSettings(settings, line: error.line, reason: error.reason))
    }
    do throws(FileError) { try AtomicFile.write(editor.contents, to: settings) } catch {
      throw .file(error)
    }
  }
}
