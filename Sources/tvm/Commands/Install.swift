import ArgumentParser
import Resolution
import Toolchains

/// Installs toolchains.
struct Install: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Install toolchains.",
    discussion: """
      Without arguments everything that the current directory asks for is installed: the pin of its \
      version file, or what its go.mod or go.work needs. A toolchain that is there already is left \
      alone.

      A request is a version (1.21.6, 1.22rc1), the start of one (1.21: its newest release), latest, \
      oldstable, or a comparison ('>=1.21 <1.23').

      EXAMPLES:
        tvm install                     what this directory asks for
        tvm install 1.21.6              one release
        tvm install go@1.21 go@1.22     the newest 1.21 and 1.22
        tvm install --offline 1.21.6    from a mirror on this machine only
      """)

  @Argument(
    help: ArgumentHelp("What to install: go@1.21.6, go 1.21.6, 1.21.", valueName: "[tool] request"),
    completion: .custom { _, _, _ in Completion.remoteVersions })
  var requests: [String] = []

  @OptionGroup var options: NetworkOptions

  func run() throws {
    let session = try Session()
    let install = options.goInstall(session)
    let wanted = ToolRequest.all(requests) { session.projectLanguage }
    if wanted.isEmpty { return try installWhatIsAsked(session, install) }
    for request in wanted {
      guard request.language == .go else {
        throw CommandError.languageUnsupported(request.language)
      }
      if request.text == nil, let asked = try session.missing(.go) {
        try self.install(asked, install)
      } else {
        try self.install(try request.goPin(), install)
      }
    }
  }

  private func installWhatIsAsked(_ session: Session, _ install: GoInstall) throws {
    guard let candidate = try session.firstRequest(.go) else {
      throw CommandError.nothingAsked(directory: session.world.workingDirectory())
    }
    if let pin = try session.missing(.go) { return try self.install(pin, install) }
    let active = try session.active(.go)
    tell("go \(active.name.text) is there already, as \(candidate.place.text.text) asks for")
  }

  private func install(_ pin: Pin, _ install: GoInstall) throws {
    let release = try install.release(for: pin.request, text: pin.text)
    if try !install.install(release) {
      tell("go \(release.version.name.text) is there already")
    }
  }

  private func tell(_ message: String) {
    if !options.quiet { Output.note(message) }
  }
}

extension Session {
  /// What a language's toolchain would have to be installed for here; nil where it is there, or
  /// where nothing asks for one.
  func missing(_ language: Language) throws -> Pin? {
    do {
      _ = try active(language)
      return nil
    } catch CommandError.resolution(.notInstalled(_, let pins, _)) {
      return pins.first
    } catch CommandError.resolution(.minimumNotMet(let module, _)) {
      return try CommandError.resolving { () throws(ResolutionError) in try module.pinToInstall }
    } catch CommandError.resolution(.nothingActive) {
      return nil
    }
  }
}

extension GoModule {
  /// What to install for the file: the version it prefers, or the newest release of the minor version
  /// that its `go` line names.
  fileprivate var pinToInstall: Pin {
    get throws(ResolutionError) {
      let wanted = max(preferred ?? minimum, minimum)
      return try Pin(wanted.asWritten[...], .minimum(path, line: line))
    }
  }
}
