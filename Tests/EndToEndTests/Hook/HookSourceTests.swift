import Foundation
import Shells
import TestSupport
import Testing

@Suite("Hook: the files")
struct HookSourceTests {
  @Test("the tests of hooks know every shell with a hook")
  func shells() {
    // elvish has tests of its own: ElvishTests.
    let own = Shell.hooked.filter { $0 != .elvish }
    #expect(HookShell.allCases.map(\.rawValue) == own.map(\.rawValue))
  }

  @Test("bash is installed", .enabled(if: findProgram("bash") != nil, "no bash: nothing tested"))
  func bash() throws { try expectClean(findProgram("bash"), ["-n", HookShell.bash.file]) }

  @Test("zsh is installed", .enabled(if: findProgram("zsh") != nil, "no zsh: nothing tested"))
  func zsh() throws { try expectClean(findProgram("zsh"), ["-f", "-n", HookShell.zsh.file]) }

  @Test("fish is installed", .enabled(if: findProgram("fish") != nil, "no fish: nothing tested"))
  func fish() throws {
    try expectClean(findProgram("fish"), ["--no-execute", HookShell.fish.file])
  }

  @Test(
    "shellcheck has no findings",
    .enabled(if: findProgram("shellcheck") != nil, "shellcheck is not installed"))
  func shellcheck() throws {
    try expectClean(findProgram("shellcheck"), ["-s", "bash", HookShell.bash.file])
  }

  private func expectClean(_ program: String?, _ arguments: [String]) throws {
    let result = try runProgram(try #require(program), arguments)
    #expect(result.status == 0)
    #expect(result.output + result.errors == "")
  }

  @Test("a script may evaluate it, twice, and prints nothing", arguments: HookShell.installed)
  func script(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let result = try fixture.script(
      "\(fixture.activation)\ncd shop", options: shell == .fish ? [] : ["-eu"])
    #expect(result.status == 0)
    #expect(result.output + result.errors == "")
    #expect(fixture.questions == 0)
  }

  @Test("options of a script do no harm", arguments: HookShell.installed)
  func options(_ shell: HookShell) throws {
    let options: [[String]] =
      switch shell {
      case .bash:
        [
          ["--posix", "-eu"], ["-a"], ["-C"], ["-f"], ["-o", "pipefail"], ["-E", "-T"],
          ["-O", "extglob", "-O", "failglob"], ["-O", "nullglob"], ["-O", "nocasematch"],
          ["-O", "localvar_inherit"], ["-O", "expand_aliases"],
        ]
      case .zsh:
        [
          "ksh_arrays", "sh_word_split", "no_nomatch", "err_exit", "err_return", "no_unset",
          "warn_create_global", "warn_nested_var", "all_export", "no_clobber", "posix_builtins",
          "ksh_glob", "no_equals", "glob_subst", "null_glob", "typeset_silent", "rc_expand_param",
          "no_multios", "extended_glob", "no_short_loops", "c_bases", "octal_zeroes",
          "csh_junkie_quotes", "ignore_braces", "sh_glob",
        ].map { ["-o", $0] }
      case .fish: []
      }
    for option in options {
      let fixture = try HookFixture(shell)
      let result = try fixture.script(
        "tvm shell 1.21.6\nprintf '%s\\n' \"$TVM_GO_VERSION\" \"$PATH\"\nenv", options: option)
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(result.errors == "", "\(option)")
      let path = "\(fixture.shims):\(Sandbox.systemPath)"
      #expect(lines.starts(with: ["1.21.6", path[...]]), "\(option)")
      #expect(!result.output.contains("__tvm"), "\(option)")
    }
  }
}
