import CLibc
import Resolution

/// What the shim answers under its own name: the hook's question, in a process as small as a shim.
struct OwnCommand {
  private let arguments: [Bytes]

  init(_ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
    self.arguments = Shim.tail(arguments)
  }

  /// Answers and returns the exit status.
  func run() -> Int32 {
    guard arguments.count == 1, arguments[0][...].equals("--active") else {
      StandardError.write(
        Bytes("tvm-shim runs under the names of the programs it stands for; its own name knows")
          + " only --active")
      return ExitStatus.usage
    }
    do throws(ResolutionError) {
      let environment = Environment()
      let world = World.live { environment.value(of: $0) }
      // In a directory that was deleted nothing is active, and for a prompt that is no change.
      guard world.workingDirectory() != nil else { return ExitStatus.nothingToRun }
      let resolver = try Resolver(world)
      var answer = Bytes()
      for language in Language.allCases {
        answer.append(contentsOf: ActiveLine(language, resolver).bytes)
      }
      Output.write(answer, to: STDOUT_FILENO)
      return 0
    } catch {
      StandardError.write(error.message)
      return ExitStatus.nothingToRun
    }
  }
}

/// One line of the answer: the language, what is active, its source, separated by tabs.
private struct ActiveLine {
  let bytes: Bytes

  init(_ language: Language, _ resolver: Resolver) {
    let what: Bytes
    let source: Bytes
    do throws(ResolutionError) {
      let active = try resolver.resolve(Query(language, program: Bytes(language.mainProgram)))
      what = active.name
      source = active.source.text
    } catch {
      switch error {
      case .nothingActive:
        bytes = []
        return
      case .notInstalled(_, let pins, _), .rust(.notInstalled(let pins, _)):
        what = Bytes("missing ") + (pins.first?.text.printable ?? [])
        source = pins.first?.source.text ?? []
      case .minimumNotMet(let module, _):
        what = Bytes("missing >=") + module.minimum.asWritten
        source = Source.minimum(module.path, line: module.line).text
      default:
        what = Bytes("error ") + error.what
        source = []
      }
    }
    bytes =
      Bytes(language.name) + "\t" + what + "\t" + source + "\n"
  }
}
