import Resolution
import Testing

@testable import Shells

@Suite("Scripts of shells")
struct ShellScriptTests {
  /// Each logical line as `NUMBER DEPTH whole? first-words`.
  private func shown(_ text: String, _ syntax: ShellSyntax) -> [String] {
    ShellScript(Bytes(text.utf8), syntax).lines.filter { !$0.commands.isEmpty }.map { line in
      let verbs = line.commands.map { $0.words.first ?? "" }.joined(separator: " ")
      return "\(line.number) \(line.depth) \(line.isWhole ? "whole" : "part") \(verbs)"
    }
  }

  @Test(
    "lines, blocks and what continues a line are told as bash and zsh tell them",
    arguments: [
      ("a\nb", ["1 0 whole a", "2 0 whole b"]),
      ("a \\\nb\nc", ["1 0 whole a", "3 0 whole c"]),
      ("a &&\n  b\nc", ["1 0 whole a b", "3 0 whole c"]),
      ("a |\n  b", ["1 0 whole a b"]),
      ("x='\nb\n'\nc", ["1 0 whole x=\nb\n", "4 0 whole c"]),
      ("a $(b\nc) d\ne", ["1 0 whole a", "3 0 whole e"]),
      ("a \"$(b \")\" \"c\")\"; d", ["1 0 whole a d"]),
      ("cat <<E; a\nb 'x\nE\nc", ["1 0 whole cat a", "4 0 whole c"]),
      ("cat <<A <<-\"B\"\nA\n\tx\n\tB\nc", ["1 0 whole cat", "5 0 whole c"]),
      ("cat <<<x\nb", ["1 0 whole cat", "2 0 whole b"]),
      ("((x << 2))\nb", ["1 0 whole ((x << 2))", "2 0 whole b"]),
      (
        "if a; then\n  b\nelse c\nfi\nd",
        ["1 0 part a", "2 1 whole b", "3 1 part c", "5 0 whole d"]
      ),
      ("if a; then b; fi", ["1 0 whole a b"]),
      ("for x in 1 2; do a; done\nb", ["1 0 whole for a", "2 0 whole b"]),
      ("while a; do\nb\ndone <f\nc", ["1 0 part a", "2 1 whole b", "3 1 part <f", "4 0 whole c"]),
      (
        "case $- in\n  *i* | a) ;;\n  *) return ;;\nesac\nb",
        ["1 0 part case", "3 1 part return", "5 0 whole b"]
      ),
      ("case $- in *i*) ;; *) return ;; esac\nb", ["1 0 whole case return", "2 0 whole b"]),
      ("case x in\n(a) b\n;;\nesac", ["1 0 part case", "2 1 part b"]),
      ("f() {\n  a\n}\nb", ["1 0 part function", "2 1 whole a", "4 0 whole b"]),
      ("f() { a }\nb", ["1 0 whole function a", "2 0 whole b"]),
      ("f () { a; }\nb", ["1 0 whole function a", "2 0 whole b"]),
      ("function f {\n  a\n}\nb", ["1 0 part function", "2 1 whole a", "4 0 whole b"]),
      ("(\n  a\n)\nb", ["2 1 whole a", "4 0 whole b"]),
      ("{ a; } 2>&1\nb &>c", ["1 0 whole a 2>&1", "2 0 whole b"]),
      ("[[ a && (b || c) ]] && d", ["1 0 whole [[ d"]),
      ("if [[ a ]] {\n  b\n}\nc", ["1 0 part [[", "2 1 whole b", "4 0 whole c"]),
      ("path=(\n  a\n)\nb", ["1 0 whole path=(\n  a\n)", "4 0 whole b"]),
      ("a # b; 'c\nd", ["1 0 whole a", "2 0 whole d"]),
      ("echo `a 'b`\nc", ["1 0 whole echo", "2 0 whole c"]),
      ("a ${x:-\"}\"} $'\\'' $\"b\"; c", ["1 0 whole a c"]),
    ])
  func posix(_ text: String, _ expected: [String]) {
    #expect(shown(text, .posix) == expected)
  }

  @Test(
    "fish has its own blocks and quotes",
    arguments: [
      (
        "if a\n    b\nelse if c\n    d\nend\ne",
        ["1 0 part a", "2 1 whole b", "3 1 part c", "4 1 whole d", "6 0 whole e"]
      ),
      ("a; and b\nc", ["1 0 whole a b", "2 0 whole c"]),
      ("a\nand b\nc", ["1 0 whole a b", "3 0 whole c"]),
      ("a \\\n  b\nc", ["1 0 whole a", "3 0 whole c"]),
      ("a 'b\\'c\n'\nd", ["1 0 whole a", "3 0 whole d"]),
      ("a (b \")\" | c)\nd", ["1 0 whole a", "2 0 whole d"]),
      ("function f\n    a\nend\nb", ["1 0 part function", "2 1 whole a", "4 0 whole b"]),
      (
        "switch x\n    case y\n        a\nend\nb",
        ["1 0 part switch", "2 1 part case", "3 1 whole a", "5 0 whole b"]
      ),
      ("begin; a; end", ["1 0 whole a"]),
    ])
  func fish(_ text: String, _ expected: [String]) {
    #expect(shown(text, .fish) == expected)
  }

  @Test(
    "what is open at the end is known",
    arguments: [
      ("a", false), ("a\n", false), ("a \\", true), ("a \\\n", true), ("a 'b", true),
      ("cat <<E\nb", true), ("cat <<E\nb\nE", false), ("a \"$(b", true),
    ])
  func end(_ text: String, _ isOpen: Bool) {
    #expect(ShellScript(Bytes(text.utf8), .posix).endsWithinLine == isOpen)
  }

  @Test(
    "what is reached in any case is known",
    arguments: [
      ("export X=1", true), ("a && export X=1", false), ("if a; then export X=1; fi", false),
      ("f() { export X=1; }", false), ("a; export X=1", true),
    ])
  func certain(_ text: String, _ isCertain: Bool) throws {
    let line = try #require(ShellScript(Bytes(text.utf8), .posix).lines.first)
    let command = try #require(line.commands.first { $0.words.first == "export" })
    #expect(command.isCertain == isCertain)
  }
}
