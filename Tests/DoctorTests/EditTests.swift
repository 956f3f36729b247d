import Resolution
import Shells
import Testing

@testable import Doctor

@Suite("Changes to files")
struct EditTests {
  private static let line = Bytes("export GOROOT=/x".utf8)

  @Test(
    "a change is made once",
    arguments: [
      (Edit.append([line], in: .posix), "a\n", "a\nexport GOROOT=/x\n"),
      (.append([line], in: .posix), "a", "a\nexport GOROOT=/x\n"),
      (.append([line], in: .posix), "", "export GOROOT=/x\n"),
      (
        .commentOut(line, in: .posix, why: "w"), "a\nexport GOROOT=/x\nb",
        "a\n# tvm doctor: w\n# export GOROOT=/x\nb"
      ),
      (
        .insert([line], before: Bytes("b".utf8), in: .posix), "a\nb\n",
        "a\nexport GOROOT=/x\nb\n"
      ),
      (
        .append([line], in: .posix), "echo a \\\n", "export GOROOT=/x\necho a \\\n"
      ),
      (
        .append([line], in: .posix), "cat <<E\nexport GOROOT=/x\nE",
        "cat <<E\nexport GOROOT=/x\nE\nexport GOROOT=/x\n"
      ),
      (
        .append([line], in: .posix), "cat <<E\na", "export GOROOT=/x\ncat <<E\na"
      ),
      (
        .replace(Bytes("a \\\nb".utf8), with: Bytes("c".utf8)), "a\na \\\nb\n", "a\nc\n"
      ),
      (
        .keepLast(line, in: .posix, why: "w"), "export GOROOT=/x\nexport GOROOT=/x\n",
        "# tvm doctor: w\n# export GOROOT=/x\nexport GOROOT=/x\n"
      ),
      (.remove(line), "a\nexport GOROOT=/x\n", "a\n"),
      (
        .replace(line, with: Bytes("c".utf8)), "export GOROOT=/x\r\nexport GOROOT=/x\n",
        "export GOROOT=/x\r\nc\n"
      ),
      (.write(line), "a\n", "export GOROOT=/x"),
      (.remove(line), "a\n", "a\n"),
    ])
  func once(_ edit: Edit, _ before: String, _ after: String) {
    let changed = edit.applied(to: Bytes(before.utf8))
    #expect(String(decoding: changed, as: UTF8.self) == after)
    #expect(edit.applied(to: changed) == changed)
  }

  @Test(
    "a comment leaves a script that parses",
    arguments: [
      (ShellSyntax.posix, "if x; then\n  {}\nfi", "if x; then\n  # tvm doctor: w\n  # {}\n  :\nfi"),
      (.fish, "if x\n  {}\nend", "if x\n  # tvm doctor: w\n  # {}\n  true\nend"),
      (.posix, "a() {\n{}\n}", "a() {\n# tvm doctor: w\n# {}\n:\n}"),
      (
        .posix, "case x in\n  a)\n    {}\n    ;;\nesac",
        "case x in\n  a)\n    # tvm doctor: w\n    # {}\n    :\n    ;;\nesac"
      ),
    ] as [(ShellSyntax, String, String)])
  func commentOut(_ syntax: ShellSyntax, _ before: String, _ after: String) {
    let line = syntax == .fish ? "set -gx X 1" : "export X=1"
    let indent = String(
      before[..<(before.firstRange(of: "{}")?.lowerBound ?? before.endIndex)].reversed().prefix {
        $0 == " "
      })
    let edit = Edit.commentOut(Bytes((indent + line).utf8), in: syntax, why: "w")
    let changed = edit.applied(to: Bytes(before.replacing("{}", with: line).utf8))
    #expect(String(decoding: changed, as: UTF8.self) == after.replacing("{}", with: line))
    #expect(edit.applied(to: changed) == changed)
  }

  @Test(
    "what only looks like a line, or is a part of one, stays",
    arguments: [
      (ShellSyntax.posix, "cat <<E\n{}\nE"), (.posix, "cat <<-'E'\n{}\n\tE\n"),
      (.posix, "x='\n{}\n'"), (.posix, "echo \\\n{}"), (.posix, "a &&\n{}"),
      (.fish, "x\nand y\nset z '\n{}\n'"), (.fish, "echo \\\n{}"),
    ])
  func stays(_ syntax: ShellSyntax, _ text: String) {
    let line = syntax == .fish ? "set -gx X 1" : "export X=1"
    let contents = Bytes(text.replacing("{}", with: line).utf8)
    let edit = Edit.commentOut(Bytes(line.utf8), in: syntax, why: "w")
    #expect(edit.applied(to: contents) == contents)
  }

  @Test("a line with those that continue it is commented out as a whole")
  func continued() {
    let line = Bytes("export X=1 \\\n  Y=2".utf8)
    let after = Edit.commentOut(line, in: .posix, why: "w").applied(to: line + Bytes("\n".utf8))
    #expect(
      String(decoding: after, as: UTF8.self)
        == "# tvm doctor: w\n# export X=1 \\\n# Y=2\n")
  }

  @Test("bytes that are no text survive")
  func binary() {
    let contents: Bytes = [0xFF, 0xFE, 10, 97, 10]
    #expect(Edit.remove([97]).applied(to: contents) == [0xFF, 0xFE, 10])
  }

  @Test("a difference is shown as diff -u shows it")
  func diff() {
    let before = (1...9).map { "\($0)\n" }.joined()
    let after = before.replacing("5\n", with: "five\nand more\n")
    let diff = UnifiedDiff(
      Path(Bytes("/f".utf8)), before: Bytes(before.utf8), after: Bytes(after.utf8))
    #expect(
      String(decoding: diff.text, as: UTF8.self)
        == "--- /f\n+++ /f\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+and more\n 6\n 7\n 8\n")
    #expect(UnifiedDiff(Path(Bytes("/f".utf8)), before: [97], after: [97]).text == [])
    let new = UnifiedDiff(Path(Bytes("/f".utf8)), before: nil, after: Bytes("a\n".utf8))
    #expect(
      String(decoding: new.text, as: UTF8.self) == "--- /dev/null\n+++ /f\n@@ -0,0 +1,1 @@\n+a\n")
  }
}
