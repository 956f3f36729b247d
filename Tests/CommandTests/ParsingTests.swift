import ArgumentParser
import Environment
import Resolution
import Shells
import Testing

@testable import tvm

@Suite("Arguments of the commands")
struct ParsingTests {
  private func parse<Command: ParsableCommand>(_ words: String...) throws -> Command {
    try #require(try Tvm.parseAsRoot(words) as? Command)
  }

  @Test("install") func install() throws {
    let command: Install = try parse("install", "go", "1.21", "--offline", "-q")
    #expect(command.requests == ["go", "1.21"])
    #expect(command.options.offline && command.options.quiet)
  }

  @Test("uninstall") func uninstall() throws {
    let command: Uninstall = try parse("uninstall", "-f", "1.21.0", "go@1.20")
    #expect(command.versions == ["1.21.0", "go@1.20"] && command.force && !command.quiet)
  }

  @Test("list and ls", arguments: ["list", "ls"]) func list(_ verb: String) throws {
    let command: List = try parse(verb, "go", "--json")
    #expect(command.tool == "go" && command.json)
  }

  @Test("list-remote") func listRemote() throws {
    let command: ListRemote = try parse("list-remote", "--all", "--refresh", "--json", ">=1.22")
    #expect(command.request == [">=1.22"] && command.all && command.refresh && command.json)
  }

  @Test("link") func link() throws {
    let command: LinkCommand = try parse("link", "corp", "../go")
    #expect(command.name == "corp" && command.path == Path("../go"))
  }

  @Test("use and pin", arguments: ["use", "pin"]) func use(_ verb: String) throws {
    let command: Use = try parse(verb, "--default", "--no-install", "go", "latest")
    #expect(command.request == ["go", "latest"] && command.default && command.noInstall)
  }

  @Test("default") func `default`() throws {
    let command: Default = try parse("default", "go", "none")
    #expect(command.request == ["go", "none"] && !command.json)
  }

  @Test("current") func current() throws {
    let command: Current = try parse("current", "rust", "--json")
    #expect(command.tool == "rust" && command.json)
  }

  @Test("which") func which() throws {
    let command: Which = try parse("which", "gofmt")
    #expect(command.program == "gofmt" && !command.json)
  }

  @Test("why") func why() throws {
    let command: Why = try parse("why", "-v", "--json")
    #expect(command.tool == nil && command.verbose && command.json)
  }

  @Test("exec and x", arguments: ["exec", "x"]) func exec(_ verb: String) throws {
    let command: Exec = try parse(verb, "1.21", "--", "go", "--", "-x", "--help")
    #expect(command.words == ["1.21", "--", "go", "--", "-x", "--help"])
  }

  @Test("env") func env() throws {
    let command: Env = try parse("env", "--format", "fish")
    #expect(command.format == .shell(.fish))
    #expect(try (parse("env") as Env).format == .shell(.bash))
  }

  @Test("export and approve-source") func environmentFiles() throws {
    let command: Export = try parse("export", "zsh", "--quiet")
    #expect(command.shell == .zsh && command.quiet)
    let source: ApproveSource = try parse("approve-source", "/p/.envrc", "lib.sh")
    #expect(source.environmentFile == Path("/p/.envrc") && source.file == Path("lib.sh"))
  }

  @Test("shell") func shell() throws {
    let command: ShellCommand = try parse("shell", "--emit", "zsh", "--unset")
    #expect(command.request == [] && command.unset && command.emit == .zsh)
  }

  @Test("hook, completions and shims") func others() throws {
    #expect(try (parse("hook", "bash") as Hook).shell == .bash)
    #expect(try (parse("completions", "fish") as Completions).shell == .fish)
    let _: Shims = try parse("shims")
  }

  @Test(
    "a line of the hook's means what it means to the parser",
    arguments: [["bash"], ["zsh", "--quiet"], ["fish", "--unload"]])
  func hookLine(_ words: [String]) throws {
    let parsed = try #require(try Tvm.parseAsRoot(["export"] + words) as? Export)
    let read = try #require(Export.inHookLine(["export"] + words))
    #expect(read.shell == parsed.shell)
    #expect(read.quiet == parsed.quiet && read.unload == parsed.unload)
  }

  @Test(
    "any other line is the parser's",
    arguments: [
      [], ["export"], ["export", "tcsh"], ["export", "--quiet", "bash"],
      ["export", "bash", "--help"],
      ["export", "bash", "--quiet", "--unload"], ["hook", "bash"],
    ])
  func otherLine(_ words: [String]) { #expect(Export.inHookLine(words).map(\.shell) == nil) }

  @Test(
    "the tool may be left out, be a word of its own, or come before an @",
    arguments: [
      (["1.21"], [(Language.go, "1.21")]),
      (["go", "1.21", "1.22"], [(.go, "1.21"), (.go, "1.22")]),
      (["go@1.21", "nightly"], [(.go, "1.21"), (.rust, "nightly")]),
      (["stable"], [(.rust, "stable")]), (["beta"], [(.rust, "beta")]),
      (["nightly-2026-05-20"], [(.rust, "nightly-2026-05-20")]), (["go@stable"], [(.go, "stable")]),
      (["go", "stable"], [(.go, "stable")]), (["nightlies"], [(.go, "nightlies")]),
      (["golang", "1.21", "rust", "1.80"], [(.go, "1.21"), (.rust, "1.80")]),
      (["go"], [(.go, nil)]), (["go", "rust"], [(.go, nil), (.rust, nil)]), ([], []),
    ] as [([String], [(Language, String?)])])
  func requests(_ words: [String], _ meant: [(Language, String?)]) {
    let requests = ToolRequest.all(words) { _ in .go }
    #expect(requests.map(\.language) == meant.map(\.0))
    #expect(requests.map(\.text) == meant.map { $0.1.map { Bytes($0.utf8) } })
  }
}
