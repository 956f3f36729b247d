import Foundation
import TestSupport
import Testing

/// A shell leaves an environment by itself as long as nobody has changed a variable; whatever else there is
/// to see to is the program's.
@Suite("Hook: leaving an environment, with the program itself")
struct HookLeavingTests {
  /// A shell in `~/shop`, whose file adds, changes and removes variables.
  private func start(_ shell: HookShell) throws -> (HookFixture, Terminal) {
    let fixture = try HookFixture(shell)
    try fixture.useProgram()
    for (name, value) in [("CHANGED", "vi 'x'"), ("GONE", "old"), ("EMPTY", "")] {
      fixture.sandbox.environment[name] = value
    }
    try fixture.sandbox.write(
      "export NEW='a b' EMPTY=1 CHANGED=ed KEPT=1\nunset GONE\nPATH_add bin\n",
      to: "home/shop/.envrc")
    let tvm = Project.program("tvm")
    try fixture.sandbox.run(tvm, ["allow"], in: "home/shop").expectSuccess()
    let terminal = try fixture.start()
    try terminal.run("env >$OUT/before; cd shop")
    return (fixture, terminal)
  }

  /// The variables of programs, without those that say how the shell got there.
  private func environment(_ fixture: HookFixture, _ file: String) -> [String] {
    fixture.sandbox.read(file).split(separator: "\n").map(String.init).filter { line in
      !["OLDPWD=", "PWD=", "_="].contains { line.hasPrefix($0) }
    }.sorted()
  }

  @Test("starts no process, and all is as before", arguments: HookShell.installed)
  func alone(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    // It would say so, and everything would stay.
    let lame =
      shell == .fish ? "set -g __tvm_program /bin/false" : "__tvm_program=/bin/false"
    try terminal.run(lame)
    #expect(messages(in: try terminal.run("cd cart")) == [])
    let screen = try terminal.run("cd / && env >$OUT/after; :")
    #expect(messages(in: screen) == ["tvm: unloaded ~/shop/.envrc"], "\(screen)")
    #expect(environment(fixture, "after") == environment(fixture, "before"))
    #expect(!fixture.sandbox.read("after").contains("DIRENV_"))
    #expect(messages(in: try terminal.run("cd ~/bare; :")) == [])
  }

  @Test("what somebody has changed meanwhile stays, and is told", arguments: HookShell.installed)
  func changed(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    let cases = [
      (shell.export("KEPT", "mine"), "KEPT=mine", "KEPT"),
      (shell.unset("CHANGED"), nil, "CHANGED"),
      (
        shell == .fish ? "set -gu NEW $NEW" : shell == .zsh ? "typeset +x NEW" : "export -n NEW",
        nil, "NEW"
      ),
    ]
    for (command, line, name) in cases {
      try terminal.run("cd ~/shop")
      try terminal.run(command)
      let said = messages(in: try terminal.run("cd /; env >$OUT/after"))
      let kept = "tvm: kept the value you set after ~/shop/.envrc was loaded: \(name)"
      // One that programs do not see is as it was before.
      #expect(said == (name == "NEW" ? [] : [kept]) + ["tvm: unloaded ~/shop/.envrc"])
      let after = environment(fixture, "after")
      #expect(line.map { after.contains($0) } ?? !after.contains { $0.hasPrefix("\(name)=") })
      try terminal.run(
        name == "CHANGED" ? shell.export("CHANGED", "vi 'x'") : shell.unset(name))
    }
    let path = shell == .fish ? "set -gx PATH /mine $PATH" : "PATH=/mine:$PATH"
    try terminal.run("cd ~/shop; \(path); cd /; env >$OUT/after")
    let before = environment(fixture, "before").map {
      $0.hasPrefix("PATH=") ? "PATH=/mine:" + $0.dropFirst(5) : $0
    }
    #expect(environment(fixture, "after") == before)
  }

  @Test("what the user wants quiet is quiet", arguments: HookShell.installed)
  func quiet(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    let screen = try terminal.run("\(shell.export("TVM_QUIET", "1")); cd /; :")
    #expect(messages(in: screen) == [])
    #expect(try terminal.run("echo \"[$NEW$TVM_ENV]\"").contains("[]"))
    try terminal.run("\(shell.unset("TVM_QUIET"))")
    try fixture.sandbox.write(
      "[global]\nlog_format = \"<%s>\"\n", to: "home/.config/direnv/direnv.toml")
    #expect(try terminal.run("cd ~/shop; cd /").contains("<unloaded ~/shop/.envrc>"))
  }

  @Test("a shell that inherits an environment leaves it, too", arguments: HookShell.installed)
  func inherited(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try terminal.run("\(shell.rawValue) \(shell.bare.joined(separator: " ")) -i")
    try terminal.run(fixture.plainPrompt)
    try terminal.run(fixture.activation)
    try terminal.run(":")
    #expect(
      messages(in: try terminal.run("cd /; env >$OUT/after")) == ["tvm: unloaded ~/shop/.envrc"])
    func values(_ file: String) -> [String] {
      environment(fixture, file).filter { !$0.hasPrefix("SHLVL=") }
    }
    #expect(values("after") == values("before"))
  }
}
