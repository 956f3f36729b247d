import Editors
import Resolution
import Toolchains

extension Check {
  /// The variables that settings of editors give to terminals and tools.
  static func environment(_ machine: Machine) -> [Finding] {
    #if os(macOS)
    let terminal = "terminal.integrated.env.osx"
    #else
    let terminal = "terminal.integrated.env.linux"
    #endif
    return EditorFile.all(machine).flatMap { file -> [Finding] in
      [terminal, "go.toolsEnvVars", "go.testEnvVars"].flatMap { name in
        file.settings(in: name).compactMap { variable($0, isTerminal: name == terminal, machine) }
      }
    }
  }

  private static func variable(
    _ setting: EditorFile.Setting, isTerminal: Bool, _ machine: Machine
  ) -> Finding? {
    switch setting.path.last {
    case Variables.goRoot:
      guard let path = setting.file.expanded(setting.text, machine) else { return nil }
      let state = ToolchainPath(goRoot: path, machine)
      if isTerminal, state == .active { return nil }
      return finding(setting, state, .go, "", machine)
    case Variables.rustToolchain:
      return stray(
        setting, "decides for every directory, whatever rust-toolchain.toml says", machine)
    case Variables.goModules where setting.text == "off":
      return stray(setting, "turns modules off", machine)
    case Variables.goVersion, Variables.goenvVersion, Variables.rustVersion, Variables.bypass:
      return stray(setting, "overrides every pin", machine)
    case Variables.path where isTerminal: return path(setting, machine)
    case Variables.goPath, Variables.goBin, Variables.goModuleCache, Variables.goCache:
      guard let path = setting.file.expanded(setting.text, machine),
        let root = machine.goToolchain(around: path)
      else { return nil }
      return stray(setting, "lies in the toolchain \(machine.show(root))", machine)
    // A project that is built for another system says so on purpose.
    case Variables.goSystem where setting.file.project != nil,
      Variables.goArchitecture where setting.file.project != nil:
      return nil
    case let name: return name.flatMap { goVariable($0, setting, machine) }
    }
  }

  /// One of Go's variables, which is as risky here as in the environment.
  private static func goVariable(
    _ name: String, _ setting: EditorFile.Setting, _ machine: Machine
  ) -> Finding? {
    let value = GoSettings.Value(text: setting.text, layer: .process)
    guard let fault = GoVariable.all.first(where: { $0.name == name })?.judge(value, machine),
      fault.verdict > .note
    else { return nil }
    let text = Bytes(setting.text.utf8).printable.text
    return stray(setting, "is \"\(text)\": \(fault.summary)", machine)
  }

  private static func stray(
    _ setting: EditorFile.Setting, _ what: String, _ machine: Machine
  ) -> Finding {
    Finding(
      .warning, "\(setting.name) of \(machine.show(setting.file.path)) \(what)",
      evidence: [setting.place(machine)],
      remedy: Remedy("remove the setting", fixes: [setting.removal]))
  }

  /// A `PATH` that takes the shims away, or puts other programs before them.
  private static func path(_ setting: EditorFile.Setting, _ machine: Machine) -> Finding? {
    let file = machine.show(setting.file.path)
    let inherited = setting.text.firstRange(of: "${env:PATH}")
    let keeps = inherited != nil
    let own = String(setting.text[..<(inherited?.lowerBound ?? setting.text.endIndex)]).listElements
    for element in own {
      guard let folder = setting.file.expanded(element, machine) else { continue }
      if folder == machine.home.shims { return nil }
      for language in Language.allCases where machine.active(language) != nil {
        let program = folder.appending(Bytes(language.mainProgram))
        guard machine.world.program(program) != nil else { continue }
        let state =
          language == .go
          ? ToolchainPath(go: program, machine) : ToolchainPath(rust: folder, machine)
        if state == .active { continue }
        return Finding(
          .warning,
          "\(setting.name) of \(file) puts another \(Bytes(language.name).text) before the shims",
          evidence: [setting.place(machine), machine.show(program)],
          remedy: Remedy("remove the setting", fixes: [setting.removal]))
      }
    }
    if keeps { return nil }
    return Finding(
      .warning, "\(setting.name) of \(file) does not contain the shims or your PATH",
      evidence: [setting.place(machine)],
      remedy: Remedy(
        "write ${env:PATH} after what is added",
        fixes: [setting.fix(to: setting.text + ":${env:PATH}")]))
  }
}

extension String {
  /// The parts between colons that are no part of a variable such as `${env:HOME}`.
  fileprivate var listElements: [String] {
    var elements = [""]
    var level = 0
    for character in self {
      if character == "{" { level += 1 }
      if character == "}" { level -= 1 }
      if character == ":", level == 0 {
        elements.append("")
      } else {
        elements[elements.count - 1].append(character)
      }
    }
    return elements.filter { !$0.isEmpty }
  }
}
