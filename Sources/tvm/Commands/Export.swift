import ArgumentParser
import Environment
import Resolution
import Toolchains

/// What the hook asks: the code that takes a shell into the environment of its directory.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the code that takes a shell into the environment of this directory.",
    shouldDisplay: false)

  @Argument(help: "bash, zsh or fish.")
  var shell: ShellName

  @Flag(name: .long, help: "Say nothing of a change.")
  var quiet = false

  func run() throws {
    let world = World.live
    // Of a directory that was deleted nobody can say where it was: everything stays.
    guard let directory = world.workingDirectory() else {
      return Output.print(bytes: state(nil, answering: true))
    }
    let session = try Session()
    let environments: EnvironmentSession
    do { environments = try EnvironmentSession(session.home) } catch {
      // Said once, not at every prompt.
      Output.note("\(error)")
      return Output.print(bytes: state(nil, answering: true))
    }
    let current = EnvironmentSnapshot.current
    let step = try environments.loader.step(from: current, in: directory)
    var code = Bytes()
    for name in current.names(changedIn: step.environment) {
      code += shell.format.hookLine(name, step.environment.values[name])
    }
    let isPutOff = tell(step.report, environments, isSilent: quiet || session.isQuiet)
    if isPutOff {
      code += state(step.place, answering: false)
    } else {
      let test = try ChangeTest(step.watches, RecordFolder(session.home))
      code += assignment(step.place) + test.function(Self.function, shell.format)
    }
    Output.print(bytes: code)
  }

  /// Tells the user what there is to tell.
  ///
  /// - Returns: Whether it is to be told at the next prompt instead.
  private func tell(
    _ report: EnvironmentReport?, _ environments: EnvironmentSession, isSilent: Bool
  ) -> Bool {
    switch report {
    case nil: return false
    case .blocked(let error):
      if quiet { return true }
      Output.note("\(error)")
    case .failed(let error): Output.note("\(error)")
    case .loaded, .unloaded:
      let home = World.live.setVariable(Variables.userHome)
      if !isSilent, let line = report?.changeLine(environments.settings, home: home) {
        Output.error(bytes: line + "\n")
      }
    }
    return false
  }

  private static let function: StaticString = "__tvm_same_environment"

  private func state(_ place: Path?, answering answer: Bool) -> Bytes {
    assignment(place) + ChangeTest.function(Self.function, answering: answer, shell.format)
  }

  private func assignment(_ place: Path?) -> Bytes {
    let path = place?.bytes ?? []
    return shell == .fish
      ? Bytes("set -g __tvm_environment_file ") + ShellQuote.fish(path) + "\n"
      : Bytes("__tvm_environment_file=") + ShellQuote.posix(path) + "\n"
  }
}

extension Session {
  /// Whether the user wants no line about a change.
  fileprivate var isQuiet: Bool {
    resolver.settings.isHookQuiet || world.isOn("TVM_QUIET")
  }
}
