import Resolution
import Testing

@testable import Doctor

@Suite("Changes to files")
struct EditTests {
  private static let line = Bytes("export GOROOT=/x".utf8)

  @Test(
    "a change is made once",
    arguments: [
      (Edit.append([line]), "a\n", "a\nexport GOROOT=/x\n"),
      (.append([line]), "a", "a\nexport GOROOT=/x\n"),
      (.append([line]), "", "export GOROOT=/x\n"),
      (
        .commentOut(line, why: "w"), "a\nexport GOROOT=/x\nb",
        "a\n# tvm doctor: w\n# export GOROOT=/x\nb"
      ),
      (.insert([line], before: Bytes("b".utf8)), "a\nb\n", "a\nexport GOROOT=/x\nb\n"),
      (
        .keepLast(line, why: "w"), "export GOROOT=/x\nexport GOROOT=/x\n",
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

  @Test("a comment is indented as the line was, and leaves no block empty")
  func indented() {
    let line = Bytes("  export X=1".utf8)
    let after = Edit.commentOut(line, why: "w").applied(to: line + Bytes("\n".utf8))
    #expect(String(decoding: after, as: UTF8.self) == "  # tvm doctor: w\n  # export X=1\n  :\n")
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
