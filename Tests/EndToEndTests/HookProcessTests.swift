import Foundation
import TestSupport
import Testing

@Suite(
  "Hook: processes",
  .enabled(if: findProgram("strace") != nil, "strace is not installed"))
struct HookProcessTests {
  @Test("a cd starts one process, unchanged prompts none", arguments: HookShell.installed)
  func oneProcess(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    try fixture.sandbox.write("module x\n\ngo 1.20\n", to: "home/shop/cart/go.mod")
    // The stand-in must not start anything itself.
    try fixture.sandbox.write(
      "#!/bin/sh\necho >>\"$OUT/asked\"\n", to: "\(HookFixture.odd)/shims/tvm-shim",
      executable: true)
    let log = fixture.sandbox.path("strace")
    let terminal = try Terminal(
      findProgram("strace") ?? "",
      ["-f", "-y", "-o", log, "-e", "trace=clone,clone3,fork,vfork,execve,chdir,fchdir", "--"]
        + [findProgram(shell.rawValue) ?? ""] + shell.bare + ["-i"],
      environment: fixture.sandbox.environment, directory: fixture.sandbox.home)
    try terminal.run(fixture.plainPrompt)
    try terminal.run(fixture.activation)
    try terminal.run("cd shop/cart")
    for _ in 1...5 { try terminal.run(":") }
    try terminal.run("cd \(fixture.sandbox.home)/bare")
    terminal.type("exit\n")
    #expect(try terminal.waitForExit() == 0)

    let lines = fixture.sandbox.read("strace").split(separator: "\n")
    let first = try #require(lines.firstIndex { $0.contains("chdir") && $0.contains("shop/cart") })
    let last = try #require(lines.firstIndex { $0.contains("chdir") && $0.contains("/bare") })
    let between = lines[first..<last]
    #expect(between.filter { $0.contains("execve(") }.count == 1, "\(between)")
    // fish keeps a helper thread; a thread is no process.
    let started = between.filter {
      $0.contains(/(clone3?|v?fork)\(/) && !$0.contains("CLONE_THREAD")
    }
    #expect(started.count == 1, "\(started)")
  }
}
