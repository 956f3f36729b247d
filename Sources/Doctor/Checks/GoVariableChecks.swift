import Resolution
import Shells
import Toolchains

extension Check {
  /// What each of Go's variables is, where that comes from, and what is risky about it.
  package static let goVariables: [Check] =
    GoVariable.all.map { variable in
      Check(
        "go.\(variable.name)", .goVariables, variable.title,
        looksAt: "\(variable.name) in the environment, in go env -w, in go.env of the toolchain",
        explanation: variable.explanation, needsShells: true
      ) { machine in
        let settings = GoSettings(machine)
        guard let value = settings.value(variable.name) else {
          return [Finding(.ok, "\(variable.name) is not set")]
        }
        let source = machine.show(value.layer)
        let text = Bytes(value.text.utf8).printable.text
        guard let fault = variable.judge(value, machine) else {
          return [Finding(.ok, "\(variable.name) is \"\(text)\", from \(source)")]
        }
        return [
          Finding(
            fault.verdict, "\(variable.name) is \"\(text)\": \(fault.summary)",
            evidence: ["it comes from \(source)"] + machine.exports(variable.name),
            remedy: variable.name == Variables.cCompiler && value.layer == .builtIn
              ? machine.compilerInstallation
              : fault.mended.flatMap { machine.mending(variable.name, value.layer, $0) }
                ?? machine.removal(
                  of: variable.name, value.layer, why: fault.summary,
                  isLeftover: fault.isLeftover))
        ]
      }
    } + [
      Check(
        "go.env-file", .goVariables, "the file of go env -w can be read", looksAt: "GOENV, go/env",
        explanation: "go ignores what stands there, or stops", examine: environmentFile),
      Check(
        "go.vendor", .goVariables, "vendor fits go.mod", looksAt: "vendor/modules.txt, go.mod",
        explanation: "go build stops with: inconsistent vendoring", examine: vendor),
    ]

  private static func environmentFile(_ machine: Machine) -> [Finding] {
    guard let file = GoSettings(machine).userFile else {
      let values = machine.exported(
        Variables.goSettings, why: "what go env -w writes would not count")
      return [
        Finding(
          .note, "GOENV is off: what go env -w has written does not count",
          evidence: values.flatMap(\.places),
          remedy: Remedy(
            "do not export it if you want to use go env -w",
            lines: values.reduce(ShellLines()) { $0 + $1.fixesAsLines + $1.lines }))
      ]
    }
    guard FileStatus(file) != nil else { return [Finding(.ok, "nothing was set by go env -w")] }
    guard machine.read(file) != nil else {
      return [
        Finding(
          .failure, "\(machine.show(file)) cannot be read",
          remedy: Remedy("move it out of the way, or take ownership", lines: machine.moveAway(file))
        )
      ]
    }
    let lines = GoSettings(machine).userLines
    // Go takes all that stands behind the sign.
    let trailing = lines.filter { $0.bytes.last.map { $0.isBlank || $0 == 13 } == true }
    if let first = trailing.first {
      let isReturn = first.bytes.last == 13
      return [
        Finding(
          .failure,
          "\(machine.show(file)):\(first.number) ends in a \(isReturn ? "carriage return" : "blank"), "
            + "which becomes part of \(first.name)",
          evidence: trailing.map { "line \($0.number): \(Bytes($0.bytes).printable.text)" },
          remedy: Remedy(
            "remove it",
            fixes: trailing.map {
              .edit(file, .replace($0.bytes, with: $0.bytes.withoutTrailingBlanks))
            }))
      ]
    }
    let names = lines.map { "\($0.name)=\($0.value)" }
    return [Finding(.ok, "\(machine.show(file)) can be read", evidence: names)]
  }

  private static func vendor(_ machine: Machine) -> [Finding] {
    guard let module = GoModuleFolder(machine),
      // A workspace has a vendor folder of its own.
      GoWorkspace(machine) == nil
    else { return [] }
    let flags = GoSettings(machine).value(Variables.goFlags).flatMap { GoFlags($0.text) }
    if flags?["mod"].map({ $0 != "vendor" }) == true { return [] }
    guard let fault = module.vendorFault(isRequired: false) else { return [] }
    return [
      Finding(
        .failure, "vendor of \(machine.show(module.path)) is stale: \(fault)",
        remedy: Remedy("fill it again", lines: ShellLines("go mod vendor")))
    ]
  }
}

extension Bytes {
  fileprivate var withoutTrailingBlanks: Bytes {
    Bytes(self[..<(lastIndex { !$0.isBlank && $0 != 13 }.map { $0 + 1 } ?? 0)])
  }
}

extension Machine {
  /// How a value is written as it was meant; nil where it is not in a file of Go's.
  fileprivate func mending(
    _ name: String, _ layer: GoSettings.Layer, _ value: String
  ) -> Remedy? {
    switch layer {
    case .userFile(let file, _):
      let lines = GoSettings(self).userLines.filter { $0.name == name }
      return Remedy(
        "quote the whole word",
        fixes: lines.map { .edit(file, .replace($0.bytes, with: Bytes("\(name)=\(value)".utf8))) })
    case .process, .newShell:
      let origins = startup.exports(of: name).map { "in \(place($0.line)), " }
      let word = hookShell.word(Bytes(value.utf8)).text
      return Remedy(
        "quote the whole word: \(origins.joined())write",
        lines: ShellLines(posix: ["export \(name)=\(word)"], fish: ["set -gx \(name) \(word)"]))
    case .toolchainFile, .builtIn: return nil
    }
  }

  /// How a C compiler comes to this system.
  fileprivate var compilerInstallation: Remedy {
    let managers: [(program: StaticString, command: String)] = [
      ("apt-get", "apt-get install gcc libc6-dev"), ("dnf", "dnf install gcc"),
      ("zypper", "zypper install gcc"), ("pacman", "pacman -S gcc"),
      ("apk", "apk add gcc musl-dev"),
    ]
    #if canImport(Darwin)
    let line: String? = "xcode-select --install"
    #else
    let line = managers.first { searchPath.find($0.program) != nil }.map {
      asAdministrator($0.command)
    }
    #endif
    return Remedy("install a C compiler", lines: line.map { ShellLines($0) } ?? ShellLines())
  }
}
