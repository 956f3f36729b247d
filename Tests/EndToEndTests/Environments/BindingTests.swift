import Foundation
import TestSupport
import Testing

/// What an environment file asks for is what runs, or an error says why not, by whichever door.
@Suite("Toolchains that environment files ask for")
struct BindingTests {
  /// A project with an allowed file, and 1.21.6 as the default.
  private func fixture(_ file: String, with releases: String...) throws -> GoFixture {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.6")
    for release in releases { try fixture.adopt(release) }
    #expect(try fixture.tvm("default", "go@1.21.6").status == 0)
    #expect(try fixture.tvm("shims").status == 0)
    try fixture.sandbox.write(file, to: "project/.envrc")
    #expect(try fixture.tvm("allow").status == 0)
    fixture.sandbox.environment["TVM"] = Project.program("tvm")
    fixture.sandbox.environment["SHIM"] = "\(fixture.home)/shims/go"
    return fixture
  }

  @Test(
    "bind in a shell although the file fails afterwards", arguments: HookShell.installed,
    [
      "use go 1.20.14\nexport OTHER=1\nexit 3\n", "set -e\nuse go 1.20.14\nexport OTHER=1\nfalse\n",
      "use go 1.20.14\nexport OTHER=1\nif then\n",
      "use go 1.20.14\nexport OTHER=1\nsource_env ../unknown\nkill -INT $$\n",
    ])
  func failing(_ shell: HookShell, _ file: String) throws {
    let fixture = try fixture(file)
    let load =
      shell == .fish
      ? "$TVM export fish | source" : "eval \"$(\"$TVM\" export \(shell.rawValue))\""
    let result = try fixture.sandbox.run(
      shell.rawValue,
      shell.bare + [
        "-c",
        """
        \(load)
        $SHIM version
        echo "[$OTHER]"
        cd /
        \(load)
        $SHIM version
        """,
      ], in: "project")
    #expect(result.output.hasPrefix("[]\ngo version go1.21.6 "), "\(result.output)")
    let line = file.hasPrefix("set") ? 2 : 1
    #expect(
      result.errors.contains(
        """
        tvm: go 1.20.14 is not installed
          asked for by \(fixture.sandbox.path("project/.envrc")):\(line)
        """), "\(result.errors)")
  }

  @Test("run in a shell where they are installed although the file fails afterwards")
  func failingInstalled() throws {
    let fixture = try fixture("use go 1.22.3\nexit 3\n", with: "1.22.3")
    let result = try fixture.sandbox.run(
      "bash", ["-c", "eval \"$(\"$TVM\" export bash)\"; $SHIM version"], in: "project")
    #expect(result.output.hasPrefix("go version go1.22.3 "), "\(result.errors)")
    #expect(result.errors.contains("project/.envrc exited with status 3"))
  }

  @Test(
    "stop every command that needs the environment where the file fails",
    arguments: [["exec", ".", "--", "go", "version"], ["env"], ["ci"], ["ci", "--cache-key"]])
  func commands(_ command: [String]) throws {
    let fixture = try fixture("use go 1.22.3\nexit 3\n", with: "1.22.3")
    let result = try fixture.sandbox.run(Project.program("tvm"), command, in: "project")
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors.contains("project/.envrc exited with status 3"))
  }

  @Test(
    "that are not installed are said once, by the command that needs them",
    arguments: [["exec", ".", "--", "go", "version"], ["env"]])
  func saidOnce(_ command: [String]) throws {
    let fixture = try fixture("use go 1.20.14\n")
    let result = try fixture.sandbox.run(Project.program("tvm"), command, in: "project")
    #expect(result.status == 1)
    #expect(
      result.errors.components(separatedBy: "go 1.20.14 is not installed").count == 2,
      "\(result.errors)")
    #expect(result.errors.contains("project/.envrc:1"), "\(result.errors)")
  }

  @Test("are installed in a job, which gets the environment", arguments: ["dotenv", "github"])
  func job(_ format: String) throws {
    let fixture = try fixture(
      "use go 1.22.3\nexport NAME='a b' GOROOT_OLD=$GOROOT\nunset GONE\nPATH_add bin\nPATH=$PATH:/last\n"
    )
    fixture.sandbox.environment["GONE"] = "old"
    for name in ["ENV", "PATH", "OUTPUT"] {
      fixture.sandbox.environment["GITHUB_\(name)"] = fixture.sandbox.path("tmp/\(name)")
    }
    let key = try fixture.tvm("ci", "--cache-key")
    #expect(key.status == 0, "\(key.errors)")
    #expect(fixture.installed == ["1.21.6"])
    let result = try fixture.tvm("ci", "--format", format)
    #expect(result.status == 0, "\(result.errors)")
    #expect(fixture.installed == ["1.21.6", "1.22.3"])
    #expect(!result.errors.contains("is not installed"), "\(result.errors)")
    #expect(
      result.errors.contains(
        "tvm: verified go 1.22.3 (\(fixture.sandbox.path("project/.envrc")):1)"),
      "\(result.errors)")
    #expect(result.errors.contains("tvm: GONE stays set in the job"))
    #expect(result.errors.contains("cache key: \(key.output)"))
    let folders = [fixture.sandbox.path("project/bin"), "\(fixture.home)/shims", "/last"]
    let root = "\(fixture.home)/go/1.22.3"
    if format == "github" {
      #expect(fixture.sandbox.read("tmp/PATH") == folders.reversed().map { $0 + "\n" }.joined())
      let variables = fixture.sandbox.read("tmp/ENV")
      for (name, value) in [("NAME", "a b"), ("TVM_GO_VERSION", "1.22.3"), ("GOROOT", root)] {
        #expect(variables.contains("\(name)<<tvm_end_of_value\n\(value)\n"), "\(variables)")
      }
      #expect(!variables.contains("TVM_ENV") && !variables.contains("DIRENV_"))
      return
    }
    let job = try fixture.sandbox.run(
      "sh",
      [
        "-c", "set -a; eval \"$1\"; go version; echo \"$NAME\"; echo \"$PATH\"", "sh",
        result.output,
      ],
      in: "tmp")
    let lines = job.output.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("go version go1.22.3 "), "\(job.output)")
    #expect(lines[1] == "a b")
    #expect(lines[2].hasPrefix(folders.joined(separator: ":") + ":"))
  }

  @Test("stop a job whose file is not allowed", arguments: ["export NAME=1\n", "use go 1.22.3\n"])
  func unknown(_ file: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.6")
    try fixture.sandbox.write("1.21.6\n", to: "project/.go-version")
    try fixture.sandbox.write(file, to: "project/.envrc")
    let result = try fixture.tvm("ci")
    #expect(result.status == 1)
    #expect(result.errors.contains("project/.envrc is not allowed yet\nhelp: tvm allow\n"))
    #expect(try fixture.tvm("deny").status == 0)
    let denied = try fixture.tvm("ci")
    #expect(denied.status == 1 && denied.errors.contains("project/.envrc is denied\n"))
  }
}
