import ArgumentParser
import CLibc
import Environment
import Resolution
import Shells
import Toolchains

/// Turns a `.env` file into code of bash, for the library that evaluates environment files.
struct DotenvExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dotenv-export",
    abstract: "Print the variables of a .env file, read from standard input, as code of bash.",
    shouldDisplay: false)

  @Argument(help: "Where the file is, for messages and for $PWD in it.")
  var file: Path

  func run() throws {
    let path = file
    let dotenv: Dotenv
    do throws(DotenvError) {
      dotenv = try Dotenv(StandardInput.read()) { name in
        if name[...].equals(Variables.directory) { return path.parent?.bytes }
        return name.withCString { getenv($0) }.map { Bytes(cString: $0) }
      }
    } catch {
      Output.note("\(path.bytes.printable.text):\(error.line): \(error)")
      throw ExitCode.failure
    }
    // Each on its line of the file, which is what bash tells about one that it refuses.
    var line = 1
    for assignment in dotenv.assignments.sorted(by: { $0.line < $1.line }) {
      guard assignment.name.isIdentifier else {
        let name = assignment.name.printable.text
        Output.note(
          "\(path.bytes.printable.text):\(assignment.line): bash knows no variable \(name)")
        continue
      }
      var code = Bytes(repeating: UInt8(ascii: "\n"), count: max(0, assignment.line - line))
      code += Shell.bash.export(assignment.name, assignment.value) + "\n"
      Output.print(bytes: code)
      line += code.count { $0 == UInt8(ascii: "\n") }
    }
  }
}
