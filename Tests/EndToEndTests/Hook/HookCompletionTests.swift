import Foundation
import TestSupport
import Testing

/// The real completions, with a program that knows toolchains by odd names.
@Suite("Hook: completions run nothing but tvm") struct HookCompletionTests {
  private static let names = [
    "alpha", "$(touch $OUT/ran)", "`touch $OUT/ran`", "<(touch $OUT/ran)", "x;touch $OUT/ran",
    "${x:=$(touch $OUT/ran)}", "a:b", "é é",
  ]

  private func start(_ shell: HookShell) throws -> (HookFixture, Terminal) {
    let fixture = try HookFixture(shell, name: "tvm's")
    for file in ["tvm.bash", "_tvm", "tvm.fish"] {
      let text = try String(
        contentsOfFile: "\(Project.root)/share/completions/\(file)", encoding: .utf8)
      try fixture.sandbox.write(text, to: "tvm's/completions/\(file)")
    }
    let words = Self.names.map { "'" + $0 + "'" }.joined(separator: " ")
    try fixture.sandbox.write(
      """
      #!/bin/sh
      echo "$1" >>"$OUT/called"
      case $1 in ---completion) printf '%s\\n' \(words) ;; esac
      """, to: "tvm's/bin/tvm", executable: true)
    let setup = shell == .zsh ? ["autoload -Uz compinit; compinit -u"] : []
    return (fixture, try fixture.start(before: setup))
  }

  @Test("a toolchain's name is never more than a word", arguments: HookShell.installed)
  func names(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    let texts = [
      "tvm use rust ", "tvm use rust \\$", "tvm uninstall x", "tvm use rust '$", "tvm use rust al",
    ]
    // What is typed before the shell reads keys goes by the terminal's own rules.
    for _ in 1...3 where !fixture.sandbox.read("called").contains("---completion") {
      for text in texts {
        terminal.type("\(text)\t\t\u{15}")
        try terminal.run(":")
        // What is left of it, in a shell that keeps it.
        terminal.type("\u{3}")
        try terminal.run(":")
      }
    }
    #expect(fixture.sandbox.read("called").contains("---completion"))
    #expect(!fixture.sandbox.exists("ran"))
  }

  @Test("the only name that fits is inserted", arguments: HookShell.installed)
  func unique(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    terminal.type("tvm use rust alp\t\n")
    try terminal.run(":")
    #expect(fixture.sandbox.read("called").hasSuffix("use\n"))
    terminal.type("echo tvm use rust; tvm default alp\t; echo done\n")
    try terminal.wait(for: "alpha")
  }

  @Test("a program of the project's that is called tvm is not run", arguments: HookShell.installed)
  func otherProgram(_ shell: HookShell) throws {
    let (fixture, terminal) = try start(shell)
    try fixture.sandbox.write("#!/bin/sh\ntouch $OUT/ran\n", to: "home/tvm", executable: true)
    terminal.type("./tvm use rust alp\t\t\u{15}")
    try terminal.run(":")
    #expect(!fixture.sandbox.exists("ran"))
  }
}
