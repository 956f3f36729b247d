import Foundation
import TestSupport
import Testing

@Suite("Hook: what goes wrong in an environment, with the program itself")
struct HookTroubleTests {
  private func start(_ shell: HookShell) throws -> (HookFixture, Terminal) {
    let fixture = try HookFixture(shell)
    try fixture.useProgram()
    return (fixture, try fixture.start())
  }

  @Test("a file that is not allowed is told in one line, once", arguments: HookShell.installed)
  func blocked(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    let file = try fixture.sandbox.write("export NAME=1\n", to: "home/shop/.envrc")
    let screen = try terminal.run("cd shop")
    #expect(
      messages(in: screen) == ["tvm: \(fixture.sandbox.shown(file)) is not allowed yet: tvm allow"])
    #expect(!screen.contains("help:"))
    for line in [":", "cd cart", "cd ~/bare", "cd ~/shop", ":", "cd /; cd ~/shop/cart/item; :"] {
      #expect(messages(in: try terminal.run(line)) == [], "\(line)")
    }
    try fixture.sandbox.write("export NAME=22\n", to: "home/shop/.envrc")
    #expect(messages(in: try terminal.run(":")).count == 1, "the file has changed")
  }

  @Test("a sourced file that is not allowed is told once", arguments: HookShell.installed)
  func refused(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write("export NAME=1\n", to: "home/shop/vars.sh")
    try fixture.sandbox.write("source ./vars.sh\n", to: "home/shop/.envrc")
    try terminal.run("cd shop")
    try terminal.run("tvm allow")
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[1]"))
    let file = try fixture.sandbox.write("export NAME=22\n", to: "home/shop/vars.sh")
    let said = messages(in: try terminal.run(":"))
    #expect(
      said.count == 1 && said[0].hasPrefix("tvm: \(fixture.sandbox.shown(file)), sourced by "),
      "\(said)")
    #expect(said.last?.hasSuffix(": tvm allow") == true, "in one line: \(said)")
    for line in [":", ":", "cd ~/bare", "cd ~/shop", ":"] {
      #expect(messages(in: try terminal.run(line)) == [], "\(line)")
    }
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[]"))
  }

  @Test("a file that fails runs once until something changes", arguments: HookShell.installed)
  func failing(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write("echo run >>$OUT/runs; exit 3\n", to: "home/shop/.envrc")
    try terminal.run("cd shop")
    let said = messages(in: try terminal.run("tvm allow"))
    #expect(said.filter { $0.hasSuffix("exited with status 3") }.count == 1, "\(said)")
    for line in [":", "cd cart", ":"] {
      #expect(messages(in: try terminal.run(line)) == [], "\(line)")
    }
    #expect(fixture.sandbox.read("runs") == "run\n")
  }

  @Test("a file that fails says so after the first prompt", arguments: HookShell.installed)
  func failingFirst(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.useProgram()
    try fixture.sandbox.write("echo run >>$OUT/runs; exit 3\n", to: "home/.envrc")
    let allowed = try fixture.sandbox.run(Project.program("tvm"), ["allow"], in: "home")
    #expect(allowed.status == 0)
    let terminal = try fixture.start(hooked: false)
    #expect(messages(in: try terminal.run(fixture.activation)) == [])
    let line = "tvm: ~/.envrc exited with status 3"
    #expect(messages(in: try terminal.run(":")) == [line])
    #expect(messages(in: try terminal.run("cd shop; :")) == [])
    #expect(fixture.sandbox.read("runs") == "run\n")
  }

  @Test(
    "a variable that the shell does not let change is told once", arguments: HookShell.installed)
  func readOnly(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    let name = shell == .fish ? "hostname" : "FIXED"
    if shell != .fish { try terminal.run("readonly FIXED=mine") }
    try fixture.sandbox.write(
      "export ALPHA=1 \(name)=theirs ZULU=2\n", to: "home/shop/.envrc")
    try terminal.run("cd shop")
    let screen = try terminal.run("tvm allow")
    let line = "tvm: cannot set \(name): it is read-only in this shell"
    #expect(messages(in: screen).filter { $0 == line }.count == 1, "\(screen)")
    #expect(!screen.contains("readonly variable") && !screen.contains("Tried to change"))
    #expect(try terminal.run("echo \"[$ALPHA$ZULU]\"").contains("[12]"))
    #expect(!(try terminal.run("env")).contains("\nFIXED="), "it was not exported before")
    let rest = try [":", "cd /", "cd ~/shop", ":", "cd /"].map { try terminal.run($0) }.joined()
    #expect(!rest.contains("read-only") && !rest.contains("readonly"), "\(rest)")
    #expect(!rest.contains("kept the value"), "\(rest)")
    #expect(try terminal.run("echo \"[$ALPHA$ZULU$TVM_ENV]\"").contains("[]"))
  }

  @Test(
    "a variable that cannot have a value as it is stays as it is, and the others get theirs",
    arguments: [
      (
        HookShell.bash, "declare -a ODD=(a b)", "is an array",
        "declare -a ODD=([0]=\"a\" [1]=\"b\")"
      ),
      (.bash, "declare -A ODD=([k]=v)", "is an array", "declare -A ODD=([k]=\"v\" )"),
      (.bash, "declare -a ODD", "is an array", "declare -a ODD"),
      (.bash, "declare -i ODD=5", "is declared with attributes", "declare -i ODD=\"5\""),
      (.bash, "declare -u ODD=X", "is declared with attributes", "declare -u ODD=\"X\""),
      (.bash, "readonly ODD=x", "is read-only", "declare -r ODD=\"x\""),
      (.bash, "OTHER=x; declare -n ODD=OTHER", "is a reference", "declare -n ODD=\"OTHER\""),
      (.zsh, "typeset -a ODD=(a b)", "is an array", "typeset -a ODD=( a b )"),
      (.zsh, "typeset -A ODD=(k v)", "is an array", "typeset -A ODD=( [k]=v )"),
      (.zsh, "typeset -i ODD=5", "is a number", "typeset -i ODD=5"),
      (.zsh, "typeset -u ODD=X", "is declared with attributes", "typeset -u ODD=X"),
      (.zsh, "typeset -r ODD=x", "is read-only", "typeset -r ODD=x"),
    ])
  func attributes(_ shell: HookShell, _ setup: String, _ reason: String, _ state: String) throws {
    guard HookShell.installed.contains(shell) else { return }
    let (fixture, terminal) = try start(shell)
    try terminal.run(setup)
    try fixture.sandbox.write(
      "export ALPHA=1 ODD='12abc:4 y' ZULU=2\n", to: "home/shop/.envrc")
    try terminal.run("tvm allow shop")
    let screen = try terminal.run("cd shop; cd /; cd ~/shop")
    let line = "tvm: cannot set ODD: it \(reason) in this shell"
    #expect(
      messages(in: screen).filter { $0.hasPrefix("tvm: cannot set ODD") } == [line], "\(screen)")
    #expect(try terminal.run("echo \"[$ALPHA$ZULU]\"").contains("[12]"))
    #expect(try terminal.run("cd /; typeset -p ODD; echo \"[$ALPHA]\"").contains("\(state)\n[]"))
  }

  @Test("what is special or tied in zsh is so afterwards, and not exported")
  func specialParameters() throws {
    guard HookShell.installed.contains(.zsh) else { return }
    let (fixture, terminal) = try start(.zsh)
    try terminal.run(
      "typeset -T MY_PATH my_path; MY_PATH=/a:/b HISTSIZE=77 CDPATH=/c MANPATH=/m; "
        + "export -T MY_LIST my_list; MY_LIST=/l:/k")
    try fixture.sandbox.write(
      "export MY_PATH=/x HISTSIZE=9 CDPATH=/x MANPATH=/x\nunset MY_LIST\n",
      to: "home/shop/.envrc")
    let kept = "print \"[$my_path][$HISTSIZE][$cdpath][$manpath][$my_list]\""
    try terminal.run("tvm allow shop; cd shop")
    #expect(try terminal.run(kept).contains("[/x][9][/x][/x][]"))
    try terminal.run("env >$OUT/inside; cd /; env >$OUT/outside")
    #expect(!fixture.sandbox.read("inside").contains("MY_LIST="))
    #expect(try terminal.run(kept).contains("[/a /b][77][/c][/m][/l /k]"))
    let outside = fixture.sandbox.read("outside")
    for name in ["MY_PATH", "HISTSIZE", "CDPATH", "MANPATH"] {
      #expect(!outside.contains("\n\(name)="), "\(name)")
    }
    #expect(outside.contains("\nMY_LIST=/l:/k\n"))
    #expect(try terminal.run("my_path=(/n /o); print $MY_PATH").contains("/n:/o"))
  }

  @Test("a universal variable of fish is every shell's and does not change")
  func universal() throws {
    guard HookShell.installed.contains(.fish) else { return }
    let fixture = try HookFixture(.fish)
    try fixture.useProgram()
    // With its configuration: without there are no universal variables.
    let terminal = try Terminal(
      findProgram("fish") ?? "", ["-i"], environment: fixture.sandbox.environment,
      directory: fixture.sandbox.home)
    try terminal.run(fixture.plainPrompt)
    try terminal.run("set -Ux KEPT less; set -Ux CHANGED vi; set -U PLAIN mine")
    try terminal.run(fixture.activation)
    try fixture.sandbox.write(
      "unset KEPT\nexport CHANGED=ed PLAIN=theirs\n", to: "home/shop/.envrc")
    try terminal.run("tvm allow shop")
    let first = try terminal.run("cd ~/shop")
    #expect(
      messages(in: first).last == "tvm: cannot set KEPT: it is universal in this shell")
    for _ in 0..<2 {
      let screen = try terminal.run("cd ~/shop; env >$OUT/inside; cd /; env >$OUT/outside")
      #expect(!screen.contains("universal"), "\(screen)")
      let inside = fixture.sandbox.read("inside")
      #expect(inside.contains("CHANGED=ed\n") && inside.contains("PLAIN=theirs\n"), "\(inside)")
      let outside = fixture.sandbox.read("outside")
      #expect(outside.contains("KEPT=less\n") && outside.contains("CHANGED=vi\n"), "\(outside)")
      #expect(!outside.contains("PLAIN="))
    }
    let screen = try terminal.run(
      "set -qg KEPT; or set -qg CHANGED; or set -qg PLAIN; or echo \"[$KEPT $CHANGED $PLAIN]\"")
    #expect(screen.contains("[less vi mine]"), "\(screen)")
  }

  @Test("without the program the hook says so once", arguments: HookShell.installed)
  func gone(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let terminal = try fixture.start()
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    try terminal.run("cd shop")
    try fixture.sandbox.remove("\(HookFixture.odd)/bin/tvm")
    let screen = try terminal.run("cd /")
    let program = fixture.sandbox.path("\(HookFixture.odd)/bin/tvm")
    #expect(
      messages(in: screen) == [
        "tvm: \(program) no longer exists; this shell keeps its current environment"
      ], "\(screen)")
    let rest = try ["cd ~/shop", ":", "cd ~/bare; cd ~/shop; cd /"].map { try terminal.run($0) }
    #expect(!rest.joined().contains("bin/tvm"), "\(rest)")
  }

  @Test("a program that is killed leaves no environment behind", arguments: HookShell.installed)
  func killed(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write("export NAME=1\n", to: "home/shop/.envrc")
    try fixture.sandbox.write("kill -9 $PPID\n", to: "home/bare/.envrc")
    try terminal.run("tvm allow shop; tvm allow bare; cd shop")
    let screen = try terminal.run("cd ../bare; :")
    #expect(
      messages(in: screen).last == "tvm: tvm was killed; the environment was not loaded",
      "\(screen)")
    #expect(try terminal.run("echo \"[$NAME$TVM_ENV]\"").contains("[]"))
    #expect(try terminal.run("cd ../shop; echo \"[$NAME]\"").contains("[1]"))
  }

  @Test("what the shell keeps for itself under a name comes back", arguments: HookShell.installed)
  func ownValue(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try terminal.run(shell == .fish ? "set -g KEPT 'my own'" : "KEPT='my own'")
    try fixture.sandbox.write("export KEPT=theirs NEW=1\n", to: "home/shop/.envrc")
    try fixture.sandbox.write("export KEPT=others\n", to: "home/bare/.envrc")
    try terminal.run("tvm allow shop; tvm allow bare")
    #expect(try terminal.run("cd shop; printenv KEPT").contains("\ntheirs\n"))
    #expect(try terminal.run("cd ../bare; printenv KEPT").contains("\nothers\n"))
    let screen = try terminal.run("cd /; printenv KEPT; echo \"[$KEPT][$NEW]\"")
    #expect(screen.contains("[my own][]") && !screen.contains("\nothers\n"), "\(screen)")
  }

  @Test("zsh does not become another user by a variable")
  func identity() throws {
    guard HookShell.installed.contains(.zsh) else { return }
    let (fixture, terminal) = try start(.zsh)
    try fixture.sandbox.write(
      "export ALPHA=1 GID=4242 USERNAME=nobody ZULU=2\n", to: "home/shop/.envrc")
    try terminal.run("tvm allow shop")
    let screen = try terminal.run("cd shop")
    #expect(messages(in: screen).filter { $0.contains("is read-only") }.count == 2, "\(screen)")
    #expect(try terminal.run("echo \"[$ALPHA$ZULU]$(id -g)\"").contains("[12]\(getgid())\n"))
  }

  @Test("a deleted directory is silent and changes nothing", arguments: HookShell.installed)
  func deleted(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write("export NAME=1\n", to: "home/shop/.envrc")
    try terminal.run("cd shop")
    try terminal.run("tvm allow")
    try terminal.run("cd cart/item")
    try fixture.sandbox.remove("home/shop/cart")
    for _ in 0..<2 {
      let screen = try terminal.run(":")
      #expect(!screen.contains("tvm:") && !screen.contains("rror"), "\(screen)")
    }
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[1]"))
    #expect(try terminal.run("cd ~/bare; echo \"[$NAME]\"").contains("[]"))
    try terminal.run("cd ~/shop")
    try fixture.sandbox.remove("home/shop")
    #expect(messages(in: try terminal.run(":")) == [], "the file is gone, too")
    #expect(try terminal.run("cd ~/bare; echo \"[$NAME$TVM_ENV]\"").contains("[]"))
  }

  @Test("after Control-C nothing is loaded, from the root neither", arguments: HookShell.installed)
  func interrupted(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write("export NAME=1\n", to: "home/bare/.envrc")
    // Without a process of its own: bash may miss an interrupt in the instant in which one begins.
    try fixture.sandbox.write(
      "export SLOW=1; echo slow >&2; read -r line <>pipe\n", to: "home/shop/.envrc")
    #expect(mkfifo(fixture.sandbox.path("home/shop/pipe"), 0o600) == 0)
    try terminal.run("tvm allow bare; tvm allow shop; cd bare")
    terminal.type("cd ~/shop\n")
    try terminal.wait(for: "slow")
    terminal.type("\u{3}")
    #expect(try terminal.run("echo \"[$NAME$SLOW$TVM_ENV]\"").contains("[]"))
    #expect(messages(in: try terminal.run("cd ~/bare")).count == 1)
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[1]"))
  }

  @Test("a file that ignores Control-C is not said to be loaded", arguments: HookShell.installed)
  func ignored(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write(
      "trap : INT; sh -c 'echo slow >&2; exec sleep 1000'; export SLOW=1\n",
      to: "home/shop/.envrc")
    try terminal.run("tvm allow shop")
    terminal.type("cd ~/shop\n")
    try terminal.wait(for: "slow")
    terminal.type("\u{3}")
    let screen = try terminal.run("echo \"[$SLOW$TVM_ENV]\"")
    #expect(screen.contains("[]"))
    #expect(messages(in: screen) == ["tvm: ~/shop/.envrc was interrupted"])
  }

  @Test("what a function of fish exports for itself does not become the shell's")
  func ownExports() throws {
    guard HookShell.installed.contains(.fish) else { return }
    let (fixture, terminal) = try start(.fish)
    try fixture.sandbox.write("export NAME=$MINE; PATH_add bin\n", to: "home/shop/.envrc")
    try terminal.run("tvm allow shop")
    try terminal.run("function go_there; set -lx MINE 1; set -lx PATH /mine $PATH; cd shop; end")
    try terminal.run("go_there")
    let screen = try terminal.run("echo \"[$NAME][$MINE][$PATH]\"")
    #expect(screen.contains("[][][\(fixture.sandbox.home)/shop/bin:") && !screen.contains("/mine:"))
  }
}
