import Resolution
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
            remedy: variable.name == "CC" && value.layer == .builtIn
              ? machine.compilerInstallation
              : machine.removal(
                of: variable.name, value.layer, why: fault.summary, isLeftover: fault.isLeftover))
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
      return [Finding(.note, "GOENV is off: what go env -w has written does not count")]
    }
    guard FileStatus(file) != nil else { return [Finding(.ok, "nothing was set by go env -w")] }
    guard machine.read(file) != nil else {
      return [
        Finding(
          .failure, "\(machine.show(file)) cannot be read",
          remedy: Remedy("move it out of the way, or make it yours", lines: machine.moveAway(file)))
      ]
    }
    let names = GoSettings(machine).userLines.map { "\($0.name)=\($0.value)" }
    return [Finding(.ok, "\(machine.show(file)) can be read", evidence: names)]
  }

  private static func vendor(_ machine: Machine) -> [Finding] {
    guard let module = GoModuleFolder(machine),
      // A workspace has a vendor folder of its own.
      GoWorkspace(machine) == nil
    else { return [] }
    let flags = GoSettings(machine).value("GOFLAGS").flatMap { GoFlags($0.text) }
    if flags?["mod"].map({ $0 != "vendor" }) == true { return [] }
    guard let fault = module.vendorFault(isRequired: false) else { return [] }
    return [
      Finding(
        .failure, "vendor of \(machine.show(module.path)) is stale: \(fault)",
        remedy: Remedy("fill it anew", lines: ShellLines("go mod vendor")))
    ]
  }
}

extension Machine {
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
