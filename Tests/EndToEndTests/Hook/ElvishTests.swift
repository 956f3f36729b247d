import TestSupport
import Testing

/// elvish has neither the grammar nor the files of the other shells, and so its own tests.
@Suite("elvish", .enabled(if: findProgram("elvish") != nil, "no elvish"))
struct ElvishTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    sandbox.environment["TVM_HOME"] = sandbox.path("tvm")
    sandbox.environment["TERM"] = "xterm"
    let tvm = Project.program("tvm")
    try sandbox.write(
      "eval ('\(tvm)' hook elvish | slurp)\nset edit:prompt = { put '> ' }\nset edit:rprompt = { put '' }\n",
      to: "home/.config/elvish/rc.elv")
    try sandbox.makeDirectory("home/shop/cart")
    try sandbox.makeDirectory("home/bare")
  }

  private func start() throws -> Terminal {
    try Terminal(
      findProgram("elvish") ?? "", environment: sandbox.environment, directory: sandbox.home)
  }

  /// The lines that a command has printed.
  private func run(_ line: String, _ terminal: Terminal) throws -> [String] {
    try terminal.run("echo BEGIN; \(line)").split(separator: "\n").map(String.init)
      .drop { $0 != "BEGIN" }.dropFirst().map { $0 }
  }

  @Test("the shims are first on PATH, tvm is a function, and a second hook changes nothing")
  func path() throws {
    let terminal = try start()
    try terminal.run("eval ('\(Project.program("tvm"))' hook elvish | slurp)")
    let lines = try run("echo $paths[0]; echo (count $edit:before-readline)", terminal)
    #expect(lines.starts(with: [sandbox.path("tvm/shims"), "1"]), "\(lines)")
    #expect(try run("tvm --version", terminal).first?.hasPrefix("tvm ") == true)
  }

  @Test("an environment is loaded, kept below, reloaded after a change, and taken back")
  func environment() throws {
    try sandbox.write("export GREETING=hello\n", to: "home/shop/.envrc")
    try sandbox.run(Project.program("tvm"), ["allow", sandbox.path("home/shop")]).expectSuccess()
    let terminal = try start()
    try terminal.run("cd shop")
    #expect(try run("echo $E:GREETING", terminal).first == "hello")
    try terminal.run("cd cart")
    #expect(try run("echo $E:GREETING", terminal).first == "hello")
    try sandbox.write("export GREETING=again\n", to: "home/shop/.envrc")
    try sandbox.run(Project.program("tvm"), ["allow", sandbox.path("home/shop")]).expectSuccess()
    try terminal.run("nop")
    #expect(try run("echo $E:GREETING", terminal).first == "again")
    try terminal.run("cd $E:HOME/bare")
    #expect(try run("echo (has-env GREETING)", terminal).first == "$false")
  }

  @Test("a file that is not allowed is told once")
  func blocked() throws {
    try sandbox.write("export GREETING=hello\n", to: "home/shop/.envrc")
    let terminal = try start()
    try terminal.run("nop")
    let screen = try terminal.run("cd shop")
    #expect(screen.contains(".envrc is not allowed yet"), "\(screen)")
    #expect(!(try terminal.run("nop").contains("not allowed")))
  }

  @Test("what is active is told when it changes, and tvm shell overrides it")
  func active() throws {
    for version in ["1.21.0", "1.22.3"] {
      try sandbox.write("#!/bin/sh\n", to: "tvm/go/\(version)/bin/go", executable: true)
      try sandbox.write("go\(version)\n", to: "tvm/go/\(version)/VERSION")
    }
    try sandbox.write("1.21.0\n", to: "home/shop/.go-version")
    let terminal = try start()
    try terminal.run("nop")
    #expect(try terminal.run("cd shop").contains("tvm: go 1.21.0 ("))
    #expect(try terminal.run("tvm shell 1.22.3").contains("tvm: go 1.22.3 (TVM_GO_VERSION)"))
    #expect(try run("echo $E:TVM_GO_VERSION", terminal).first == "1.22.3")
    try terminal.run("tvm shell --unset")
    #expect(try run("echo (has-env TVM_GO_VERSION)", terminal).first == "$false")
  }

  @Test("the words of the command line are completed")
  func completes() throws {
    let terminal = try start()
    try terminal.run("eval ('\(Project.program("tvm"))' completions elvish | slurp)")
    let words = try run(
      "use str; echo ($edit:completion:arg-completer[tvm] tvm component '' | str:join ',')",
      terminal)
    #expect(words.first?.hasPrefix("add,remove,list") == true, "\(words)")
  }

  @Test("tvm env prints what elvish takes")
  func format() throws {
    let result = try sandbox.run(
      "elvish",
      ["-c", "eval ('\(Project.program("tvm"))' env --format elvish | slurp); echo $paths[0]"],
      in: "home")
    #expect(result.output == sandbox.path("tvm/shims") + "\n", "\(result)")
  }
}
