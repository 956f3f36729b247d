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

      The first Rust toolchain that is asked for by its name becomes the default, as with rustup.

      For Go a request is a version (1.21.6, 1.22rc1), the start of one (1.21: its newest release), \
      latest, oldstable, or a comparison ('>=1.21 <1.23'). For Rust it is a name as rustup knows them: \
      stable, 1.70, 1.70.1, nightly-2026-05-20.

      EXAMPLES:
        tvm install                     what this directory asks for
        tvm install 1.21.6              one release
        tvm install go@1.21 go@1.22     the newest 1.21 and 1.22
        tvm install --offline 1.21.6    from a mirror on this machine only
        tvm install nightly -c miri     a Rust toolchain with one more component
        tvm install rust@msrv           the rust-version of this directory's Cargo.toml
        tvm install stable -t wasm32-unknown-unknown --profile minimal
        tvm install --repair go@1.21.6  once more, in the place of a damaged one
      """)

  @Argument(
    help: ArgumentHelp("What to install: go@1.21.6, go 1.21.6, 1.21.", valueName: "[tool] request"),
    completion: .custom(Completion.remote))
  var requests: [String] = []

  @OptionGroup var rust: RustOptions

  @OptionGroup var options: NetworkOptions

  func run() throws {
    let session = try Session()
    let install = options.goInstall(session)
    let wanted = ToolRequest.all(requests) { session.language(of: $0) }
    if wanted.isEmpty { try installWhatIsAsked(session, install) }
    for request in wanted {
      if request.language == .rust {
        try installRust(request, session)
        continue
      }
      if request.text == nil, let asked = try session.missing(.go) {
        try self.install(asked, install)
      } else {
        try self.install(try request.goPin(), install)
      }
    }
    try ProjectLinks(session.home).refresh(session.world)
  }

  private func installWhatIsAsked(_ session: Session, _ install: GoInstall) throws {
    let go = try session.firstRequest(.go)
    let rust = try session.firstRequest(.rust)
    if go == nil, rust == nil {
      throw CommandError.nothingAsked(directory: session.world.workingDirectory())
    }
    if go != nil {
      if let pin = try session.missing(.go) {
        try self.install(pin, install)
      } else {
        let active = try session.active(.go)
        tell("go \(active.name.text) is there already (\(active.source.text.text))")
      }
    }
    if let rust { try installRust(rust, session) }
  }

  /// Installs the first toolchain that a place asks for, unless one of them is there; then only what
  /// is missing from it.
  private func installRust(_ candidate: Candidate, _ session: Session) throws {
    guard case .pins(let pins) = candidate.finding else { return }
    let installer = try rust.installer(session, options)
    let installed = RustInstalled(installer.store.home, session.world)
    let isThere = { (pin: Pin) -> Bool in
      guard case .rust(let request) = pin.request else { return pin.request == .system }
      return installed.toolchain(for: request, program: Bytes("rustc")) != nil
    }
    guard let pin = pins.first(where: isThere) ?? pins.first else { return }
    guard case .rust(var request) = pin.request else { return }
    if case .newest = request,
      let found = installed.toolchain(for: request, program: Bytes("rustc"))
    {
      request = RustRequest(name: found.name[...], host: installer.store.host) ?? request
    }
    try installer.install(request, rust.adding(to: try session.rustWish(pin)))
  }

  private func installRust(_ request: ToolRequest, _ session: Session) throws {
    let isMinimum = request.text?.equals("msrv") ?? false
    if request.text == nil || isMinimum,
      let candidate = try session.firstRequest(.rust, argument: request.text)
    {
      return try installRust(candidate, session)
    }
    let installer = try rust.installer(session, options)
    let wanted = try request.rust(installer.store)
    let isFirst = installer.store.wouldBeDefault(wanted.name)
    let name = try installer.install(wanted, rust.adding(to: RustContents()))
    guard isFirst else { return }
    try RustSettingsFile(installer.store.home).setDefault(Bytes(name.utf8))
    tell("the default of rust is \(name), as there was none")
  }

  private func install(_ pin: Pin, _ install: GoInstall) throws {
    let release: GoIndex.Release
    do throws(StoreError) {
      release = try install.release(for: pin.request, text: pin.text)
    } catch {
      // What a file asks for may not be what the user has in mind just now.
      if case .commandLine = pin.source {
      } else {
        Output.note("\(pin.source.text.text) asks for go \(pin.text.printable.text)")
      }
      throw error
    }
    if try !install.install(release, replacing: rust.repair) {
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
  var pinToInstall: Pin {
    get throws(ResolutionError) {
      let wanted = max(preferred ?? minimum, minimum)
      return try Pin(go: wanted.asWritten[...], .minimum(path, line: line))
    }
  }
}
