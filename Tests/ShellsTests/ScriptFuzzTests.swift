import Resolution
import TestSupport
import Testing

@testable import Shells

@Suite("Damaged start-up files are read to their end") struct ScriptFuzzTests {
  @Test(arguments: [ShellSyntax.posix, .fish])
  func lexer(syntax: ShellSyntax) {
    let seeds = [
      "export PATH=\"$HOME/bin:$PATH\" # x\nif [ -f ~/.x ]; then\n  . ~/.x\nfi\n",
      "f() { eval \"$(tvm hook bash)\"; }\ncat <<'E' && ((x << 2))\n$(a `b`)\nE\n",
      "set -gx PATH ~/bin $PATH\nif status is-interactive\n  tvm hook fish | source\nend\n",
    ]
    for damaged in Fuzz(seeds) {
      let count = damaged.count { $0 == UInt8(ascii: "\n") } + 1
      let script = ShellScript(damaged, syntax)
      #expect(script.lines.allSatisfy { $0.number >= 1 && $0.number <= count }, "\(damaged)")
    }
  }
}
