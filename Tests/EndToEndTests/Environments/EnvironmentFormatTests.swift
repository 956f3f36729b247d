import Foundation
import TestSupport
import Testing

@Suite("tvm env and tvm exec with an environment file")
struct EnvironmentFormatTests {
  private func fixture() throws -> EnvironmentFixture {
    let fixture = try EnvironmentFixture()
    fixture.sandbox.environment["GONE"] = "1"
    try fixture.sandbox.write(EnvironmentExportTests.odd, to: "home/odd")
    try fixture.allow(
      "IFS= read -r -d '' ODD <$HOME/odd\nexport ODD NONE=\nunset GONE\nPATH_add bin\n")
    return fixture
  }

  @Test("shells read back what is printed for them", arguments: HookShell.installed)
  func shells(_ shell: HookShell) throws {
    let fixture = try fixture()
    let load =
      shell == .fish
      ? "$TVM env --format fish shop | source" : "eval \"$($TVM env -f \(shell.rawValue) shop)\""
    let result = try fixture.script(
      shell, "\(load); printenv ODD; printenv NONE; printenv GONE; printenv PATH", in: "home")
    let path = ["home/shop/bin:", "tvm/shims:"].map(fixture.sandbox.path).joined()
    #expect(
      result.output == EnvironmentExportTests.odd + "\n\n\(path)\(Sandbox.systemPath)\n",
      "\(result.errors)")
  }

  @Test("JSON has every change, null for what is removed, and nothing of tvm's own")
  func json() throws {
    let result = try fixture().tvm("env", "--format", "json")
    let values = try JSONDecoder().decode([String: String?].self, from: Data(result.outputBytes))
    #expect(values["ODD"] == .some(EnvironmentExportTests.odd) && values["NONE"] == .some(""))
    #expect(values["GONE"] == .some(nil) && values["TVM_ENV"] == nil)
    #expect(Set(values.keys) == ["ODD", "NONE", "GONE", "PATH"])
  }

  @Test("bytes that JSON cannot have are replaced, and that is said")
  func bytes() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export BAD=$'a\\xff' GOOD=é\n")
    let result = try fixture.tvm("env", "--format", "json")
    let values = try JSONDecoder().decode([String: String?].self, from: Data(result.outputBytes))
    #expect(values["BAD"] == "a\u{FFFD}" && values["GOOD"] == "é")
    #expect(result.errors.contains("tvm: BAD is not UTF-8") && !result.errors.contains("GOOD"))
  }

  @Test("what is loaded already is printed all the same, from the directory's own base")
  func loaded() throws {
    let fixture = try fixture()
    let outside = try fixture.tvm("env", "--format", "json")
    let inside = try fixture.script(.bash, "look; $TVM env --format json")
    #expect(inside.output == outside.output)
  }

  @Test("dotenv, GitHub and systemd quote what has to be")
  func files() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A='a b' B=plain C=$'x\\ny'\nexport D='$x\"\\'\n")
    let path = fixture.sandbox.path("tvm/shims:\(Sandbox.systemPath)")
    try fixture.tvm("env", "--format", "dotenv").expectSuccess(
      """
      A="a b"
      B="plain"
      C='x
      y'
      D="\\$x\\"\\\\"
      PATH="\(path)"

      """)
    try fixture.tvm("env", "--format", "systemd").expectSuccess(
      """
      A="a b"
      B=plain
      C="x
      y"
      D="\\$x\\"\\\\"
      PATH=\(path)

      """)
    let gitHub = try fixture.tvm("env", "--format", "github").output
    #expect(gitHub.contains("C<<tvm_end_of_value\nx\ny\ntvm_end_of_value\n"))
  }

  @Test("Vim reads back what is printed for it", .enabled(if: findProgram("vim") != nil))
  func vim() throws {
    let fixture = try fixture()
    let result = try fixture.script(
      .bash,
      """
      $TVM env --format vim >$OUT/script.vim
      vim -u NONE -es -S $OUT/script.vim -c 'call system("env -0 >$OUT/vim")' -c 'qa!' </dev/null
      """)
    let read = fixture.sandbox.read("vim").split(separator: "\0")
    #expect(read.contains { $0 == "ODD=" + EnvironmentExportTests.odd }, "\(result)")
    #expect(!read.contains { $0.hasPrefix("GONE=") })
  }

  @Test("a file that is not allowed is an error, and so is a denied one")
  func blocked() throws {
    let fixture = try EnvironmentFixture()
    try fixture.write("export A=1\n")
    try fixture.tvm("env").expectFailure(saying: "is not allowed")
    try fixture.tvm("exec", ".", "--", "true").expectFailure(saying: "is not allowed")
    try fixture.tvm("deny").expectSuccess()
    try fixture.tvm("env").expectFailure(saying: "is denied")
    try fixture.tvm("exec", ".", "--", "true").expectFailure(saying: "is denied")
    try fixture.tvm("env", "nowhere").expectFailure(saying: "cannot enter nowhere: ")
  }

  @Test("a toolchain that the file asks for and that is not there is an error with its line")
  func unmetRequest() throws {
    let fixture = try EnvironmentFixture()
    try fixture.write("export A=1\n\nuse go 1.99.1\n")
    try fixture.tvm("allow").expectSuccess()
    let results = [try fixture.tvm("env"), try fixture.tvm("exec", ".", "--", "true")]
    for result in results {
      result.expectFailure(saying: "go 1.99.1 is not installed\n  asked for by ")
      #expect(result.errors.contains("/.envrc:3\n"))
      #expect(result.errors.contains("help: tvm install go@1.99.1"))
    }
  }

  @Test("exec runs in a directory's environment, and stays where it is")
  func exec() throws {
    let fixture = try fixture()
    try fixture.sandbox.write(
      "#!/bin/sh\nprintf '%s|' \"$PWD\" \"$NONE\" \"${GONE-unset}\"\n", to: "home/shop/bin/show",
      executable: true)
    let home = fixture.sandbox.home
    try fixture.tvm("exec", "shop/", "--", "show", in: "home").expectSuccess("\(home)||unset|")
    try fixture.tvm("x", "\(home)/shop/cart", "--", "show", in: "home")
      .expectSuccess("\(home)||unset|")
    try fixture.tvm("exec", "..", "--", "sh", "-c", "exit 7", in: "home/shop/cart").expect(7)
    try fixture.tvm("exec", "./none", "--", "show").expectFailure(saying: "cannot enter ")
    #expect(try fixture.tvm("exec", "shop/", "--", in: "home").status == 64)
  }

  @Test(
    "a word without a slash is a directory, unless a toolchain has that name"
  )
  func directoryOrToolchain() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export NAME=directory\n")
    try fixture.tvm("exec", "shop", "--", "printenv", "NAME", in: "home")
      .expectSuccess("directory\n")
    try fixture.sandbox.makeDirectory("home/cart")
    try fixture.tvm("exec", "cart", "--", "true", in: "home").expectFailure(saying: "cart")
    try fixture.sandbox.write("#!/bin/sh\necho linked\n", to: "linked/bin/go", executable: true)
    try fixture.sandbox.write("go1.21.0\n", to: "linked/VERSION")
    try fixture.tvm("link", "shop", fixture.sandbox.path("linked")).expectSuccess("")
    try fixture.tvm("shims").expect(0)
    try fixture.tvm("exec", "shop", "--", "go", in: "home").expectSuccess("linked\n")
    try fixture.tvm("exec", "./shop", "--", "printenv", "NAME", in: "home")
      .expectSuccess("directory\n")
  }

  @Test("a directory's own programs come before the shims, unless a toolchain is asked for")
  func shims() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("PATH_add bin\n")
    let (own, shims) = (fixture.sandbox.path("home/shop/bin"), fixture.sandbox.path("tvm/shims"))
    let rest = Sandbox.systemPath
    try fixture.tvm("exec", ".", "--", "printenv", "PATH")
      .expectSuccess("\(own):\(shims):\(rest)\n")
    try fixture.tvm("exec", ".", "go@system", "--", "printenv", "PATH")
      .expectSuccess("\(shims):\(own):\(rest)\n")
    fixture.sandbox.environment["PATH"] = "/mine:\(shims):\(rest)"
    try fixture.tvm("exec", ".", "--", "printenv", "PATH")
      .expectSuccess("\(own):/mine:\(shims):\(rest)\n")
    try fixture.tvm("env", "--format", "systemd", "/")
      .expectSuccess("PATH=\(shims):/mine:\(rest)\n")
  }

  @Test("exec leaves the environment that the shell is in")
  func execFromAnother() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    try fixture.allow("export B=2\n", in: "home/other")
    let result = try fixture.script(
      .bash, "look 2>/dev/null; $TVM exec ../other -- sh -c 'echo ${A-none} $B'")
    #expect(result.output == "none 2\n", "\(result.errors)")
  }
}

extension ProgramOutput {
  /// Expects a status.
  fileprivate func expect(_ status: Int32, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(self.status == status, "\(errors)", sourceLocation: sourceLocation)
  }
}
