import ArgumentParser
import Resolution
import Toolchains

/// Pins a toolchain.
struct Use: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Pin a toolchain for this directory",
    discussion: """
      Installs the toolchain if needed, then writes the version file of the current directory: the one \
      that is in use there (.go-version, rust-toolchain.toml, or the line in .tool-versions), else a new \
      .go-version or rust-toolchain.toml. Comments, other keys, and other versions in the file are kept. \
      A version file in a parent directory is never changed.

      For Go, latest and oldstable are resolved to a version before writing; 1.21 and comparisons are \
      written as given and select the newest installed match. A version older than the go line of go.mod \
      or go.work is refused unless --force is given. With --go-mod, the toolchain line of go.mod or \
      go.work is set instead, in a parent directory if that is where the file is.

      EXAMPLES:
        tvm use 1.21.6              this directory and those below use Go 1.21.6
        tvm use go@latest
        tvm use --go-mod 1.26.6     toolchain go1.26.6 in go.mod or go.work
        tvm use --default 1.21      the newest installed 1.21 where nothing is pinned
        tvm use system              the go on PATH outside tvm
        tvm use nightly-2026-05-20
        tvm use --default rust@stable
      """,
    aliases: ["pin"])

  @Argument(
    help: ArgumentHelp("What to pin: go@1.21.6, go 1.21.6, or 1.21", valueName: "[tool] request"),
    completion: .custom(Completion.installed))
  var request: [String]

  @Flag(name: .long, help: "Set the default toolchain instead of pinning")
  var `default` = false

  @Flag(name: .long, help: "Set the toolchain line of go.mod or go.work")
  var goMod = false

  @Flag(name: .long, help: "Pin even a version older than the go line of go.mod or go.work")
  var force = false

  @Flag(name: .long, help: "Pin without installing")
  var noInstall = false

  @Flag(name: .long, help: "Print what was written as JSON")
  var json = false

  @OptionGroup var options: NetworkOptions

  func validate() throws {
    if goMod, self.default {
      throw ValidationError("--go-mod cannot be used with --default")
    }
  }

  func run() throws {
    let session = try Session()
    try choose(session)
    try session.refreshProjects()
    session.provideShims(isQuiet: options.quiet)
  }

  private func choose(_ session: Session) throws {
    // Only Go's project files name a toolchain.
    let requests = try session.requests(request, in: goMod ? .go : nil)
    guard let wanted = requests.first, requests.count == 1 else { throw ToolRequest.notOne }
    let store = try options.store(wanted.language, session)
    let choice = try store.choice(wanted.text, forProjectFile: goMod)
    if self.default {
      try install(choice, store, for: nil)
      try store.setDefault(choice)
      tell("set the default to \(store.language.name) \(choice.asDefault.printable.text)")
      return try report(choice.asDefault, in: nil, overriding: nil, store)
    }
    guard let directory = session.world.workingDirectory() else {
      throw CommandError.resolution(.workingDirectoryGone)
    }
    // What cannot be pinned need not be fetched.
    _ = try pin(choice, store, in: directory)
    try install(choice, store, for: directory)
    for note in try store.notes(onPinning: choice) { tell(note.description) }
    // The file may be another one by now, and it is known what the request comes to.
    let pin = try pin(choice, store, in: directory)
    let former = goMod ? nil : overridden(by: pin.file, store.language, session)
    try pin.write()
    session.note(project: directory)
    tell(
      "pinned \(store.language.name) \(choice.written.printable.text) in "
        + pin.file.bytes.printable.text)
    if let former { tell("note: this overrides \(former), which was not changed") }
    warnIfOverridden(by: pin.file, store.language, session)
    tellOthers(choice, store.language, session)
    try report(choice.written, in: pin.file, overriding: former, store)
  }

  private func pin(
    _ choice: Choice, _ store: Store, in directory: Path
  ) throws -> VersionPin {
    if !force { try store.checkMinimum(of: choice, in: directory) }
    guard goMod else { return try store.pin(choice, in: directory) }
    guard let pin = try store.projectPin(choice, in: directory) else {
      throw ValidationError("--go-mod is for Go")
    }
    return pin
  }

  private func install(_ choice: Choice, _ store: Store, for directory: Path?) throws {
    if noInstall { return }
    guard let result = try store.install(choice, for: directory) else { return }
    InstallReport(language: store.language, isQuiet: options.quiet).tell(result)
  }

  /// The version file that has decided here so far, with what it asks for.
  private func overridden(
    by file: Path, _ language: Language, _ session: Session
  ) -> String? {
    // An error here is the next command's to report.
    guard let candidate = try? session.firstRequest(language), let folder = file.parent else {
      return nil
    }
    switch candidate.place {
    case .file(let other) where other != file: break
    // rustup's word for another directory is one of those above.
    case .override(_, let directory) where directory != folder: break
    default: return nil
    }
    guard case .pins(let pins) = candidate.finding, let pin = pins.first else {
      return candidate.place.text.text
    }
    return "\(language.name) \(pin.text.printable.text) in \(pin.source.text.text)"
  }

  private func warnIfOverridden(by file: Path, _ language: Language, _ session: Session) {
    // An error here is the next command's to report.
    guard let candidate = try? session.firstRequest(language), candidate.file != file else {
      return
    }
    let place = candidate.place.text.text
    if case .file = candidate.place { return Output.note("warning: \(place) overrides this pin") }
    Output.note("warning: \(place) overrides this pin in this shell")
  }

  /// Says what else runs here, or would in the hands of another version manager.
  private func tellOthers(_ choice: Choice, _ language: Language, _ session: Session) {
    // What is not installed is said when it is run.
    let active = try? session.active(language)
    if goMod, let active, active.name != choice.written {
      let source = active.source.text.text
      tell(
        "note: \(language.name) \(active.name.printable.text) is active here (\(source)), as go.mod and "
          + "go.work set a minimum")
    }
    let notes = ForeignPinNotes(
      language, besides: active?.name ?? choice.written, session, isChosen: true)
    for line in notes.lines { tell("note: \(line)") }
  }

  private func report(
    _ request: Bytes, in file: Path?, overriding former: String?, _ store: Store
  ) throws {
    guard json else { return }
    var contents: [String: any Encodable] = [
      "tool": "\(store.language.name)", "request": request.printable.text, "isDefault": file == nil,
    ]
    contents["file"] = file?.bytes.printable.text
    contents["overrides"] = former
    try JSONReport.print(contents)
  }

  private func tell(_ message: String) {
    if !options.quiet { Output.note(message) }
  }
}

extension Candidate {
  /// The file that asks.
  fileprivate var file: Path? {
    switch (place, finding) {
    case (.file(let path), _): path
    case (_, .minimum(let module)): module.path
    default: nil
    }
  }
}
