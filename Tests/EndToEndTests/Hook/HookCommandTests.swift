import Foundation
import TestSupport
import Testing

@Suite("Hook: the function tvm and completions")
struct HookCommandTests {
  @Test("tvm shell changes the shell it is called from", arguments: HookShell.installed)
  func shell(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let result = try fixture.script(
      """
      tvm shell 1.21.6
      printf '<%s>' "$TVM_GO_VERSION"; env | grep -c TVM_GO_VERSION
      tvm shell --unset
      printf '<%s>' "$TVM_GO_VERSION"; env | grep -c TVM_GO_VERSION
      tvm shell rust nightly
      tvm shell
      """)
    #expect(result.output == "<1.21.6>1\n<>0\n")
    #expect(result.errors == "")
    #expect(
      fixture.sandbox.read("called") == """
        <shell><--emit><\(shell)><1.21.6>
        <shell><--emit><\(shell)><--unset>
        <shell><--emit><\(shell)><rust><nightly>
        <shell><--emit><\(shell)>

        """)
  }

  @Test("a program that fails changes nothing", arguments: HookShell.installed)
  func failing(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let result = try fixture.script(
      """
      tvm shell wrong
      printf '%s<%s>\\n' \(shell.status) "$TVM_GO_VERSION"
      tvm list wrong
      printf '%s\\n' \(shell.status)
      """)
    #expect(result.output == "65<>\nran with 2\n65\n")
  }

  @Test(
    "everything else reaches the program as it is", arguments: HookShell.installed,
    [
      ["shell", "--help"], ["shell", "rust", "-h"], ["list", "a b", "", "*", "--help"], [],
      ["--version"], ["use", "1.21.6"],
    ])
  func unchanged(_ shell: HookShell, arguments: [String]) throws {
    let fixture = try HookFixture(shell)
    let words = arguments.map { shell.quote($0) }.joined(separator: " ")
    let result = try fixture.script("tvm \(words)")
    #expect(result.output == "ran with \(arguments.count)\n")
    #expect(result.errors == "")
    let called = arguments.isEmpty ? "<>\n" : arguments.map { "<\($0)>" }.joined() + "\n"
    #expect(fixture.sandbox.read("called") == called)
  }

  @Test("after a verb that changes toolchains the next prompt asks", arguments: HookShell.installed)
  func asksAgain(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let terminal = try fixture.start()
    let asked = fixture.questions
    try terminal.run("tvm list")
    #expect(fixture.questions == asked)
    try terminal.run("tvm install 1.21.6")
    #expect(fixture.questions == asked + 1)
  }

  @Test("bash loads the completions when they are asked for")
  func bashCompletions() throws {
    let fixture = try HookFixture(.bash)
    let terminal = try fixture.start()
    #expect(try terminal.run("complete -p tvm").contains("-F __tvm_complete tvm"))
    terminal.type("tvm loaded\t")
    try terminal.wait(for: "tvm loaded-words ")
    terminal.type("\u{3}")
    try fixture.sandbox.remove("\(HookFixture.odd)/completions")
    try terminal.run(fixture.activation)
    terminal.type("tvm x\t")
    #expect(!(try terminal.run("y").contains("rror")))
  }

  @Test("zsh and fish find the completions", arguments: [HookShell.zsh, .fish])
  func completions(_ shell: HookShell) throws {
    guard HookShell.installed.contains(shell) else { return }
    let fixture = try HookFixture(shell)
    switch shell {
    case .fish:
      let result = try fixture.script("complete -C 'tvm '")
      #expect(result.output == "loaded-words\n")
    default:
      let early = try fixture.script("autoload -Uz compinit; compinit -D -u; echo $_comps[tvm]")
      #expect(early.output == "_tvm\n")
      let text = fixture.sandbox.read("hook")
      try fixture.sandbox.write(
        "autoload -Uz compinit; compinit -D -u; echo \"<$_comps[tvm]>\"\n\(text)", to: "hook")
      #expect(try fixture.script("echo $_comps[tvm]").output == "<>\n_tvm\n")
    }
  }
}
