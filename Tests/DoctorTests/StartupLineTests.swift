import Resolution
import Testing

@testable import Doctor

@Suite("Lines of start-up files")
struct StartupLineTests {
  private func line(_ text: String, _ syntax: StartupLine.Syntax = .posix) -> StartupLine {
    StartupLine(
      file: Path(Bytes("/f".utf8)), number: 1, bytes: Bytes(text.utf8), syntax: syntax)
  }

  @Test(
    "what a line exports is told as a shell would",
    arguments: [
      ("export GOROOT=/x", "GOROOT=/x alone"),
      ("export GOROOT='/a b' # why", "GOROOT=/a b alone"),
      ("  export GOROOT=\"$HOME/go\"", "GOROOT=$HOME/go alone"),
      ("export GOROOT=/x GOPATH=/y", "GOROOT=/x, GOPATH=/y"),
      ("export GOROOT=/x; echo", "GOROOT=/x"),
      ("[ -d /x ] && export GOROOT=/x", "GOROOT=/x"),
      ("if true; then export GOROOT=/x; fi", "GOROOT=/x"),
      ("declare -x GOROOT=/x", "GOROOT=/x alone"),
      ("PATH+=:/x", "PATH=$PATH:/x alone"),
      ("path=(/x $path)", "PATH=/x:$path alone"),
      ("# export GOROOT=/x", ""), ("echo GOROOT=/x", ""), ("GOROOT=/x make", ""),
      ("export PATH=\"$(go env GOPATH)/bin:$PATH\"", "PATH=$(go env GOPATH)/bin:$PATH alone"),
    ])
  func posix(_ text: String, _ expected: String) {
    #expect(shown(line(text)) == expected)
  }

  @Test(
    "fish is understood, too",
    arguments: [
      ("set -gx GOROOT /x", "GOROOT=/x alone"), ("set -x GOROOT /x", "GOROOT=/x alone"),
      ("set -gx PATH /x $PATH", "PATH=/x:$PATH alone"),
      ("fish_add_path /x", "PATH=/x:$PATH alone"),
      ("fish_add_path --append /x", "PATH=$PATH:/x alone"), ("set -e GOROOT", ""),
      ("set -q GOROOT; or set -gx GOROOT /x", "GOROOT=/x"),
    ])
  func fish(_ text: String, _ expected: String) {
    #expect(shown(line(text, .fish)) == expected)
  }

  @Test(
    "a line that loads the hook is known however it is written",
    arguments: [
      ("eval \"$(tvm hook bash)\"", "bash"), ("eval \"$('/a b/tvm' hook zsh)\"", "zsh"),
      ("source <(tvm hook zsh)", "zsh"), ("eval \"`~/.local/bin/tvm hook bash`\"", "bash"),
      ("tvm hook fish | source", "fish"),
      ("command -v tvm >/dev/null && eval \"$(tvm hook bash)\"", "bash"),
      ("# eval \"$(tvm hook bash)\"", nil), ("tvm shims", nil), ("git hook bash", nil),
    ])
  func hook(_ text: String, _ shell: String?) {
    #expect(HookLine(line(text))?.shell == shell)
  }

  private func shown(_ line: StartupLine) -> String {
    line.assignments.filter { $0.isExported || $0.name == "PATH" }
      .map { "\($0.name)=\($0.value)\($0.isAlone ? " alone" : "")" }.joined(separator: ", ")
  }
}
