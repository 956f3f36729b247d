import Foundation
import TestSupport
import Testing

@Suite("Hook: leaves the user's shell alone")
struct HookHygieneTests {
  @Test("the status of a command line survives the prompt", arguments: HookShell.installed)
  func status(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let terminal = try fixture.start()
    let fail = shell == .fish ? "fish -c 'exit 7'" : "(exit 7)"
    try terminal.run("cd shop; \(fail)\nprintf '%s,' \(shell.status) >$OUT/status")
    try terminal.run("\(fail)\nprintf '%s,' \(shell.status) >>$OUT/status")
    try terminal.run("true\nprintf '%s,' \(shell.status) >>$OUT/status")
    #expect(fixture.sandbox.read("status") == "7,7,0,")
  }

  @Test("hooks that come later see the status too", arguments: HookShell.installed)
  func statusForOthers(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let terminal = try fixture.start()
    switch shell {
    case .bash:
      try terminal.run("PROMPT_COMMAND+=('printf \"%s,\" $? \"${PIPESTATUS[@]}\" >>$OUT/status')")
      try terminal.run("true | (exit 3) | (exit 7)")
      #expect(fixture.sandbox.read("status").contains("7,0,3,7,"))
    case .zsh:
      try terminal.run("later() { printf '%s,' $? >>$OUT/status }; precmd_functions+=(later)")
      try terminal.run("(exit 7)")
    case .fish:
      try terminal.run(
        "function zlater --on-event fish_prompt; printf '%s,' $status >>$OUT/status; end")
      try terminal.run("fish -c 'exit 7'")
    }
    #expect(fixture.sandbox.read("status").contains("7,"))
  }

  @Test("bash keeps PIPESTATUS")
  func pipeStatus() throws {
    let fixture = try HookFixture(.bash)
    let terminal = try fixture.start()
    try terminal.run("cd shop; (exit 3) | (exit 4)\nprintf '%s,' \"${PIPESTATUS[@]}\" >$OUT/status")
    #expect(fixture.sandbox.read("status") == "3,4,")
  }

  @Test("traps stay and run", arguments: HookShell.installed.filter { $0 != .fish })
  func traps(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let names = shell == .bash ? "INT EXIT TERM USR1 ERR DEBUG CHLD" : "INT EXIT TERM USR1 ZERR"
    let setup = names.split(separator: " ").map { "trap 'got=\($0)' \($0)" }
    let terminal = try fixture.start(before: setup)
    try terminal.run("trap >$OUT/before; cd shop")
    try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    try terminal.run("trap >$OUT/after")
    #expect(fixture.sandbox.read("before").split(separator: "\n").count == setup.count)
    #expect(fixture.sandbox.read("before") == fixture.sandbox.read("after"))
    try terminal.run("trap - DEBUG ERR CHLD ZERR 2>/dev/null; trap 'got=interrupt' INT")
    try terminal.run("sh -c 'kill -INT '$$")
    #expect(try terminal.run("printf '<%s>' $got").contains("<interrupt>"))
  }

  @Test("aliases and functions of other names for its commands", arguments: HookShell.installed)
  func aliases(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let version = try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    let names =
      switch shell {
      case .bash, .zsh:
        "read builtin command printf test local export typeset set unset return eval emulate setopt "
          + "shopt print complete unfunction sysread autoload zmodload shift"
          + (shell == .bash ? " if case for while" : "")
      case .fish: "printf contains echo count math path"
      }
    let terminal = try fixture.start(hooked: false)
    if shell == .fish {
      for name in names.split(separator: " ") where name != "printf" {
        try terminal.run("function \(name); builtin printf 'BROKEN\\n'; end")
      }
      try terminal.run(fixture.activation)
      #expect(messages(in: try terminal.run("cd shop")) == ["tvm: go 1.21.6 (\(version):1)"])
      return
    }
    // One line each: what is typed afterwards would meet the aliases itself.
    let set = names.split(separator: " ")
      .map { "alias \($0)='echo BROKEN '" }.joined(separator: "; ")
    let activation = fixture.activation.replacing("eval", with: "\\eval")
    let screen = try terminal.run("\(set)\n\(activation)\nunalias -a")
    #expect(!screen.contains("\nBROKEN"), "\(screen)")
    #expect(messages(in: try terminal.run("cd shop")) == ["tvm: go 1.21.6 (\(version):1)"])
    try terminal.run("cd")
    let functions = "read printf test print command cd shopt complete".split(separator: " ")
      .map { "function \($0) { echo BROKEN; }" }.joined(separator: "; ")
    terminal.type("\(functions)\n\(fixture.activation)\nbuiltin cd shop\n")
    try terminal.wait(for: "tvm: go 1.21.6 (\(version):1)")
    let rest = try terminal.run("unset -f read printf test print command cd shopt complete")
    #expect(!rest.contains("\nBROKEN"), "\(rest)")
  }

  @Test("an interactive shell with strict options lives on", arguments: HookShell.installed)
  func strict(_ shell: HookShell) throws {
    guard shell != .fish else { return }
    let fixture = try HookFixture(shell)
    let version = try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    let odd =
      shell == .bash
      ? ["set -euaCE -o pipefail", "shopt -s failglob nocasematch localvar_inherit", "IFS=a1/"]
      : [
        "setopt err_exit no_unset all_export ksh_arrays sh_word_split glob_subst warn_create_global",
        "setopt warn_nested_var no_clobber rc_expand_param csh_junkie_quotes ignore_braces",
        "IFS=a1/",
      ]
    let terminal = try fixture.start(before: odd)
    #expect(messages(in: try terminal.run("cd shop")) == ["tvm: go 1.21.6 (\(version):1)"])
    try terminal.run("tvm install")
    let screen = try terminal.run("! true") + terminal.run("env >|\"$OUT/env\"")
    #expect(!screen.contains("not found") && !screen.contains("unbound"), "\(screen)")
    #expect(!fixture.sandbox.read("env").contains("__tvm"))
    try fixture.sandbox.write("1.22.1\n", to: "home/shop/.go-version")
    #expect(messages(in: try terminal.run(":")) == ["tvm: go 1.22.1 (\(version):1)"])
  }

  @Test(
    "what PROMPT_COMMAND holds goes on running",
    arguments: [
      "PROMPT_COMMAND='ran=$((${ran-0}+1))'", "PROMPT_COMMAND='ran=1;'",
      "PROMPT_COMMAND=$'ran=1\\n'", "PROMPT_COMMAND='ran=1 # comment'",
      "PROMPT_COMMAND='ran=1; \\'", "PROMPT_COMMAND=('ran=1' 'other=1')",
      "PROMPT_COMMAND=([3]='ran=1')", "export PROMPT_COMMAND='ran=1'", "PROMPT_COMMAND=; ran=1",
      "unset PROMPT_COMMAND; ran=1", "PROMPT_COMMAND=(); ran=1",
    ])
  func promptCommand(_ setup: String) throws {
    let fixture = try HookFixture(.bash)
    let version = try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    let terminal = try fixture.start(before: [setup, fixture.activation])
    #expect(messages(in: try terminal.run("cd shop")) == ["tvm: go 1.21.6 (\(version):1)"])
    let screen = try terminal.run("printf '[%s]' \"${ran-none}\"; declare -p PROMPT_COMMAND")
    #expect(!screen.contains("[none]") && !screen.contains("rror"), "\(screen)")
    #expect(screen.split(separator: "__tvm_prompt").count == 2, "once: \(screen)")
    try terminal.run("ran=; __tvm_unhook")
    #expect(!(try terminal.run("declare -p PROMPT_COMMAND")).contains("__tvm"))
  }

  @Test("a prompt that others make knows the environment and the status")
  func promptOrder() throws {
    for shell in HookShell.installed where shell != .fish {
      let fixture = try HookFixture(shell)
      let statuses = shell == .bash ? "${PIPESTATUS[*]}" : "$pipestatus"
      let made = "print=\"$?/\(statuses)/$NAME\"; echo \"$print\" >>$OUT/made"
      let terminal = try fixture.start(before: [
        shell == .bash
          ? "PROMPT_COMMAND='\(made)'" : "theme() { \(made) }; precmd_functions=(theme)"
      ])
      try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
      try terminal.run("builtin cd shop")
      try fixture.sandbox.write("NAME=2\n", to: "home/shop/.envrc")
      try terminal.run("false | (exit 3)")
      #expect(fixture.sandbox.read("made").contains("\n3/1 3/2\n"), "\(shell)")
    }
  }

  @Test("what traces or traps every command is not disturbed by an environment")
  func traced() throws {
    for shell in HookShell.installed where shell != .fish {
      let fixture = try HookFixture(shell)
      try fixture.sandbox.write("NAME=secret-value\n", to: "home/shop/.envrc")
      let terminal = try fixture.start()
      let trap = shell == .bash ? "set -Tk; trap 'echo seen' DEBUG" : "TRAPDEBUG() { echo seen }"
      try terminal.run(trap)
      try terminal.run("cd shop")
      #expect(try terminal.run("printenv NAME").contains("secret-value"), "\(shell)")
      #expect(try terminal.run("cd /; echo \"[$NAME]\"").contains("[]"), "\(shell)")
      #expect(try terminal.run(":").contains("seen"), "\(shell)")
      guard shell == .bash else { continue }
      try terminal.run("trap - DEBUG; set +Tk; set -x")
      let screen = try terminal.run("cd ~/shop")
      #expect(!screen.contains("secret-value"), "\(screen)")
      #expect(try terminal.run("echo $-").contains("x"))
    }
  }

  @Test("an exported PROMPT_COMMAND stays one, without effect in a shell that has no hook")
  func exportedPromptCommand() throws {
    let fixture = try HookFixture(.bash)
    let terminal = try fixture.start(before: [
      "export PROMPT_COMMAND='ran=1'", fixture.activation, "cd shop",
    ])
    try terminal.run("printenv PROMPT_COMMAND >$OUT/inherited")
    #expect(fixture.sandbox.read("inherited").hasPrefix("ran=1\n"))
    let screen = try terminal.run("bash -c 'eval \"$PROMPT_COMMAND\"; echo \"<$ran>\"'")
    #expect(screen.contains("<1>") && !screen.contains("not found"), "\(screen)")
    #expect(try terminal.run("__tvm_unhook; declare -p PROMPT_COMMAND").contains("-x PROMPT"))
  }

  @Test("a read-only PROMPT_COMMAND or PATH is no error")
  func readOnly() throws {
    let fixture = try HookFixture(.bash)
    let terminal = try fixture.start(hooked: false)
    try terminal.run("readonly PROMPT_COMMAND=: PATH")
    let screen = try terminal.run(fixture.activation)
    #expect(!screen.contains("readonly variable"), "\(screen)")
    #expect(try terminal.run("tvm list").contains("ran with 1"))
  }

  @Test("other functions at zsh's prompt and cd are kept, in order")
  func zshFunctions() throws {
    guard HookShell.installed.contains(.zsh) else { return }
    let fixture = try HookFixture(.zsh)
    let terminal = try fixture.start(before: [
      "one() { : }; two() { : }; precmd_functions=(one two); chpwd_functions=(one)",
      fixture.activation,
    ])
    let screen = try terminal.run("print -r -- \"[$precmd_functions][$chpwd_functions]\"")
    #expect(screen.contains("[__tvm_prompt one two][__tvm_moved one]"), "\(screen)")
    try terminal.run("__tvm_unhook")
    #expect(
      try terminal.run("print -r -- \"[$precmd_functions][$chpwd_functions]\"")
        .contains("[one two][one]"))
  }

  @Test("every new name begins with __tvm_", arguments: HookShell.installed)
  func names(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let terminal = try fixture.start(hooked: false)
    let names =
      switch shell {
      case .bash: "{ compgen -v; compgen -A function; }"
      case .zsh: "{ print -l ${(k)parameters} ${(k)functions}; }"
      case .fish: "begin; set --names; functions --all --names; end"
      }
    try terminal.run("cd shop; cd; \(names) >$OUT/none; \(names) >$OUT/before")
    try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    try terminal.run(fixture.activation)
    try terminal.run("cd shop")
    try terminal.run("tvm shell 1.22.1")
    try terminal.run("\(names) >$OUT/after")
    func set(_ file: String) -> Set<Substring> {
      Set(fixture.sandbox.read(file).split { ", \n".contains($0) })
    }
    let new = set("after").subtracting(set("before")).filter { !$0.hasPrefix("__tvm_") }
    let lists: Set<Substring> = [
      "PROMPT_COMMAND", "precmd_functions", "chpwd_functions", "fish_complete_path",
      // For bash; `HookDirectoryTests` has what they must not change.
      "cd", "pushd", "popd",
    ]
    #expect(new.subtracting(lists) == ["TVM_GO_VERSION", "tvm"])
  }

  @Test("background jobs are not touched", arguments: HookShell.installed)
  func jobs(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let terminal = try fixture.start()
    try terminal.run("sleep 60 &")
    try terminal.run("cd shop")
    #expect(try terminal.run("jobs").contains(/[Rr]unning/))
    let job = shell == .fish ? "(jobs -lp)" : "%1"
    try terminal.run("kill \(job); wait 2>/dev/null")
    #expect(!(try terminal.run("jobs")).contains(/[Rr]unning/))
  }
}
