import Foundation
import TestSupport
import Testing

@Suite("direnv: the hook in a shell")
struct DirenvHookTests {
  @Test("environments come and go with the directory", arguments: HookShell.installed)
  func life(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\n")
    try fixture.direnv("allow")
    let terminal = try fixture.start()
    #expect(try terminal.run("cd p").contains("direnv: export +HELLO"))
    try terminal.run("printenv HELLO >$OUT/inside")
    try fixture.write("export HELLO=changed\n")
    #expect(try terminal.run("true").contains("is blocked"))
    #expect(!(try terminal.run("true").contains("is blocked")))
    try terminal.run("direnv allow")
    try terminal.run("printenv HELLO >$OUT/changed")
    #expect(try terminal.run("cd ..").contains("direnv: unloading"))
    try terminal.run("printenv HELLO >$OUT/outside")
    #expect(fixture.sandbox.read("inside") == "world\n")
    #expect(fixture.sandbox.read("changed") == "changed\n")
    #expect(fixture.sandbox.read("outside") == "")
  }

  @Test("commands behind cd see the right environment", arguments: HookShell.installed)
  func compound(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\n")
    try fixture.direnv("allow")
    let terminal = try fixture.start()
    try terminal.run("cd p && printenv HELLO >$OUT/in; cd / && printenv HELLO >$OUT/out")
    #expect(fixture.sandbox.read("in") == "world\n")
    #expect(fixture.sandbox.read("out") == "")
    try terminal.run("cd p/nowhere; cd ~/p && cd nowhere 2>$OUT/err; printenv HELLO >$OUT/in")
    #expect(fixture.sandbox.read("in") == "world\n")
    #expect(fixture.sandbox.read("err").contains("nowhere"))
  }

  @Test("the status of a command line survives the prompt", arguments: HookShell.installed)
  func status(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\n")
    let terminal = try fixture.start()
    let fail = shell == .fish ? "fish --no-config -c 'exit 7'" : "(exit 7)"
    try terminal.run("cd p; \(fail)\nprintf '%s,' \(shell.status) >$OUT/status")
    try terminal.run("\(fail)\nprintf '%s,' \(shell.status) >>$OUT/status")
    #expect(fixture.sandbox.read("status") == "7,7,")
  }

  @Test("traps stay, and no variable of the user's is touched", arguments: [HookShell.bash, .zsh])
  func traps(_ shell: HookShell) throws {
    guard HookShell.installed.contains(shell) else { return }
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\n")
    try fixture.direnv("allow")
    let terminal = try fixture.start(before: ["trap 'got=interrupt' INT", "vars=mine"])
    try terminal.run("cd p")
    try terminal.run("sh -c 'kill -INT '$$")
    try terminal.run("printf '%s %s' \"$got\" \"$vars\" >$OUT/state")
    #expect(fixture.sandbox.read("state") == "interrupt mine")
    try terminal.run("trap >$OUT/traps")
    #expect(fixture.sandbox.read("traps").contains("got=interrupt"))
  }

  @Test(
    "PROMPT_COMMAND as a string or an array, evaluated twice",
    arguments: [
      "PROMPT_COMMAND='mine=1;'", "PROMPT_COMMAND=('mine=1' 'other=1')", "unset PROMPT_COMMAND",
      "PROMPT_COMMAND='mine=1 # why'",
    ])
  func promptCommand(_ setup: String) throws {
    let fixture = try DirenvFixture(.bash)
    try fixture.write("export HELLO=world\n")
    try fixture.direnv("allow")
    let terminal = try fixture.start(before: [setup])
    try terminal.run(fixture.activation)
    try terminal.run("cd p")
    try terminal.run("declare -p PROMPT_COMMAND >$OUT/command; echo \"$HELLO $mine\" >$OUT/values")
    let command = fixture.sandbox.read("command")
    #expect(command.components(separatedBy: "_direnv_hook").count == 2)
    #expect(!command.contains("_direnv_hook;mine"))
    #expect(command.hasPrefix("declare -a") == setup.contains("("))
    #expect(fixture.sandbox.read("values") == (setup.contains("mine") ? "world 1\n" : "world \n"))
  }

  @Test("a change of the directory costs one process", arguments: [HookShell.zsh, .fish])
  func starts(_ shell: HookShell) throws {
    guard HookShell.installed.contains(shell) else { return }
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\n")
    try fixture.direnv("allow")
    try fixture.countStarts()
    let terminal = try fixture.start()
    func starts(_ line: String) throws -> Int {
      try terminal.run("echo begin >>$OUT/starts")
      try terminal.run(line)
      try terminal.run("echo end >>$OUT/starts")
      let lines = fixture.sandbox.read("starts").split(separator: "\n")
      let begin = try #require(lines.lastIndex(of: "begin"))
      let end = try #require(lines.lastIndex(of: "end"))
      // The line `echo begin` and the two markers of the terminal have a prompt each.
      return lines[begin...end].filter { $0.hasPrefix("export") }.count - 3
    }
    #expect(try starts("true") == 1)
    #expect(try starts("cd p") == 1)
    #expect(try starts("cd .. && printenv HELLO >$OUT/out") == 2)
    #expect(fixture.sandbox.read("out") == "")
  }

  @Test(
    "where the hook of tvm is, this one leaves everything to it", arguments: HookShell.installed)
  func beside(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\n")
    try fixture.direnv("allow")
    try fixture.countStarts()
    let set = shell == .fish ? "set -g __tvm_program x" : "__tvm_program=x"
    let terminal = try fixture.start(before: [set])
    try terminal.run("cd p")
    #expect(fixture.starts == 0)
  }

  @Test("cd of the user's own stays")
  func ownFunctions() throws {
    let fixture = try DirenvFixture(.bash)
    let terminal = try fixture.start(before: ["cd() { builtin cd \"$@\"; mine=1; }"])
    try terminal.run("cd p")
    try terminal.run("declare -f cd >$OUT/cd; declare -f pushd >$OUT/pushd")
    #expect(!fixture.sandbox.read("cd").contains("direnv"))
    #expect(fixture.sandbox.read("pushd").contains("direnv"))
  }

  @Test("a shell with set -eu lives on", arguments: [HookShell.bash, .zsh])
  func strict(_ shell: HookShell) throws {
    guard HookShell.installed.contains(shell) else { return }
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\n")
    let terminal = try fixture.start(before: ["set -eu"])
    #expect(try terminal.run("cd p").contains("is blocked"))
    try terminal.run("echo alive >$OUT/alive")
    #expect(fixture.sandbox.read("alive") == "alive\n")
  }

  @Test(
    "the modes for changes of the directory in fish",
    arguments: [
      "disable_arrow", "eval_after_arrow", "eval_on_arrow",
    ])
  func fishModes(_ mode: String) throws {
    guard HookShell.installed.contains(.fish) else { return }
    let fixture = try DirenvFixture(.fish)
    try fixture.write("export HELLO=world\n")
    try fixture.direnv("allow")
    let terminal = try fixture.start(before: ["set -g direnv_fish_mode \(mode)"])
    try terminal.run("cd p; printenv HELLO >$OUT/same")
    try terminal.run("printenv HELLO >$OUT/next")
    #expect(fixture.sandbox.read("same") == (mode == "disable_arrow" ? "" : "world\n"))
    #expect(fixture.sandbox.read("next") == "world\n")
  }

  @Test("an interrupt ends a slow file and leaves the shell usable", arguments: HookShell.installed)
  func interrupt(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("echo started >&2; sleep 1000\n")
    try fixture.direnv("allow")
    let terminal = try fixture.start()
    terminal.type("cd p\r")
    try terminal.wait(for: "started")
    terminal.type("\u{3}")
    try terminal.run("echo alive >$OUT/alive")
    #expect(fixture.sandbox.read("alive") == "alive\n")
  }

  @Test(
    "the hooks of other shells",
    arguments: [
      ("tcsh", "alias precmd"), ("elvish", "before-readline"), ("pwsh", "LocationChangedAction"),
      ("murex", "onPrompt"),
    ])
  func others(_ shell: String, _ word: String) throws {
    let fixture = try DirenvFixture()
    let result = try fixture.direnv("hook", shell)
    #expect(result.status == 0 && result.output.contains(word))
    #expect(result.output.contains("it"))
  }

  @Test(
    "what is no shell has no hook", arguments: ["json", "gha", "vim", "systemd", "gzenv", "what"])
  func noHook(_ shell: String) throws {
    let fixture = try DirenvFixture()
    let result = try fixture.direnv("hook", shell)
    #expect(result.status == 1 && result.errors.hasPrefix("direnv: error "))
  }
}
