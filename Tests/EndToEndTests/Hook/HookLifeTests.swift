import Foundation
import TestSupport
import Testing

@Suite("Hook: the life of an environment, with the program itself")
struct HookLifeTests {
  /// A shell with the hook that `tvm hook` prints, in a home with the directories of `HookFixture`.
  private func start(
    _ shell: HookShell, _ variables: [String: String] = [:]
  ) throws -> (HookFixture, Terminal) {
    let fixture = try HookFixture(shell)
    fixture.sandbox.environment.merge(variables) { $1 }
    try fixture.useProgram()
    return (fixture, try fixture.start())
  }

  /// What the hook said of environments, without what stands behind the file.
  private func said(_ screen: String) -> [String] {
    messages(in: screen).compactMap { line in
      if line.contains("is not allowed") { return "blocked" }
      return ["loaded", "unloaded"].first { line.hasPrefix("tvm: \($0) ") }
    }
  }

  private func value(_ name: String, _ terminal: Terminal) throws -> String {
    let screen = try terminal.run("printf '<%s-%s>\\n' is \"$\(name)\"")
    return screen.matches(of: /<is-(.*)>/).last.map { String($0.output.1) } ?? ""
  }

  @Test("blocked, allowed, changed, denied", arguments: HookShell.installed)
  func trust(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    let sandbox = fixture.sandbox
    try sandbox.write("export NAME=1\nPATH_add bin\n", to: "home/shop/.envrc")
    #expect(said(try terminal.run("cd shop")) == ["blocked"])
    #expect(said(try terminal.run(":")) == [], "once, not at every prompt")
    #expect(said(try terminal.run("cd cart")) == [])
    #expect(try value("NAME", terminal) == "")
    #expect(said(try terminal.run("tvm allow")) == ["loaded"])
    #expect(try value("NAME", terminal) == "1")
    #expect(try value("PATH", terminal).contains("/home/shop/bin"))
    #expect(said(try terminal.run(":")) == [])
    try sandbox.write("export NAME=2\nPATH_add bin\n", to: "home/shop/.envrc")
    #expect(said(try terminal.run(":")).contains("blocked"), "of the same size, at once")
    #expect(try value("NAME", terminal) == "")
    #expect(!(try value("PATH", terminal)).contains("/home/shop/bin"))
    #expect(said(try terminal.run("tvm allow")) == ["loaded"])
    #expect(try value("NAME", terminal) == "2")
    try terminal.run("tvm deny")
    #expect(try value("NAME", terminal) == "")
    #expect(said(try terminal.run("cd /")) + said(try terminal.run("cd ~/shop")) == [])
    #expect(said(try terminal.run("tvm allow")) == ["loaded"])
    #expect(said(try terminal.run("cd /")) == ["unloaded"])
    #expect(said(try terminal.run("cd ~/shop/cart/item")) == ["loaded"])
    #expect(try value("NAME", terminal) == "2")
  }

  @Test("who only touches a file hears nothing twice", arguments: HookShell.installed)
  func touched(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write("export NAME=1\n", to: "home/shop/.envrc")
    #expect(said(try terminal.run("cd shop")) == ["blocked"])
    #expect(said(try terminal.run("touch .envrc") + terminal.run(":")) == [])
    try fixture.sandbox.write("export NAME=2\n", to: "home/shop/.envrc")
    #expect(said(try terminal.run(":")) == ["blocked"])
  }

  @Test("what was changed by hand stays, and is said", arguments: HookShell.installed)
  func changedByHand(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell, ["EDITOR": "ann", "PAGER": "less"])
    let sandbox = fixture.sandbox
    try sandbox.write("export NAME=1 EDITOR=vi PAGER=cat\n", to: "home/shop/.envrc")
    try sandbox.write("export NAME=7\n", to: "home/bare/.envrc")
    try terminal.run("cd bare")
    try terminal.run("tvm allow")
    try terminal.run("cd ../shop")
    #expect(said(try terminal.run("tvm allow")) == ["loaded"])
    for (name, value) in [("EDITOR", "ed"), ("PAGER", "less"), ("NAME", "x")] {
      try terminal.run(shell.export(name, value))
    }
    let kept = "tvm: kept the value you set after ~/shop/.envrc was loaded:"
    #expect(
      messages(in: try terminal.run("cd ../bare"))
        == ["\(kept) EDITOR", "tvm: loaded ~/bare/.envrc: ~NAME"])
    #expect(try value("NAME-$EDITOR-$PAGER", terminal) == "7-ed-less")
    #expect(messages(in: try terminal.run("cd /")) == ["tvm: unloaded ~/bare/.envrc"])
    #expect(try value("NAME-$EDITOR-$PAGER", terminal) == "x-ed-less")
  }

  @Test("what a shell keeps for itself is no change", arguments: HookShell.installed)
  func ownVariables(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write("export NAME=1\n", to: "home/shop/.envrc")
    if shell == .bash { try terminal.run("set -a") }
    if shell == .zsh { try terminal.run("setopt all_export") }
    for name in ["COLUMNS", "LINES", "OPTIND"] {
      try terminal.run(shell.export(name, name == "OPTIND" ? "1" : "99"))
    }
    try terminal.run(shell.export("IFS", " x"))
    try terminal.run(shell.export("PS4", "++ "))
    try terminal.run("cd shop")
    let screen = try terminal.run("tvm allow")
    #expect(messages(in: screen).contains("tvm: loaded ~/shop/.envrc: +NAME"), "\(screen)")
    #expect(try value("IFS", terminal) == " x")
  }

  @Test("variables of the scope that `cd` is called in", arguments: HookShell.installed)
  func callersScope(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write("export NAME=1\nPATH_add bin\n", to: "home/shop/.envrc")
    try terminal.run("cd shop")
    try terminal.run("tvm allow")
    try terminal.run("cd /")
    let local = shell == .fish ? "set -lx" : "local -x"
    let plain = shell == .fish ? "set -l" : "local"
    func function(_ body: String) -> String {
      shell == .fish ? "function work; \(body); end; work" : "work() { \(body); }; work"
    }
    func assign(_ name: String, _ value: String) -> String {
      shell == .fish ? "\(name) \(value)" : "\(name)=\(value)"
    }
    let ways = [
      function("\(local) \(assign("NAME", "x")); cd ~/shop"),
      function("\(plain) \(assign("NAME", "x")); cd ~/shop"),
      function("\(local) \(assign("PATH", "/usr/bin:/bin")); cd ~/shop"), "NAME=x cd ~/shop",
    ]
    for way in ways {
      #expect(said(try terminal.run(way) + terminal.run(":")) == ["loaded"], "\(way)")
      #expect(try value("NAME", terminal) == "1", "\(way)")
      #expect(try value("PATH", terminal).hasPrefix(fixture.sandbox.path("home/shop/bin:")))
      let leaving = function("\(local) \(assign("NAME", "x")); cd /")
      #expect(said(try terminal.run(leaving) + terminal.run(":")) == ["unloaded"], "\(way)")
      #expect(try terminal.run("env").contains("\nNAME=") == false, "\(way)")
      #expect(!(try value("PATH", terminal)).contains("/home/shop/bin"))
    }
    try terminal.run("NAME=x cd ~/shop; cd /")
    #expect(try value("NAME", terminal) == "", "there and back")
    let screen = try terminal.run(
      function("\(plain) \(assign("other", "x")); cd ~/shop; echo \"[$NAME]\""))
    #expect(screen.contains("[1]"), "a variable of another name puts nothing off")
  }

  @Test("a nested shell keeps what comes before the shims", arguments: HookShell.installed)
  func nestedPath(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write("PATH_add bin\nPATH_add tools\n", to: "home/shop/.envrc")
    try terminal.run("cd shop")
    try terminal.run("tvm allow")
    let path = try value("PATH", terminal)
    let shop = fixture.sandbox.path("home/shop")
    let home = try #require(fixture.sandbox.environment["TVM_HOME"])
    #expect(path.hasPrefix("\(shop)/tools:\(shop)/bin:\(home)/"))
    let bare = ([shell.rawValue] + shell.bare).joined(separator: " ")
    let script = shell.quote(fixture.activation + "\nprintenv PATH >$OUT/path")
    try terminal.run("\(bare) -c \(script)")
    #expect(fixture.sandbox.read("path") == path + "\n", "a script")
    try terminal.run("\(bare) -i")
    try terminal.run(fixture.plainPrompt)
    try terminal.run(fixture.activation)
    #expect(try value("PATH", terminal) == path)
    try terminal.run(fixture.activation)
    #expect(try value("PATH", terminal) == path, "the hook for a second time")
    try terminal.run("cd /")
    #expect(!(try value("PATH", terminal)).contains("/home/shop/"))
  }

  @Test("files that are swapped for others with the same time", arguments: HookShell.installed)
  func swapped(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    let sandbox = fixture.sandbox
    for (name, number) in [("a", 1), ("b", 2), ("c", 3)] {
      try sandbox.write("export NAME=\(number)\n", to: "home/shop/\(name)")
      try sandbox.write("\(number)", to: "home/shop/\(name).d/data")
    }
    let files = ["a", "b", "c"].flatMap { [$0, "\($0).d/data"] }
    try sandbox.run("touch", ["-d", "@1"] + files, in: "home/shop")
    try sandbox.link("home/shop/.envrc", to: "a")
    try terminal.run("cd shop")
    #expect(said(try terminal.run("tvm allow")) == ["loaded"])
    try terminal.run("command ln -sfn b .envrc")
    #expect(try value("NAME", terminal) == "", "another target")
    #expect(said(try terminal.run("tvm allow")) == ["loaded"])
    #expect(try value("NAME", terminal) == "2")
    try terminal.run("command mv -f c .envrc")
    #expect(try value("NAME", terminal) == "", "another file")
    try sandbox.write(
      "watch_file link linked/data\nexport NAME=$(cat link linked/data)\n", to: "home/shop/.envrc")
    try terminal.run("command ln -s a.d/data link; command ln -s a.d linked; tvm allow")
    #expect(try value("NAME", terminal) == "11")
    try terminal.run("command ln -sfn b.d/data link")
    #expect(try value("NAME", terminal) == "21")
    try terminal.run("command ln -sfn b.d linked")
    #expect(try value("NAME", terminal) == "22")
  }

  @Test("files it watches and files it sources", arguments: HookShell.installed)
  func watched(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    let sandbox = fixture.sandbox
    try sandbox.write("one", to: "home/shop/value")
    try sandbox.write("export SOURCED=1\n", to: "home/shop/vars.sh")
    try sandbox.write(
      "watch_file value later\nexport NAME=$(cat value)\nexport LATER=$(cat later 2>/dev/null)\n"
        + "source ./vars.sh\n", to: "home/shop/.envrc")
    try terminal.run("cd shop")
    #expect(said(try terminal.run("tvm allow")) == ["loaded"])
    #expect(try value("NAME$SOURCED", terminal) == "one1")
    try sandbox.write("two", to: "home/shop/value")
    try terminal.run(":")
    #expect(try value("NAME", terminal) == "two")
    try sandbox.write("late", to: "home/shop/later")
    try terminal.run(":")
    #expect(try value("LATER", terminal) == "late")
    try sandbox.remove("home/shop/later")
    try terminal.run(":")
    #expect(try value("LATER", terminal) == "")
    try sandbox.write("export SOURCED=2\n", to: "home/shop/vars.sh")
    try terminal.run(":")
    #expect(try value("SOURCED", terminal) == "", "it is not the file that was allowed")
    #expect(said(try terminal.run("tvm allow")) == ["loaded"])
    #expect(try value("SOURCED", terminal) == "2")
  }

  @Test("inherited by a shell inside, and by one elsewhere", arguments: HookShell.installed)
  func inherited(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell, ["EDITOR": "ann"])
    try fixture.sandbox.write(
      "export NAME=1 HOME_DIRECTORY=; unset EDITOR; PATH_add bin\n", to: "home/shop/.envrc")
    let path = try value("PATH", terminal)
    try terminal.run("cd shop")
    #expect(said(try terminal.run("tvm allow")) == ["loaded"])
    #expect(try terminal.run("env | grep -c __tvm").contains("\n0"))
    #expect(try value("TVM_ENV", terminal).utf8.count <= 64)
    let inner = "\(shell.rawValue) \(shell.bare.joined(separator: " ")) -i"
    try terminal.run(inner)
    try terminal.run(fixture.plainPrompt)
    #expect(said(try terminal.run(fixture.activation)) == [])
    #expect(try value("NAME", terminal) == "1")
    #expect(said(try terminal.run("cd /")) == ["unloaded"])
    #expect(try value("NAME", terminal) + value("EDITOR", terminal) == "ann")
    #expect(try value("PATH", terminal) == path)
    terminal.type("exit\n")
    #expect(try value("NAME", terminal) + value("EDITOR", terminal) == "1")
    // As a multiplexer starts its windows.
    try terminal.run("command env -C / \(inner)")
    try terminal.run(fixture.plainPrompt)
    #expect(said(try terminal.run(fixture.activation)) == [])
    #expect(try value("NAME$TVM_ENV", terminal) + value("EDITOR", terminal) == "ann")
    #expect(try value("PATH", terminal) == path)
    #expect(said(try terminal.run("cd ~/shop")) == ["loaded"])
    #expect(try value("NAME", terminal) == "1")
    try terminal.run("__tvm_unhook")
    #expect(try value("NAME$TVM_ENV", terminal) + value("EDITOR", terminal) == "ann")
  }
}
