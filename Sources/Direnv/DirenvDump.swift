import CLibc
import JSON
import Environment
import Resolution
import Shells
import Toolchains

extension Direnv {
  /// `direnv dump [SHELL] [FILE]`: the library and `.envrc` files call it in a child whose environment
  /// they want.
  static func dump(_ call: DirenvCall) throws {
    let format = try call.format(0, else: .gzenv)
    let changes = call.environment.values.filter { $0.key != Bytes(Variables.direnvDumpFile) }
      .map { DirenvChange(name: $0.key, value: $0.value) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
    let text = format.code(changes)
    let named = call.arguments.count > 1 ? call.arguments[1] : nil
    guard let target = named ?? World.live.setVariable(Variables.direnvDumpFile) else {
      return Output.print(bytes: text + "\n")
    }
    if let descriptor = target[...].decimal {
      return try write(text, to: Int32(descriptor), called: target)
    }
    do throws(FileError) {
      try OutputFile.write(text, to: Path(target), isPrivate: true)
    } catch {
      guard case .refused(_, _, let reason) = error else { throw error }
      throw DirenvFault.system(Literal("open"), target, errno: reason)
    }
  }

  private static func write(_ text: Bytes, to file: Int32, called name: Bytes) throws {
    var rest = text[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { CLibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, clibc_errno() == EINTR { continue }
      guard count > 0 else {
        throw DirenvFault.system(Literal("write"), name, errno: clibc_errno())
      }
      rest = rest.dropFirst(count)
    }
  }

  /// `direnv apply_dump FILE`.
  static func applyDump(_ call: DirenvCall) throws {
    let name = try call.argument(0, "FILE argument")
    let contents: Bytes
    switch World.live.read(Path(name), 64 << 20) {
    case .contents(let bytes): contents = Bytes(bytes.trimmed)
    case .absent: throw DirenvFault.system(Literal("open"), name, errno: ENOENT)
    case .refused(let problem): throw EnvironmentError.refused(Path(name), problem)
    }
    guard let text = Gzenv.decode(contents), let value = JSONValue(text) else {
      throw DirenvFault.notADump(name)
    }
    let next = EnvironmentSnapshot(value.texts)
    let changes = DirenvChange.all(from: call.environment, to: next)
    Output.print(bytes: DirenvFormat.shell(.bash).code(changes) + "\n")
  }

  /// `direnv show_dump DUMP`.
  static func showDump(_ call: DirenvCall) throws {
    let dump = try call.argument(0, "DUMP argument")
    guard let text = Gzenv.decode(dump), let value = JSONValue(text) else {
      throw DirenvFault.notADump(dump)
    }
    Output.print(bytes: value.indented + "\n")
  }

  /// `direnv dotenv [SHELL] [PATH_TO_DOTENV]`.
  static func printDotenv(_ call: DirenvCall) throws {
    let format = try call.format(0, else: .shell(.bash))
    let name = call.arguments.count > 1 ? call.arguments[1] : Bytes(EnvironmentFile.dotenvName)
    let contents: Bytes
    switch World.live.read(Path(name), GuardedFile.sourceSizeLimit) {
    case .contents(let bytes): contents = bytes
    case .absent: throw DirenvFault.system(Literal("open"), name, errno: ENOENT)
    case .refused(let problem): throw EnvironmentError.refused(Path(name), problem)
    }
    let dotenv: Dotenv
    do throws(DotenvError) { dotenv = try Dotenv(contents) { call.environment.values[$0] } } catch {
      throw DirenvFault.unreadable(name, error)
    }
    for assignment in dotenv.assignments where !format.takes(assignment.name) {
      DirenvLog.error(
        "\(name.printable.text):\(assignment.line): \(format.name) knows no variable "
          + assignment.name.text)
    }
    let changes = dotenv.assignments.map { DirenvChange(name: $0.name, value: $0.value) }
    Output.print(bytes: format.code(changes) + "\n")
  }

  /// `direnv log --status|--error MESSAGE`.
  static func log(_ call: DirenvCall) throws {
    let kind = try call.argument(0, "--status or --error")
    let message = try call.argument(1, "MESSAGE argument").printable.text
    if kind[...].equals("--status") || kind[...].equals("-status") {
      DirenvLog(try EnvironmentSettings(.live)).status(message)
    } else if kind[...].equals("--error") || kind[...].equals("-error") {
      DirenvLog.error(message)
    } else {
      throw DirenvFault.missing(Literal("--status or --error"))
    }
  }
}
