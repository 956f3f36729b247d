import Resolution
import Shells
import Testing

@testable import Doctor

@Suite("Lines that use a variable which is set no more")
struct VariableUsesTests {
  /// A line, the value that the variable had, and the line without it; nil where the line stays.
  struct Use: Sendable {
    let name: String
    let value: String
    let syntax: ShellSyntax
    let line: String
    let after: String?

    init(
      _ name: String, _ value: String, _ line: String, _ after: String?,
      in syntax: ShellSyntax = .posix
    ) {
      (self.name, self.value, self.line, self.after) = (name, value, line, after)
      self.syntax = syntax
    }
  }

  private static let why = "# tvm doctor: GOROOT is no longer set\n# "

  static let uses: [Use] = [
    Use("GOROOT", "/go", "export PATH=$GOROOT/bin:$PATH", why + "export PATH=$GOROOT/bin:$PATH"),
    Use("GOROOT", "/go", "export PATH=$PATH", nil),
    Use("GOROOT", "/go", "export PATH=$GOROOTS/bin:$PATH", nil),
    Use("GOROOT", "/go", "PATH=\"$GOROOT/bin:$HOME/x:$PATH\"", "PATH=\"$HOME/x:$PATH\""),
    Use("GOROOT", "/go", "PATH=\"$HOME/x:${GOROOT}/bin\":$PATH", "PATH=\"$HOME/x\":$PATH"),
    Use("GOROOT", "/go", "PATH=\"$GOROOT\"/bin:~/x:$PATH", "PATH=~/x:$PATH"),
    Use("GOROOT", "/go", "PATH=~/x${PATH:+:$PATH}:$GOROOT/bin", "PATH=~/x${PATH:+:$PATH}"),
    Use("GOROOT", "/go", "path=($GOROOT/bin ~/x $path)", "path=( ~/x $path)"),
    Use("GOROOT", "/go", "echo a; PATH=$GOROOT/bin:$PATH", "echo a; :"),
    Use("GOROOT", "/go", "export A=1 PATH=$GOROOT/bin:$PATH", "export A=1"),
    Use("GOROOT", "~/go", "alias g='cd $GOROOT/src'", "alias g='cd $HOME/go/src'"),
    Use("GOROOT", "~/go", "[ -d \"$GOROOT\" ] && echo it", "[ -d \"$HOME/go\" ] && echo it"),
    Use("GOROOT", "/go", "echo '$GOROOT' \\$GOROOT", nil),
    Use("GOROOT", "$(brew --prefix)/go", "X=\"$GOROOT/x\"", nil),
    Use("GOBIN", "bin", "export PATH=$GOBIN:$PATH", "export PATH=$HOME/go/bin:$PATH"),
    Use("GOPATH", "/shop", "PATH=\"$PATH:$GOPATH/bin\"", "PATH=\"$PATH:$HOME/go/bin\""),
    Use("GOPATH", "/shop", "PATH=$HOME/go/bin:$GOPATH/bin", "PATH=$HOME/go/bin"),
    Use(
      "GOROOT", "/go", "set -gx PATH $GOROOT/bin $HOME/x $PATH", "set -gx PATH $HOME/x $PATH",
      in: .fish),
    Use("GOROOT", "/go", "fish_add_path $GOROOT/bin", why + "fish_add_path $GOROOT/bin", in: .fish),
    Use(
      "CARGO_HOME", "/x", "fish_add_path $CARGO_HOME/bin", "fish_add_path $HOME/.cargo/bin",
      in: .fish),
    Use("GOROOT", "/go", "PATH=${GOROOT}/bin:/x:${PATH}", "PATH=/x:${PATH}", in: .environment),
  ]

  @Test("elements of PATH go or are the standard's, and the rest has the value", arguments: uses)
  func change(_ use: Use) throws {
    let script = ShellScript(Bytes(use.line.utf8), use.syntax)
    let line = StartupLine(Path("/x"), try #require(script.lines.first), use.syntax)
    let lost = [LostVariable(use.name, was: use.value)]
    let edit = try? line.change(without: lost) { _ in false }
    let after = edit.map { String(decoding: $0.applied(to: line.bytes), as: UTF8.self) }
    #expect(after == use.after)
  }

  @Test("what stands there already is not put on PATH twice")
  func twice() throws {
    let script = ShellScript(Bytes("PATH=$GOPATH/bin:/x:$PATH".utf8), .posix)
    let line = StartupLine(Path("/x"), try #require(script.lines.first), .posix)
    let edit = try line.change(without: [LostVariable("GOPATH", was: "/y")]) {
      $0 == "$HOME/go/bin"
    }
    #expect(edit == .replace(line.bytes, with: Bytes("PATH=/x:$PATH".utf8)))
  }
}
