import Foundation
import TestSupport
import Testing

/// Whoever loads an environment, whoever comes next takes it back: tvm's hook, the program named
/// direnv, `exec` of both, an editor.
@Suite("Environments that one program loads and another takes back")
struct TakenBackTests {
  /// Who loads.
  enum Loader: String, CaseIterable, Sendable {
    /// `tvm export`, as the hook calls it.
    case hook
    /// The same where the home cannot be written.
    case hookWithoutRecords
    /// `direnv export` of tvm.
    case direnv
    /// direnv itself.
    case realDirenv

    static let installed = allCases.filter { $0 != .realDirenv || findProgram("direnv") != nil }
  }

  /// A project in `home/shop`, a folder `home/other` without one, and tvm by the name of direnv.
  private func fixture() throws -> EnvironmentFixture {
    let fixture = try EnvironmentFixture()
    let sandbox = fixture.sandbox
    try sandbox.makeDirectory("home/other")
    try sandbox.makeDirectory("names")
    try sandbox.link("names/direnv", to: Project.program("tvm"))
    sandbox.environment["PATH"] = sandbox.path("names") + ":" + Sandbox.systemPath
    sandbox.environment["REAL"] = findProgram("direnv")
    sandbox.environment["EDITOR"] = "vi"
    sandbox.environment["GONE"] = "old"
    try fixture.allow("export A=1 EDITOR=ed\nunset GONE\nPATH_add bin\n")
    try sandbox.write(
      """
      #!/bin/sh
      echo "${A-none} $EDITOR ${GONE-none} $PATH ${TVM_ENV+record}${DIRENV_DIFF+direnv} $DIRENV_FILE"
      """, to: "names/show", executable: true)
    if findProgram("direnv") != nil {
      #expect(try sandbox.run(findProgram("direnv") ?? "", ["allow"], in: "home/shop").status == 0)
    }
    return fixture
  }

  private func load(_ loader: Loader, _ shell: HookShell) -> String {
    let code: String
    switch loader {
    case .hook, .hookWithoutRecords: return "look 2>/dev/null\n"
    case .direnv: code = "direnv export \(shell)"
    case .realDirenv: code = "$REAL export \(shell) 2>/dev/null"
    }
    return shell == .fish ? "\(code) | source\n" : "eval \"$(\(code))\"\n"
  }

  @Test(
    "are taken back", arguments: HookShell.installed, Loader.installed)
  func matrix(_ shell: HookShell, _ loader: Loader) throws {
    let fixture = try fixture()
    if loader == .hookWithoutRecords {
      try fixture.sandbox.write("", to: "tvm/environments")
    }
    let take = shell == .fish ? "direnv export fish | source" : "eval \"$(direnv export \(shell))\""
    let result = try fixture.script(
      shell,
      load(loader, shell) + """
        show
        cd ../other
        $TVM exec ./ -- show
        direnv exec . show
        direnv export json >$OUT/editor
        \(take)
        show
        cd ../shop
        \(load(loader, shell))cd ../other
        look
        show
        """)
    let sandbox = fixture.sandbox
    let file = sandbox.path("home/shop/.envrc")
    let path = sandbox.environment["PATH"] ?? ""
    let bin = sandbox.path("home/shop/bin")
    let form = loader == .hook ? "record" : "direnv"
    let shims = sandbox.path("tvm/shims")
    let before = "none vi old \(path)  "
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.map(String.init) == [
        "1 ed none \(bin):\(path) \(form) \(file)", "none vi old \(shims):\(path)  ", before,
        before, before, "",
      ], "\(result.errors)")
    #expect(messages(in: result.errors) == ["tvm: unloaded ~/shop/.envrc"])
    let data = Data(sandbox.read("editor").utf8)
    let editor = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(editor["A"] is NSNull && editor["DIRENV_FILE"] is NSNull)
    #expect(editor["EDITOR"] as? String == "vi" && editor["GONE"] as? String == "old")
    #expect(editor["PATH"] as? String == path)
    #expect(editor[form == "record" ? "TVM_ENV" : "DIRENV_DIFF"] is NSNull)
  }

  @Test("are kept where they are loaded already, whoever did it", arguments: Loader.installed)
  func kept(_ loader: Loader) throws {
    let fixture = try fixture()
    try fixture.allow("export A=$((A + 1))\necho run >>$OUT/runs\nPATH_add bin\n")
    if loader == .realDirenv {
      try fixture.sandbox.run(findProgram("direnv") ?? "", ["allow"], in: "home/shop")
    }
    let result = try fixture.script(
      .bash,
      load(loader, .bash) + """
        look; direnv export bash; look; show
        direnv status | grep -c "Loaded RC path $PWD/.envrc"
        direnv status --json | grep -A 3 loadedRC | grep -c "$PWD/.envrc"
        cd cart; look; direnv export bash; show
        direnv watch-print | grep -c "$HOME/shop/.envrc"
        """)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 5 && lines[1...2] == ["1", "1"] && lines[4] == "1", "\(lines)")
    #expect(lines.first == lines[3] && lines[0].hasPrefix("1 vi old "), "\(lines)")
    #expect(fixture.sandbox.read("runs") == "run\n")
    #expect(messages(in: result.errors) == [], "\(result.errors)")
  }

  @Test("exec takes back, and leaves what is taken back by whoever comes next")
  func nested() throws {
    let fixture = try fixture()
    try fixture.allow("export B=2\n", in: "home/other")
    let result = try fixture.script(
      .bash,
      """
      printf '#!/bin/sh\\necho "${A-none} ${B-none}"\\n' >$OUT/names/values
      chmod +x $OUT/names/values
      cd /
      $TVM exec ~/shop/ -- direnv exec ~/other values
      direnv exec ~/shop $TVM exec ~/other/ -- values
      direnv exec ~/shop direnv exec / values
      $TVM exec ~/shop/ -- $TVM exec ./ -- values
      """)
    #expect(result.output == "none 2\nnone 2\nnone none\nnone none\n", "\(result.errors)")
  }

  @Test("a file that direnv only looked at is not said to be unloaded")
  func nothingLoaded() throws {
    let fixture = try fixture()
    try fixture.write("export A=2\n")
    let result = try fixture.script(
      .bash, "eval \"$(direnv export bash 2>/dev/null)\"; show; cd ../other; look; show")
    let lines = result.output.split(separator: "\n").map { String($0) }
    #expect(lines.first?.hasSuffix("direnv \(fixture.sandbox.path("home/shop/.envrc"))") == true)
    #expect(lines.last?.hasSuffix(" ") == true && lines.count == 2)
    #expect(messages(in: result.errors) == [])
  }

  @Test("a damaged variable is named once, and dropped")
  func damaged() throws {
    let fixture = try fixture()
    fixture.sandbox.environment["DIRENV_DIFF"] = "x"
    let result = try fixture.script(.bash, "look; look; printf '<%s>' \"$A\" \"$DIRENV_FILE\"")
    #expect(result.output == "<1><\(fixture.sandbox.path("home/shop/.envrc"))>")
    #expect(
      messages(in: result.errors).filter { $0.contains("DIRENV_DIFF") }.count == 1,
      "\(result.errors)")
    fixture.sandbox.environment["DIRENV_DIFF"] = "x"
    let direnv = try fixture.script(.bash, "direnv export bash; echo $?")
    #expect(direnv.output == "1\n" && direnv.errors.contains("DIRENV_DIFF does not hold"))
  }

  @Test(
    "without a home that can be written everything loads, and the shell sees changes",
    arguments: HookShell.installed)
  func brokenHome(_ shell: HookShell) throws {
    let fixture = try fixture()
    try fixture.sandbox.write("", to: "tvm/environments")
    fixture.sandbox.environment["XDG_RUNTIME_DIR"] = try fixture.sandbox.makeDirectory("run")
    try fixture.sandbox.write("1", to: "home/shop/watched")
    try fixture.allow("watch_file watched\nexport A=1\n")
    let ask =
      shell == .fish
      ? "__tvm_same_environment; and echo same; or echo changed"
      : "if __tvm_same_environment; then echo same; else echo changed; fi"
    let result = try fixture.script(
      shell,
      """
      $TVM exec . -- printenv A
      $TVM env --format dotenv | grep -c '^A='
      settle
      \(ask)
      echo 2 >watched
      \(ask)
      settle
      \(ask)
      """)
    #expect(result.output == "1\n1\nsame\nchanged\nsame\n", "\(result.errors)")
  }

  @Test(
    "what direnv has loaded in a shell with the hook goes with the directory",
    arguments: HookShell.installed)
  func shell(_ shell: HookShell) throws {
    let hook = try HookFixture(shell)
    let sandbox = hook.sandbox
    try sandbox.makeDirectory("names")
    try sandbox.link("names/direnv", to: Project.program("tvm"))
    sandbox.environment["PATH"] = sandbox.path("names") + ":" + Sandbox.systemPath
    try hook.useProgram()
    try sandbox.write("export NAME=1\n", to: "home/shop/.envrc")
    try sandbox.run(Project.program("tvm"), ["allow"], in: "home/shop").expectSuccess()
    // As an editor hands it to the shells that it starts elsewhere.
    let exported = try sandbox.run(
      sandbox.path("names/direnv"), ["export", "json"], in: "home/shop")
    let values = try JSONSerialization.jsonObject(with: Data(exported.output.utf8))
    sandbox.environment.merge(try #require(values as? [String: String])) { $1 }
    #expect(sandbox.environment["NAME"] == "1")
    let terminal = try hook.start()
    #expect(try terminal.run("echo \"[$NAME$DIRENV_FILE]\"").contains("[]"))
    // As a user or a prompt does that has learned to call direnv.
    let load = shell == .fish ? "direnv export fish | source" : "eval \"$(direnv export \(shell))\""
    try terminal.run("cd shop")
    try terminal.run("touch .envrc; \(load)")
    #expect(try terminal.run("echo \"[$NAME]\"").contains("[1]"))
    #expect(messages(in: try terminal.run("cd /")) == ["tvm: unloaded ~/shop/.envrc"])
    #expect(try terminal.run("echo \"[$NAME$DIRENV_DIFF$TVM_ENV]\"").contains("[]"))
    try terminal.run("cd ~/shop; touch .envrc; \(load)")
    try terminal.run("__tvm_unhook")
    #expect(try terminal.run("echo \"[$NAME$DIRENV_DIFF$TVM_ENV]\"").contains("[]"))
  }
}
