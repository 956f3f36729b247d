import Foundation
import Resolution
import Shells
import Testing

@testable import Doctor

@Suite("Lines of start-up files that lose something")
struct LineRemovalTests {
  private func line(_ text: String, _ syntax: ShellSyntax = .posix) throws -> StartupLine {
    let script = ShellScript(Bytes(text.utf8), syntax)
    return StartupLine(Path(Bytes("/f".utf8)), try #require(script.lines.first), syntax)
  }

  @Test(
    "a variable is taken out, and nothing else",
    arguments: [
      ("export GOROOT=/x", nil), ("[ -d /x ] && export GOROOT=/x", nil),
      ("export GOROOT=/x GOPATH=/y", "export GOPATH=/y"),
      ("export GOPATH=/y GOROOT='/a b'", "export GOPATH=/y"),
      ("export GOROOT=/x \\\n  GOPATH=/y", "export \\\n  GOPATH=/y"),
      ("export GOPATH=/y \\\n  GOROOT=/x", "export GOPATH=/y"),
      ("export GOROOT=/x PATH=$GOROOT/bin:$PATH", nil),
      ("export GOROOT=/x; PATH=$GOROOT/bin:/y:$PATH", ":; PATH=/y:$PATH"),
      ("export GOROOT=/x PATH=$GOROOT/bin A=1", "export A=1"),
      ("make && export GOROOT=/x", "make && :"),
      ("GOROOT=/x; export GOROOT; export EDITOR=vi", ":; export GOROOT; export EDITOR=vi"),
      ("if make; then export GOROOT=/x; fi # y", "if make; then :; fi # y"),
    ])
  func removal(_ text: String, _ expected: String?) throws {
    let line = try line(text)
    switch line.removal(of: "GOROOT", why: "w") {
    case .commentOut(line.bytes, in: .posix, why: "w"): #expect(expected == nil)
    case .replace(line.bytes, let after):
      #expect(String(decoding: after, as: UTF8.self) == expected)
    case let other: Issue.record("\(String(describing: other))")
    }
  }

  @Test(
    "what is to be typed takes variables out one after the other, wherever the line is by then",
    arguments: [
      ("a\nexport GOROOT=/x\n", ["GOROOT"], "a\n# export GOROOT=/x\n"),
      ("export GOROOT=/x GOFLAGS=a/b\\&c\n", ["GOROOT"], "export GOFLAGS=a/b\\&c\n"),
      ("export A=1 \\\n GOROOT=/x\n", ["GOROOT"], "export A=1\n"),
      ("export GOPROXY=direct GONOSUMDB=*\n", ["GOPROXY", "GONOSUMDB"], ":\n"),
      ("export GOPROXY=direct GONOSUMDB=*\n", ["GONOSUMDB", "GOPROXY"], ":\n"),
      ("export B=1 GOROOT='/a b' A=1 GOFLAGS=x\n", ["GOFLAGS", "GOROOT"], "export B=1 A=1\n"),
    ])
  func typed(_ contents: String, _ names: [String], _ expected: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("rc")
    // A multi-line edit goes by numbers; any other finds its line.
    let above = contents.contains("\\\n") ? "" : "# above\n"
    try (above + contents).write(to: file, atomically: true, encoding: .utf8)
    let script = ShellScript(Bytes(contents.utf8), .posix)
    let lines = script.lines.map { StartupLine(Path(Bytes(file.path.utf8)), $0, .posix) }
    for name in names {
      let line = try #require(lines.first { !$0.assignments.isEmpty })
      let edit = try #require(line.removal(of: name, why: "w"))
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      shell.arguments = ["-c", try #require(line.command(for: edit, in: .bash))]
      try shell.run()
      shell.waitUntilExit()
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == above + expected)
  }
}
