import Testing
import TestSupport

@Suite("Test support")
struct SupportTests {
  @Test("a program's streams and status are told apart")
  func streams() throws {
    let sandbox = try Sandbox("two words")
    let result = try sandbox.run(
      "sh", ["-c", "cat; echo out; echo err >&2; exit 3"], in: "home", input: "in\n")
    #expect(result.output == "in\nout\n")
    #expect(result.errors == "err\n")
    #expect(result.status == 3)
  }

  @Test("a program sees only the sandbox's environment")
  func environment() throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run("env")
    #expect(
      Set(result.output.split(separator: "\n").map { $0.prefix { $0 != "=" } })
        == ["HOME", "TMPDIR", "PATH", "TERM", "LANG", "USER"])
  }

  @Test("a shell on a terminal is interactive and ends with its status")
  func terminal() throws {
    let sandbox = try Sandbox()
    let shell = try Terminal(
      "/bin/sh", ["-i"], environment: sandbox.environment, directory: sandbox.home)
    #expect(try shell.run("test -t 0 && pwd").contains("\(sandbox.home)\n"))
    shell.type("exit 7\n")
    #expect(try shell.waitForExit() == 7)
  }

  @Test("a missing program is named")
  func missing() throws {
    #expect(throws: ProgramError.cannotStart(program: "/nowhere", code: 2)) {
      try runProgram("/nowhere")
    }
  }
}
