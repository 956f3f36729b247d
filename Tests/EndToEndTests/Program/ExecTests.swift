import Foundation
import TestSupport
import Testing

@Suite("tvm exec, env, shell and shims")
struct ExecTests {
  @Test("the command and all its children are pinned")
  func pinned() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.20.14", "1.21.0")
    try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n")
    try fixture.sandbox.write("1.20.14\n", to: "project/nested/.go-version")
    let script = "go version; cd nested && go version; go run sh -c 'go version'; tvm() { :; }"
    for verb in ["exec", "x"] {
      try fixture.tvm(verb, "1.21", "--", "sh", "-c", script).expectSuccess(
        String(repeating: "go version go1.21.0 test\n", count: 3))
    }
    try fixture.tvm("exec", "go", "1.20", "--", "go", "version").expectSuccess(
      "go version go1.20.14 test\n")
  }

  @Test("a directory's toolchain is used from elsewhere, and only where another one would be")
  func directory() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.20.14", "1.21.0")
    try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n")
    try fixture.sandbox.write("1.20.14\n", to: "project/.go-version")
    try fixture.sandbox.write("1.21.0\n", to: "other/.go-version")
    try fixture.sandbox.write("1.99.9\n", to: "missing/.go-version")
    try fixture.tvm("exec", "../other", "--", "go", "version").expectSuccess(
      "go version go1.21.0 test\n")
    try fixture.tvm("exec", "../other", "go@1.20", "--", "go", "version").expectSuccess(
      "go version go1.20.14 test\n")
    // What is in other directories still decides there.
    let script = "go version; cd ../other && go version"
    try fixture.tvm("exec", "./", "--", "sh", "-c", script).expectSuccess(
      "go version go1.20.14 test\ngo version go1.21.0 test\n")
    let result = try fixture.tvm("exec", "../missing", "--", "go", "version")
    result.expectFailure(saying: "go 1.99.9 is not installed")
    result.expectFailure(saying: "missing/.go-version:1")
    try fixture.tvm("exec", "./", "--", "echo", "ran", in: "missing")
      .expectFailure(saying: "missing/.go-version:1")
  }

  @Test("where there are no shims yet they are made, so that children are pinned, too")
  func withoutShims() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.20.14", "1.21.0")
    try fixture.tvm("exec", "1.20", "--", "sh", "-c", "go version").expectSuccess(
      "go version go1.20.14 test\n")
  }

  @Test("the exit status and the arguments are the command's own")
  func passed() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n")
    #expect(try fixture.tvm("exec", "1.21", "--", "go", "exit", "7").status == 7)
    try fixture.tvm(
      "exec", "1.21", "--", "printf", "<%s>", "", "--", "-h", "a b", "*", "--help"
    ).expectSuccess("<><--><-h><a b><*><--help>")
    #expect(try fixture.tvm("x", "1.21", "--", "sh", "-c", "kill -TERM $$").status == 128 + SIGTERM)
  }

  @Test("what is not installed is named with the command that installs it")
  func missing() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    let result = try fixture.tvm("exec", "1.22", "--", "go", "version")
    result.expectFailure(saying: "go 1.22 is not installed\n  nearest installed: 1.21.0\n")
    #expect(result.errors.hasSuffix("help: tvm install go@1.22\n"))
    try fixture.tvm("exec", "1.21", "--", "no-such-command").expectFailure(
      saying: "cannot run no-such-command: No such file or directory")
    try fixture.tvm("exec", "go@../..", "--", "go")
      .expectFailure(saying: "is not a valid version")
  }

  @Test(
    "a request and a command are needed",
    arguments: [[], ["1.21"], ["1.21", "--"], ["--", "go"], ["1.21", "go", "version"], ["--"]])
  func usage(_ arguments: [String]) throws {
    let fixture = try GoFixture()
    let result = try fixture.sandbox.run(Project.program("tvm"), ["exec"] + arguments)
    #expect(result.status == 64, "\(result.errors)")
    // Without a toolchain that is what a shim does.
    let help = arguments == ["--", "go"] ? "go" : "tvm exec "
    #expect(result.errors.contains("\nhelp: \(help)"), "\(result.errors)")
  }

  private static let hostile = [
    "it's", "a \"b\" $HOME `id` $(id) \\ !x #y %z *", "ä 🐹", "line\nbreak", "a;b&c|d", "~",
    "tab\there",
  ]

  @Test(
    "env is read back unchanged by each shell", arguments: HookShell.installed, hostile)
  func env(_ shell: HookShell, home: String) throws {
    let fixture = try GoFixture(home: home)
    try fixture.toolchain("\(home)/go/1.21.0", version: "1.21.0")
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    let printed = try fixture.tvm("env", "--format", shell.rawValue)
    #expect(printed.status == 0, "\(printed.errors)")
    try fixture.sandbox.write(printed.output, to: "environment")
    let script = """
      \(shell == .fish ? "source" : ".") \(shell.quote(fixture.sandbox.path("environment")))
      printf '%s\\0' "$GOROOT" "$GOTOOLCHAIN"
      env -0 | grep -z '^PATH='
      """
    let result = try fixture.sandbox.run(shell.rawValue, shell.bare + ["-c", script])
    #expect(result.errors == "")
    #expect(
      result.output.split(separator: "\0").map(String.init) == [
        "\(fixture.home)/go/1.21.0", "local", "PATH=\(fixture.home)/shims:\(Sandbox.systemPath)",
      ])
  }

  @Test("env in the forms for programs is read back unchanged", arguments: hostile)
  func envForPrograms(_ home: String) throws {
    let fixture = try GoFixture(home: home)
    try fixture.toolchain("\(home)/go/1.21.0", version: "1.21.0")
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    let json = try fixture.tvm("env", "--format", "json")
    let wanted = [
      "GOROOT": "\(fixture.home)/go/1.21.0", "GOTOOLCHAIN": "local", "TVM_GOTOOLCHAIN": "local",
      "PATH": "\(fixture.home)/shims:\(Sandbox.systemPath)",
    ]
    #expect(
      try JSONDecoder().decode([String: String].self, from: Data(json.outputBytes)) == wanted)
    let github = try fixture.tvm("env", "-f", "github").output
    var values: [String: String] = [:]
    var lines = github.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let head = lines.popFirst(), let mark = head.firstRange(of: "<<") {
      let value = lines.prefix { $0 != head[mark.upperBound...] }
      values[String(head[..<mark.lowerBound])] = value.joined(separator: "\n")
      lines = lines.dropFirst(value.count + 1)
    }
    #expect(values == wanted)
    let dotenv = try fixture.tvm("env", "-f", "dotenv").output
    try fixture.sandbox.write(dotenv, to: "dotenv")
    let read = try fixture.sandbox.run(
      "sh", ["-euc", ". ./dotenv; printf '%s\\0' \"$GOROOT\" \"$GOTOOLCHAIN\" \"$PATH\""])
    #expect(
      read.output == ["GOROOT", "GOTOOLCHAIN", "PATH"].map { (wanted[$0] ?? "") + "\0" }.joined())
  }

  @Test("without an active toolchain env prints PATH only, with a broken pin nothing")
  func envWithout() throws {
    let fixture = try GoFixture()
    let path = "'\(fixture.home)/shims:\(Sandbox.systemPath)'"
    try fixture.tvm("env").expectSuccess("export PATH=\(path)\n")
    try fixture.sandbox.write("1.99\n", to: "project/.go-version")
    try fixture.tvm("env").expectFailure(saying: "go 1.99 is not installed")
    #expect(try fixture.tvm("env", "--format", "csh").status == 64)
  }

  @Test("shell needs the hook, which evaluates what it prints", arguments: HookShell.installed)
  func shell(_ shell: HookShell) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.tvm("shell", "1.21").expectFailure(
      saying: "tvm shell needs the shell hook")
    let set = try fixture.tvm("shell", "--emit", shell.rawValue, "1.21")
    let unset = try fixture.tvm("shell", "--emit", shell.rawValue, "--unset")
    let script =
      "\(set.output)\nprintf '<%s>' \"$TVM_GO_VERSION\"\n\(unset.output)\nenv | grep -c TVM_GO_VERSION"
    let result = try fixture.sandbox.run(shell.rawValue, shell.bare + ["-c", script])
    #expect(result.output == "<1.21>0\n")
    try fixture.tvm("shell", "--emit", shell.rawValue, "1.99").expectFailure(
      saying: "go 1.99 is not installed")
    fixture.sandbox.environment["TVM_GO_VERSION"] = "1.21"
    try fixture.tvm("shell").expectSuccess("go 1.21\n")
  }

  @Test("the hook runs in its shell as tvm prints it", arguments: HookShell.installed, hostile)
  func hook(_ shell: HookShell, home: String) throws {
    let fixture = try GoFixture(home: home)
    let printed = try fixture.tvm("hook", shell.rawValue)
    #expect(printed.status == 0 && printed.errors == "", "\(printed.errors)")
    try fixture.toolchain("\(home)/go/1.21.0", version: "1.21.0")
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    try fixture.sandbox.write(printed.output, to: "hook")
    let result = try fixture.sandbox.run(
      shell.rawValue,
      shell.bare + ["-c", "\(shell == .fish ? "source" : ".") ../hook; go version; tvm current"],
      in: "project")
    #expect(result.errors == "")
    #expect(
      result.output == """
        go version go1.21.0 test
        go 1.21.0 (\(fixture.sandbox.path("project/.go-version:1")))

        """)
  }

  @Test("completions are valid in their shell", arguments: HookShell.installed)
  func completions(_ shell: HookShell) throws {
    let fixture = try GoFixture()
    let printed = try fixture.tvm("completions", shell.rawValue)
    #expect(printed.status == 0)
    let file = try fixture.sandbox.write(printed.output, to: "completions")
    let result = try fixture.sandbox.run(shell.rawValue, shell.bare + ["-n", file])
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
  }

  @Test(
    "fish completes versions with the program outside of PATH",
    .enabled(if: HookShell.installed.contains(.fish), "no fish: nothing tested"))
  func completionThroughHook() throws {
    let fixture = try GoFixture()
    try fixture.toolchain("tvm/go/1.21.0", version: "1.21.0")
    try fixture.sandbox.write(try fixture.tvm("hook", "fish").output, to: "hook")
    try fixture.sandbox.write(try fixture.tvm("completions", "fish").output, to: "completions")
    let terminal = try Terminal(
      try #require(findProgram("fish")), HookShell.fish.bare + ["-i"],
      environment: fixture.sandbox.environment, directory: fixture.sandbox.path("project"))
    try terminal.run("source ../hook; source ../completions")
    terminal.type("tvm uninstall 1.2\t\n")
    #expect(!(try terminal.wait(for: "uninstalled go 1.21.0").contains("Unknown command")))
  }

  @Test("shims are one file under all names, and putting them again changes nothing for callers")
  func shims() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    fixture.sandbox.environment["TVM_GO_VERSION"] = "1.21.0"
    for _ in 1...2 {
      try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n")
      let folder = fixture.sandbox.path("tvm/shims")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(Set(names).isSuperset(of: ["go", "gofmt", "tvm-shim"]))
      #expect(!names.contains { $0.contains("tmp") || $0.hasPrefix(".") })
      let files = try names.filter { $0 != "tvm" }.map {
        try FileManager.default.attributesOfItem(atPath: "\(folder)/\($0)")
      }
      #expect(Set(files.map { $0[.systemFileNumber] as? UInt64 }).count == 1)
      #expect(Set(files.map { $0[.size] as? UInt64 }).count == 1)
      #expect(files.allSatisfy { $0[.posixPermissions] as? Int == 0o755 })
    }
    let loop = try RunningProgram(
      "/bin/sh",
      ["-ec", "i=0; while [ $i -lt 300 ]; do \(fixture.home)/shims/go version; i=$((i+1)); done"],
      in: fixture.sandbox)
    for _ in 1...20 { try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n") }
    #expect(loop.waitForExit() == 0, "\(loop.errors)")
    #expect(loop.errors == "")
  }
}
