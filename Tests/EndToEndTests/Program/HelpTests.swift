import TestSupport
import Testing

@Suite("Help and exit statuses")
struct HelpTests {
  private static let commands = [
    "install", "uninstall", "list", "list-remote", "link", "use", "default", "current", "which",
    "why", "exec", "env", "shell", "setup", "hook", "completions", "shims", "doctor",
  ]

  @Test("every command's help is complete and has examples", arguments: commands)
  func help(_ command: String) throws {
    let sandbox = try Sandbox()
    for arguments in [[command, "--help"], [command, "-h"], ["help", command]] {
      let result = try sandbox.run(Project.program("tvm"), arguments)
      #expect(result.status == 0)
      #expect(result.errors == "")
      #expect(result.output.hasPrefix("OVERVIEW: "))
      let usage = result.output.contains("USAGE: tvm \(command)")
      #expect(usage, "\(result.output)")
      let examples = result.output.split(separator: "EXAMPLES:\n")
      #expect(examples.count == 2 && examples.last?.hasPrefix("  ") == true)
    }
  }

  @Test("every command is listed by the help of tvm itself")
  func overview() throws {
    let sandbox = try Sandbox()
    let help = try sandbox.run(Project.program("tvm"), ["--help"]).output
    for command in Self.commands {
      #expect(help.split(separator: "\n").contains { $0.hasPrefix("  \(command)") }, "\(command)")
    }
    let version = try sandbox.run(Project.program("tvm"), ["--version"])
    #expect(version.output.wholeMatch(of: /tvm \d+\.\d+\.\d+\S*\n/) != nil)
  }

  @Test(
    "wrong usage exits 64 and prints no result",
    arguments: [
      ["nosuch"], ["install", "--nosuch"], ["uninstall"], ["link", "x"], ["use"], ["which"],
      ["hook"], ["hook", "csh"], ["completions", "tcsh"], ["env", "--format", "x"],
      ["current", "python"], ["default", "1.21", "1.22"], ["shims", "x"],
    ])
  func usage(_ arguments: [String]) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run(Project.program("tvm"), arguments)
    #expect(result.status == 64, "\(result.errors)")
    #expect(result.errors.hasPrefix("tvm: "), "\(result.errors)")
    #expect(result.output == "")
  }
}
