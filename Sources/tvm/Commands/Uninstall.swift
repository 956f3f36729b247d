import ArgumentParser
import Resolution
import Toolchains

/// Removes toolchains.
struct Uninstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove toolchains.",
    discussion: """
      Of a linked toolchain only the link is removed. A toolchain from which a process runs is left \
      alone unless --force is given.

      EXAMPLES:
        tvm uninstall 1.20.14
        tvm uninstall go@1.20.14 go@1.21.0
        tvm uninstall nightly-2026-05-20
        tvm uninstall stage1             a linked toolchain of either language
      """)

  @Argument(
    help: ArgumentHelp("What to remove: go@1.20.14, go 1.20.14.", valueName: "[tool] version"),
    completion: .custom(Completion.installed))
  var versions: [String]

  @Flag(name: .shortAndLong, help: "Remove a toolchain even while a process runs from it.")
  var force = false

  @Flag(name: .shortAndLong, help: "Print errors only.")
  var quiet = false

  func run() throws {
    let session = try Session()
    // What an earlier removal has left when it was killed.
    Staging.clean(session.home)
    let uninstall = Toolchains.Uninstall(session.home)
    var names: [Bytes] = []
    var rustNames: [String] = []
    let requests = try ToolRequest.all(versions) { word in
      // What is removed is not guessed.
      guard ToolRequest.owners(of: word, session.world).count < 2 else {
        throw CommandError.ambiguousName(word)
      }
      return session.language(of: word)
    }
    for request in requests {
      if request.language == .rust {
        rustNames.append(try rustName(request, session))
        continue
      }
      guard let text = request.text else {
        throw ValidationError("which version of \(Bytes(request.language.name).text)?")
      }
      _ = try request.goPin()
      names.append(try uninstall.name(for: text))
    }
    // Nothing is removed before everything that is to be removed has been found.
    for name in names {
      if !quiet { warn(name, session) }
      try uninstall.remove(name, force: force) { process in
        Output.note("waiting for process \(process.map { "\($0)" } ?? "?") to finish with it")
      }
      if !quiet { Output.note("removed go \(name.text)") }
    }
    for name in rustNames { try removeRust(name, session) }
    try ProjectLinks(session.home).refresh(session.world)
  }

  private func rustName(_ request: ToolRequest, _ session: Session) throws -> String {
    guard request.text != nil else { throw ValidationError("which version of rust?") }
    let store = try session.rustStore()
    let wanted = try request.rust(store)
    let isKept = RustPrevious(store).names.contains(wanted.name.text)
    guard isKept || Folder.isOccupied(store.toolchain(wanted.name.text).root) else {
      let nearest = RustInstalled(store.home, session.world).nearest(to: wanted)
      throw RustError.notInstalled(wanted.name.text, nearest: nearest?.text)
    }
    return wanted.name.text
  }

  private func removeRust(_ name: String, _ session: Session) throws {
    let store = try session.rustStore()
    if !quiet {
      // What cannot be resolved here cannot be active here.
      if let active = try? session.active(.rust), active.name.text == name {
        Output.note("rust \(name) is active here, asked for by \(active.source.text.text)")
      }
      if store.settings.defaultToolchain?.name.text == name {
        Output.note("rust \(name) is the default")
      }
    }
    try RustUninstall(store).remove(name, force: force)
    if !quiet { Output.note("removed rust \(name)") }
  }

  /// Says who will miss a toolchain: this directory, or all directories without a pin.
  private func warn(_ name: Bytes, _ session: Session) {
    // What cannot be resolved here cannot be active here.
    let active = try? session.active(.go)
    if let active, active.name == name {
      Output.note("go \(name.text) is active here, asked for by \(active.source.text.text)")
    }
    guard let pin = session.resolver.settings.goDefault, pin.source != active?.source,
      GoInstalled(go: session.home, session.world).best(for: pin.request)?.name == name
    else { return }
    Output.note("go \(name.text) is what the default asks for, \(pin.text.text)")
  }
}
