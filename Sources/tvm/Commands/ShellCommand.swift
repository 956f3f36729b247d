import ArgumentParser
import Environment
import Resolution
import Shells
import Toolchains

/// Overrides the toolchain for a shell session.
struct ShellCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell",
    abstract: "Override the toolchain in this shell",
    discussion: """
      Overrides version files until the shell exits or you run tvm shell --unset. Sets TVM_GO_VERSION \
      or TVM_RUST_VERSION. Needs the shell hook.

      EXAMPLES:
        tvm shell 1.21.6
        tvm shell               show the override
        tvm shell --unset
      """)

  @Argument(
    help: ArgumentHelp("The override: go@1.21.6 or go 1.21.6", valueName: "[tool] request"),
    completion: .custom(Completion.installed))
  var request: [String] = []

  @Flag(name: .long, help: "Remove the override")
  var unset = false

  @Option(name: .long, help: .hidden)
  var emit: Shell?

  func run() throws {
    let session = try Session()
    let wanted = try session.requests(request)
    if wanted.first?.text == nil, !unset { return show(session) }
    guard let emit else { throw CommandError.needsHook }
    let format = EnvironmentFormat.shell(emit)
    if unset {
      let languages = wanted.isEmpty ? [.go, .rust] : wanted.map(\.language)
      for language in languages {
        let name = language == .go ? Variables.goVersion : Variables.rustVersion
        Output.print(bytes: format.line(EnvironmentEdit(name, nil)))
      }
      return
    }
    guard wanted.count == 1, let request = wanted.first else {
      throw ToolRequest.notOne
    }
    let edit = try session.store(request.language).override(request.text, isForShell: true)
    Output.print(bytes: format.line(edit))
  }

  private func show(_ session: Session) {
    let overrides = [("go", Variables.goVersion), ("rust", Variables.rustVersion)].compactMap {
      tool, name in session.world.setVariable(name).map { "\(tool) \($0.printable.text)" }
    }
    if overrides.isEmpty { return Output.note("no override is set in this shell") }
    // The hook evaluates standard output, so what is for people goes to standard error there.
    for line in overrides {
      if emit == nil { Output.print(line) } else { Output.note(line) }
    }
  }
}
