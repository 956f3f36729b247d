import Foundation
import TestSupport
import Testing

@Suite("tvm ide")
struct IdeTests {
  /// A project that pins Go, with the toolchain there.
  private func project(_ pin: String = "1.21.13") throws -> GoFixture {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13", "1.22.3")
    try fixture.sandbox.write("\(pin)\n", to: "project/.go-version")
    return fixture
  }

  /// The link that settings name.
  private func link(_ fixture: GoFixture) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.home + "/projects")
    #expect(names.count == 1)
    return "\(fixture.home)/projects/\(names.first ?? "")/go"
  }

  private func target(_ link: String) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: link)
  }

  @Test("VS Code gets a stable path, and keeps comments and its other settings")
  func vscode() throws {
    let fixture = try project()
    try fixture.sandbox.write(
      """
      {
        // ours
        "editor.tabSize": 3, // odd
        "go.toolsEnvVars": { "GOFLAGS": "-v" },
        "go.goroot": "/usr/lib/go-1.19",
      }
      """, to: "project/.vscode/settings.json")
    let result = try fixture.tvm("ide", "vscode")
    result.expectSuccess()
    let link = try link(fixture)
    #expect(
      fixture.sandbox.read("project/.vscode/settings.json") == """
        {
          // ours
          "editor.tabSize": 3, // odd
          "go.toolsEnvVars": { "GOFLAGS": "-v", "GOTOOLCHAIN": "local" },
          "go.goroot": "\(link)",
          "go.alternateTools": {
            "go": "\(link)/bin/go"
          },
        }
        """)
    #expect(result.errors.contains("set go.goroot, go.alternateTools.go, go.toolsEnvVars"))
    #expect(try target(link) == fixture.home + "/go/1.21.13")
    #expect(try fixture.tvm("ide", "vscode").errors.contains("is up to date"))
    try fixture.tvm("ide", "vscode", "--check").expectSuccess()
  }

  @Test("use, install, uninstall and default move the link, and the settings stay right")
  func moves() throws {
    let fixture = try project("1.21")
    try fixture.tvm("ide", "vscode").expectSuccess()
    let link = try link(fixture)
    let settings = fixture.sandbox.read("project/.vscode/settings.json")
    try fixture.tvm("use", "1.22.3").expectSuccess()
    #expect(try target(link) == fixture.home + "/go/1.22.3")
    try fixture.sandbox.write("1.23\n", to: "project/.go-version")
    #expect(try fixture.tvm("ide", "vscode", "--check").status == 1)
    try fixture.tvm("install").expectSuccess()
    #expect(try target(link) == fixture.home + "/go/1.23.1")
    try fixture.sandbox.remove("project/.go-version")
    try fixture.tvm("default", "go@1.21.13", in: "home").expectSuccess()
    #expect(try target(link) == fixture.home + "/go/1.21.13")
    try fixture.tvm("default", "go@1.22", in: "home").expectSuccess()
    try fixture.tvm("uninstall", "1.21.13", in: "home").expectSuccess()
    #expect(try target(link) == fixture.home + "/go/1.22.3")
    #expect(fixture.sandbox.read("project/.vscode/settings.json") == settings)
    try fixture.tvm("ide", "vscode", "--check").expectSuccess()
    #expect(try fixture.sandbox.run("\(link)/bin/go", ["version"]).output.contains("go1.22.3"))
  }

  @Test("doctor leaves the settings alone while what is pinned is not installed")
  func notInstalled() throws {
    let fixture = try project()
    try fixture.tvm("ide", "vscode").expectSuccess()
    let settings = fixture.sandbox.read("project/.vscode/settings.json")
    try fixture.tvm("uninstall", "go@1.21.13").expectSuccess()
    let report = try fixture.tvm("doctor", "--no-shells", "--fix", "--check", "editors")
    #expect(!report.output.contains("does not exist"), "\(report.output)")
    #expect(fixture.sandbox.read("project/.vscode/settings.json") == settings)
    try fixture.tvm("install").expectSuccess()
    try fixture.tvm("ide", "vscode", "--check").expectSuccess()
  }

  @Test("what a session overrides does not move a project's link")
  func overridden() throws {
    let fixture = try project()
    fixture.sandbox.environment["TVM_GO_VERSION"] = "1.22.3"
    try fixture.tvm("ide", "vscode").expectSuccess()
    #expect(try target(link(fixture)) == fixture.home + "/go/1.21.13")
  }

  @Test(
    "--check says what differs and writes nothing",
    arguments: ["vscode", "goland", "zed", "helix", "neovim"])
  func check(_ editor: String) throws {
    let fixture = try project()
    let differs = try fixture.tvm("ide", editor, "--check")
    #expect(differs.status == 1)
    differs.expectFailure(saying: "help: tvm ide \(editor)\n")
    #expect(try fixture.sandbox.run("ls", ["-A"], in: "project").output == ".go-version\n")
    #expect(!FileManager.default.fileExists(atPath: fixture.home + "/projects"))
    let printed = try fixture.tvm("ide", editor, "--print")
    #expect(printed.status == 0)
    try fixture.tvm("ide", editor, "--quiet").expectSuccess()
    let files = try fixture.sandbox.run(
      "find", [".", "-type", "f", "!", "-name", ".go-version"], in: "project"
    ).output
    let file = String(files.dropFirst(2).dropLast())
    #expect(fixture.sandbox.read("project/\(file)") == printed.output)
    #expect(try fixture.tvm("ide", editor, "--check").status == 0)
  }

  @Test("GoLand's GOROOT is set beside its other components")
  func goland() throws {
    let fixture = try project()
    fixture.sandbox.environment["HOME"] = fixture.sandbox.root
    try fixture.sandbox.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <project version="4">
        <component name="GOROOT" url="file://$USER_HOME$/sdk/go1.19" />
        <component name="Git.Settings">
          <option name="RECENT_GIT_ROOT_PATH" value="$PROJECT_DIR$" />
        </component>
      </project>
      """, to: "project/.idea/workspace.xml")
    try fixture.tvm("ide", "goland").expectSuccess()
    let path = try link(fixture).dropFirst(fixture.sandbox.root.count)
    #expect(
      fixture.sandbox.read("project/.idea/workspace.xml") == """
        <?xml version="1.0" encoding="UTF-8"?>
        <project version="4">
          <component name="GOROOT" url="file://$USER_HOME$\(path)" />
          <component name="Git.Settings">
            <option name="RECENT_GIT_ROOT_PATH" value="$PROJECT_DIR$" />
          </component>
        </project>
        """)
    fixture.sandbox.environment["HOME"] = fixture.sandbox.home
    let other = try fixture.tvm("ide", "goland", "--check")
    #expect(
      other.status == 0 && other.errors.contains("for the machine that wrote it"), "\(other.errors)"
    )
  }

  @Test("Zed's and Helix's servers find the toolchain first, and keep what they have")
  func servers() throws {
    let fixture = try project()
    try fixture.sandbox.write(
      "{\n  \"lsp\": { \"gopls\": { \"binary\": { \"env\": { \"PATH\": \"/opt/x:/bin\" } } } }\n}\n",
      to: "project/.zed/settings.json")
    try fixture.sandbox.write(
      "# ours\n[language-server]\ngopls = { command = \"gopls-2\" } # two\n",
      to: "project/.helix/languages.toml")
    fixture.sandbox.environment["GOBIN"] = fixture.sandbox.path("gobin")
    fixture.sandbox.environment["CARGO_HOME"] = fixture.sandbox.path("cargo")
    for editor in ["zed", "helix"] {
      try fixture.tvm("ide", editor).expectSuccess()
      #expect(try fixture.tvm("ide", editor, "--check").status == 0)
    }
    let link = try link(fixture)
    let installed = fixture.sandbox.path("gobin") + ":" + fixture.sandbox.path("cargo/bin")
    let env =
      "{ \"PATH\": \"\(link)/bin:/opt/x:/bin:\(installed)\", \"GOROOT\": \"\(link)\", \"GOTOOLCHAIN\": \"local\" }"
    #expect(
      fixture.sandbox.read("project/.zed/settings.json")
        == "{\n  \"lsp\": { \"gopls\": { \"binary\": { \"env\": \(env) } } }\n}\n")
    let helix = fixture.sandbox.read("project/.helix/languages.toml")
    #expect(helix.hasPrefix("# ours\n[language-server]\ngopls = { "))
    #expect(helix.hasSuffix("command = \"gopls-2\" } # two\n"))
    #expect(helix.contains("environment.GOROOT = \"\(link)\","))
    let python = """
      import tomllib
      env = tomllib.load(open(".helix/languages.toml", "rb"))["language-server"]["gopls"]
      print(env["command"], env["environment"]["GOROOT"])
      print(env["environment"]["PATH"])
      """
    #expect(
      try fixture.sandbox.run("python3", ["-c", python], in: "project").output
        == "gopls-2 \(link)\n\(link)/bin:\(fixture.home)/shims:\(installed):/usr/local/bin:/usr/bin:/bin\n"
    )
  }

  @Test("Neovim gets a block of its own before what is there, which may end with a return")
  func neovim() throws {
    let fixture = try project()
    let old = "vim.o.number = true\nreturn {}"
    try fixture.sandbox.write(old, to: "project/.nvim.lua")
    try fixture.tvm("ide", "neovim").expectSuccess()
    let first = fixture.sandbox.read("project/.nvim.lua")
    #expect(first.hasPrefix("-- tvm ide neovim: begin\n"))
    #expect(first.hasSuffix("\n-- tvm ide neovim: end\n\n" + old))
    #expect(first.contains("GOROOT = \"\(try link(fixture))\","))
    try fixture.sandbox.write(
      first.replacingOccurrences(of: "GOTOOLCHAIN", with: "X"), to: "project/.nvim.lua")
    try fixture.tvm("ide", "neovim").expectSuccess()
    #expect(fixture.sandbox.read("project/.nvim.lua") == first)
    let block = first.replacingOccurrences(of: "\n" + old, with: "")
    try fixture.sandbox.write(old + "\n" + block, to: "project/.nvim.lua")
    #expect(try fixture.tvm("ide", "neovim", "--check").status == 1)
    try fixture.tvm("ide", "neovim").expectSuccess()
    #expect(fixture.sandbox.read("project/.nvim.lua") == first + "\n")
    try fixture.sandbox.write("-- tvm ide neovim: begin\n", to: "project/.nvim.lua")
    try fixture.tvm("ide", "neovim").expectFailure(saying: "not its end")
  }

  @Test(
    "a file that is not understood is an error and stays",
    arguments: [
      ("vscode", ".vscode/settings.json", "{ \"a\" }"), ("zed", ".zed/settings.json", "{ \"a\" }"),
      ("helix", ".helix/languages.toml", "[x"), ("goland", ".idea/workspace.xml", "<project>"),
    ])
  func broken(_ editor: String, _ file: String, _ contents: String) throws {
    let fixture = try project()
    try fixture.sandbox.write(contents, to: "project/\(file)")
    try fixture.tvm("ide", editor).expectFailure(saying: "\(file):1 is not ")
    #expect(fixture.sandbox.read("project/\(file)") == contents)
  }

  @Test(
    "what stands where settings should be is named by its own line, and stays",
    arguments: [
      ("vscode", ".vscode/settings.json", "null", 1),
      ("vscode", ".vscode/settings.json", "\n[]", 2),
      ("zed", ".zed/settings.json", "[]", 1),
      (
        "vscode", ".vscode/settings.json",
        "{\n\"go.alternateTools\": {},\n\"go.toolsEnvVars\": []}", 3
      ),
      ("zed", ".zed/settings.json", "{\n\"lsp\": { \"gopls\": {\n\"binary\": 1}}}", 3),
    ])
  func noObject(_ editor: String, _ file: String, _ contents: String, _ line: Int) throws {
    let fixture = try project()
    try fixture.sandbox.write(contents, to: "project/\(file)")
    try fixture.tvm("ide", editor).expectFailure(
      saying: "\(file):\(line): an object, { }, is needed")
    #expect(fixture.sandbox.read("project/\(file)") == contents)
  }

  @Test("null is what a setting is that is not set")
  func null() throws {
    let fixture = try project()
    try fixture.sandbox.write("{\"go.alternateTools\": null}", to: "project/.vscode/settings.json")
    try fixture.tvm("ide", "vscode").expectSuccess()
    try fixture.tvm("ide", "vscode", "--check").expectSuccess()
  }

  @Test(
    "in a folder below, the project's settings are written",
    arguments: [".git/HEAD", ".go-version", ".vscode/settings.json", "go.mod", ".tool-versions"])
  func below(_ mark: String) throws {
    let fixture = try project()
    try fixture.tvm("default", "go@1.21.13").expectSuccess()
    try fixture.sandbox.remove("project/.go-version")
    let contents = [
      ".go-version": "1.21.13\n", "go.mod": "module m\ngo 1.21\n", ".tool-versions": "go 1.21.13\n",
    ]
    try fixture.sandbox.write(contents[mark] ?? "", to: "project/\(mark)")
    try fixture.sandbox.makeDirectory("project/sub/deep")
    let result = try fixture.tvm("ide", "vscode", in: "project/sub/deep")
    result.expectSuccess()
    let name = mark.split(separator: "/").first.map(String.init) ?? ""
    #expect(
      result.errors.contains(
        "configuring the project in \(fixture.sandbox.path("project")) (found \(name))"))
    #expect(fixture.sandbox.exists("project/.vscode/settings.json"))
    #expect(!fixture.sandbox.exists("project/sub/deep/.vscode"))
    try fixture.tvm("ide", "vscode", "--check").expectSuccess()
  }

  @Test("where nothing marks a project, the current directory is it; the user's folder is none")
  func noMark() throws {
    let fixture = try project()
    try fixture.tvm("default", "go@1.21.13").expectSuccess()
    try fixture.sandbox.makeDirectory("home/.vscode")
    try fixture.sandbox.makeDirectory("home/new")
    try fixture.tvm("ide", "vscode", in: "home/new").expectSuccess()
    #expect(fixture.sandbox.exists("home/new/.vscode/settings.json"))
  }

  @Test("a link that leads nowhere and a file that nobody may write stay, with what to do about it")
  func guarded() throws {
    let fixture = try project()
    let file = "project/.vscode/settings.json"
    try fixture.sandbox.makeDirectory("project/.vscode")
    try fixture.sandbox.link(file, to: "../dotfiles/settings.json")
    let link = try fixture.tvm("ide", "vscode")
    link.expectFailure(
      saying: "settings.json is a broken link to ../dotfiles/settings.json\nhelp: rm ")
    #expect(try target(fixture.sandbox.path(file)) == "../dotfiles/settings.json")
    try fixture.sandbox.remove(file)
    try fixture.sandbox.write("{}", to: file)
    chmod(fixture.sandbox.path(file), 0o444)
    try fixture.tvm("ide", "vscode").expectFailure(saying: "it is read-only\nhelp: chmod u+w ")
    #expect(fixture.sandbox.read(file) == "{}")
    chmod(fixture.sandbox.path(file), 0o644)
    try fixture.tvm("ide", "vscode").expectSuccess()
  }

  @Test(
    "--check accepts the paths of another machine, and nothing else that differs",
    arguments: ["vscode", "goland", "zed", "helix", "neovim"])
  func elsewhere(_ editor: String) throws {
    let ann = try project()
    ann.sandbox.environment["HOME"] = ann.sandbox.root
    try ann.tvm("ide", editor, "--quiet").expectSuccess()
    let bob = try GoFixture(home: "own/tvm")
    bob.sandbox.environment["HOME"] = bob.sandbox.path("own")
    try bob.toolchain("own/tvm/go/1.21.13", version: "1.21.13")
    try bob.sandbox.remove("project")
    try bob.sandbox.copy(ann.sandbox.path("project"), to: "project")
    // GoLand's names the home by a macro, and so leads to Bob's.
    #expect(try editor == "goland" || bob.tvm("ide", editor, "--check").status == 1)
    try ann.sandbox.remove("tvm/projects")
    let check = try bob.tvm("ide", editor, "--check")
    check.expectSuccess()
    #expect(check.errors.contains("for the machine that wrote it"), "\(check.errors)")
    let files = try bob.sandbox.run(
      "find", [".", "-type", "f", "!", "-name", ".go-version"], in: "project"
    ).output
    let file = "project/" + files.dropFirst(2).dropLast()
    let contents = bob.sandbox.read(file)
    try bob.sandbox.write(contents.replacingOccurrences(of: "/go", with: "/gone"), to: file)
    let differs = try bob.tvm("ide", editor, "--check")
    differs.expectFailure(saying: "help: tvm ide \(editor)\n")
    #expect(differs.errors.contains("\n-") && differs.errors.contains("/gone"))
  }

  @Test("a pin that cannot be met is an error")
  func unmet() throws {
    let fixture = try project("1.99.9")
    try fixture.tvm("ide", "vscode").expectFailure(saying: "go 1.99.9 is not installed")
    try fixture.tvm("ide", "rustrover").expectFailure(saying: "tvm: ")
    try fixture.sandbox.remove("project/.go-version")
    try fixture.tvm("ide", "vscode", in: "tmp").expectFailure(saying: "no toolchain is pinned")
  }

  @Test("Rust's editors get server, sysroot and sources as far as the toolchain has them")
  func rust() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"1.70.0\"\ncomponents = [\"rust-src\"]\n",
      to: "project/rust-toolchain.toml")
    try fixture.tvm("install").expectSuccess()
    try fixture.sandbox.write(
      "", to: "\(fixture.root("1.70.0"))/bin/rust-analyzer", executable: true)
    try fixture.tvm("ide", "vscode").expectSuccess()
    let settings = "project/.idea/workspace.xml"
    #expect(try fixture.tvm("ide", "rustrover", "--check").status == 1)
    #expect(!FileManager.default.fileExists(atPath: fixture.sandbox.path(settings)))
    try fixture.tvm("ide", "rustrover").expectSuccess()
    #expect(try fixture.tvm("ide", "rustrover", "--check").status == 0)
    let project = try #require(fixture.names("tvm/projects").first)
    let link = fixture.sandbox.path("tvm/projects/\(project)/rust")
    #expect(
      fixture.sandbox.read("project/.vscode/settings.json") == """
        {
            "rust-analyzer.server.path": "\(link)/bin/rust-analyzer",
            "rust-analyzer.cargo.sysroot": "\(link)",
            "rust-analyzer.server.extraEnv": {
                "RUSTUP_TOOLCHAIN": "\(link)"
            }
        }

        """)
    #expect(
      fixture.sandbox.read(settings).contains(
        """
          <component name="RustProjectSettings">
            <option name="toolchainHomeDirectory" value="\(link)/bin" />
        """))
    #expect(try fixture.sandbox.run("\(link)/bin/rustc", ["--version"]).output.contains("1.70.0"))
  }
}
