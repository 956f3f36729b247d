import ArgumentParser
import Resolution
import Toolchains

/// Shows or sets the default.
struct Default: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show or set the toolchain that is used where nothing is pinned.",
    discussion: """
      Setting it installs the toolchain if needed. none removes it.

      EXAMPLES:
        tvm default                 what the defaults are
        tvm default go@1.21         the newest installed 1.21
        tvm default rust@stable
        tvm default go none
      """)

  @Argument(
    help: ArgumentHelp("The new default: go@1.21, go 1.21, none.", valueName: "[tool] request"),
    completion: .custom(Completion.installed))
  var request: [String] = []

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var options: NetworkOptions

  func validate() throws {
    guard ToolRequest.all(request, language: { _ in .go }).count <= 1 else {
      throw ValidationError("one request is needed, such as 1.21.6 or go@latest")
    }
  }

  func run() throws {
    let session = try Session()
    let wanted = ToolRequest.all(request) { session.language(of: $0) }.first
    guard let wanted, let text = wanted.text else { return try show(session) }
    if text[...].equals("none"), wanted.language == .rust {
      try RustSettingsFile(try session.rustStore().home).setDefault(nil)
      if !options.quiet { Output.note("rust has no default any more") }
      return try ProjectLinks(session.home).refresh(session.world)
    }
    if text[...].equals("none") {
      try GoDefault(session.home).write(nil)
      if !options.quiet { Output.note("go has no default any more") }
      return try ProjectLinks(session.home).refresh(session.world)
    }
    var use = Use()
    use.request = request
    use.default = true
    use.noInstall = false
    use.options = options
    try use.run()
  }

  private func show(_ session: Session) throws {
    let go = session.resolver.settings.goDefault?.text.text
    if !json { tell(go, "go") }
    let rust: String?
    do { rust = try session.rustStore().settings.defaultToolchain?.name.text } catch {
      // Go's is told all the same.
      if json { try Output.print(json: ["go": go]) }
      throw error
    }
    if json { return try Output.print(json: ["go": go, "rust": rust]) }
    tell(rust, "rust")
  }

  private func tell(_ name: String?, _ tool: String) {
    if let name { Output.print("\(tool) \(name)") } else { Output.note("\(tool) has no default") }
  }
}
