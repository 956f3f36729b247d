import Foundation
import TestSupport
import Testing

/// Shells that editors start to read the environment: interactive, but without a prompt.
@Suite("Hook: a shell that starts inside of an environment") struct HookStartTests {
  /// A project whose environment file adds its `bin` to `PATH`, and start-up files with the hook.
  private func fixture(_ shell: HookShell, startUp lines: [String]) throws -> HookFixture {
    let fixture = try HookFixture(shell)
    try fixture.useProgram()
    try fixture.sandbox.write(
      "PATH_add bin\nexport NAME=1\necho run >>\"$OUT/runs\"\n", to: "home/shop/.envrc")
    let allowed = try fixture.sandbox.run(
      Project.program("tvm"), ["allow"], in: "home/shop")
    #expect(allowed.status == 0)
    let text = lines.map { $0 == "HOOK" ? fixture.activation : $0 }.joined(separator: "\n") + "\n"
    let files =
      switch shell {
      case .bash: [".bashrc", ".bash_profile"]
      case .zsh: [".zshrc"]
      case .fish: [".config/fish/config.fish"]
      }
    for file in files { try fixture.sandbox.write(text, to: "home/\(file)") }
    return fixture
  }

  private func path(_ shell: HookShell, _ value: String) -> String {
    shell == .fish
      ? "set -gx PATH \(value.replacing(":", with: " "))" : "export PATH=\"\(value)\""
  }

  /// `PATH` and NAME in a shell that is started from a loaded one.
  private func result(
    _ fixture: HookFixture, _ options: [String], in directory: String = "home/shop"
  ) throws -> (path: [String], name: String) {
    let command =
      fixture.shell == .fish
      ? "printf '<%s>' (string join : $PATH) \"$NAME\"" : "printf '<%s>' \"$PATH\" \"${NAME-}\""
    let program = try #require(findProgram(fixture.shell.rawValue))
    let output = try fixture.sandbox.run(
      Project.program("tvm"), ["exec", ".", "--", program] + options + [command], in: directory)
    let parts = output.output.matches(of: /<([^>]*)>/).map { String($0.output.1) }
    let values = try #require(parts.count == 2 ? parts : nil, "\(output.output)\(output.errors)")
    return (values[0].split(separator: ":").map(String.init), values[1])
  }

  @Test(
    "the project's programs stay before the shims, and these before what start-up files add",
    arguments: HookShell.installed, [["-ic"], ["-lic"], ["-i", "-c"]])
  func inFront(_ shell: HookShell, _ options: [String]) throws {
    let fixture = try fixture(shell, startUp: [path(shell, "/mine:$PATH"), "HOOK"])
    let (path, name) = try result(fixture, options)
    #expect(
      path.prefix(3) == [fixture.sandbox.path("home/shop/bin"), programShims(fixture), "/mine"])
    #expect(name == "1")
    // The system's own file for login shells may have built PATH anew.
    if options == ["-lic"] { return }
    #expect(fixture.sandbox.read("runs") == "run\n", "it is not evaluated again")
  }

  @Test(
    "start-up files that build PATH anew take nothing from the environment",
    arguments: HookShell.installed, [["-ic"], ["-lic"]])
  func builtAnew(_ shell: HookShell, _ options: [String]) throws {
    let fixture = try fixture(shell, startUp: [path(shell, "/usr/bin:/bin"), "HOOK"])
    let (path, name) = try result(fixture, options)
    #expect(path.prefix(2) == [fixture.sandbox.path("home/shop/bin"), programShims(fixture)])
    #expect(name == "1")
  }

  @Test(
    "the shims come behind the project's programs although an editor has loaded these without shims",
    arguments: HookShell.installed, [["-ic"], ["-lic"]])
  func fromEditor(_ shell: HookShell, _ options: [String]) throws {
    let fixture = try fixture(shell, startUp: ["HOOK"])
    let sandbox = fixture.sandbox
    try sandbox.makeDirectory("names")
    try sandbox.link("names/direnv", to: Project.program("tvm"))
    let exported = try sandbox.run(
      sandbox.path("names/direnv"), ["export", "json"], in: "home/shop")
    let values = try JSONSerialization.jsonObject(with: Data(exported.output.utf8))
    sandbox.environment.merge(try #require(values as? [String: String])) { $1 }
    let program = try #require(findProgram(shell.rawValue))
    let print = shell == .fish ? "string join : $PATH" : "echo \"$PATH\""
    let output = try sandbox.run(program, options + [print], in: "home/shop").output
    let path = output.split(separator: "\n").last?.split(separator: ":").map(String.init) ?? []
    #expect(path.prefix(2) == [sandbox.path("home/shop/bin"), programShims(fixture)], "\(output)")
  }

  @Test("a login shell without a prompt or a terminal, too")
  func login() throws {
    let fixture = try fixture(.bash, startUp: ["PATH=/usr/bin:/bin", "HOOK"])
    let (path, name) = try result(fixture, ["-lc"])
    #expect(path.prefix(2) == [fixture.sandbox.path("home/shop/bin"), programShims(fixture)])
    #expect(name == "1")
  }

  @Test(
    "what start-up files do behind the hook is seen at the first prompt",
    arguments: HookShell.installed)
  func atPrompt(_ shell: HookShell) throws {
    let fixture = try fixture(shell, startUp: ["HOOK", path(shell, "/late:/usr/bin:/bin")])
    let program = try #require(findProgram(shell.rawValue))
    let terminal = try Terminal(
      Project.program("tvm"), ["exec", ".", "--", program, "-i"],
      environment: fixture.sandbox.environment, directory: fixture.sandbox.path("home/shop"))
    try terminal.run(fixture.plainPrompt)
    try terminal.run(
      shell == .fish
        ? "printf %s (string join : $PATH) >$OUT/path" : "printf %s \"$PATH\" >$OUT/path")
    let path = fixture.sandbox.read("path").split(separator: ":").map(String.init)
    #expect(path.first == fixture.sandbox.path("home/shop/bin"), "\(path)")
    #expect(path.dropFirst().first == "/late", "\(path)")
    #expect(messages(in: try terminal.run("cd /")) == ["tvm: unloaded ~/shop/.envrc"])
  }

  @Test("elsewhere it is left", arguments: HookShell.installed)
  func elsewhere(_ shell: HookShell) throws {
    let fixture = try fixture(shell, startUp: [shell == .fish ? "cd ~/bare" : "cd ~/bare", "HOOK"])
    let (path, name) = try result(fixture, ["-ic"])
    #expect(path.first == programShims(fixture), "\(path)")
    #expect(name == "")
  }

  private func programShims(_ fixture: HookFixture) -> String {
    fixture.sandbox.path("tvm's home/shims")
  }

  @Test(
    "the hook is printed where the shims cannot be put in place", arguments: HookShell.installed)
  func withoutShims(_ shell: HookShell) throws {
    let sandbox = try Sandbox()
    // A file where the folder would be: for root no permission is an obstacle.
    try sandbox.write("", to: "tvm/shims")
    sandbox.environment["TVM_HOME"] = sandbox.path("tvm")
    let result = try sandbox.run(Project.program("tvm"), ["hook", shell.rawValue])
    #expect(result.status == 0 && result.output.contains("__tvm_prompt"))
    #expect(result.errors.hasPrefix("tvm: ") && result.errors.contains("/tvm/shims"))
  }
}
