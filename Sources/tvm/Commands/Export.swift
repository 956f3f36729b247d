import ArgumentParser
import Environment
import Resolution
import Shells
import Toolchains

/// What the hook asks: the code that takes a shell into the environment of its directory.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the code that takes a shell into the environment of this directory.",
    shouldDisplay: false)

  @Argument(help: Shell.help)
  var shell: Shell

  @Flag(name: .long, help: "Say nothing of a change.")
  var quiet = false

  @Flag(name: .long, help: "Only take back what is loaded, and say nothing of it.")
  var unload = false

  func run() throws {
    let directory = World.live.workingDirectory()
    // Of a directory that was deleted nobody can say where it was: everything stays.
    if directory == nil, !unload { return Output.print(bytes: state(nil, answering: true)) }
    do { Output.print(bytes: try code(for: unload ? nil : directory)) } catch {
      // Said once, not at every prompt: a mistake in the settings again when they have changed.
      var watches: [Watch] = []
      if case .invalidSettings(let path, _, _) = error as? EnvironmentError {
        watches.append(Watch(path))
      }
      let message = OneTimeMessage(
        Bytes("tvm: \("\(error)".withTilde)".utf8), about: watches)
      Output.print(bytes: state(nil, answering: true) + message.code(shell))
    }
  }

  /// The code for a directory, or for none, where nothing is to be loaded.
  private func code(for directory: Path?) throws -> Bytes {
    let current = EnvironmentSnapshot.current
    EnvironmentLocations.restore()
    let session = try Session()
    let environments = try EnvironmentSession(session.home)
    let evaluator = environments.evaluator
    let loaded = evaluator.state(of: current)
    let step =
      directory.map { PromptStep(from: loaded, into: $0, evaluator, home: session.home) }
      ?? PromptStep(leaving: loaded)
    let home = World.live.setVariable(Variables.userHome)
    let hook = HookCode(shell)
    var change = hook.changes(step.changes, from: current)
    if !unload, let place = step.place, let back = step.changesBack {
      let isSaid =
        !session.resolver.settings.isHookQuiet
        && back.contains { !EnvironmentState.contain($0.name) }
      let report = EnvironmentReport.unloaded(place)
      let line = isSaid ? report.changeLine(evaluator.trust.settings, home: home) : nil
      change += hook.leaving(back, from: step.environment, saying: line)
    }
    var code = touched(step) + (change.isEmpty ? [] : hook.definition + change)
    let test = ChangeTest(step.watches, RecordFolder(session.home))
    var isPutOff = false
    var messages = Bytes()
    var later = Bytes()
    for report in step.reports {
      switch report {
      // Before the first prompt nobody reads it.
      case .blocked where quiet: isPutOff = true
      case .blocked(let error):
        let line = "\(error)".replacing("\nhelp: ", with: ": ").replacing("\n  ", with: "; ")
        let text = Bytes("tvm: \(line.withTilde)".utf8)
        messages += OneTimeMessage(text, about: step.watches).code(shell)
      case .failed(let error) where quiet:
        let text = Bytes("tvm: \("\(error)".withTilde)".utf8)
        later += OneTimeMessage(text, about: step.watches).code(shell)
      case .failed(let error): Output.note("\(error)")
      case .kept, .loaded, .relocated, .unloaded:
        if !quiet, !unload, !session.isQuiet,
          let line = report.changeLine(evaluator.trust.settings, home: home)
        {
          Output.error(bytes: line + "\n")
        }
      }
    }
    if !session.isQuiet { code += activeAssignment(in: step.environment) }
    if isPutOff { return code + state(step.place, answering: false) }
    return code + assignment(step.place, isExact: step.isExact && test.isComplete)
      + function(test, saying: later) + messages
  }

  /// The function that tells whether something has changed; it says something when it is first called,
  /// which is after the first prompt.
  private func function(_ test: ChangeTest, saying message: Bytes) -> Bytes {
    let name = Bytes(Self.function)
    let function = test.function(Self.function, shell)
    if message.isEmpty { return function }
    // Its before the first prompt is the prompt.
    if shell == .elvish { return message + function }
    return shell == .fish
      ? Bytes("function ") + name + "\n" + message + function + name + "\nend\n"
      : name + "() {\n" + message + function + name + "\n}\n"
  }

  /// What is active in an environment, which spares the hook a second process.
  private func activeAssignment(in environment: EnvironmentSnapshot) -> Bytes {
    let world = World.live { environment[$0] }
    // Where the file has put something that cannot work, the shim says so.
    guard !unload, let resolver = try? Resolver(world) else { return [] }
    let lines = ActiveLines(resolver).bytes
    return shell.assignment(Bytes("__tvm_active"), lines: lines)
  }

  /// The comment by which the hook knows what may change.
  ///
  /// It puts that off where the caller of `cd` has variables of its own under these names. fish reaches
  /// beyond those, and elvish knows only variables of programs.
  private func touched(_ step: PromptStep) -> Bytes {
    let names = step.touched.filter(\.isIdentifier)
    guard ![.fish, .elvish].contains(shell), !names.isEmpty else { return [] }
    let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
    return Bytes("# ") + Bytes(sorted, separatedBy: " ") + "\n"
  }

  private static let function: StaticString = "__tvm_same_environment"

  private func state(_ place: Path?, answering answer: Bool) -> Bytes {
    assignment(place) + ChangeTest.function(Self.function, answering: answer, shell)
  }

  /// What the hook remembers: the file, and whether its time tells as much as its content.
  private func assignment(_ place: Path?, isExact: Bool = false) -> Bytes {
    let values: [(StaticString, Bytes)] = [
      ("__tvm_environment_file", place?.bytes ?? []),
      ("__tvm_environment_exact", Bytes(isExact ? "1" : "")),
    ]
    return values.reduce([]) { $0 + shell.assignment(Bytes($1.0), $1.1) }
  }
}

extension Export {
  /// The command in a line that a hook writes; nil for any other, which has to be parsed.
  ///
  /// To parse takes a quarter of what a change of directory may.
  static func inHookLine(_ words: [String]) -> Export? {
    guard (2...3).contains(words.count), words[0] == "export",
      let shell = Shell(rawValue: words[1]), shell.isHooked
    else { return nil }
    let option = words.count == 3 ? words[2] : ""
    guard ["", "--quiet", "--unload"].contains(option) else { return nil }
    // In an initializer these would set the defaults that the parser starts from.
    var export = Export()
    export.shell = shell
    export.quiet = option == "--quiet"
    export.unload = option == "--unload"
    return export
  }
}

extension Session {
  /// Whether the user wants no line about a change.
  fileprivate var isQuiet: Bool {
    resolver.settings.isHookQuiet || world.isOn(Variables.quiet)
  }
}
