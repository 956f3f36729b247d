import Foundation
import TestSupport
import Testing

@Suite("Hook: loading an environment leaves the user's shell alone")
struct HookEnvironmentHygieneTests {
  @Test("the status, PIPESTATUS and traps", arguments: HookShell.installed)
  func status(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    let traps = shell == .fish ? [] : ["trap 'got=interrupt' INT", "trap 'got=usr' USR1"]
    let terminal = try fixture.start(before: traps)
    let fail = shell == .fish ? "fish -c 'exit 7'" : "(exit 3) | (exit 7)"
    try terminal.run("cd shop; \(fail)\nprintf '%s,' \(shell.status) >$OUT/status")
    #expect(fixture.sandbox.read("status") == "7,")
    try terminal.run("cd /; cd ~/shop; \(fail)")
    guard shell != .fish else { return }
    let pipe = shell == .bash ? "PIPESTATUS" : "pipestatus"
    try terminal.run("cd /; \(fail)\nprintf '%s,' \"${\(pipe)[@]}\" >$OUT/status")
    #expect(fixture.sandbox.read("status") == "3,7,")
    try terminal.run("cd ~/shop; trap >$OUT/traps; sh -c 'kill -INT '$$")
    #expect(fixture.sandbox.read("traps").split(separator: "\n").count == 2)
    #expect(try terminal.run("printf '<%s>' $got").contains("<interrupt>"))
  }

  @Test("strict and odd options", arguments: HookShell.installed.filter { $0 != .fish })
  func strict(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    try fixture.sandbox.write("OTHER=2\n", to: "home/bare/.envrc")
    let odd =
      shell == .bash
      ? ["set -euaCE -o pipefail", "shopt -s failglob nocasematch localvar_inherit", "IFS=a1/"]
      : [
        "setopt err_exit no_unset all_export ksh_arrays sh_word_split glob_subst warn_create_global",
        "setopt warn_nested_var no_clobber rc_expand_param csh_junkie_quotes ignore_braces",
        "IFS=a1/",
      ]
    let terminal = try fixture.start(before: odd)
    #expect(messages(in: try terminal.run("cd shop")) == ["tvm: loaded NAME"])
    #expect(messages(in: try terminal.run("cd ../bare && cd cart || :")) == ["tvm: loaded OTHER"])
    let screen = try terminal.run("echo \"[$OTHER]\"; env >|\"$OUT/env\"")
    #expect(screen.contains("[2]") && !screen.contains("unbound"), "\(screen)")
    #expect(!fixture.sandbox.read("env").contains("__tvm"))
    #expect(fixture.sandbox.read("env").contains("\nTVM_ENV=OTHER\n"))
    #expect(messages(in: try terminal.run("cd /")) == ["tvm: unloaded"])
  }

  @Test(
    "aliases of what the code is made of", arguments: HookShell.installed.filter { $0 != .fish })
  func aliases(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    let terminal = try fixture.start()
    try terminal.run(
      "for x in read eval test local builtin return; do alias $x='echo BROKEN'; done")
    let screen = try terminal.run("cd shop") + terminal.run(":") + terminal.run("cd /")
    #expect(!screen.contains("\nBROKEN"), "\(screen)")
    #expect(messages(in: screen) == ["tvm: loaded NAME", "tvm: unloaded"])
  }
}
