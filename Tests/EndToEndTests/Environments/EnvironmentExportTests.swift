import Foundation
import TestSupport
import Testing

@Suite("tvm export")
struct EnvironmentExportTests {
  /// What must come out of every shell as it went in.
  static let odd = "it's $HOME `x` \\ \"é\" \u{1}\ttwo  \nlines\n"

  private func odd(_ fixture: EnvironmentFixture) throws {
    try fixture.sandbox.write(Self.odd, to: "home/odd")
    fixture.sandbox.environment["GONE"] = Self.odd
    fixture.sandbox.environment["EMPTY"] = ""
    fixture.sandbox.environment["OTHER"] = "old"
    try fixture.allow(
      """
      IFS= read -r -d '' ODD <$HOME/odd
      export ODD NONE= OTHER=new EMPTY=full
      unset GONE
      PATH_add bin
      """)
  }

  @Test("a variable that no program could be started with is named")
  func tooLarge() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export SMALL=1 LARGE=$(printf '%200000s' x)\n")
    let (value, errors) = try fixture.value(of: "SMALL")
    let line =
      "tvm: the environment is too large to start programs: LARGE has 200000 bytes\n"
    #expect(value == "" && errors.hasPrefix(line), "\(errors)")
    #expect(!errors.contains("Success") && !errors.contains("Argument list"), "\(errors)")
  }

  @Test("a file that moves the folder of the toolchains is told to do so")
  func relocated() throws {
    let fixture = try EnvironmentFixture()
    fixture.sandbox.environment["TVM_HOME"] = nil
    try fixture.allow("export HOME=$PWD/home\n")
    let (_, errors) = try fixture.value(of: "HOME")
    let root = fixture.sandbox.path("home/shop/home/.local/share/tvm")
    let expected =
      "tvm: warning: \(fixture.sandbox.home)/shop/.envrc moves your toolchains to \(root); "
      + "export TVM_HOME and RUSTUP_HOME in it to keep them\n"
    #expect(
      errors.replacing("~", with: fixture.sandbox.home).hasSuffix(expected), "\(errors)")
    try fixture.allow("export XDG_DATA_HOME=$PWD TVM_HOME=/mine\n")
    #expect(!(try fixture.value(of: "HOME")).errors.contains("toolchains"))
  }

  @Test(
    "what a file sets arrives exactly, and is exactly gone afterwards",
    arguments: HookShell.installed)
  func life(_ shell: HookShell) throws {
    let fixture = try EnvironmentFixture()
    try odd(fixture)
    let result = try fixture.script(
      shell,
      """
      env -0 | sort -z >$OUT/before
      look
      env -0 >$OUT/inside
      cd ..
      look
      env -0 | sort -z >$OUT/after
      """)
    #expect(result.status == 0)
    #expect(result.output == "")
    let inside = variables(fixture.sandbox.read("inside"))
    #expect(inside["ODD"] == Self.odd)
    #expect(inside["NONE"] == "" && inside["OTHER"] == "new" && inside["EMPTY"] == "full")
    #expect(inside["GONE"] == nil)
    #expect(inside["PATH"]?.hasPrefix(fixture.sandbox.path("home/shop/bin:")) == true)
    let hidden = ["PWD", "OLDPWD", "_", "SHLVL"]
    let before = variables(fixture.sandbox.read("before")).filter { !hidden.contains($0.key) }
    let after = variables(fixture.sandbox.read("after")).filter { !hidden.contains($0.key) }
    #expect(before == after)
    #expect(
      result.errors == """
        tvm: loaded ~/shop/.envrc: ~EMPTY -GONE +NONE +ODD ~OTHER ~PATH
        tvm: unloaded ~/shop/.envrc

        """)
  }

  private func variables(_ text: String) -> [String: String] {
    var values: [String: String] = [:]
    for entry in text.split(separator: "\0") {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = String(parts.last ?? "")
    }
    return values
  }

  @Test("the name of the record comes before what it undoes, and goes after it")
  func order() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1 Z=2\n")
    try fixture.allow("export B=1 Z=3\n", in: "home/other")
    func names(_ script: String) throws -> [String] {
      try fixture.script(.bash, script + "\"$TVM\" export bash").output.split(separator: "\n")
        // What follows is for leaving.
        .prefix { !$0.hasPrefix("__tvm_keep ") }
        .filter { $0.hasPrefix("__tvm_put ") || $0.hasPrefix("__tvm_take ") }
        .flatMap { $0.matches(of: /\ ([A-Z][A-Z_]*)/).map { String($0.output.1) } }
    }
    let marks = ["DIRENV_DIR", "DIRENV_FILE", "TVM_ENV"]
    #expect(try names("").sorted() == (marks + ["A", "Z"]).sorted())
    #expect(try names("").prefix(3).sorted() == marks)
    let changed = try names("look; cd ../other; ")
    #expect(changed.first == "A" && changed.dropFirst().prefix(3).sorted() == marks)
    #expect(changed.suffix(2) == ["Z", "B"])
    #expect(try names("look; cd /; ") == ["A", "Z"] + marks)
  }

  @Test("only taking back loads nothing, wherever the shell is")
  func unload() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    let result = try fixture.script(
      .bash, "look; look --unload; printf '<%s>' ${A-none} ${TVM_ENV-none} $__tvm_environment_file")
    #expect(result.output == "<none><none>")
    #expect(result.errors == "tvm: loaded ~/shop/.envrc: +A\n")
  }

  @Test("what is exported besides is small and tells no value")
  func size() throws {
    let fixture = try EnvironmentFixture()
    fixture.sandbox.environment["TOKEN"] = "old s3cr3t"
    try fixture.allow("export SECRET=s3cr3t\nunset TOKEN\nPATH_add bin\n")
    let result = try fixture.script(
      .bash, "env -0 >$OUT/before; look; env -0 >$OUT/after; grep -r s3cr3t $TVM_HOME/environments")
    #expect(result.output == "")
    let before = variables(fixture.sandbox.read("before"))
    let added = variables(fixture.sandbox.read("after")).filter {
      before[$0.key] == nil && $0.key != "SECRET"
    }
    #expect(Set(added.keys) == ["TVM_ENV", "DIRENV_DIR", "DIRENV_FILE"])
    #expect(added["DIRENV_FILE"] == fixture.sandbox.path("home/shop/.envrc"))
    #expect(added["DIRENV_DIR"] == "-" + fixture.sandbox.path("home/shop"))
    #expect((added["TVM_ENV"] ?? "").utf8.count <= 48)
    let folder = fixture.sandbox.path("tvm/environments")
    let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions]
    #expect(mode as? Int == 0o700)
  }

  @Test("the shell itself sees changes, and that there are none", arguments: HookShell.installed)
  func changes(_ shell: HookShell) throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("1", to: "home/shop/watched")
    try fixture.sandbox.write("1", to: "home/shop/folder/file")
    try fixture.allow("watch_file watched absent\nwatch_dir folder\nexport A=1\n")
    let report = "and echo same; or echo changed"
    let ask =
      shell == .fish
      ? "__tvm_same_environment; \(report)"
      : "if __tvm_same_environment; then echo same; else echo changed; fi"
    let steps = [
      "true", "echo 2 >watched", "touch absent", "rm absent", "touch folder/new",
      "rm folder/file", "rm watched", "touch .envrc", "$TVM deny", "$TVM allow",
    ]
    let script = steps.map { "\($0) 2>/dev/null\n\(ask)\nsettle 2>/dev/null\n\(ask)\n" }.joined()
    let result = try fixture.script(shell, "settle 2>/dev/null\n" + script)
    let expected = ["same", "same"] + steps.dropFirst().flatMap { _ in ["changed", "same"] }
    #expect(result.output.split(separator: "\n").map(String.init) == expected, "\(result.errors)")
  }

  @Test(
    "a shell that inherits an environment keeps it, and can leave it",
    arguments: HookShell.installed)
  func inherited(_ shell: HookShell) throws {
    let fixture = try EnvironmentFixture()
    fixture.sandbox.environment["B"] = "old"
    try fixture.allow("export A=1 B=2\nPATH_add bin\necho run >>$OUT/runs\n")
    let outer = try fixture.script(.bash, "look; printf %s $TVM_ENV; printf ' %s' $PATH")
    let parts = outer.output.split(separator: " ").map(String.init)
    fixture.sandbox.environment["TVM_ENV"] = parts[0]
    fixture.sandbox.environment["PATH"] = "/mine:" + parts[1]
    fixture.sandbox.environment["A"] = "1"
    fixture.sandbox.environment["B"] = "2"
    let result = try fixture.script(
      shell, "look; echo $A $B; cd ..; look; echo $A $B; printenv PATH; printenv TVM_ENV")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines == ["1 2", "old", "/mine:" + Sandbox.systemPath], "\(result.errors)")
    #expect(result.errors == "tvm: unloaded ~/shop/.envrc\n")
    #expect(fixture.sandbox.read("runs") == "run\n")
  }

  @Test("a login shell that has built another PATH gets the project's elements again")
  func otherPath() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("PATH_add bin\n")
    let result = try fixture.script(.bash, "look; PATH=\(Sandbox.systemPath); look; echo $PATH")
    #expect(result.output == fixture.sandbox.path("home/shop/bin:\(Sandbox.systemPath)\n"))
  }

  @Test("a file that fails changes nothing, says so once, and is tried again when it changes")
  func failure() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\necho run >>$OUT/runs\nexit 3\n")
    let result = try fixture.script(
      .bash, "settle; look; printf '<%s>' ${A-none} ${TVM_ENV-none}")
    #expect(result.output == "<none><none>" && result.status == 0)
    #expect(result.errors.contains("/shop/.envrc exited with status 3\n"))
    try fixture.allow("export A=2\n")
    #expect(try fixture.value(of: "A").value == "2")
  }

  @Test("a background process that keeps the pipe open holds nothing up")
  func background() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("sleep 1000 >/dev/null 2>&1 & echo $! >$OUT/pid\nexport A=1\n")
    #expect(try fixture.value(of: "A").value == "1")
    let process = Int32(fixture.sandbox.read("pid").split(separator: "\n").first ?? "")
    if let process { kill(process, SIGKILL) }
    #expect(process != nil)
  }

  @Test(
    "silence where the user wants it",
    arguments: ["--quiet", "TVM_QUIET", "-", "quiet = true"])
  func quiet(_ way: String) throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    switch way {
    case "TVM_QUIET": fixture.sandbox.environment[way] = "1"
    case "-": fixture.sandbox.environment["DIRENV_LOG_FORMAT"] = ""
    case "--quiet": break
    default: try fixture.sandbox.write("[hook]\n\(way)\n", to: "tvm/config.toml")
    }
    let look = way == "--quiet" ? "look --quiet" : "look"
    let result = try fixture.script(.bash, "\(look); printf %s $A; cd ..; \(look)")
    #expect(result.output == "1" && result.errors == "")
  }

  @Test("a blocked file is told at the first prompt, not before it")
  func quietStart() throws {
    let fixture = try EnvironmentFixture()
    try fixture.write("export A=1\n")
    let result = try fixture.script(
      .bash, "look --quiet; __tvm_same_environment || look; settle 2>/dev/null; echo done")
    #expect(result.output == "done\n")
    #expect(result.errors.contains("is not allowed"))
  }

  @Test("whenever tvm runs for a shell, what undoes its environment is marked as in use")
  func marked() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    let result = try fixture.script(
      .bash,
      """
      look
      record=$TVM_HOME/environments/${TVM_ENV:0:16}
      used() { touch -t 200001010000 "$record"; "$@"; [[ $(find "$record" -mmin -5) ]] && echo "$1"; }
      used look; cd cart; used look; cd /; used look; used true
      """)
    #expect(result.output == "look\nlook\nlook\n", "\(result.errors)")
  }

  @Test(
    "a mistake in the settings is told once, and again when they have changed",
    arguments: HookShell.installed)
  func settingsMistake(_ shell: HookShell) throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("[global\n", to: "home/.config/direnv/direnv.toml")
    let result = try fixture.script(
      shell, "look; look; echo '# x' >>~/.config/direnv/direnv.toml; look; look")
    let line = "tvm: ~/.config/direnv/direnv.toml:1: "
    #expect(result.errors.components(separatedBy: line).count == 3, "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 2, "\(result.errors)")
  }

  @Test("a thousand variables come and go, with what the shell had", arguments: HookShell.installed)
  func many(_ shell: HookShell) throws {
    let fixture = try EnvironmentFixture()
    let names = (0..<1000).map { "MANY_\($0)" }
    fixture.sandbox.environment["MANY_3"] = "outer"
    try fixture.allow(
      names.map { "export \($0)=\"it's $HOME \($0)\"" }.joined(separator: "\n") + "\n")
    let own = shell == .fish ? "set -g MANY_5 own" : "MANY_5=own"
    let script =
      "\(own); look; env -0 >$OUT/inside; cd /; look; env -0 >$OUT/outside; echo \"<$MANY_5>\""
    let result = try fixture.script(shell, script)
    let inside = variables(fixture.sandbox.read("inside"))
    for name in names { #expect(inside[name] == "it's \(fixture.sandbox.home) \(name)") }
    let outside = variables(fixture.sandbox.read("outside")).filter { $0.key.hasPrefix("MANY_") }
    #expect(outside == ["MANY_3": "outer"])
    #expect(result.output == "<own>\n", "\(result.errors.prefix(300))")
  }

  @Test("an empty element of a list that fish searches is no `.`, grows not and does not stay")
  func emptyElements() throws {
    guard HookShell.installed.contains(.fish) else { return }
    let fixture = try EnvironmentFixture()
    try fixture.allow("export CDPATH=:/x: PATH=:/y::$PATH: MANPATH=/m:\n")
    let show =
      "printf '<%s>' $CDPATH '' $PATH '' $MANPATH; echo; env | grep -c '[:=][.]\\?\\(:\\|$\\)'"
    let visit = "cd ~/shop; look; cd /; look"
    let result = try fixture.script(
      .fish,
      "cd /; \(show); \(visit); \(visit); cd ~/shop; look; \(show); look; cd /; look; \(show)")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 6, "\(result.errors)")
    #expect(lines[0] == lines[4] && lines[1] == lines[5], "\(lines)")
    let path = Sandbox.systemPath.split(separator: ":").map { "<\($0)>" }.joined()
    #expect(lines[2] == "</x><></y>\(path)<></m><>")
  }

  @Test("a fish that inherits one, which it has taken for `.`, loses it, too")
  func inheritedEmptyElement() throws {
    guard HookShell.installed.contains(.fish) else { return }
    let fixture = try EnvironmentFixture()
    try fixture.allow("export CDPATH=:/x\n")
    let script =
      "$TVM export fish | source; echo \"[$CDPATH]\"; cd /; $TVM export fish | source; echo \"[$CDPATH]\""
    let result = try fixture.script(
      .bash, "look; fish --no-config -c '\(script)'")
    #expect(result.output == "[/x]\n[]\n", "\(result.errors)")
  }
}
