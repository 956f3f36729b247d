import Foundation
import TestSupport
import Testing

@Suite("Hook: directory environments")
struct HookEnvironmentTests {
  @Test("an environment comes and goes with its directory", arguments: HookShell.installed)
  func comesAndGoes(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("NAME=it's a \\ \"$HOME\"\n", to: "home/shop/.envrc")
    let terminal = try fixture.start()
    #expect(messages(in: try terminal.run("cd shop")) == ["tvm: loaded NAME"])
    #expect(try terminal.run("env").contains("\nNAME=it's a \\ \"$HOME\"\n"))
    #expect(messages(in: try terminal.run("cd cart/item")) == [])
    #expect(messages(in: try terminal.run("cd ~/bare")) == ["tvm: unloaded"])
    #expect(!(try terminal.run("env")).contains("\nNAME="))
    #expect(messages(in: try terminal.run("cd - ")) == ["tvm: loaded NAME"])
    #expect(
      fixture.exports == [" ~/shop", " ~/bare", " ~/shop/cart/item"], "one call for each change")
  }

  @Test("changes are seen at the next prompt", arguments: HookShell.installed)
  func changes(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let file = try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    let stamp = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate]
    let terminal = try fixture.start()
    try terminal.run("cd shop/cart")
    try fixture.sandbox.write("NAME=2\n", to: "home/shop/.envrc")
    try FileManager.default.setAttributes([.modificationDate: stamp as Any], ofItemAtPath: file)
    #expect(messages(in: try terminal.run(":")) == ["tvm: loaded NAME"], "the same time")
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[2]"))
    try fixture.sandbox.run("touch", [file])
    #expect(messages(in: try terminal.run(":")) == ["tvm: loaded NAME"], "another time")
    try fixture.sandbox.write("NEAR=1\n", to: "home/shop/cart/.envrc")
    #expect(messages(in: try terminal.run(":")) == ["tvm: loaded NEAR"], "a nearer file")
    try fixture.sandbox.remove("home/shop/cart/.envrc")
    #expect(messages(in: try terminal.run(":")) == ["tvm: loaded NAME"], "and its end")
    try fixture.sandbox.remove("home/shop/.envrc")
    #expect(messages(in: try terminal.run(":")) == ["tvm: unloaded"])
    let calls = fixture.exports.count
    try terminal.run(":")
    #expect(fixture.exports.count == calls)
  }

  @Test("the directory decides, not the file's name or inode", arguments: HookShell.installed)
  func sameInode(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    try FileManager.default.linkItem(
      atPath: fixture.sandbox.path("home/shop/.envrc"),
      toPath: fixture.sandbox.path("home/bare/.envrc"))
    try FileManager.default.createSymbolicLink(
      atPath: fixture.sandbox.path("home/link"),
      withDestinationPath: fixture.sandbox.path("home/shop"))
    let terminal = try fixture.start()
    try terminal.run("cd shop")
    try terminal.run("cd ../link/cart")
    #expect(fixture.exports == [" ~/shop"], "the same directory by another name")
    try terminal.run("cd ~/bare")
    #expect(fixture.exports == [" ~/shop", " ~/bare"])
  }

  @Test("the rest of a command line has the right environment", arguments: HookShell.installed)
  func commandLine(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    let terminal = try fixture.start()
    let screen = try terminal.run(
      "cd shop && echo \"[in $NAME]\" && cd / && echo \"[out $NAME]\"; cd ~/shop/cart; true")
    #expect(screen.contains("[in 1]"))
    #expect(screen.contains("[out ]"))
    #expect(fixture.exports == [" ~/shop", " /", " ~/shop/cart"])
    try terminal.run("cd /")
    guard shell != .fish else { return }
    let nested = try terminal.run(
      "(cd ~/shop && echo \"[$NAME]\"); echo \"[$(cd ~/shop && echo \"$NAME\")][$NAME]\"")
    #expect(nested.contains("[1]\n[1][]"), "\(nested)")
    #expect(messages(in: nested) == [])
    #expect(fixture.exports.suffix(2) == ["--quiet ~/shop", "--quiet ~/shop"])
  }

  @Test("a setting leaves changes to the next prompt", arguments: HookShell.installed)
  func notFollowing(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell, follows: false)
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    let terminal = try fixture.start()
    #expect(try terminal.run("cd shop; echo \"[$NAME]\"").contains("[]"))
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[1]"))
  }

  @Test("a .env counts where it is asked for, behind an .envrc", arguments: HookShell.installed)
  func dotenv(_ shell: HookShell) throws {
    for asked in [false, true] {
      let fixture = try HookFixture(shell, dotenv: asked)
      if asked { fixture.sandbox.environment["DOTENV"] = "1" }
      try fixture.sandbox.write("NAME=1\n", to: "home/shop/.env")
      try fixture.sandbox.makeDirectory("home/shop/cart/.env")
      try fixture.sandbox.makeDirectory("home/shop/cart/.envrc")
      let terminal = try fixture.start()
      #expect(
        messages(in: try terminal.run("cd shop/cart")) == (asked ? ["tvm: loaded NAME"] : []))
      try terminal.run(":")
      #expect(fixture.exports.count == (asked ? 1 : 0))
      try fixture.sandbox.write("OTHER=1\n", to: "home/shop/.envrc")
      try terminal.run("cd ..")
      #expect(try terminal.run("echo \"[$OTHER][$NAME]\"").contains("[1][]"))
    }
  }

  @Test("a new file in a directory above is seen at once", arguments: HookShell.installed)
  func above(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell, dotenv: true)
    fixture.sandbox.environment["DOTENV"] = "1"
    let terminal = try fixture.start()
    try terminal.run("cd shop/cart/item")
    try fixture.sandbox.write("FAR=1\n", to: "home/.env")
    #expect(messages(in: try terminal.run(":")) == ["tvm: loaded FAR"])
    try fixture.sandbox.write("NEAR=1\n", to: "home/shop/.envrc")
    #expect(messages(in: try terminal.run(":")) == ["tvm: loaded NEAR"])
    try fixture.sandbox.write("NEARER=1\n", to: "home/shop/cart/.env")
    #expect(messages(in: try terminal.run(":")) == ["tvm: loaded NEARER"])
    let calls = fixture.exports.count
    try terminal.run(":")
    #expect(fixture.exports.count == calls)
  }

  @Test("a shell takes over what it inherits, and says nothing", arguments: HookShell.installed)
  func inherited(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    let terminal = try fixture.start()
    try terminal.run("cd shop")
    let inner = "\(shell.rawValue) \(shell.bare.joined(separator: " ")) -i"
    try terminal.run(inner)
    try terminal.run(fixture.plainPrompt)
    let screen = try terminal.run(fixture.activation) + terminal.run(":")
    #expect(messages(in: screen) == [])
    #expect(fixture.exports == [" ~/shop", "--quiet ~/shop"])
    #expect(messages(in: try terminal.run("cd /")) == ["tvm: unloaded"])
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[]"))
    terminal.type("exit\n")
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[1]"))
    // As a multiplexer starts its windows: with the environment, somewhere else.
    try terminal.run("command env -C / \(inner)")
    try terminal.run(fixture.plainPrompt)
    #expect(messages(in: try terminal.run(fixture.activation)) == [])
    #expect(try terminal.run("echo \"[$NAME$TVM_ENV]\"").contains("[]"))
    #expect(fixture.exports.last == "--quiet /")
  }

  @Test("Control-C leaves the shell usable", arguments: HookShell.installed)
  func interrupt(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("NAME=1\n", to: "home/bare/.envrc")
    try fixture.sandbox.write("sleep=1\n", to: "home/shop/.envrc")
    let terminal = try fixture.start()
    try terminal.run("cd bare")
    terminal.type("cd ~/shop\n")
    try terminal.wait(for: "tvm: waiting")
    terminal.type("\u{3}")
    try terminal.wait(for: "tvm: interrupted")
    #expect(try terminal.run("echo \"[$NAME]$PWD\"").contains("[]\(fixture.sandbox.home)/shop"))
    let calls = fixture.exports.count
    try terminal.run(":")
    try terminal.run("cd cart")
    #expect(fixture.exports.count == calls, "not before something changes")
    try fixture.sandbox.write("NAME=2\n", to: "home/shop/.envrc")
    #expect(messages(in: try terminal.run(":")) == ["tvm: loaded NAME"])
  }

  @Test("what fails is said once and not tried at each prompt", arguments: HookShell.installed)
  func failing(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    fixture.sandbox.environment["EXPORT_FAILS"] = "1"
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    let terminal = try fixture.start()
    #expect(messages(in: try terminal.run("cd shop")) == ["tvm: it failed"])
    #expect(messages(in: try terminal.run(":")) == [])
    try terminal.run(shell.unset("EXPORT_FAILS"))
    #expect(messages(in: try terminal.run("tvm allow")) == ["tvm: loaded NAME"], "asked again")
  }

  @Test("unhooking takes the environment back", arguments: HookShell.installed)
  func unhook(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    let terminal = try fixture.start()
    try terminal.run("cd shop")
    try terminal.run("__tvm_unhook")
    #expect(try terminal.run("echo \"[$NAME$TVM_ENV]\"").contains("[]"))
    let calls = fixture.exports.count
    try terminal.run("cd ..")
    try terminal.run("cd shop")
    #expect(fixture.exports.count == calls)
  }

  @Test("one process when entering, none at a prompt", arguments: HookShell.installed)
  func processes(_ shell: HookShell) throws {
    guard let strace = findProgram("strace") else { return }
    let fixture = try HookFixture(shell, quiet: true)
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    let terminal = try Terminal(
      strace,
      [
        "-f", "-y", "-o", fixture.sandbox.path("strace"), "-e",
        "trace=clone,clone3,fork,vfork,execve,chdir,fchdir", "--",
        findProgram(shell.rawValue) ?? "",
      ] + shell.bare + ["-i"],
      environment: fixture.sandbox.environment, directory: fixture.sandbox.home)
    try terminal.run(fixture.plainPrompt)
    try terminal.run(fixture.activation)
    try terminal.run("cd bare")
    try terminal.run("cd ../shop/cart")
    for _ in 1...5 { try terminal.run(":") }
    try terminal.run("cd item")
    try terminal.run("cd /")
    terminal.type("exit\n")
    #expect(try terminal.waitForExit() == 0)
    let lines = fixture.sandbox.read("strace").split(separator: "\n")
    // fish goes by a descriptor, which strace shows in angle brackets.
    func change(to directory: String, from start: Int = 0) throws -> Int {
      try #require(
        lines[start...].firstIndex {
          $0.contains("chdir")
            && ($0.contains("/\(directory)\"") || $0.contains("/\(directory)>"))
        })
    }
    let bare = try change(to: "bare")
    let cart = try change(to: "shop/cart", from: bare)
    let item = try change(to: "item", from: cart)
    func calls(_ range: Range<Int>) -> Int {
      lines[range].count { $0.contains("execve(") && $0.contains("/bin/tvm\"") }
    }
    #expect(calls(bare..<cart) == 0)
    #expect(calls(cart..<item) == 1)
    #expect(fixture.exports == [" ~/shop/cart", " /"])
  }
}
