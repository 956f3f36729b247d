import Foundation
import TestSupport
import Testing

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

  @Test("nothing outside is made, changed or removed", arguments: ["", ".", "..", "a/..", "../a"])
  func outside(_ path: String) throws {
    let sandbox = try Sandbox()
    let error = ProgramError.outside(path: path, root: sandbox.root)
    #expect(throws: error) { try sandbox.remove(path) }
    #expect(throws: error) { try sandbox.write("", to: path) }
    #expect(throws: error) { try sandbox.link(path, to: "x") }
    #expect(throws: error) { try sandbox.makeDirectory(path) }
    #expect(throws: ProgramError.self) { try Sandbox("a/b") }
  }

  #if os(Linux)
  @Test(
    "no device can be made or replaced, by the tests or by what they start",
    .enabled(if: geteuid() == 0, "SKIPPED: only root could"))
  func devices() throws {
    guard let unshare = findProgram("unshare"), try runProgram(unshare, ["-m", "true"]).status == 0
    else { try Test.cancel("SKIPPED: here nobody gets mounts of his own") }
    let made = open("/dev/tvm-test", O_CREAT | O_EXCL | O_WRONLY, 0o600)
    let code = errno
    if made >= 0 { unlink("/dev/tvm-test") }
    #expect(made < 0 && code == EROFS)
    let result = try runProgram("/bin/sh", ["-c", "echo x >/dev/null && ln -sf x /dev/null"])
    #expect(result.status != 0 && result.errors.contains("Read-only file system"))
  }
  #endif
}
