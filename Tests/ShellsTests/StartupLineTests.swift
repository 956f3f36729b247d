import Resolution
import Testing
import Toolchains

@testable import Shells

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

  @Test("the line that loads a hook is known in every shell", arguments: Shell.allCases)
  func hookLine(_ shell: Shell) throws {
    let isKnown = shell.syntax != .unknown
    for program in isKnown ? [Path("/a b/tvm"), Path("tvm")] : [Path("tvm"), Path("/a/tvm")] {
      let text = shell.hookLine(program).text
      let hook = try #require(HookLine(try line(text, shell.syntax)), "\(text)")
      #expect(hook.program == program)
      #expect(hook.shell == shell.rawValue)
    }
  }

  @Test(
    "a program's hook is known however it is loaded",
    arguments: [
      ("_evalcache direnv hook zsh", true), ("eval \"$(~/bin/direnv hook bash)\"", true),
      ("plugins=(git direnv)", true), ("plugins+=(direnv)", true),
      ("plugins=(\n  git\n  direnv\n)", true), ("plugins=(git direnvy)", false),
      ("export X=direnv", false), ("# direnv hook bash", false), ("direnv allow", false),
      ("cat <<E\ndirenv hook bash\nE", false),
    ])
  func loads(_ text: String, _ isLoaded: Bool) throws {
    #expect(try line(text).loadsHook(of: "direnv") == isLoaded)
  }

  private func shown(_ line: StartupLine) -> String {
    line.assignments.filter { $0.isExported || $0.name == "PATH" }
      .map { "\($0.name)=\($0.value)\($0.isAlone ? " alone" : "")" }.joined(separator: ", ")
  }
}
