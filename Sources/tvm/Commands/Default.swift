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
    if text[...].equals("none") {
      try session.store(wanted.language).setDefault(nil)
      if !options.quiet { Output.note("\(wanted.language.name) has no default any more") }
      return try session.refreshProjects()
    }
    var use = Use()
    use.request = request
    use.default = true
    use.noInstall = false
    use.options = options
    try use.run()
  }

  private func show(_ session: Session) throws {
    var defaults: [String: String?] = [:]
    var problem: (any Error)?
    for language in Language.allCases {
      do {
        let name = try session.store(language).defaultRequest?.text
        defaults.updateValue(name, forKey: "\(language.name)")
        if !json { tell(name, language) }
      } catch {
        // The others are told all the same.
        problem = error
      }
    }
    if json { try Output.print(json: defaults) }
    if let problem { throw problem }
  }

  private func tell(_ name: String?, _ language: Language) {
    if let name {
      Output.print("\(language.name) \(name)")
    } else {
      Output.note("\(language.name) has no default")
    }
  }
}
