import Foundation
import Shells
import TestSupport
import Testing

@Suite("tvm setup")
struct SetupTests {
  /// A sandbox in which nobody has set anything up.
  private func sandbox(_ shell: HookShell) throws -> Sandbox {
    let sandbox = try Sandbox()
    sandbox.environment["SHELL"] = "/bin/\(shell.rawValue)"
    return sandbox
  }

  private func file(_ shell: HookShell) -> String {
    switch shell {
    case .bash: "home/.bashrc"
    case .zsh: "home/.zshrc"
    case .fish: "home/.config/fish/config.fish"
    }
  }

  private func setup(_ sandbox: Sandbox, _ words: String...) throws -> ProgramOutput {
    try sandbox.run(Project.program("tvm"), ["setup"] + words, in: "home")
  }

  /// The ways to start a shell, and whether somebody types into it.
  private static let starts = [["-i"], ["-l"], ["-l", "-i"]]

  @Test(
    "new shells find tvm and the shims, and so do their children", arguments: HookShell.installed)
  func finds(_ shell: HookShell) throws {
    let sandbox = try sandbox(shell)
    try setup(sandbox, "--yes").expectSuccess()
    for start in Self.starts {
      let result = try sandbox.run(
        shell.rawValue, start + ["-c", "sh -c 'command -v go; command -v tvm; tvm --version'"],
        in: "home")
      let lines = result.output.split(separator: "\n").map(String.init)
      let shims = sandbox.home + "/.local/share/tvm/shims"
      #expect(lines.prefix(2) == ["\(shims)/go", "\(shims)/tvm"], "\(start): \(result)")
      #expect(lines.last?.hasPrefix("tvm ") == true)
      #expect(
        result.errors.split(separator: "\n").allSatisfy {
          $0.contains("job control")
            || $0.contains("terminal process group")
        }, "\(result.errors)")
    }
  }

  @Test(
    "a second time changes nothing, and --undo leaves what there was",
    arguments: HookShell.installed)
  func idempotent(_ shell: HookShell) throws {
    let sandbox = try sandbox(shell)
    let former = "# mine\nset -x\n"
    try sandbox.write(former, to: file(shell))
    try setup(sandbox, "--yes").expectSuccess()
    let text = sandbox.read(file(shell))
    #expect(text.hasPrefix(former) && text.contains(" hook \(shell.rawValue)"))
    let again = try setup(sandbox, "--yes")
    #expect(again.errors.hasPrefix("tvm: \(shell.rawValue) already loads tvm\n"), "\(again.errors)")
    #expect(sandbox.read(file(shell)) == text)
    try setup(sandbox, "--undo", "--yes").expectSuccess()
    #expect(sandbox.read(file(shell)) == former)
    let left = try FileManager.default.contentsOfDirectory(atPath: sandbox.home)
    #expect(!left.contains(".profile") && !left.contains(".zprofile"), "\(left)")
  }

  @Test("--print shows the change, and without a terminal nothing is changed")
  func asks() throws {
    let sandbox = try sandbox(.bash)
    let printed = try setup(sandbox, "--print")
    #expect(printed.output.contains("+eval \"$(") && printed.status == 0, "\(printed)")
    let refused = try setup(sandbox)
    #expect(refused.status == 1 && refused.errors.hasPrefix("--- /dev/null\n"))
    #expect(refused.errors.contains("\ntvm: nothing was changed: there is no terminal to ask\n"))
    #expect(refused.errors.hasSuffix("\nhelp: tvm setup --yes\n"))
    #expect(!sandbox.exists("home/.bashrc"))
  }

  @Test("a terminal is asked", arguments: [("n", false), ("y", true), ("", true)])
  func terminal(_ answer: String, _ changes: Bool) throws {
    let sandbox = try sandbox(.bash)
    let terminal = try Terminal(
      Project.program("tvm"), ["setup"], environment: sandbox.environment, directory: sandbox.home)
    try terminal.wait(for: "make these changes? [Y/n]")
    terminal.type(answer + "\n")
    #expect(try terminal.waitForExit() == 0)
    #expect(sandbox.exists("home/.bashrc") == changes)
  }

  @Test("a committed file stays a link, and a backup is kept")
  func link() throws {
    let sandbox = try sandbox(.zsh)
    try sandbox.write("# ours\n", to: "home/dotfiles/zshrc")
    try sandbox.link("home/.zshrc", to: "dotfiles/zshrc")
    let result = try setup(sandbox, "--yes")
    result.expectSuccess()
    #expect(result.errors.contains("(backup: ~/"), "\(result.errors)")
    let target = try FileManager.default.destinationOfSymbolicLink(
      atPath: sandbox.path("home/.zshrc"))
    #expect(target == "dotfiles/zshrc")
    #expect(sandbox.read("home/dotfiles/zshrc").contains(" hook zsh"))
  }

  @Test("a file that is read-only stays, and the line is told")
  func readOnly() throws {
    let sandbox = try sandbox(.bash)
    try sandbox.write("# fixed\n", to: "home/.bashrc")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: sandbox.path("home/.bashrc"))
    let result = try setup(sandbox, "--yes")
    result.expectFailure(saying: "did not change ~/.bashrc: it is read-only")
    let help = result.errors.split(separator: "\n").last ?? ""
    #expect(help.hasPrefix("help: eval \"$(") && help.hasSuffix(" hook bash)\""), "\(help)")
    #expect(sandbox.read("home/.bashrc") == "# fixed\n")
  }

  @Test("ZDOTDIR and XDG_CONFIG_HOME say where the files are")
  func folders() throws {
    let zsh = try sandbox(.zsh)
    zsh.environment["ZDOTDIR"] = zsh.path("home/zsh")
    try setup(zsh, "--yes").expectSuccess()
    #expect(zsh.read("home/zsh/.zshrc").contains(" hook zsh") && !zsh.exists("home/.zshrc"))
    let fish = try sandbox(.fish)
    fish.environment["XDG_CONFIG_HOME"] = fish.path("home/settings")
    try setup(fish, "--yes").expectSuccess()
    #expect(fish.read("home/settings/fish/config.fish").contains(" hook fish"))
  }

  @Test("a shell without a hook is told what works")
  func unknownShell() throws {
    let sandbox = try sandbox(.bash)
    sandbox.environment["SHELL"] = "/bin/dash"
    let result = try setup(sandbox, "--yes")
    result.expectFailure(saying: "tvm has no hook for /bin/dash")
    #expect(result.errors.contains("export PATH=\"$HOME/.local/share/tvm/shims\":\"$PATH\""))
    try setup(sandbox, "bash", "--yes").expectSuccess()
    #expect(sandbox.read("home/.bashrc").contains(" hook bash"))
  }

  @Test("zsh completes without compinit in its files")
  func completes() throws {
    guard findProgram("zsh") != nil else { return }
    let sandbox = try sandbox(.zsh)
    try setup(sandbox, "--yes").expectSuccess()
    let result = try sandbox.run("zsh", ["-i", "-c", "print -r -- ${_comps[tvm]}"], in: "home")
    #expect(result.output.contains("_tvm"), "\(result)")
  }

  @Test("what the doctor sees afterwards is well", arguments: HookShell.installed)
  func doctor(_ shell: HookShell) throws {
    let sandbox = try sandbox(shell)
    try setup(sandbox, "--yes").expectSuccess()
    let result = try sandbox.run(
      Project.program("tvm"), ["doctor", "--check", "path", "--check", "shell"], in: "home")
    #expect(!result.output.contains("failure") && !result.output.contains("warning"), "\(result)")
  }

  @Test("use and install say once that the shims are not on PATH, and how they get there")
  func told() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.remove("tvm/told-path")
    fixture.sandbox.environment["SHELL"] = "/bin/fish"
    let first = try fixture.tvm("use", "1.21")
    #expect(first.errors.contains("tvm: warning: \(fixture.home)/shims is not on PATH"), "\(first)")
    #expect(first.errors.contains("\nhelp: "))
    #expect(fixture.sandbox.exists("tvm/shims/go"))
    #expect(!(try fixture.tvm("use", "1.21").errors.contains("PATH")))
  }

  @Test("the first Go that is installed by name becomes the default, one that is used does not")
  func defaultToolchain() throws {
    let fixture = try GoFixture()
    try fixture.tvm("use", "1.20.14").expectSuccess()
    #expect(try fixture.tvm("default").output == "")
    let other = try GoFixture()
    let result = try other.tvm("install", "go@1.21")
    #expect(result.errors.contains("set the default to go 1.21.13 (none was set)"))
    #expect(try other.tvm("default").output == "go 1.21.13\n")
    try other.tvm("install", "1.20.14").expectSuccess()
    #expect(try other.tvm("default").output == "go 1.21.13\n")
  }

  @Test("beside a go of the system there is no default")
  func systemGo() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("#!/bin/sh\n", to: "system/go", executable: true)
    fixture.sandbox.environment["PATH"] = fixture.sandbox.path("system") + ":" + Sandbox.systemPath
    try fixture.tvm("install", "go@1.21").expectSuccess()
    #expect(try fixture.tvm("default").output == "")
  }
}
