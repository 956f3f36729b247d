import Foundation
import TestSupport
import Testing

@Suite("The shim is not there", .serialized) struct ShimTests {
  @Test("the exit status is the program's", arguments: [0, 1, 2, 7, 42, 126, 127, 255])
  func status(status: Int32) throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "exit \(status)")
    let result = try shims.go("build")
    #expect(result.status == status)
    #expect(result.errors.isEmpty)
  }

  @Test(
    "death by a signal is seen as such",
    arguments: [
      ("TERM", 143), ("KILL", 137),
      (
        "INT",
        130
      ),
    ])
  func signal(name: String, status: Int32) throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "kill -\(name) $$")
    #expect(try shims.go().status == status)
  }

  @Test("input, output and errors pass untouched")
  func streams() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "echo first >&2; cat")
    let result = try shims.go(input: "a\u{0}\nb")
    #expect(result.output == "a\u{0}\nb")
    #expect(result.errors == "first\n")
  }

  @Test("arguments arrive byte for byte, empty ones too")
  func arguments() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "printf '<%s>' \"$@\"")
    #expect(try shims.go("", "a b", "*", "\n", "", "+x").output == "<><a b><*><\n><><+x>")
    #expect(try shims.go("+1.21.6", "", "x").output == "<><x>")
    let odd = try shims.sh("go \"$(printf 'x\\377\\200y')\" '' -- \"$(printf '\\033[31m')\"")
    #expect(
      odd.outputBytes == Array("<x".utf8) + [0xFF, 0x80] + Array("y><><--><\u{1B}[31m>".utf8))
  }

  @Test("an argument list of 1 MiB arrives")
  func manyArguments() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "echo $#; printf '%s' \"$@\" | wc -c")
    let arguments = [String](repeating: String(repeating: "x", count: 1023), count: 1024)
    let result = try shims.sandbox.run(shims.shim("go"), arguments, in: "project")
    #expect(result.output.split(whereSeparator: \.isWhitespace) == ["1024", "1047552"])
  }

  @Test("the environment has GOROOT and GOTOOLCHAIN more and nothing else changed")
  func environment() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", program: "/usr/bin/env")
    let script = "export ODD=\"$(printf 'x\\377')\" EMPTY= GOROOT=/stale; /usr/bin/env >&2; exec go"
    let result = try shims.sh(script)
    func lines(_ bytes: [UInt8]) -> Set<[UInt8]> {
      Set(bytes.split(separator: 10).map { Array($0) })
    }
    let before = lines(result.errorBytes)
    let after = lines(result.outputBytes)
    #expect(
      after.subtracting(before)
        == lines(
          Array(
            "GOROOT=\(shims.sandbox.path("tvm/go/1.21.6"))\nGOTOOLCHAIN=local\nTVM_GOTOOLCHAIN=local\n"
              .utf8)))
    #expect(before.subtracting(after) == lines(Array("GOROOT=/stale\n".utf8)))
  }

  #if os(Linux)
  @Test("the process keeps its number and its name")
  func process() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "echo $$")
    let numbers = try shims.sh("echo $$; exec go").output.split(separator: "\n")
    #expect(numbers.count == 2 && numbers[0] == numbers[1])
    try shims.pin("1.21.7", program: "/bin/cat")
    #expect(
      try shims.go("/proc/self/cmdline").output == "\(shims.shim("go"))\u{0}/proc/self/cmdline\u{0}"
    )
    #expect(try shims.sh("go /proc/self/cmdline").output == "go\u{0}/proc/self/cmdline\u{0}")
  }

  @Test("open descriptors, umask, ignored and blocked signals stay")
  func inherited() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", program: "/bin/ls")
    let open = try shims.sh(
      "exec 3</dev/null 4</dev/null 5</dev/null 6</dev/null 7</dev/null 8</dev/null 9</dev/null;"
        + "exec go /proc/self/fd")
    // What `ls` itself has open is one descriptor more.
    #expect(
      Set((0...9).map { String($0) }).isSubset(
        of: Set(
          open.output.split(separator: "\n").map {
            String($0)
          })))
    #expect(open.output.split(separator: "\n").count == 11)
    try shims.pin("1.21.7", program: "/bin/cat")
    let script = "umask 027; trap '' PIPE USR2; cat /proc/self/status; exec go /proc/self/status"
    let lines = try shims.sh(script).output.split(separator: "\n")
    for key in ["Umask:", "SigBlk:", "SigIgn:", "SigCgt:"] {
      let values = lines.filter { $0.hasPrefix(key) }
      #expect(values.count == 2 && values[0] == values[1], "\(key)")
    }
    #expect(lines.contains("Umask:\t0027"))
  }

  @Test(
    "a blocked signal stays blocked",
    .enabled(if: findProgram("perl") != nil, "SKIPPED: perl is not installed"))
  func blocked() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.7", program: "/bin/cat")
    let result = try shims.sh(
      "exec perl -MPOSIX -e 'sigprocmask(SIG_BLOCK, POSIX::SigSet->new(SIGUSR1)); exec @ARGV' "
        + "go /proc/self/status")
    #expect(result.output.contains("SigBlk:\t0000000000000200\n"))
  }
  #endif

  @Test("what cannot be run is 126, what is not there 127")
  func ownStatus() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "exit 0")
    let missing = try shims.go(name: "gofmt")
    #expect(missing.status == 127)
    #expect(missing.errors.hasPrefix("tvm: \(shims.sandbox.path("tvm/go/1.21.6/bin/gofmt")) does"))
    try shims.sandbox.write("\u{7F}garbage", to: "tvm/go/1.21.6/bin/go", executable: true)
    let garbage = try shims.go()
    #expect(garbage.status == 126)
    #expect(garbage.errors.contains(": Exec format error\n"))
    try shims.sandbox.write("#!/none/sh\n", to: "tvm/go/1.21.6/bin/go", executable: true)
    let interpreter = try shims.go()
    #expect(interpreter.status == 126)
    #expect(interpreter.errors.contains(": its interpreter is missing\n"))
    try shims.sandbox.write("1.22.1\n", to: "project/.go-version")
    let absent = try shims.go("version")
    #expect(absent.status == 127)
    #expect(
      absent.errors == """
        tvm: go 1.22.1 is not installed
          asked for by \(shims.sandbox.path("project/.go-version")):1
          nearest installed: 1.21.6
        help: tvm install

        """)
  }

  @Test("the bypass runs the system's program and adds nothing of Go's")
  func bypass() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "echo pinned")
    try shims.sandbox.write(
      "#!/bin/sh\necho system $GOROOT$GOTOOLCHAIN\n", to: "bin/go",
      executable: true)
    try shims.sandbox.write("[broken\n", to: "tvm/config.toml")
    shims.sandbox.environment["PATH"] =
      shims.sandbox.path("tvm/shims") + ":" + shims.sandbox.path("bin")
    shims.sandbox.environment["TVM_BYPASS"] = "1"
    #expect(try shims.go().output == "system\n")
  }

  @Test("a trace tells every decision and changes nothing else")
  func trace() throws {
    let shims = try ShimSandbox()
    try shims.pin("1.21.6", script: "echo out")
    shims.sandbox.environment["TVM_TRACE"] = "1"
    let result = try shims.go()
    #expect(result.output == "out\n")
    #expect(result.errors.contains("tvm: \(shims.sandbox.path("project/.go-version")): 1.21.6\n"))
    #expect(result.errors.hasSuffix("tvm: runs \(shims.sandbox.path("tvm/go/1.21.6/bin/go"))\n"))
  }
}
