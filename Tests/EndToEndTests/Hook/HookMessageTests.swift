import Foundation
import TestSupport
import Testing

@Suite("Hook: the line about the active toolchain")
struct HookMessageTests {
  @Test("nothing is said at start-up", arguments: HookShell.installed)
  func startUp(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("1.21.6\n", to: "home/.go-version")
    let terminal = try fixture.start(hooked: false)
    #expect(messages(in: try terminal.run(fixture.activation)) == [])
    #expect(messages(in: try terminal.run("cd shop")) == [])
  }

  @Test("entering a project names its toolchain and the source", arguments: HookShell.installed)
  func entering(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let version = try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    let terminal = try fixture.start()
    #expect(messages(in: try terminal.run("cd shop/cart")) == ["tvm: go 1.21.6 (\(version):1)"])
    #expect(messages(in: try terminal.run("cd item")) == [])
    #expect(messages(in: try terminal.run("cd ~/bare")) == [])
    #expect(messages(in: try terminal.run("cd -")) == ["tvm: go 1.21.6 (\(version):1)"])
  }

  @Test("only the language that changed is named", arguments: HookShell.installed)
  func onlyChanged(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    try fixture.sandbox.write("1.21.6\n", to: "home/.go-version")
    let rust = try fixture.sandbox.write("nightly\n", to: "home/shop/rust-toolchain")
    try fixture.sandbox.write("1.21.6\n", to: "home/shop/cart/.go-version")
    let terminal = try fixture.start()
    #expect(messages(in: try terminal.run("cd shop")) == ["tvm: rust nightly (\(rust):1)"])
    #expect(messages(in: try terminal.run("cd cart")) == [], "the same toolchain, another file")
  }

  @Test("a cd asks where something else may decide, only there", arguments: HookShell.installed)
  func asks(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let sandbox = fixture.sandbox
    try sandbox.makeDirectory("home/other")
    let terminal = try fixture.start()
    func questions(_ line: String) throws -> Int {
      let before = fixture.questions
      try terminal.run(line)
      return fixture.questions - before
    }
    #expect(try questions("cd bare") == 0, "nothing in either")
    #expect(try questions("cd ../shop/cart") == 0)
    try sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    #expect(try questions("cd item") == 1, "a new file above")
    #expect(try questions("cd ../..") == 0, "the same file decides")
    try sandbox.write("1.21.6\n", to: "home/bare/.go-version")
    #expect(try questions("cd ../bare") == 1, "another file with the same content")
    #expect(try questions("cd ../other") == 1)
    try sandbox.write("[go]\n", to: "\(HookFixture.odd)/config.toml")
    #expect(try questions("cd ..") == 1, "the settings")
    #expect(try questions(shell.export("RUSTUP_TOOLCHAIN", "beta")) == 1)
    #expect(try questions(shell.export("PATH", "/usr/local/bin:/usr/bin:/bin") + "; cd other") == 1)
    try sandbox.write("default_toolchain = 'x'\n\n[overrides]\n", to: "home/.rustup/settings.toml")
    #expect(try questions("cd ..") == 1, "rustup's settings")
    #expect(try questions("cd other") == 0, "that have no overrides")
    try sandbox.write("[overrides]\n'/x' = 'y'\n", to: "home/.rustup/settings.toml")
    #expect(try questions("cd ..") == 1)
    #expect(try questions("cd other") == 1, "that have some")
    try sandbox.remove("home/.rustup")
    try sandbox.write("missing 1.99\n", to: "home/shop/.go-version")
    #expect(try questions("cd ../shop") == 1)
    #expect(try questions("cd cart") == 1, "it may have been installed meanwhile")
  }

  @Test("what is missing or wrong is said", arguments: HookShell.installed)
  func missing(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let first = try fixture.sandbox.write("missing 1.21.6\n", to: "home/shop/.go-version")
    try fixture.sandbox.write("error what\\n is '$this'\n", to: "home/shop/cart/.go-version")
    let last = try fixture.sandbox.write("system\n", to: "home/shop/cart/item/.go-version")
    let terminal = try fixture.start()
    #expect(
      messages(in: try terminal.run("cd shop"))
        == ["tvm: go 1.21.6 is not installed (\(first):1); run: tvm install"])
    #expect(messages(in: try terminal.run("cd cart")) == ["tvm: go: what\\n is '$this'"])
    #expect(messages(in: try terminal.run("cd item")) == ["tvm: go system (\(last):1)"])
  }

  @Test("a change within the same second is seen", arguments: HookShell.installed)
  func sameSecond(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let version = try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    let stamp = try FileManager.default.attributesOfItem(atPath: version)[.modificationDate]
    let terminal = try fixture.start()
    try terminal.run("cd shop/cart")
    try fixture.sandbox.write("1.21.7\n", to: "home/shop/.go-version")
    try FileManager.default.setAttributes([.modificationDate: stamp as Any], ofItemAtPath: version)
    #expect(messages(in: try terminal.run(":")) == ["tvm: go 1.21.7 (\(version):1)"])
  }

  @Test("a nearer file and its deletion are seen", arguments: HookShell.installed)
  func nearer(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let outer = try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    let terminal = try fixture.start()
    try terminal.run("cd shop/cart")
    let inner = try fixture.sandbox.write("1.22.1\n", to: "home/shop/cart/.go-version")
    #expect(messages(in: try terminal.run(":")) == ["tvm: go 1.22.1 (\(inner):1)"])
    try fixture.sandbox.remove("home/shop/cart/.go-version")
    #expect(messages(in: try terminal.run(":")) == ["tvm: go 1.21.6 (\(outer):1)"])
    let rust = try fixture.sandbox.write("stable\n", to: "home/shop/rust-toolchain")
    #expect(messages(in: try terminal.run(":")) == ["tvm: rust stable (\(rust):1)"])
  }

  @Test("the way up is that of the physical directory", arguments: HookShell.installed)
  func physical(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let version = try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.sandbox.path("home/link"),
      withDestinationPath: fixture.sandbox.path("home/shop/cart"))
    let terminal = try fixture.start()
    #expect(messages(in: try terminal.run("cd link")) == ["tvm: go 1.21.6 (\(version):1)"])
    try fixture.sandbox.write("1.22.1\n", to: "home/shop/.go-version")
    #expect(messages(in: try terminal.run(":")) == ["tvm: go 1.22.1 (\(version):1)"])
  }

  @Test("a variable that overrides is seen", arguments: HookShell.installed)
  func variable(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let terminal = try fixture.start()
    #expect(
      messages(in: try terminal.run(shell.export("TVM_GO_VERSION", "1.23.4")))
        == ["tvm: go 1.23.4 (TVM_GO_VERSION)"])
    #expect(messages(in: try terminal.run(shell.unset("TVM_GO_VERSION"))) == [])
  }

  @Test("quiet says nothing and starts nothing", arguments: HookShell.installed, [true, false])
  func quiet(_ shell: HookShell, bySetting: Bool) throws {
    let fixture = try HookFixture(shell, quiet: bySetting)
    if !bySetting { fixture.sandbox.environment["TVM_QUIET"] = "1" }
    try fixture.sandbox.write("1.21.6\n", to: "home/shop/.go-version")
    let terminal = try fixture.start()
    #expect(messages(in: try terminal.run("cd shop")) == [])
    #expect(fixture.questions == 0)
  }

  @Test("odd files neither hang nor print", arguments: HookShell.installed)
  func oddFiles(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let sandbox = fixture.sandbox
    try sandbox.run("mkfifo", ["home/shop/.go-version", "home/shop/go.mod"])
    try sandbox.makeDirectory("home/shop/rust-toolchain")
    try sandbox.makeDirectory("home/bare/deep")
    try sandbox.run("sh", ["-c", "printf '\\0\\0go\\377\\376\\0' >home/bare/go.work"])
    try sandbox.run("sh", ["-c", "yes go | head -c 9000000 >home/bare/go.mod"])
    try sandbox.run("ln", ["-s", ".tool-versions", "home/bare/.tool-versions"])
    let terminal = try fixture.start()
    try terminal.run("cd shop")
    let screen = try terminal.run("cd ../bare")
    #expect(!screen.contains("warning") && !screen.contains("rror"), "\(screen)")
    #expect(fixture.questions == 3)
    try terminal.run(":")
    #expect(fixture.questions == 3)
  }

  @Test("a deleted directory and one with a newline are fine", arguments: HookShell.installed)
  func oddDirectories(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let name = "a b\n$(touch bad)`touch bad`*"
    let version = try fixture.sandbox.write("1.21.6\n", to: "home/\(name)/.go-version")
    try fixture.sandbox.write("1.22.1\n", to: "home/gone/.go-version")
    let terminal = try fixture.start()
    #expect(messages(in: try terminal.run("cd a*/")).first?.hasPrefix("tvm: go 1.21.6 (") == true)
    #expect(!FileManager.default.fileExists(atPath: fixture.sandbox.path("home/bad")))
    try terminal.run("cd ../gone")
    try fixture.sandbox.remove("home/gone")
    let asked = fixture.questions
    let screen = try terminal.run(":") + terminal.run(":")
    #expect(!screen.contains("hook") && !screen.contains("rror"), "\(screen)")
    #expect(fixture.questions <= asked + 1)
    _ = version
  }
}
