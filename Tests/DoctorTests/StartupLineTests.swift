import Foundation
import Resolution
import Testing

@testable import Doctor

@Suite("Lines of start-up files")
struct StartupLineTests {
  private func line(_ text: String, _ syntax: ShellSyntax = .posix) throws -> StartupLine {
    let script = ShellScript(Bytes(text.utf8), syntax)
    return StartupLine(Path(Bytes("/f".utf8)), try #require(script.lines.first), syntax)
  }

  @Test(
    "what a line exports is told as a shell would",
    arguments: [
      ("export GOROOT=/x", "GOROOT=/x alone"),
      ("export GOROOT='/a b' # why", "GOROOT=/a b alone"),
      ("  export GOROOT=\"$HOME/go\"", "GOROOT=$HOME/go alone"),
      ("export GOROOT=/x GOPATH=/y", "GOROOT=/x, GOPATH=/y"),
      ("export GOROOT=/x; echo", "GOROOT=/x"),
      ("[ -d /x ] && export GOROOT=/x", "GOROOT=/x alone"),
      ("make && export GOROOT=/x", "GOROOT=/x"),
      ("if true; then export GOROOT=/x; fi", "GOROOT=/x alone"),
      ("GOROOT=/x; export GOROOT", ""), ("Linux) export GOROOT=/x ;;", "GOROOT=/x"),
      ("export GOROOT=/x \\\n  GOPATH=/y", "GOROOT=/x, GOPATH=/y"),
      ("path=(\n  /x\n  $path\n)", "PATH=/x:$path alone"), ("local GOROOT=/x", ""),
      ("declare -x GOROOT=/x", "GOROOT=/x alone"),
      ("PATH+=:/x", "PATH=$PATH:/x alone"),
      ("path=(/x $path)", "PATH=/x:$path alone"),
      ("# export GOROOT=/x", ""), ("echo GOROOT=/x", ""), ("GOROOT=/x make", ""),
      ("export PATH=\"$(go env GOPATH)/bin:$PATH\"", "PATH=$(go env GOPATH)/bin:$PATH alone"),
    ])
  func posix(_ text: String, _ expected: String) throws {
    #expect(shown(try line(text)) == expected)
  }

  @Test(
    "fish is understood, too",
    arguments: [
      ("set -gx GOROOT /x", "GOROOT=/x alone"), ("set -x GOROOT /x", "GOROOT=/x alone"),
      ("set -gx PATH /x $PATH", "PATH=/x:$PATH alone"),
      ("fish_add_path /x", "PATH=/x:$PATH alone"),
      ("fish_add_path --append /x", "PATH=$PATH:/x alone"), ("set -e GOROOT", ""),
      ("set -q GOROOT; or set -gx GOROOT /x", "GOROOT=/x alone"),
      ("test -d /x\nand set -gx GOROOT /x", "GOROOT=/x alone"),
      ("set -gx PATH \\\n  /x \\\n  $PATH", "PATH=/x:$PATH alone"), ("set -lx GOROOT /x", ""),
    ])
  func fish(_ text: String, _ expected: String) throws {
    #expect(shown(try line(text, .fish)) == expected)
  }

  @Test(
    "a line that loads the hook is known however it is written",
    arguments: [
      ("eval \"$(tvm hook bash)\"", "bash"), ("eval \"$('/a b/tvm' hook zsh)\"", "zsh"),
      ("source <(tvm hook zsh)", "zsh"), ("eval \"`~/.local/bin/tvm hook bash`\"", "bash"),
      ("tvm hook fish | source", "fish"),
      ("command -v tvm >/dev/null && eval \"$(tvm hook bash)\"", "bash"),
      ("# eval \"$(tvm hook bash)\"", nil), ("x='eval \"$(tvm hook bash)\"'", nil),
      ("echo 'eval \"$(tvm hook bash)\"'", nil), ("builtin source <(tvm hook zsh)", "zsh"),
      ("tvm shims", nil), ("git hook bash", nil),
    ])
  func hook(_ text: String, _ shell: String?) throws {
    #expect(HookLine(try line(text))?.shell == shell)
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

  private func shown(_ line: StartupLine) -> String {
    line.assignments.filter { $0.isExported || $0.name == "PATH" }
      .map { "\($0.name)=\($0.value)\($0.isAlone ? " alone" : "")" }.joined(separator: ", ")
  }
}
