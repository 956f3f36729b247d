import Foundation
import TestSupport
import Testing

@Suite("direnv: its commands")
struct DirenvCommandTests {
  @Test("exec tells the program where it is")
  func workingDirectory() throws {
    let fixture = try DirenvFixture()
    try fixture.write("export A=1\n")
    try fixture.direnv("allow")
    let result = try fixture.direnv("exec", "p", "printenv", "A", "PWD", in: "home")
    #expect(result.output == "1\n\(fixture.sandbox.home)\n", "\(result.output)")
  }

  @Test("what the hook of tvm has loaded is taken back, too")
  func exportAfterHook() throws {
    let fixture = try DirenvFixture()
    try fixture.write("export A=1 EDITOR=ed\n")
    try fixture.sandbox.makeDirectory("home/elsewhere")
    let result = try fixture.script(
      """
      export EDITOR=vi
      '\(Project.program("tvm"))' allow .; eval "$('\(Project.program("tvm"))' export bash)"
      show A EDITOR; cd ../elsewhere; direnv export json; load; show A EDITOR TVM_ENV
      """)
    #expect(result.output.hasPrefix("A=1\nEDITOR=ed\n{"), "\(result.output)")
    for line in ["\"A\": null", "\"DIRENV_FILE\": null", "\"EDITOR\": \"vi\"", "\"TVM_ENV\": null"]
    {
      #expect(result.output.contains(line), "\(result.output)")
    }
    #expect(result.output.hasSuffix("no A\nEDITOR=vi\nno TVM_ENV\n"), "\(result.output)")
  }

  @Test("exec runs in the environment of a folder, where it was called")
  func exec() throws {
    let fixture = try DirenvFixture()
    try fixture.write("export HELLO=world\nPATH_add bin\n")
    try fixture.sandbox.write(
      "#!/bin/sh\necho $HELLO $PWD \"$@\"\n", to: "home/p/bin/tool", executable: true)
    #expect(try fixture.direnv("exec", "p", "tool", in: "home").errors.contains("is blocked"))
    try fixture.direnv("allow")
    let result = try fixture.direnv("exec", "p", "tool", "-x", "a b", in: "home")
    #expect(result.output == "world \(fixture.sandbox.home) -x a b\n")
    #expect(result.errors == "direnv: loading ~/p/.envrc\n")
    let program = try fixture.direnv("exec", "p/bin/tool", in: "home")
    #expect(program.output == "world \(fixture.sandbox.home)\n")
    #expect(try fixture.direnv("exec", "/", "sh", "-c", "exit 9").status == 9)
    let missing = try fixture.direnv("exec", "p", "nothing-such", in: "home")
    #expect(missing.status == 1 && missing.errors.contains("'nothing-such' not found on PATH"))
    #expect(try fixture.direnv("exec", "nowhere", "true").errors.contains("stat nowhere"))
    #expect(try fixture.direnv("exec", ".").errors.contains("missing COMMAND"))
  }

  @Test("exec leaves one environment for another")
  func execFromInside() throws {
    let fixture = try DirenvFixture()
    try fixture.write("export HELLO=world\n")
    try fixture.sandbox.write("export OTHER=1\n", to: "home/q/.envrc")
    try fixture.direnv("allow")
    try fixture.direnv("allow", in: "home/q")
    let result = try fixture.script(
      "load\ndirenv exec ../q sh -c 'echo \"$HELLO,$OTHER,$DIRENV_DIR\"'")
    #expect(result.output == ",1,-\(fixture.sandbox.home)/q\n")
  }

  @Test("edit allows what was saved")
  func edit() throws {
    let fixture = try DirenvFixture()
    try fixture.sandbox.write(
      "#!/bin/sh\necho 'export HELLO=edited' >\"$2\"\n", to: "editor", executable: true)
    fixture.sandbox.environment["EDITOR"] = "\(fixture.sandbox.root)/editor --wait"
    #expect(try fixture.direnv("edit").errors.contains("Use `direnv edit .`"))
    #expect(try fixture.direnv("edit", ".").status == 0)
    #expect(try fixture.script("load\nshow HELLO").output == "HELLO=edited\n")
    fixture.sandbox.environment["EDITOR"] = "true"
    try fixture.write("export HELLO=other\n")
    #expect(try fixture.direnv("edit", ".").status == 0)
    #expect(try fixture.script("load\nshow HELLO").output == "no HELLO\n")
    fixture.sandbox.environment["EDITOR"] = "false"
    #expect(try fixture.direnv("edit").errors == "direnv: error exit status 1\n")
  }

  @Test("reload makes the next prompt load again")
  func reload() throws {
    let fixture = try DirenvFixture()
    try fixture.write("export HELLO=world\n")
    let result = try fixture.script("direnv allow\nload\nload\ndirenv reload\nload")
    #expect(result.errors.components(separatedBy: "loading").count == 3)
    try fixture.direnv("deny")
    #expect(try fixture.direnv("reload").status == 1)
    #expect(try fixture.direnv("reload", in: "").errors.contains("not found"))
  }

  @Test("status for people and for programs")
  func status() throws {
    let fixture = try DirenvFixture()
    let path = fixture.sandbox.home + "/p/.envrc"
    #expect(try fixture.direnv("status").output.contains("No .envrc or .env found\n"))
    try fixture.write("export HELLO=world\n")
    func allowed() throws -> Int? {
      let data = Data(try fixture.direnv("status", "--json").outputBytes)
      let object = try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
      #expect(object?["config"]?["SelfPath"] as? String == fixture.program)
      let found = object?["state"]?["foundRC"] as? [String: Any]
      #expect(found?["path"] as? String == path)
      #expect(object?["state"]?["loadedRC"] is NSNull)
      return found?["allowed"] as? Int
    }
    #expect(try allowed() == 1)
    try fixture.direnv("allow")
    #expect(try allowed() == 0)
    let result = try fixture.script("load\ndirenv status")
    #expect(result.output.contains("Loaded RC path \(path)\n"))
    #expect(result.output.contains("Loaded watch: \".envrc\" - 20"))
    #expect(result.output.contains("Found RC allowed 0\n"))
    try fixture.direnv("deny")
    #expect(try allowed() == 2)
  }

  @Test(
    "version compares",
    arguments: [
      ("", 0, "2.37.1\n"), ("2.0", 0, ""), ("2.9.0", 0, ""), ("v2.37.1", 0, ""), ("2.37.2", 1, ""),
      ("3", 1, ""), ("2.37.1-rc1", 0, ""), ("x", 1, ""), ("2.37.1.1", 1, ""),
    ])
  func version(_ wanted: String, _ status: Int32, _ output: String) throws {
    let fixture = try DirenvFixture()
    let arguments = ["version"] + (wanted.isEmpty ? [] : [wanted])
    let result = try fixture.sandbox.run(fixture.program, arguments)
    #expect(result.status == status && result.output == output)
  }

  @Test("a dump is applied elsewhere")
  func dump() throws {
    let fixture = try DirenvFixture()
    let result = try fixture.script(
      """
      A=$'x\\ny' B= direnv dump >$OUT/dump
      export GONE=1
      eval "$(direnv apply_dump $OUT/dump)"
      show A B GONE
      DIRENV_DUMP_FILE_PATH=$OUT/other direnv dump json
      grep -c '"A": "x\\\\ny"' $OUT/other
      direnv dump json 5 5>&1 | grep -c '"B": ""'
      direnv show_dump "$(cat $OUT/dump)" | grep -c '"A"'
      """)
    #expect(result.output == "A=x\ny\nB=\nno GONE\n1\n1\n1\n")
    #expect(try fixture.direnv("show_dump", "!").status == 1)
    #expect(try fixture.direnv("apply_dump", "/nowhere").status == 1)
  }

  @Test(
    "dotenv prints a file's variables",
    arguments: [
      ("bash", "export A=1;export B=$'1 x';\n"),
      ("fish", "set -x -g 'A' '1';set -x -g 'B' '1 x';\n"),
      ("json", "{\n  \"A\": \"1\",\n  \"B\": \"1 x\"\n}\n"),
    ])
  func dotenv(_ shell: String, _ output: String) throws {
    let fixture = try DirenvFixture()
    try fixture.write("A=1\nB=\"$A x\"\n", to: ".env")
    #expect(try fixture.direnv("dotenv", shell).output == output)
    #expect(try fixture.direnv("dotenv", shell, ".env").output == output)
    #expect(try fixture.direnv("dotenv", shell, "other").errors.contains("open other"))
  }

  @Test("the files that are watched can be added to and looked at")
  func watches() throws {
    let fixture = try DirenvFixture()
    try fixture.write("x", to: "d/e")
    let result = try fixture.script(
      """
      eval "$(direnv watch bash a ./b/../c)"
      eval "$(direnv watch-dir bash d)"
      eval "$(printf '1700000000 x y\\n' | direnv watch-list bash)"
      direnv watch-print | sed "s,$PWD/,,"
      direnv watch-print --null | tr -dc '\\0' | wc -c
      direnv current a && touch a
      direnv current a; echo $?
      direnv current unknown; echo $?
      """)
    #expect(result.output.replacing(" ", with: "") == "a\nc\nd\nd/e\nxy\n5\n1\n1\n")
    #expect(result.errors.contains("has changed") && result.errors.contains("is unknown"))
  }

  @Test(
    "messages",
    arguments: [
      ("direnv: %s", "direnv: hi\n"), ("", ""), ("<%s> 100%%", "<hi> 100%\n"), ("-", ""),
    ])
  func log(_ format: String, _ output: String) throws {
    let fixture = try DirenvFixture()
    fixture.sandbox.environment["DIRENV_LOG_FORMAT"] = format
    #expect(try fixture.direnv("log", "--status", "hi").errors == output)
    #expect(try fixture.direnv("log", "-error", "hi").errors == "direnv: error hi\n")
  }

  @Test("the user's settings silence the lines")
  func quiet() throws {
    let fixture = try DirenvFixture()
    try fixture.write("export HELLO=world\n")
    try fixture.direnv("allow")
    try fixture.sandbox.write(
      "[global]\nhide_env_diff = true\n", to: "home/.config/direnv/direnv.toml")
    #expect(try fixture.direnv("export", "bash").errors == "direnv: loading ~/p/.envrc\n")
    try fixture.sandbox.write("log_format = \"-\"\n", to: "home/.config/direnv/direnv.toml")
    #expect(try fixture.direnv("export", "bash").errors == "")
  }

  @Test("fetchurl keeps a file by its hash")
  func fetch() throws {
    let fixture = try DirenvFixture()
    let file = try fixture.sandbox.write("export HELLO=fetched\n", to: "served file")
    let hash = "sha256-V/uzRqDeLeIuTfixsk9XOBDQ9WgvDAg9OyzBT9D1tQk="
    let first = try fixture.direnv("fetchurl", file)
    let actual = first.output.trimmingCharacters(in: .newlines)
    #expect(actual.hasPrefix("sha256-") && actual.count == hash.count)
    let second = try fixture.direnv("fetchurl", file, actual)
    let path = second.output.trimmingCharacters(in: .newlines)
    #expect(FileManager.default.contents(atPath: path) == Data("export HELLO=fetched\n".utf8))
    try fixture.sandbox.remove("served file")
    #expect(try fixture.direnv("fetchurl", file, actual).output == second.output)
    #expect(try fixture.direnv("fetchurl", file, "sha1-x").errors.contains("is no hash"))
    try fixture.sandbox.write("other", to: "served file")
    let wrong = try fixture.direnv("fetchurl", file, "sha256-\(String(repeating: "0", count: 64))")
    #expect(wrong.status == 1 && wrong.errors.contains("hash mismatch"))
  }

  @Test(
    "mistakes end with status 1",
    arguments: [
      ["what"], ["export"], ["export", "what"], ["watch"], ["current"], ["exec"], ["log"],
      ["fetchurl"], ["check-required", "bash"], ["allow", "/nowhere"], ["apply_dump"],
      ["dump", "what"],
    ])
  func mistakes(_ arguments: [String]) throws {
    let fixture = try DirenvFixture()
    let result = try fixture.sandbox.run(fixture.program, arguments, in: "home/p")
    #expect(result.status == 1 && result.output == "")
    #expect(result.errors.hasPrefix("direnv: error "))
  }

  @Test("help names the commands")
  func help() throws {
    let fixture = try DirenvFixture()
    let short = try fixture.sandbox.run(fixture.program)
    let long = try fixture.direnv("help", "true")
    #expect(
      short.output.hasPrefix("direnv v2.37.1") && short.output.contains("allow [PATH_TO_RC]:"))
    #expect(!short.output.contains("apply_dump") && long.output.contains("*apply_dump FILE:"))
    #expect(try fixture.direnv("--help").output == short.output)
  }

  @Test("the library can be read by a script")
  func library() throws {
    let fixture = try DirenvFixture()
    let result = try fixture.script(
      "eval \"$(direnv stdlib)\"\nPATH_add bin\necho \"${PATH%%:*}\"\nexpand_path x")
    #expect(result.output == "\(fixture.sandbox.home)/p/bin\n\(fixture.sandbox.home)/p/x\n")
  }

  @Test("a deleted directory and an unknown home")
  func nowhere() throws {
    let fixture = try DirenvFixture()
    let result = try fixture.script(
      "mkdir gone; cd gone; rmdir ../gone; direnv export bash; echo $?")
    #expect(result.output == "0\n" && result.errors == "")
    fixture.sandbox.environment["HOME"] = "home"
    fixture.sandbox.environment["PATH"] = "/nowhere"
    let silent = try fixture.direnv("export", "bash")
    #expect(silent.status == 0 && silent.output == "" && silent.errors == "")
  }
}
