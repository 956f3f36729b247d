import ArgumentParser
import Resolution
import Toolchains

/// Shows the real program behind a shim.
struct Which: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the path of the program a shim runs here",
    discussion: """
      EXAMPLES:
        tvm which go
        ls -l "$(tvm which gofmt)"
      """)

  @Argument(help: "A program, such as go or gofmt", completion: .custom(Completion.programs))
  var program: String

  @Flag(name: .long, help: "Print JSON")
  var json = false

  func run() throws {
    let session = try Session()
    let name = Bytes(program.utf8)
    guard let language = Language(program: name[...]) else {
      throw CommandError.noShim(program)
    }
    let active = try session.active(language, program: name)
    let path = active.program(name)
    guard session.world.program(path) != nil else {
      throw CommandError.unknownProgram(
        program, toolchain: "\(Bytes(language.name).text) \(active.name.text)")
    }
    if json {
      try JSONReport.print(["program": path.text, "source": active.source.text.text])
    } else {
      Output.print(bytes: path.bytes + Bytes("\n"))
    }
  }
}
