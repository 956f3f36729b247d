import Foundation
import TestSupport
import Testing

@Suite("Hook: PATH")
struct HookPathTests {
  @Test(
    "the shims come first, once, and everything else stays",
    arguments: HookShell.installed,
    [
      "/usr/bin:/bin", "/usr/bin::/bin:", ":/usr/bin:/bin", "/usr/bin:SHIMS:/bin:SHIMS",
      "SHIMS:/usr/bin:/bin", "/a b:/usr/bin:/bin:/é*:~",
    ])
  func elements(_ shell: HookShell, path: String) throws {
    let fixture = try HookFixture(shell)
    let given = path.replacing("SHIMS", with: fixture.shims)
    let kept = path.replacing("SHIMS:", with: "").replacing(":SHIMS", with: "")
    fixture.sandbox.environment["PATH"] = given
    let result = try fixture.script("\(fixture.activation)\n/usr/bin/env")
    let line = result.output.split(separator: "\n").first { $0.hasPrefix("PATH=") }
    // fish itself writes an empty element as a dot.
    let expected = shell == .fish ? withoutEmpty(kept) : kept
    #expect(line.map(String.init) == "PATH=\(fixture.shims):\(expected)")
    #expect(result.errors == "")
  }

  @Test(
    "what cargo installs comes behind the shims where it is nowhere else, and goes with the hook",
    arguments: HookShell.installed,
    [
      ("/usr/bin:/bin", "SHIMS:/o p/cargo:/usr/bin:/bin", "/usr/bin:/bin"),
      (
        "/usr/bin:/o p/cargo2:/bin", "SHIMS:/o p/cargo:/usr/bin:/o p/cargo2:/bin",
        "/usr/bin:/o p/cargo2:/bin"
      ),
      ("/usr/bin:/o p/cargo:/bin", "SHIMS:/usr/bin:/o p/cargo:/bin", "/usr/bin:/o p/cargo:/bin"),
    ])
  func cargo(_ shell: HookShell, paths: (given: String, hooked: String, unhooked: String)) throws {
    let fixture = try HookFixture(shell, cargo: "/o p/cargo")
    fixture.sandbox.environment["PATH"] = paths.given
    let result = try fixture.script(
      """
      \(fixture.activation)
      \(fixture.activation)
      /usr/bin/printenv PATH
      __tvm_unhook
      /usr/bin/printenv PATH
      """)
    let hooked = paths.hooked.replacing("SHIMS", with: fixture.shims)
    #expect(result.output == "\(hooked)\n\(paths.unhooked)\n")
    #expect(result.errors == "")
  }

  private func withoutEmpty(_ path: String) -> String {
    path.split(separator: ":", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "." : String($0) }.joined(separator: ":")
  }

  @Test("an unset or empty PATH and no HOME or PWD are fine", arguments: HookShell.installed)
  func nothingSet(_ shell: HookShell) throws {
    for line in ["PATH", "PWD", "HOME", "OLDPWD"] {
      let fixture = try HookFixture(shell)
      let text = try #require(FileManager.default.contents(atPath: fixture.sandbox.path("hook")))
      // The hook is read first: without PATH there is no `cat`.
      let unset =
        switch (shell, line) {
        case (.fish, "PWD"): "true"
        case (.fish, _): "set -e \(line)"
        default: "unset \(line)"
        }
      try fixture.sandbox.write(
        unset + "\n" + String(decoding: text, as: UTF8.self), to: "hook")
      let result = try fixture.script(
        "printf '%s\\n' \"$PATH\"", options: shell == .bash ? ["-eu"] : [])
      let rest = line == "PATH" ? "" : ":" + Sandbox.systemPath
      #expect(result.output == "\(fixture.shims)\(rest)\n", "\(line)")
      #expect(result.errors == "", "\(line)")
    }
  }

  @Test("nested shells do not pile up", arguments: HookShell.installed)
  func nested(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let inner = ([shell.rawValue] + shell.bare + ["-c"]).joined(separator: " ")
    let result = try fixture.script(
      "\(inner) \(shell.quote(fixture.activation + "\nprintf '%s\\n' \"$PATH\""))")
    #expect(result.output == "\(fixture.shims):\(Sandbox.systemPath)\n")
  }

  @Test("unhooking removes everything", arguments: HookShell.installed)
  func unhook(_ shell: HookShell) throws {
    let fixture = try HookFixture(shell)
    let terminal = try fixture.start(hooked: false, before: ["export MARK=1"])
    let dump =
      switch shell {
      case .bash: "{ set; declare -f; complete -p; shopt; set -o; }"
      case .zsh: "{ set; functions; setopt; }"
      case .fish: "begin; set --names; functions --all --names; set --show fish_complete_path; end"
      }
    let filter = "grep -av -e '^[_A-Z]*=' -e random -e history -e 'seen' -e status"
    try terminal.run("\(dump) 2>&1 | \(filter) >$OUT/before")
    try terminal.run("printf '%s' \"$PATH\" >$OUT/path-before")
    try terminal.run(fixture.activation)
    try terminal.run(fixture.activation)
    try terminal.run("cd shop")
    try terminal.run("cd ~")
    try terminal.run("__tvm_unhook")
    try terminal.run("\(dump) 2>&1 | \(filter) >$OUT/after")
    try terminal.run("printf '%s' \"$PATH\" >$OUT/path-after")
    let before = Set(fixture.sandbox.read("before").split(separator: "\n"))
    let after = Set(fixture.sandbox.read("after").split(separator: "\n"))
    #expect(before.count > 20)
    #expect(after.filter { $0.contains("tvm") && !$0.contains(fixture.sandbox.root) } == [])
    #expect(fixture.sandbox.read("path-after") == fixture.sandbox.read("path-before"))
    let asked = fixture.questions
    try terminal.run("cd shop")
    #expect(fixture.questions == asked)
  }
}
