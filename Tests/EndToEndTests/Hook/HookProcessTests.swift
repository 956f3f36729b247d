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

  /// What a `cd` starts: how often the shell itself starts something, and how often tvm runs.
  struct Count: Equatable {
    let children: Int
    let programs: Int
    static let none = Count(children: 0, programs: 0)
    static let one = Count(children: 1, programs: 1)
  }

  @Test("no cd starts two processes, and many none", arguments: HookShell.installed)
  func everyWay(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let sandbox = fixture.sandbox
    try fixture.useProgram()
    for version in ["1.21.6", "1.22.3"] {
      try sandbox.write("", to: "tvm's home/go/\(version)/bin/go", executable: true)
    }
    try sandbox.makeDirectory("home/empty")
    try sandbox.makeDirectory("home/plain/inside")
    try sandbox.write("1.22.3\n", to: "home/plain/.go-version")
    for project in ["shop", "other"] {
      try sandbox.write("1.21.6\n", to: "home/\(project)/.go-version")
      try sandbox.write("export NAME=\(project)\n", to: "home/\(project)/.envrc")
      let result = try sandbox.run(Project.program("tvm"), ["allow"], in: "home/\(project)")
      #expect(result.status == 0)
    }
    let steps: [(directory: String, count: Count)] = [
      ("plain", .one), ("plain/inside", .none), ("bare", .one), ("empty", .none), ("shop", .one),
      ("shop/cart", .none), ("other", .one), ("empty", .one), ("bare", .none), ("shop", .one),
      ("plain", .one),
    ]
    let log = sandbox.path("strace")
    let terminal = try Terminal(
      findProgram("strace") ?? "",
      ["-f", "-y", "-o", log, "-e", "trace=clone,clone3,fork,vfork,execve,chdir,fchdir", "--"]
        + [findProgram(shell.rawValue) ?? ""] + shell.bare + ["-i"],
      environment: sandbox.environment, directory: sandbox.home)
    try terminal.run(fixture.plainPrompt)
    try terminal.run(fixture.activation)
    for step in steps {
      try terminal.run("cd \(sandbox.home)/\(step.directory)")
      try terminal.run(":")
    }
    terminal.type("exit\n")
    #expect(try terminal.waitForExit() == 0)

    let lines = sandbox.read("strace").split(separator: "\n")
    let own = try #require(lines.first?.split(separator: " ").first)
    var next = 0
    for step in steps {
      func isChange(_ line: Substring) -> Bool {
        // fish goes by a descriptor, which strace shows in angle brackets.
        line.hasPrefix("\(own) ") && line.contains("chdir(")
          && line.contains(/\/home\/[a-z\/]*["<>]/) && !line.contains("ENOENT")
      }
      let start = try #require(lines[next...].firstIndex(where: isChange), "\(step)")
      #expect(lines[start].contains("/home/\(step.directory)"))
      let end = lines[(start + 1)...].firstIndex(where: isChange) ?? lines.endIndex
      next = end
      let children = lines[start..<end].count {
        // fish keeps a helper thread; a thread is no process.
        $0.hasPrefix("\(own) ") && $0.contains(/(clone3?|v?fork)\(/) && !$0.contains("CLONE_THREAD")
      }
      // What bash becomes at the end of an environment file is the program that prints.
      let programs = lines[start..<end].count {
        $0.contains(/execve\("[^"]*\/tvm(-shim)?"/) && !$0.contains("\"--environment\"")
      }
      #expect(
        Count(children: children, programs: programs) == step.count,
        "\(step.directory): \(lines[start..<end].joined(separator: "\n"))")
    }
  }
}
