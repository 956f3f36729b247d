import Foundation
import TestSupport
import Testing

@Suite("direnv: what is allowed to run")
struct DirenvTrustTests {
  @Test("every name of allow and deny, within one second", arguments: HookShell.installed)
  func aliases(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\n")
    let words = ["permit", "block", "grant", "revoke", "allow", "deny", "allow", "disallow"]
    let result = try fixture.script(
      words.map { "direnv \($0)\nload\nshow HELLO" }.joined(separator: "\n"))
    #expect(
      result.output == String(repeating: "HELLO=world\nno HELLO\n", count: words.count / 2))
    #expect(!result.errors.contains("error"))
  }

  @Test("a change within the same second is seen", arguments: HookShell.installed)
  func sameSecond(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("watch_file w\nexport HELLO=1 W=$(cat w)\n")
    try fixture.write("1", to: "w")
    let result = try fixture.script(
      """
      direnv allow
      load
      show HELLO W
      echo 2 >w
      load
      show HELLO W
      echo 'export HELLO=3' >.envrc
      direnv allow
      load
      show HELLO
      """)
    #expect(result.output == "HELLO=1\nW=1\nHELLO=1\nW=2\nHELLO=3\n")
  }

  @Test("tvm allow and direnv allow are the same approval")
  func shared() throws {
    let fixture = try DirenvFixture()
    try fixture.write("export HELLO=world\n")
    let tvm = Project.program("tvm")
    #expect(try fixture.sandbox.run(tvm, ["allow"], in: "home/p").status == 0)
    #expect(try fixture.script("load\nshow HELLO").output == "HELLO=world\n")
    try fixture.direnv("deny")
    let denied = try fixture.script("load\nshow HELLO")
    #expect(denied.output == "no HELLO\n" && denied.errors == "")
    try fixture.direnv("allow")
    let other = try fixture.sandbox.run(tvm, ["env", "--format", "json"], in: "home/p")
    #expect(other.output.contains("\"HELLO\""))
  }

  @Test("what others can write is refused, with the reason")
  func exposed() throws {
    let fixture = try DirenvFixture()
    try fixture.write("export HELLO=world\n")
    try fixture.direnv("allow")
    let path = fixture.sandbox.home + "/p/.envrc"
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
    let result = try fixture.direnv("export", "bash")
    #expect(result.status == 1 && !result.output.contains("HELLO"))
    #expect(result.errors.contains("other users can write to \(path)"))
    #expect(try fixture.direnv("allow").status == 1)
  }

  @Test("a FIFO does not hang the prompt")
  func fifo() throws {
    let fixture = try DirenvFixture()
    #expect(mkfifo(fixture.sandbox.home + "/p/.envrc", 0o600) == 0)
    let result = try fixture.direnv("export", "bash")
    #expect(result.status == 0 && result.output == "")
  }

  @Test("a whitelisted folder is no prefix of a name")
  func sibling() throws {
    let fixture = try DirenvFixture()
    try fixture.sandbox.write(
      "[whitelist]\nprefix = [\"~/proj-a\"]\n", to: "home/.config/direnv/direnv.toml")
    try fixture.sandbox.write("export HELLO=a\n", to: "home/proj-a/x/.envrc")
    try fixture.sandbox.write("export HELLO=evil\n", to: "home/proj-a-evil/.envrc")
    #expect(try fixture.script("load\nshow HELLO", in: "home/proj-a/x").output == "HELLO=a\n")
    #expect(try fixture.script("load\nshow HELLO", in: "home/proj-a-evil").output == "no HELLO\n")
  }

  @Test("what was approved is what runs, whatever the file becomes meanwhile")
  func readOnce() throws {
    let fixture = try DirenvFixture()
    try fixture.sandbox.write(
      "ln -sfn evil \(fixture.sandbox.home)/p/.envrc\n", to: "home/.config/direnv/direnvrc")
    try fixture.write("export HELLO=good\n", to: "good")
    try fixture.write("export HELLO=evil\n", to: "evil")
    let result = try fixture.script("ln -s good .envrc\ndirenv allow\nload\nshow HELLO")
    #expect(result.output == "HELLO=good\n")
    let next = try fixture.script("load\nshow HELLO")
    #expect(next.output == "no HELLO\n")
  }

  @Test("a link to an allowed file is another file, by every command")
  func link() throws {
    let fixture = try DirenvFixture()
    try fixture.write("export HELLO=$PWD\n")
    try fixture.sandbox.makeDirectory("home/q")
    try fixture.sandbox.link("home/q/.envrc", to: "../p/.envrc")
    try fixture.direnv("allow")
    #expect(try fixture.script("load; show HELLO", in: "home/q").output == "no HELLO\n")
    func allowed(_ folder: String) throws -> String? {
      try fixture.direnv("status", in: folder).output.split(separator: "\n")
        .first { $0.hasPrefix("Found RC allowed ") }.map { String($0.suffix(1)) }
    }
    #expect(try allowed("home/p") == "0" && allowed("home/q") == "1")
    let folder = fixture.sandbox.home
    for (arguments, there, state) in [
      (["allow", ".envrc"], "home/q", "0"), (["deny", ".envrc"], "home/q", "2"),
      (["allow", "../q"], "home/p", "0"), (["deny", "../q/.envrc"], "home/p", "2"),
      (["allow", "\(folder)/q/.envrc"], "home/p", "0"),
    ] {
      let result = try fixture.sandbox.run(fixture.program, arguments, in: there)
      #expect(result.status == 0, "\(result.errors)")
      #expect(try allowed("home/q") == state && allowed("home/p") == "0", "\(arguments)")
    }
    #expect(
      try fixture.script("load; show HELLO", in: "home/q").output == "HELLO=\(folder)/q\n")
    #expect(try fixture.direnv("prune").status == 0)
    #expect(try allowed("home/q") == "0")
  }

  @Test("a file that moves the user's folders does not move approvals and settings")
  func movedFolders() throws {
    let fixture = try DirenvFixture()
    let list = "[whitelist]\nprefix = [\"\(fixture.sandbox.home)\"]\n"
    try fixture.write(list, to: "mine/direnv/direnv.toml")
    try fixture.write("export HELLO=world XDG_CONFIG_HOME=$PWD/mine XDG_DATA_HOME=$PWD/mine\n")
    try fixture.sandbox.write("export HELLO=q\n", to: "home/q/.envrc")
    try fixture.direnv("allow")
    let result = try fixture.script(
      """
      load; show HELLO; cd ../q; load; show HELLO XDG_DATA_HOME
      cd ../p; load; cd ../q; direnv allow; load; show HELLO
      """)
    #expect(result.output == "HELLO=world\nno HELLO\nno XDG_DATA_HOME\nHELLO=q\n")
    #expect(!fixture.sandbox.exists("home/p/mine/tvm"))
    #expect(try fixture.script("load; show HELLO", in: "home/q").output == "HELLO=q\n")
  }

  @Test("approvals that nothing can match any more are removed")
  func prune() throws {
    let fixture = try DirenvFixture()
    let approvals = fixture.sandbox.home + "/.local/share/tvm/allow"
    func count() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: approvals).count
    }
    try fixture.write("export HELLO=1\n")
    try fixture.direnv("allow")
    try fixture.write("export HELLO=2\n")
    try fixture.direnv("allow")
    try fixture.sandbox.write("", to: "home/q/.envrc")
    try fixture.direnv("allow", in: "home/q")
    try fixture.sandbox.remove("home/q")
    #expect(try count() == 3)
    #expect(try fixture.direnv("prune").status == 0)
    #expect(try count() == 1)
    #expect(try fixture.script("load\nshow HELLO").output == "HELLO=2\n")
  }
}
