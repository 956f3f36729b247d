import Foundation
import TestSupport
import Testing

@Suite("tvm doctor: what shells run in place of a shim, and what takes the shims away later")
struct DoctorDefinitionTests {
  static let definitions: [Fault] = [
    Fault("shell.alias", "warning", "a path that bash remembers", saying: ".bashrc:3") {
      try $0.append("hash -p /usr/bin/true go", to: ".bashrc")
    },
    Fault("shell.alias", "warning", "a path that zsh remembers", shell: .zsh, saying: ".zshrc:2") {
      try $0.append("hash go=/usr/bin/true", to: ".zshrc")
    },
    Fault("shell.alias", "warning", "an alias of fish", shell: .fish) {
      try $0.append("alias go=/usr/bin/true", to: $0.rcFile)
    },
  ]

  static let functions: [Fault] = [
    Fault("shell.alias", "warning", "a function in a file of fish", shell: .fish) {
      try $0.sandbox.write(
        "function go\n  /usr/bin/true $argv\nend\n", to: "home/.config/fish/functions/go.fish")
    },
    Fault("shell.alias", "warning", "a function that zsh loads when it is called", shell: .zsh) {
      try $0.sandbox.write("/usr/bin/true\n", to: "home/.zfunc/go")
      try $0.append("fpath=(~/.zfunc $fpath)\nautoload -Uz go", to: ".zshrc")
    },
    Fault("shell.alias", "warning", "a global alias of zsh", shell: .zsh, saying: "/usr/bin/true") {
      try $0.append("alias -g go=/usr/bin/true", to: ".zshrc")
    },
    Fault("shell.alias", "warning", "a function from eval", saying: ".bashrc:3") {
      try $0.append("eval 'go() { /usr/bin/true; }'", to: ".bashrc")
    },
    Fault("shell.alias", "warning", "an alias that no line names") {
      try $0.append("name=g; alias ${name}o=/usr/bin/true", to: ".bashrc")
    },
  ]

  static let later: [Fault] = [
    Fault("path.shells", "failure", "a file of BASH_ENV that resets PATH", saying: ".bash_env:1") {
      try $0.append("export PATH=/usr/bin:/bin", to: ".bash_env")
      try $0.append("export BASH_ENV=$HOME/.bash_env", to: ".bashrc")
    },
    Fault(
      "path.shells", "failure", "a ~/.zshenv that resets PATH", shell: .zsh, saying: ".zshenv:1"
    ) { try $0.append("export PATH=/usr/bin:/bin", to: ".zshenv") },
    Fault("path.shells", "failure", "a config.fish that resets PATH", shell: .fish, hook: false) {
      try $0.append(
        "set -gx PATH /usr/bin /bin\nif status is-interactive\n  \($0.hookLine)\nend", to: $0.rcFile
      )
    },
    Fault("path.shells", "failure", "zsh reads no further file", shell: .zsh, saying: ".zshenv:1") {
      try $0.append("setopt NO_RCS", to: ".zshenv")
    },
    Fault("path.shells", "failure", "PATH reset before every prompt", saying: ".bashrc:3") {
      try $0.append("PROMPT_COMMAND='PATH=/usr/bin:/bin'", to: ".bashrc")
    },
    Fault("path.shells", "failure", "PATH reset by a function before prompts", saying: ".bashrc:4")
    {
      try $0.append("f() {\n  PATH=/usr/bin:/bin\n}\nPROMPT_COMMAND='history -a; f'", to: ".bashrc")
    },
    Fault("path.shells", "failure", "PATH reset by precmd", shell: .zsh, saying: ".zshrc:2") {
      try $0.append("precmd() { export PATH=/usr/bin:/bin; }", to: ".zshrc")
    },
  ]

  @Test("a fault is found, its line is named, and --fix mends it", arguments: definitions + later)
  func mended(_ fault: Fault) throws { try fault.check(shells: true) }

  @Test("a function is taken away by the lines that are printed", arguments: functions)
  func typed(_ fault: Fault) throws {
    guard findProgram(fault.shell.rawValue) != nil else { return }
    let fixture = try DoctorFixture(fault.shell)
    try fault.damage(fixture)
    let report = try fixture.report()
    #expect(report.verdict(fault.check) == fault.verdict, "\(report.faults)")
    let text = report.text(fault.check)
    #expect(fault.saying.isEmpty || text.contains(fault.saying), "\(text)")
    let lines = report.lines(fault.check).filter { !$0.hasPrefix("exec ") }
    #expect(!lines.isEmpty)
    try fixture.sandbox.run("/bin/sh", ["-c", lines.joined(separator: "\n")], in: "project")
    #expect(try fixture.report().faults == [])
  }

  @Test("what comes before the shims at a prompt is not found once more in its scripts")
  func shadowed() throws {
    guard findProgram("zsh") != nil else { return }
    let fixture = try DoctorFixture(.zsh)
    try fixture.toolchain("1.20.1", in: "home/sdk/go1.20.1")
    try fixture.sandbox.write("export EDITOR=vi\n", to: "home/.zshenv")
    try fixture.append("export PATH=$HOME/sdk/go1.20.1/bin:$PATH", to: ".zshrc")
    let report = try fixture.report()
    #expect(report.verdict("path.shadowed") == "failure")
    #expect(report.verdict("path.shells") == "ok", "\(report.text("path.shells"))")
  }

  @Test(
    "what ends in the shim is no fault",
    arguments: [
      (HookShell.zsh, "alias cargo='nocorrect cargo'\nalias go='GOFLAGS=-v go'"),
      (.bash, "alias go='command go'\nrustc() { env X=1 rustc \"$@\"; }"),
      (.fish, "function go\n  command go $argv\nend"),
    ])
  func harmless(_ shell: HookShell, _ lines: String) throws {
    guard findProgram(shell.rawValue) != nil else { return }
    let fixture = try DoctorFixture(shell)
    try fixture.append(lines, to: fixture.rcFile)
    #expect(try fixture.report().faults == [])
  }
}
