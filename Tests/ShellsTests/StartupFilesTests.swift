import Resolution
import TestSupport
import Testing
import Toolchains

@testable import Shells

@Suite("Start-up files")
struct StartupFilesTests {
  /// Files of a home directory, and the lines among them that load a hook; `HOOK` stands for the line.
  struct SetUp: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let shell: Shell
    let files: [String: String]
    let variables: [String: String]
    let lines: [String]

    init(
      _ name: String, _ shell: Shell, _ files: [String: String],
      _ variables: [String: String] = [:], _ lines: String...
    ) {
      (testDescription, self.shell, self.files) = (name, shell, files)
      (self.variables, self.lines) = (variables, lines)
    }
  }

  static let setUps: [SetUp] = [
    SetUp("the usual file", .bash, [".bashrc": "a\nHOOK\n# HOOK\n"], [:], ".bashrc:2"),
    SetUp(
      "every file of a login", .bash, [".bash_profile": "HOOK\n", ".profile": "\nHOOK"], [:],
      ".bash_profile:1", ".profile:2"),
    SetUp(
      "in a block, and not in a here-document", .bash,
      [".bashrc": "cat <<E\nHOOK\nE\nif x; then\n  HOOK\nfi\n"], [:], ".bashrc:5"),
    SetUp(
      "a file that is sourced", .bash, [".bashrc": ". ~/.aliases\n", ".aliases": "HOOK"], [:],
      ".aliases:1"),
    SetUp(
      "a file that a sourced one sources", .zsh,
      [
        ".zshrc": "source \"$HOME/.a\"\n", ".a": "D=~/d\n[ -r $D/b ] && . $D/b\n",
        "d/b": "\nHOOK\n",
      ], [:], "d/b:2"),
    SetUp(
      "a file that sources itself", .bash,
      [".bashrc": ". ~/.bashrc\n. ~/.a\n", ".a": ". ~/.a\nHOOK"],
      [:], ".a:2"),
    SetUp(
      "files that a loop sources", .bash,
      [
        ".bashrc": "for f in ~/.bashrc.d/*.sh; do\n  . \"$f\"\ndone\n", ".bashrc.d/x.sh": "HOOK",
        ".bashrc.d/y.txt": "HOOK",
      ], [:], ".bashrc.d/x.sh:1"),
    SetUp(
      "ZDOTDIR from the environment", .zsh, ["z/.zshrc": "HOOK\n", ".zshrc": "HOOK"],
      ["ZDOTDIR": "HOME/z"], "z/.zshrc:1"),
    SetUp(
      "ZDOTDIR from zsh's first file", .zsh,
      [".zshenv": "export ZDOTDIR=$HOME/.config/zsh\n", ".config/zsh/.zlogin": "HOOK\n"], [:],
      ".config/zsh/.zlogin:1"),
    SetUp(
      "ZDOTDIR from a file that the first one sources", .zsh,
      [
        ".zshenv": ". ~/.env\n", ".env": "ZDOTDIR=~/z\n", "z/.zprofile": "HOOK", "z/.zshrc": "HOOK",
      ],
      [:], "z/.zprofile:1", "z/.zshrc:1"),
    SetUp(
      "what scripts read", .bash, ["scripts": "HOOK"], ["BASH_ENV": "HOME/scripts"], "scripts:1"),
    SetUp(
      "what scripts read, from a file", .bash, [".profile": "export BASH_ENV=~/s\n", "s": "HOOK"],
      [:],
      "s:1"),
    SetUp(
      "parts of fish's set-up, before its file", .fish,
      [
        ".config/fish/conf.d/b.fish": "HOOK", ".config/fish/conf.d/a.fish": "x\nHOOK",
        ".config/fish/conf.d/no": "HOOK", ".config/fish/config.fish": "source ~/.f\n", ".f": "HOOK",
      ], [:], ".config/fish/conf.d/a.fish:2", ".config/fish/conf.d/b.fish:1", ".f:1"),
    SetUp(
      "settings elsewhere", .fish,
      ["c/fish/config.fish": "HOOK", ".config/fish/config.fish": "HOOK"],
      ["XDG_CONFIG_HOME": "HOME/c"], "c/fish/config.fish:1"),
    SetUp(
      "elvish, old place first", .elvish,
      [".config/elvish/rc.elv": "HOOK", ".elvish/rc.elv": "use x\nHOOK\n# HOOK\n"], [:],
      ".elvish/rc.elv:2", ".config/elvish/rc.elv:1"),
    SetUp("tcsh", .tcsh, [".tcshrc": "HOOK"], [:], ".tcshrc:1"),
    SetUp("murex", .murex, [".murex_profile": "HOOK"], [:], ".murex_profile:1"),
    SetUp(
      "PowerShell", .pwsh, [".config/powershell/profile.ps1": "HOOK"], [:],
      ".config/powershell/profile.ps1:1"),
  ]

  @Test("the doctor's lines and those of adopt are the same", arguments: setUps)
  func lines(_ setUp: SetUp) throws {
    let doctors = try startup(setUp, program: "tvm").files.flatMap(\.hooks).map(\.line)
    #expect(doctors.map(place) == setUp.lines)
    let adopted = try startup(setUp, program: "direnv").lines(loadingHookOf: "direnv")
    #expect(adopted.map(place) == setUp.lines)
  }

  @Test("a hook belongs in the last file that is read for a prompt")
  func hookFile() throws {
    let setUp = SetUp("", .zsh, [:], ["ZDOTDIR": "HOME/z"])
    let startup = try startup(setUp, program: "tvm")
    let files = Shell.allCases.map {
      String(startup.hookFile($0).text.split(separator: "home/")[1])
    }
    #expect(
      files == [
        ".bashrc", "z/.zshrc", ".config/fish/config.fish", ".config/elvish/rc.elv",
        ".murex_profile",
        ".config/powershell/Microsoft.PowerShell_profile.ps1", ".tcshrc",
      ])
  }

  @Test("of the files of a login bash reads the first")
  func login() throws {
    let both = SetUp(
      "", .bash, [".profile": ". ~/.bashrc\n", ".bash_login": "\n", ".bashrc": "\n"])
    let startup = try startup(both, program: "tvm")
    let login = try #require(startup.loginFile)
    #expect(Bytes(login.path.name).text == ".bash_login" && !startup.reachesBashrc(login))
    let chains = startup.chains(of: .bash).map { $0.map { Bytes($0.path.name).text } }
    #expect(chains == [[".bashrc"], [".bash_login"]])
  }

  @Test(
    "the shell of SHELL is the user's, if tvm has a hook for it",
    arguments: [
      ("/bin/zsh", Shell.zsh), ("/opt/fish", .fish), ("/bin/dash", nil), ("/bin/tcsh", nil),
    ])
  func user(_ program: String, _ shell: Shell?) {
    let world = World.live { name in Bytes(name).text == "SHELL" ? Bytes(program.utf8) : nil }
    let user = UserShell(world)
    #expect(user.program.text == program && user.shell == shell)
  }

  @Test(
    "a shell is known by its name",
    arguments: [("zsh", Shell.zsh), ("-zsh", .zsh), ("/bin/bash", .bash), ("sh", nil), ("", nil)])
  func names(_ name: String, _ shell: Shell?) {
    #expect(Shell(named: Bytes(name.utf8)) == shell)
  }

  private func startup(_ setUp: SetUp, program: String) throws -> StartupFiles {
    let sandbox = try Sandbox()
    let hook = setUp.shell.hookLine(Path(Bytes(program.utf8))).text
    for (name, text) in setUp.files {
      try sandbox.write(text.replacing("HOOK", with: hook), to: "home/\(name)")
    }
    let home = sandbox.home
    let variables = setUp.variables.mapValues { $0.replacing("HOME", with: home) }
    let world = World.live { name in variables[Bytes(name).text].map { Bytes($0.utf8) } }
    return StartupFiles(
      world, home: Path(Bytes(home.utf8)), etc: Path(Bytes(sandbox.path("etc").utf8)))
  }

  private func place(_ line: StartupLine) -> String {
    "\(line.file.text.split(separator: "/home/", maxSplits: 1)[1]):\(line.number)"
  }
}
