import Foundation
import Resolution
import Shells
import TestSupport
import Testing
import Toolchains

@Suite("Quoting for shells")
struct ShellQuotingTests {
  private static let values = [
    "", " ", "a b", "it's", "\\", "\\'", "a\\", "\"$HOME\" `x` $(y)", "~", "*", "a=b", "é♀",
    "%self",
    "=ls", "-n", "#x", "a;b&c|d<e>f(g){h}[i]!j^k", "'", "''", "a'b'c\\d", "\u{7F}",
  ]

  /// What only the quoting of whole words has to bring through, since it is in several lines.
  private static let lines = ["a\nb", "\n", "a\n", "\t", "a\r\nb", "\u{1B}[31m"]

  @Test(
    "the reader of scripts takes the quotes away again",
    arguments: Shell.hooked.filter { $0.syntax != .unknown })
  func reader(_ shell: Shell) throws {
    for value in Self.values + Self.lines {
      for quoted in [shell.quoted(Bytes(value.utf8)), shell.word(Bytes(value.utf8))] {
        let script = ShellScript(Bytes("x ".utf8) + quoted, shell.syntax)
        #expect(script.lines.count == 1 && script.lines.first?.commands.count == 1)
        #expect(script.lines.first?.commands.first?.words == ["x", value], "\(quoted.text)")
      }
    }
  }

  @Test(
    "a shell itself takes each value literally",
    arguments: Shell.hooked.filter { findProgram($0.rawValue) != nil })
  func shell(_ shell: Shell) throws {
    var values = (Self.values + Self.lines).map { Bytes($0.utf8) }
    // Code for elvish has to be UTF-8.
    if shell != .elvish { values.append([0xFF, 0xFE]) }
    let ways: [(Bytes) -> Bytes] = [
      { shell.quoted($0) }, { shell.word($0) }, { shell.quotedOnOneLine($0) },
    ]
    for quote in ways {
      let words = values.map(quote)
      // elvish has a printf of its own.
      let printer = shell == .elvish ? "e:printf" : "printf"
      let script = Bytes("\(printer) '%s\\0' ".utf8) + Bytes(words, separatedBy: " ")
      let sandbox = try Sandbox()
      let file = sandbox.path("script")
      try Data(script).write(to: URL(filePath: file))
      let result = try sandbox.run(shell.rawValue, [file])
      #expect(result.outputBytes == values.flatMap { $0 + [0] }, "\(script.text) \(result.errors)")
    }
    // direnv's hook for elvish reads JSON.
    if shell == .elvish { return }
    for value in values { #expect(!shell.quotedOnOneLine(value).contains(10)) }
  }

  @Test(
    "the other shells' own ways",
    arguments: [
      (Shell.elvish, "it's", "'it''s'"), (.pwsh, "it's $x", "'it''s $x'"),
      (.tcsh, "it's !x", "it\\'s\\ \\!x"), (.tcsh, "", "''"), (.murex, "a (b) 'c'", "%(a (b) 'c')"),
    ])
  func others(_ shell: Shell, _ value: String, _ quoted: String) {
    #expect(shell.quoted(Bytes(value.utf8)).text == quoted)
  }

  @Test("a word is quoted where something in it means something, and only there")
  func words() {
    #expect(Shell.zsh.word(Bytes("/a/b_c-d.e@f+h")).text == "/a/b_c-d.e@f+h")
    #expect(Shell.bash.word([]).text == "''" && [].shellQuoted.text == "''")
    #expect(Bytes("it's").shellQuoted == Shell.bash.word(Bytes("it's")))
    // What a message shows must not move the cursor.
    #expect(Bytes("a\u{1B}".utf8).shellQuoted.text == "'a\\x1b'")
  }
}
