import Foundation
import TestSupport
import Testing

@Suite("Environment files that take long")
struct SlowFileTests {
  /// A project whose file never ends and notes its process.
  private func project() throws -> EnvironmentFixture {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write(
      "[global]\nwarn_timeout = \"50ms\"\n", to: "home/.config/direnv/direnv.toml")
    try fixture.allow("export A=1\nsh -c 'echo $$ >$OUT/pid; exec sleep 1000'\n")
    return fixture
  }

  private func isAlive(_ fixture: EnvironmentFixture) -> Bool {
    guard let process = Int32(fixture.sandbox.read("pid").prefix { $0 != "\n" }) else {
      return false
    }
    return kill(process, 0) == 0
  }

  @Test("say so, and Ctrl-C ends them and leaves the shell usable", arguments: HookShell.installed)
  func interrupt(_ shell: HookShell) throws {
    let fixture = try project()
    let terminal = try Terminal(
      findProgram(shell.rawValue) ?? "", shell.bare + ["-i"],
      environment: fixture.sandbox.environment, directory: fixture.sandbox.path("home/shop"))
    try terminal.run(shell == .fish ? "function fish_prompt; printf '> '; end" : "PS1='> '")
    let load = shell == .fish ? "$TVM export fish | source" : "eval \"$($TVM export bash)\""
    terminal.type(load + "\r")
    try terminal.wait(for: "press Ctrl-C to stop")
    #expect(isAlive(fixture))
    terminal.type("\u{3}")
    try terminal.wait(for: ".envrc was interrupted")
    #expect(try terminal.run("echo still $A here").contains("still here"))
    #expect(!isAlive(fixture))
  }

  @Test("the end of tvm is the end of what runs for it", arguments: ["TERM", "HUP"])
  func end(_ signal: String) throws {
    let fixture = try project()
    let result = try fixture.script(
      .bash,
      """
      set -m
      $TVM export bash >$OUT/code 2>$OUT/errors </dev/null &
      until grep -q Ctrl-C $OUT/errors; do :; done
      kill -\(signal) $!
      wait $! && echo survived
      read -r pid <$OUT/pid
      while kill -0 $pid 2>/dev/null && ! grep -qs '^State:.*Z' /proc/$pid/status; do :; done
      """)
    #expect(result.output == "", "\(result)")
  }

  @Test("without a terminal an interrupt of tvm reaches what they have started")
  func signal() throws {
    let fixture = try project()
    let result = try fixture.script(
      .bash,
      """
      set -m
      $TVM export bash >$OUT/code 2>$OUT/errors </dev/null &
      until grep -q Ctrl-C $OUT/errors; do :; done
      kill -INT $!
      wait $!
      eval "$(cat $OUT/code)"
      __tvm_same_environment; echo "$? ${A-none}"
      """)
    #expect(result.output.contains(" none\n"), "\(result)")
    #expect(fixture.sandbox.read("errors").contains("was interrupted"))
    #expect(!isAlive(fixture))
  }
}
