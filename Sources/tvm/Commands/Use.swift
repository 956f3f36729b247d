import ArgumentParser
import Resolution
import Toolchains

/// Pins a toolchain.
struct Use: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Pin a toolchain for this directory",
    discussion: """
      Installs the toolchain if needed. For Go, writes .go-version in the current directory. latest \
      and oldstable are resolved to a version before writing; 1.21 and comparisons are written as \
      given and select the newest installed match. For Rust, writes rust-toolchain.toml. Other keys \
      and comments in the file are kept.

      EXAMPLES:
        tvm use 1.21.6              this directory and those below use Go 1.21.6
        tvm use go@latest
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

  @Flag(name: .long, help: "Pin without installing")
  var noInstall = false

  @OptionGroup var options: NetworkOptions

  func validate() throws {
    guard ToolRequest.all(request, language: { _ in .go }).count == 1 else {
      throw ValidationError("specify one version, such as 1.21.6 or go@latest")
    }
  }

  func run() throws {
    let session = try Session()
    try choose(session)
    try session.refreshProjects()
  }

  private func choose(_ session: Session) throws {
    guard let wanted = ToolRequest.all(request, language: session.language(of:)).first else {
      return
    }
    let store = try options.store(wanted.language, session)
    let choice = try store.choice(wanted.text)
    if self.default {
      try install(choice, store, for: nil)
      try store.setDefault(choice)
      return tell("set the default to \(store.language.name) \(choice.asDefault.printable.text)")
    }
    guard let directory = session.world.workingDirectory() else {
      throw CommandError.resolution(.workingDirectoryGone)
    }
    // What cannot be pinned need not be fetched.
    _ = try store.pin(choice, in: directory)
    try install(choice, store, for: directory)
    for note in try store.notes(onPinning: choice) { tell(note.description) }
    // The file may be another one by now.
    let pin = try store.pin(choice, in: directory)
    let former = neighbour(of: pin.file, store.language, session)
    try pin.write()
    session.note(project: directory)
    tell(
      "pinned \(store.language.name) \(choice.written.printable.text) in "
        + pin.file.bytes.printable.text)
    if let former { tell("note: this overrides \(former.text), which was not changed") }
    warnIfOverridden(by: pin.file, store.language, session)
  }

  private func install(_ choice: Choice, _ store: Store, for directory: Path?) throws {
    if noInstall { return }
    guard let result = try store.install(choice, for: directory) else { return }
    InstallReport(language: store.language, isQuiet: options.quiet).tell(result)
  }

  /// The other version file of the same directory that has decided so far.
  private func neighbour(of file: Path, _ language: Language, _ session: Session) -> Bytes? {
    // An error here is the next command's to report.
    guard let candidate = try? session.firstRequest(language),
      case .file(let other) = candidate.place, other != file, other.parent == file.parent
    else { return nil }
    return other.bytes.printable
  }

  private func warnIfOverridden(by file: Path, _ language: Language, _ session: Session) {
    // An error here is the next command's to report.
    guard let candidate = try? session.firstRequest(language), candidate.place != .file(file)
    else { return }
    Output.note("warning: \(candidate.place.text.text) overrides this pin in this shell")
  }

  private func tell(_ message: String) {
    if !options.quiet { Output.note(message) }
  }
}
