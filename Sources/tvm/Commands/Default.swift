import ArgumentParser
import Resolution
import Toolchains

/// Shows or sets the default.
struct Default: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show or set the default toolchain",
    discussion: """
      Installs the toolchain if needed. Use none to remove the default.

      EXAMPLES:
        tvm default                 show the defaults
        tvm default go@1.21         the newest installed 1.21
        tvm default rust@stable
        tvm default go none
      """)

  @Argument(
    help: ArgumentHelp("The new default: go@1.21, go 1.21, or none", valueName: "[tool] request"),
    completion: .custom(Completion.installed))
  var request: [String] = []

  @Flag(name: .long, help: "Print JSON")
  var json = false

  @OptionGroup var options: NetworkOptions

  func run() throws {
    let session = try Session()
    let requests = try session.requests(request)
    guard requests.count <= 1 else { throw ToolRequest.notOne }
    let wanted = requests.first
    guard let wanted, let text = wanted.text else { return try show(session) }
    if text[...].equals("none") {
      try session.store(wanted.language).setDefault(nil)
      if !options.quiet { Output.note("removed the \(wanted.language.name) default") }
      return try session.refreshProjects()
    }
    var use = Use()
    use.request = request
    use.default = true
    use.noInstall = false
    use.goMod = false
    use.force = false
    use.json = json
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
    if json { return try JSONReport.print(defaults, problem) }
    if let problem { throw problem }
  }

  private func tell(_ name: String?, _ language: Language) {
    if let name {
      Output.print("\(language.name) \(name)")
    } else {
      Output.note("no \(language.name) default is set")
    }
  }
}
