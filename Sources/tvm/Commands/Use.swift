import ArgumentParser
import Resolution
import Toolchains

/// Pins a toolchain.
struct Use: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Pin a toolchain here: install it if needed and write the version file.",
    discussion: """
      For Go the pin goes into .go-version of the current directory; its comments stay. latest and \
      oldstable are written as the release they mean now; 1.21 and comparisons are written as they \
      are and mean the newest installed release that matches. For Rust it goes into \
      rust-toolchain.toml, whose other keys and comments stay.

      EXAMPLES:
        tvm use 1.21.6              this directory and those below use Go 1.21.6
        tvm use go@latest
        tvm use --default 1.21      where nothing is pinned, use the newest 1.21
        tvm use system              the go that is on PATH outside tvm
        tvm use nightly-2026-05-20
        tvm use --default rust@stable
      """,
    aliases: ["pin"])

  @Argument(
    help: ArgumentHelp("What to pin: go@1.21.6, go 1.21.6, 1.21.", valueName: "[tool] request"),
    completion: .custom(Completion.installed))
  var request: [String]

  @Flag(name: .long, help: "Set the user-wide default instead of a pin.")
  var `default` = false

  @Flag(name: .long, help: "Pin without installing.")
  var noInstall = false

  @OptionGroup var options: NetworkOptions

  func validate() throws {
    guard ToolRequest.all(request, language: { _ in .go }).count == 1 else {
      throw ValidationError("one request is needed, such as 1.21.6 or go@latest")
    }
  }

  func run() throws {
    let session = try Session()
    try choose(session)
    try ProjectLinks(session.home).refresh(session.world)
  }

  private func choose(_ session: Session) throws {
    guard let wanted = ToolRequest.all(request, language: session.language(of:)).first else {
      return
    }
    if wanted.language == .rust { return try useRust(wanted, session) }
    let text = try prepare(try wanted.goPin(), session)
    if self.default {
      try GoDefault(session.home).write(text)
      tell("the default of go is \(text.text)")
      return
    }
    guard let directory = session.world.workingDirectory() else {
      throw CommandError.resolution(.workingDirectoryGone)
    }
    let pin = GoPin(in: directory)
    let former = neighbour(of: pin.file, .go, session)
    try pin.write(text)
    tell("go \(text.text) is pinned by \(pin.file.bytes.printable.text)")
    if let former { tell("it comes before \(former.text), which stays as it is") }
    warnIfOverridden(by: pin.file, session)
  }

  private func useRust(_ wanted: ToolRequest, _ session: Session) throws {
    let store = try options.rustStore(session)
    let request = try session.rust(wanted, store)
    let installer = RustInstaller(
      store: store, options: RustInstall.Options(), isQuiet: options.quiet)
    if case .path = request {
      throw ValidationError("a name is needed; tvm link gives one to a folder")
    }
    let pin = session.world.workingDirectory().map { RustPin(in: $0) }
    let text = channel(of: request, wanted.text ?? Bytes("stable"), store)
    // What cannot be pinned need not be fetched.
    if !self.default { _ = try pin?.contents(with: text) }
    if !noInstall { try installer.install(request, wish(beside: request, session)) }
    if self.default {
      try RustSettingsFile(store.home).setDefault(request.name)
      tell("the default of rust is \(request.name.text)")
      return
    }
    guard let pin else { throw CommandError.resolution(.workingDirectoryGone) }
    if case .release(let release) = request, release.target != store.host {
      guard store.toolchain(request.name.text).kind != nil else {
        throw CommandError.resolution(.rust(.targetInName(text: text, source: .commandLine)))
      }
      tell("the pin names a platform, so it means nothing where rust \(text.text) is missing")
    }
    let former = neighbour(of: pin.file, .rust, session)
    try pin.write(text)
    tell("rust \(text.text) is pinned by \(pin.file.bytes.printable.text)")
    if let former { tell("it comes before \(former.text), which stays as it is") }
    if let candidate = try? session.firstRequest(.rust), candidate.place != .file(pin.file) {
      Output.note("\(candidate.place.text.text) still decides in this shell")
    }
  }

  /// What a toolchain file says for a request: what was typed, but without this machine's platform,
  /// for a file is for everybody.
  private func channel(of request: RustRequest, _ text: Bytes, _ store: RustStore) -> Bytes {
    if text.equals("latest") { return Bytes("stable") }
    guard case .release(let release) = request else { return text }
    if text.equals("msrv") { return release.channel }
    guard release.target == store.host,
      let written = RustRelease(text[...].withoutTrailingSlashes), !written.target.isEmpty
    else { return text }
    return written.withoutTarget.name
  }

  /// What the toolchain file that gets the pin wishes for beside its channel.
  private func wish(beside request: RustRequest, _ session: Session) -> RustContents {
    if self.default { return RustContents() }
    if case .custom = request { return RustContents() }
    guard let directory = session.world.workingDirectory() else { return RustContents() }
    // A file that asks for nothing so far, or is none, is what writing the pin mends or refuses.
    return (try? session.rustWish(at: RustPin(in: directory).file)) ?? RustContents()
  }

  /// Installs what is asked for if needed; returns the text to write.
  private func prepare(_ pin: Pin, _ session: Session) throws -> Bytes {
    let installed = GoInstalled(go: session.home, session.world)
    switch pin.request {
    case .rust, .system: return pin.text
    case .go(.link):
      guard noInstall || installed.best(for: pin.request) != nil else {
        throw CommandError.resolution(
          .notInstalled(.go, pins: [pin], nearest: nil))
      }
      return pin.text
    case .go(.latest), .go(.oldstable):
      let install = options.goInstall(session)
      let release = try install.release(for: pin.request, text: pin.text)
      if !noInstall { _ = try install.install(release) }
      return release.version.name
    case .go:
      if !noInstall, installed.best(for: pin.request) == nil {
        let install = options.goInstall(session)
        _ = try install.install(try install.release(for: pin.request, text: pin.text))
      }
      return pin.text
    }
  }

  /// The other version file of the same directory that has decided so far.
  private func neighbour(of file: Path, _ language: Language, _ session: Session) -> Bytes? {
    // An error here is the next command's to report.
    guard let candidate = try? session.firstRequest(language),
      case .file(let other) = candidate.place, other != file, other.parent == file.parent
    else { return nil }
    return other.bytes.printable
  }

  private func warnIfOverridden(by file: Path, _ session: Session) {
    // An error here is the next command's to report.
    guard let candidate = try? session.firstRequest(.go), candidate.place != .file(file) else {
      return
    }
    Output.note("\(candidate.place.text.text) still decides in this shell")
  }

  private func tell(_ message: String) {
    if !options.quiet { Output.note(message) }
  }
}
