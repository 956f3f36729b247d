import Foundation
import TestSupport
import Testing

/// Homes and shells that are older than the program.
@Suite("What version 0.1 has left", .timeLimit(.minutes(20)))
struct FormerHomeTests {
  /// What that version left, byte for byte.
  private static let fixtures = Project.root + "/Tests/Fixtures/0.1"

  /// The environment whose record that version has written.
  private static let environment = "7ca0da7492967d887d16b3de4935993f3a2ec237d31fa4cc"

  /// A home as that version laid it out: toolchains, a link, the folders beside them, approvals.
  private func makeHome() throws -> GoFixture {
    let fixture = try GoFixture()
    let sandbox = fixture.sandbox
    for (name, folder) in [("RUSTUP_HOME", "rustup"), ("CARGO_HOME", "cargo")] {
      sandbox.environment[name] = sandbox.path(folder)
    }
    sandbox.environment["RUSTUP_OVERRIDE_UNIX_FALLBACK_SETTINGS"] = sandbox.path("none")
    try fixture.adopt("1.21.0", "1.22.3")
    try fixture.toolchain("sdk", version: "1.20.14")
    for folder in ["go-links", "locks", "tmp", "cache", "allow", "environments/times", "shims"] {
      try sandbox.makeDirectory("tvm/\(folder)")
    }
    try sandbox.link("tvm/go/corp", to: sandbox.path("sdk"))
    for version in ["1.21.0", "1.22.3"] {
      try sandbox.link("tvm/go-links/go\(version)", to: "\(fixture.home)/go/\(version)/bin/go")
    }
    // Of another folder by now, as after a copy of the home.
    try Data(
      [0, 0xFE, 0, 0, 0, 0, 0, 0, 0x41, 4, 0xF8, 0, 0, 0, 0, 0]
        + [0xDA, 0xFC, 0x2D, 0x95, 0xE5, 0xE3, 0xEC, 0x18, 0xAA, 0xFA, 0x79, 0x28, 0xF3, 0x90]
        + [0xD9, 0x56] + Array("1.22.3\n1.21.0\n".utf8)
    ).write(to: URL(filePath: sandbox.path("tvm/go-installed")))
    try sandbox.write("1.22\n", to: "tvm/go-stable")
    try sandbox.write("[go]\ndefault = \"1.22\"\n", to: "tvm/config.toml")
    for lock in ["go-1.21.0", "go-1.22.3", "go-links"] {
      try sandbox.write("12345", to: "tvm/locks/\(lock)")
    }
    for name in ["tvm", "direnv"] { try sandbox.link("tvm/\(name)", to: Project.program("tvm")) }
    let project = sandbox.path("project")
    let links = "tvm/projects/\(try linkFolder(of: project, sandbox))"
    try sandbox.makeDirectory(links)
    try sandbox.link("\(links)/directory", to: project)
    try sandbox.link("\(links)/go", to: "\(fixture.home)/go/1.21.0")
    try sandbox.write("1.21\n", to: "project/.go-version")
    try sandbox.write("", to: "tvm/environments/cleaned")
    try sandbox.copy(
      "\(Self.fixtures)/environments/\(Self.environment.prefix(16))",
      to: "tvm/environments/\(Self.environment.prefix(16))")
    try sandbox.run("chmod", ["700", "tvm/allow", "tvm/environments", "tvm/environments/times"])
    return fixture
  }

  /// The name of the folder of a project's links.
  private func linkFolder(of project: String, _ sandbox: Sandbox) throws -> String {
    let hash = try sandbox.run("sh", ["-c", "printf %s \"$0\" | sha256sum", project]).output
    return "project-\(hash.prefix(12))"
  }

  /// Approves an environment file as that version did.
  private func approve(_ contents: String, _ fixture: GoFixture) throws {
    let file = try fixture.sandbox.write(contents, to: "project/.envrc")
    let number = try fixture.sandbox.run("stat", ["-c", "%i", fixture.sandbox.path("project")])
    let hash = try fixture.sandbox.run(
      "sh", ["-c", "printf '%s\\0%s\\0%s' \"$0\" \"$0\" \"$1\" | sha256sum", file, contents])
    let time = "\(Int(Date().timeIntervalSince1970))000000000"
    let fields = [
      file, file, contents, time, number.output.trimmingCharacters(in: .whitespacesAndNewlines),
    ]
    try fixture.sandbox.write(
      "tvm approval 3\n" + fields.map { "\($0.utf8.count):\($0)\n" }.joined(),
      to: "tvm/allow/environment-\(hash.output.prefix(32))")
  }

  /// Everything in the home with its kind, mode and what it says, but for `records`, which is new, and
  /// what comes and goes; a file's first
  /// evaluation notes what it relies on, and the names that Go looks for are mended.
  private func snapshot(_ fixture: GoFixture) throws -> [String] {
    try fixture.sandbox.run(
      "sh",
      [
        "-c",
        """
        find . \\( -path ./records -o -path ./cache -o -path ./go-installed -o -path ./shims -o \
        -path ./environments/times -o -path './allow/*.pins' -o -path './go-links/*' -o -path './go-return*' -o -path './locks/*' -o -path ./environments/cleaned -o -name '[0-9a-f]*[0-9a-f]' \
        -path './environments/*' ! -name '7ca0da7492967d88' \\) -prune -o \
        -printf '%p %y %m %l ' -type f -exec sha256sum {} \\; -o -printf '%p\\n'
        """,
      ], in: "tvm"
    ).output.split(separator: "\n").map(String.init).sorted()
  }

  @Test("a home is taken over as it is, and everything in it works")
  func home() throws {
    let fixture = try makeHome()
    let sandbox = fixture.sandbox
    try approve("export NAME=approved\n", fixture)
    let before = try snapshot(fixture)
    let list = try fixture.tvm("list", "go").output
    #expect(list.contains("* go 1.21.0 ") && list.contains("  go 1.22.3 "), "\(list)")
    #expect(list.contains("  go corp    -> \(sandbox.path("sdk"))\n"), "\(list)")
    #expect(try fixture.tvm("current", "go").output.hasPrefix("go 1.21.0 ("))
    try fixture.tvm("current", "go", in: "home").expectSuccess(
      "go 1.22.3 (the default, \(fixture.home)/config.toml:2)\n")
    try fixture.tvm("exec", "corp", "--", "printenv", "TVM_GO_VERSION").expectSuccess("corp\n")
    #expect(try fixture.tvm("env").output.contains("export NAME='approved'\n"))
    let after = try snapshot(fixture)
    #expect(Set(after).symmetricDifference(before) == [])
    let links = try linkFolder(of: sandbox.path("project"), sandbox)
    // What changes it from here on is what is asked for.
    try fixture.tvm("use", "1.22.3").expectSuccess()
    #expect(
      try FileManager.default.destinationOfSymbolicLink(
        atPath: sandbox.path("tvm/projects/\(links)/go")) == "\(fixture.home)/go/1.22.3"
    )
    try fixture.tvm("install", "1.20.14").expectSuccess()
    try fixture.tvm("uninstall", "1.21.0", "corp").expectSuccess()
    #expect(fixture.installed == ["1.20.14", "1.22.3"])
    let names = try FileManager.default.contentsOfDirectory(
      atPath: sandbox.path("tvm/go-links")
    ).sorted()
    #expect(names == ["go1.20.14", "go1.22.3"])
    try fixture.shim("go", "version").expectSuccess("go version go1.22.3 test\n")
  }

  @Test("an environment that 0.1 has loaded is taken back", arguments: HookShell.installed)
  func environment(_ shell: HookShell) throws {
    let fixture = try makeHome()
    let sandbox = fixture.sandbox
    sandbox.environment["TVM_ENV"] = Self.environment
    sandbox.environment["NAME"] = "old"
    sandbox.environment["PATH"] = "/tmp/h01/project/bin:/usr/bin:/bin"
    sandbox.environment["TVM"] = Project.program("tvm")
    let load =
      shell == .fish
      ? "$TVM export fish | source" : "eval \"$(\"$TVM\" export \(shell.rawValue))\""
    let result = try sandbox.run(
      findProgram(shell.rawValue) ?? "",
      shell.bare + ["-c", "\(load); printf '[%s][%s][%s]' \"$NAME\" \"$PATH\" \"$TVM_ENV\""],
      in: "home")
    #expect(result.output.hasPrefix("[][/usr/bin:/bin]["), "\(result.output)\(result.errors)")
  }

  @Test("its hook in an open shell goes on working", arguments: HookShell.installed)
  func hook(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let sandbox = fixture.sandbox
    let home = "tvm's home"
    sandbox.environment["TVM_HOME"] = sandbox.path(home)
    for (name, folder) in [("RUSTUP_HOME", "rustup"), ("CARGO_HOME", "cargo")] {
      sandbox.environment[name] = sandbox.path(folder)
    }
    for version in ["1.21.0", "1.22.3"] {
      try sandbox.write(
        "#!/bin/sh\necho go\(version)\n", to: "\(home)/go/\(version)/bin/go", executable: true)
    }
    let shims = try sandbox.run(Project.program("tvm"), ["shims"])
    #expect(shims.status == 0, "\(shims.errors)")
    func assign(_ variable: String, _ value: String) -> String {
      shell == .fish
        ? "set -g \(variable) \(shell.quote(value))\n" : "\(variable)=\(shell.quote(value))\n"
    }
    let values = [
      ("program", Project.program("tvm")), ("shims", sandbox.path("\(home)/shims")), ("cargo", ""),
      ("settings", sandbox.path("\(home)/config.toml")), ("completions", sandbox.path("none")),
      ("quiet", ""), ("dotenv", ""), ("cd", "1"),
    ]
    let script = String(
      decoding: try Data(
        contentsOf: URL(filePath: "\(Self.fixtures)/hook.\(shell.rawValue)")), as: UTF8.self)
    try sandbox.write(
      values.map { assign("__tvm_\($0.0)", $0.1) }.joined() + script, to: "hook")
    try sandbox.write("1.21.0\n", to: "home/shop/.go-version")
    try sandbox.write("export NAME=1\nPATH_add bin\n", to: "home/shop/.envrc")
    let terminal = try fixture.start()
    #expect(messages(in: try terminal.run("cd shop")).contains { $0.contains("is not allowed") })
    #expect(try terminal.run("go").contains("go1.21.0"))
    #expect(
      messages(in: try terminal.run("tvm allow")).contains { $0.hasPrefix("tvm: loaded ") })
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[1]"))
    try terminal.run("tvm shell 1.22.3")
    #expect(try terminal.run("go").contains("go1.22.3"))
    try terminal.run("tvm shell --unset")
    #expect(try terminal.run("go").contains("go1.21.0"))
    let left = try terminal.run("cd /")
    #expect(messages(in: left).contains { $0.hasPrefix("tvm: unloaded ") }, "\(left)")
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[]"))
    #expect(try terminal.run("echo \"$PATH\"").contains("/home/shop/bin") == false)
  }
}
