import Foundation
import Shells
import TestSupport
import Testing

@Suite("direnv: formats")
struct DirenvFormatTests {
  private func fixture() throws -> DirenvFixture {
    let fixture = try DirenvFixture()
    try fixture.write(
      "export A=\"it's \\\"x\\\" \\$y\" B=$'1\\n2' C=♀ D=\nunset GONE\nPATH_add bin\n")
    fixture.sandbox.environment["GONE"] = "1"
    try fixture.direnv("allow")
    return fixture
  }

  @Test(
    "the same at every run",
    arguments: Shell.allCases.map(\.rawValue) + ["gha", "gzenv", "json", "systemd", "vim"])
  func reproducible(_ format: String) throws {
    let fixture = try fixture()
    // Of young files the list of watched files holds more.
    try fixture.sandbox.run(
      "sh", ["-c", "touch -d 2020-01-01 p/.envrc .local/share/tvm/allow/*"], in: "home")
    let first = try fixture.direnv("export", format)
    #expect(first.status == 0 && !first.outputBytes.isEmpty)
    let second = try fixture.direnv("export", format)
    #expect(first.outputBytes == second.outputBytes)
  }

  @Test("JSON for editors")
  func json() throws {
    let fixture = try fixture()
    for format in ["json", "elvish", "murex"] {
      let result = try fixture.direnv("export", format)
      let object = try JSONSerialization.jsonObject(with: Data(result.outputBytes))
      let values = try #require(object as? [String: Any])
      #expect(values["A"] as? String == "it's \"x\" $y")
      #expect(values["B"] as? String == "1\n2")
      #expect(values["GONE"] is NSNull && values["D"] as? String == "")
      #expect(result.output.contains("\n  ") == (format == "json"))
    }
  }

  @Test(
    "pieces of the others",
    arguments: [
      ("vim", "call setenv('GONE',v:null)\n"), ("vim", "call setenv('B',\"1\\n2\")\n"),
      ("vim", "call setenv('A','it''s \"x\" $y')\n"), ("pwsh", "${env:A}='it''s \"x\" $y';"),
      ("pwsh", "Remove-Item -LiteralPath 'env:/GONE';"),
      ("tcsh", "setenv A it\\'s\\ \\\"x\\\"\\ \\$y ;"),
      ("tcsh", "unsetenv GONE ;"), ("systemd", "A=\"it's \\\"x\\\" \\$y\"\n"), ("systemd", "C=♀\n"),
      ("gha", "A<<ghadelimiter_\nit's \"x\" $y\nghadelimiter_\n"), ("fish", "set -e -g 'GONE';"),
      ("bash", "unset GONE;"), ("bash", "export C=$'\\xe2\\x99\\x80';"),
    ])
  func pieces(_ format: String, _ piece: String) throws {
    let fixture = try fixture()
    #expect(try fixture.direnv("export", format).output.contains(piece))
  }

  @Test("a name that a shell cannot have is said", arguments: ["bash", "fish", "vim"])
  func names(_ shell: String) throws {
    let fixture = try DirenvFixture()
    try fixture.write("A=1\nB.C=2\n", to: ".env")
    let result = try fixture.direnv("dotenv", shell)
    #expect(result.status == 0 && result.output.contains("B.C") == (shell == "vim"))
    let refusal = "direnv: error .env:2: \(shell) knows no variable B.C\n"
    #expect(result.errors == (shell == "vim" ? "" : refusal))
  }

  @Test("a job on GitHub gets no variable of direnv's own, and no value can end itself")
  func gitHub() throws {
    let fixture = try DirenvFixture()
    try fixture.write("export A=$'1\\nghadelimiter_\\nEVIL=1'\n")
    try fixture.direnv("allow")
    let result = try fixture.direnv("export", "gha")
    #expect(
      result.output == "A<<ghadelimiter__\n1\nghadelimiter_\nEVIL=1\nghadelimiter__\n")
  }

  @Test(
    "direnv itself reads what stands in the variables", .enabled(if: findProgram("direnv") != nil))
  func compatible() throws {
    let fixture = try fixture()
    let real = try #require(findProgram("direnv"))
    let result = try fixture.script(
      """
      load
      '\(real)' show_dump "$DIRENV_DIFF" | grep -c '"GONE": "1"'
      '\(real)' show_dump "$DIRENV_WATCHES" | grep -c envrc
      cd ..
      eval "$('\(real)' export bash)"
      show A B GONE PATH DIRENV_DIFF
      """)
    let path = fixture.sandbox.environment["PATH"] ?? ""
    #expect(result.output == "1\n1\nno A\nno B\nGONE=1\nPATH=\(path)\nno DIRENV_DIFF\n")
  }

  @Test("what direnv itself has loaded is unloaded", .enabled(if: findProgram("direnv") != nil))
  func takesOver() throws {
    let fixture = try fixture()
    let real = try #require(findProgram("direnv"))
    let result = try fixture.script(
      """
      '\(real)' allow
      eval "$('\(real)' export bash)"
      show A
      load
      cd ..
      load
      show A GONE PATH DIRENV_DIFF
      """)
    let path = fixture.sandbox.environment["PATH"] ?? ""
    #expect(result.output == "A=it's \"x\" $y\nno A\nGONE=1\nPATH=\(path)\nno DIRENV_DIFF\n")
  }
}
