import Foundation
import Shells
import TestSupport
import Testing

/// The files of share/ that are made from the program's own words.
///
/// `sh shell/generate-share.sh` writes them anew.
@Suite("Share")
struct ShareTests {
  @Test("the completions are those that the program prints", arguments: Shell.hooked)
  func completions(_ shell: Shell) throws {
    let file = try #require(shell.completionFile)
    let sandbox = try Sandbox()
    let result = try sandbox.run(Project.program("tvm"), ["completions", shell.rawValue])
    #expect(result.status == 0)
    let committed = try String(
      contentsOf: URL(filePath: "\(Project.root)/share/completions/\(file)"), encoding: .utf8)
    #expect(result.output == committed, "run: sh shell/generate-share.sh")
  }

  @Test("the man pages are those that the program's help makes")
  func manual() throws {
    let sandbox = try Sandbox()
    let help = try sandbox.run(Project.program("tvm"), ["--experimental-dump-help"]).output
    let folder = try sandbox.makeDirectory("man")
    let result = try sandbox.run(
      "python3", ["\(Project.root)/shell/manual.py", folder], input: help)
    #expect(result.errors == "")
    let committed = "\(Project.root)/share/man/man1"
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(try FileManager.default.contentsOfDirectory(atPath: committed).sorted() == pages)
    for page in pages {
      #expect(
        FileManager.default.contentsEqual(
          atPath: "\(folder)/\(page)", andPath: "\(committed)/\(page)"),
        "\(page) is old; run: sh shell/generate-share.sh")
    }
  }

  @Test(
    "mandoc has no findings", .enabled(if: findProgram("mandoc") != nil, "mandoc is not installed"))
  func mandoc() throws {
    let folder = "\(Project.root)/share/man/man1"
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder).map {
      "\(folder)/\($0)"
    }
    let result = try runProgram(
      try #require(findProgram("mandoc")), ["-T", "lint", "-W", "warning"] + pages)
    #expect(result.status == 0)
    #expect(result.output + result.errors == "")
  }

  @Test(
    "shellcheck has no findings in the scripts",
    .enabled(if: findProgram("shellcheck") != nil, "shellcheck is not installed"))
  func shellcheck() throws {
    let scripts = try FileManager.default.contentsOfDirectory(atPath: "\(Project.root)/shell")
      .filter { $0.hasSuffix(".sh") }.map { "\(Project.root)/shell/\($0)" }
    let result = try runProgram(
      try #require(findProgram("shellcheck")), scripts + ["\(Project.root)/Tests/run.sh"])
    #expect(result.output + result.errors == "")
  }
}
