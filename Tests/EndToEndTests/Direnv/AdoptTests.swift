import Foundation
import TestSupport
import Testing

@Suite("tvm adopt direnv")
struct AdoptTests {
  private let tvm = Project.program("tvm")

  @Test("the link is made, kept and taken away")
  func link() throws {
    let sandbox = try Sandbox()
    let link = sandbox.home + "/.local/share/tvm/shims/direnv"
    try sandbox.write(
      "# eval \"$(direnv hook bash)\"\neval \"$(direnv hook bash)\"\n", to: "home/.bashrc")
    try sandbox.write("plugins=(git direnv)\n", to: "home/.zshrc")
    try sandbox.write("  direnv hook fish | source\n", to: "home/.config/fish/conf.d/x.fish")
    let first = try sandbox.run(tvm, ["adopt", "direnv"])
    #expect(
      first.status == 0
        && first.errors.contains("tvm: direnv now runs tvm (\(sandbox.shown(link)))\n"))
    #expect(first.errors.contains(".bashrc:2: eval \"$(direnv hook bash)\"\n"))
    #expect(!first.errors.contains(".bashrc:1"))
    #expect(first.errors.contains(".zshrc:1: plugins=(git direnv)\n"))
    #expect(first.errors.contains("x.fish:1: direnv hook fish | source\n"))
    #expect(first.errors.contains("help: eval \"$(tvm hook bash)\""))
    #expect(try sandbox.run(link, ["version"]).output == "2.37.1\n")
    sandbox.environment["PATH"] = "\(sandbox.home)/.local/share/tvm/shims:\(Sandbox.systemPath)"
    let second = try sandbox.run(tvm, ["adopt", "direnv"])
    #expect(second.status == 0 && second.errors.contains("tvm: direnv already runs tvm ("))
    #expect(!second.errors.contains("help:"))
    #expect(try sandbox.run(tvm, ["adopt", "direnv", "--undo"]).status == 0)
    #expect(!FileManager.default.fileExists(atPath: link))
    #expect(try sandbox.run(tvm, ["adopt", "direnv", "--undo"]).status == 0)
  }

  @Test("lines are found in the files that a shell is told to read")
  func lines() throws {
    let sandbox = try Sandbox()
    let line = "eval \"$(direnv hook zsh)\""
    try sandbox.write("export ZDOTDIR=$HOME/z\n", to: "home/.zshenv")
    try sandbox.write("source ~/lib/a.zsh\nplugins=(\n  direnv\n)\n", to: "home/z/.zshrc")
    try sandbox.write(". ~/lib/b.zsh\n", to: "home/lib/a.zsh")
    try sandbox.write("\n\(line)\n", to: "home/lib/b.zsh")
    try sandbox.write("\(line)\n", to: "home/.zshrc")
    sandbox.environment["SHELL"] = "/bin/fish"
    let result = try sandbox.run(tvm, ["adopt", "direnv"])
    #expect(result.errors.contains("lib/b.zsh:2: \(line)\n"))
    #expect(result.errors.contains("z/.zshrc:3: direnv\n"))
    #expect(!result.errors.contains("~/.zshrc"))
    #expect(result.errors.contains("help: tvm hook fish | source    puts the shims first\n"))
  }

  @Test(
    "approvals are taken over where the content is the same",
    .enabled(if: findProgram("direnv") != nil))
  func approvals() throws {
    let sandbox = try Sandbox()
    let direnv = try #require(findProgram("direnv"))
    for name in ["same", "changed", "gone", "exposed"] {
      try sandbox.write("export HELLO=\(name)\n", to: "home/\(name)/.envrc")
      try sandbox.run(direnv, ["allow"], in: "home/\(name)")
    }
    try sandbox.write("export HELLO=link\n", to: "home/dotfiles/hello")
    try sandbox.makeDirectory("home/linked")
    try sandbox.link("home/linked/.envrc", to: "../dotfiles/hello")
    try sandbox.run(direnv, ["allow"], in: "home/linked")
    try sandbox.makeDirectory("home/inherited")
    try sandbox.link("home/inherited/.envrc", to: "../same/.envrc")
    try sandbox.write("export HELLO=evil\n", to: "home/changed/.envrc")
    try sandbox.remove("home/gone")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o666], ofItemAtPath: sandbox.home + "/exposed/.envrc")
    // A record that lies about what it is for.
    try sandbox.write("export HELLO=forged\n", to: "home/forged/.envrc")
    try sandbox.write(
      sandbox.home + "/forged/.envrc",
      to: "home/.local/share/direnv/allow/\(String(repeating: "a", count: 64))")
    let quiet = try sandbox.run(tvm, ["adopt", "direnv"])
    #expect(quiet.errors.contains("direnv has allowed files of its own"))
    #expect(try sandbox.run(tvm, ["env"], in: "home/same").status == 1)
    let result = try sandbox.run(tvm, ["adopt", "direnv", "--import-approvals"])
    #expect(result.status == 0)
    #expect(result.errors.contains("tvm: allowed: ~/same/.envrc\n"))
    #expect(
      result.errors.contains("has changed since direnv allowed it: ~/changed/.envrc"))
    #expect(
      result.errors.contains("has changed since direnv allowed it: ~/forged/.envrc"))
    #expect(result.errors.contains("other users can write to ~/exposed/.envrc"))
    #expect(try sandbox.run(tvm, ["env"], in: "home/same").output.contains("HELLO"))
    #expect(try sandbox.run(tvm, ["env"], in: "home/linked").output.contains("HELLO"))
    for name in ["changed", "forged", "exposed", "inherited"] {
      #expect(try sandbox.run(tvm, ["env"], in: "home/\(name)").status == 1)
    }
  }

  @Test(
    "a shell goes on with what direnv had allowed, by either hook",
    .enabled(if: findProgram("direnv") != nil), arguments: HookShell.installed)
  func life(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let sandbox = fixture.sandbox
    let direnv = try #require(findProgram("direnv"))
    try sandbox.write("export NAME=1\n", to: "home/shop/.envrc")
    #expect(try sandbox.run(direnv, ["allow"], in: "home/shop").status == 0)
    try fixture.useProgram()
    #expect(try sandbox.run(tvm, ["adopt", "direnv", "--import-approvals"]).status == 0)
    let terminal = try fixture.start()
    // The line that was there before stays without harm.
    try terminal.run(
      shell == .fish ? "direnv hook fish | source" : "eval \"$(direnv hook \(shell))\"")
    #expect(try terminal.run("direnv version").contains("2.37.1"))
    #expect(messages(in: try terminal.run("cd shop")).filter { $0.contains("loaded") }.count == 1)
    #expect(try terminal.run("echo \"[$NAME]$DIRENV_DIFF\"").contains("[1]\n"))
    #expect(try terminal.run("direnv status").contains("Found RC allowed 0"))
    #expect(try terminal.run("cd ..; echo \"[$NAME]\"").contains("[]"))
    // And without the hook of tvm, as in a shell that has only direnv's line.
    let plain = try fixture.start(hooked: false)
    try plain.run(
      fixture.shell.export("PATH", sandbox.path("tvm's home/shims:") + Sandbox.systemPath))
    try plain.run(
      shell == .fish ? "direnv hook fish | source" : "eval \"$(direnv hook \(shell))\"")
    #expect(try plain.run("cd shop").contains("direnv: export +NAME"))
    #expect(try plain.run("echo \"[$NAME]\"").contains("[1]"))
    #expect(try plain.run("cd ..").contains("direnv: unloading"))
    #expect(try plain.run("echo \"[$NAME$DIRENV_DIFF]\"").contains("[]"))
  }
}
