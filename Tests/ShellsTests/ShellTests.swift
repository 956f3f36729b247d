import Foundation
import Resolution
import Shells
import TestSupport
import Testing
import Toolchains

/// What a new shell needs; CONTRIBUTING has the list under "Adding a shell".
@Suite("Shells")
struct ShellTests {
  @Test("every shell has what direnv's program needs", arguments: Shell.allCases)
  func direnv(_ shell: Shell) {
    #expect(!shell.direnvHook.isEmpty)
    #expect(shell.direnvHook.text.contains("__direnv_program"), "the hook asks the program")
    #expect(!shell.assignment(Bytes("A"), Bytes("b c")).isEmpty)
    #expect(!shell.direnvStatement(Bytes("A"), Bytes("b")).isEmpty)
    #expect(!shell.direnvStatement(Bytes("A"), nil).isEmpty)
  }

  @Test("every shell has start-up files", arguments: Shell.allCases)
  func startupFiles(_ shell: Shell) {
    let startup = StartupFiles(
      .live { _ in nil }, home: Path("/nowhere"), etc: Path("/nowhere/etc"))
    #expect(startup.hookFile(shell) != Path("/nowhere"), "no file where the hook belongs")
  }

  @Test("a shell has a hook if it is said to have one", arguments: Shell.allCases)
  func hooked(_ shell: Shell) {
    #expect((shell.hook != nil) == shell.isHooked)
    // elvish reads its file only on a terminal.
    #expect((shell.question != nil) == (shell.isHooked && shell != .elvish))
    #expect((shell.completionFile != nil) == shell.isHooked)
    #expect(EnvironmentFormat.allCases.contains(.shell(shell)) == shell.isHooked)
    #expect((EnvironmentFormat(rawValue: shell.rawValue) != nil) == shell.isHooked)
  }

  @Test("a shell with a hook is in every place that has to know it", arguments: Shell.hooked)
  func places(_ shell: Shell) throws {
    #expect(
      shell.syntax != .unknown || shell == .elvish,
      "no grammar, so nothing in its files is understood")
    #expect(shell.arguments(toCheck: Path("/x")) != nil, "nothing checks what the doctor changes")
    #expect(shell.hook?.text.contains("__tvm_set_path") == true)
    #expect(shell.hookFunctions?.text.contains("__tvm_take") == true)
    #expect(shell.question?.text.contains("PROGRAMS") ?? (shell == .elvish))
    let line = shell.hookLine(Path("tvm")).text
    #expect(try text("README.md").contains(line.replacing("|", with: "\\|")), "README has no line")
    // The page is troff.
    let page = try text("share/man/man1/tvm-hook.1").replacing("\\", with: "")
    #expect(page.contains(line), "`tvm hook --help` has no line")
    #expect(try text("shell/install.sh").contains("    \(shell.rawValue)) file="))
    #expect(try text("shell/generate-share.sh").contains(" completions \(shell.rawValue) >"))
    let file = try #require(shell.completionFile)
    #expect(FileManager.default.fileExists(atPath: "\(Project.root)/share/completions/\(file)"))
  }

  @Test("the files under \"Adding a shell\" are there for each of them")
  func contributing() throws {
    let section = try text("CONTRIBUTING.md").split(separator: "\n## ")
      .first { $0.hasPrefix("Adding a shell") }
    let paths = try #require(section).matches(of: /`((?:Sources|Tests|share|shell)\/[^` ]+)`/).map {
      String($0.output.1)
    }
    #expect(paths.count >= 10)
    for path in paths {
      for shell in Shell.hooked where shell.question != nil || !path.contains("question") {
        // elvish's own name for its scripts.
        let path = path.replacing("NAME", with: shell == .elvish ? "elv" : shell.rawValue)
        #expect(FileManager.default.fileExists(atPath: "\(Project.root)/\(path)"), "\(path)")
      }
    }
  }

  @Test("the name of a shell decides something in one file only")
  func literals() throws {
    let names = Shell.allCases.map(\.rawValue).joined(separator: "|")
    let literal = try Regex("\"(?:[^\" ]*/|\\.)?(?:\(names))\"")
    let sources = URL(filePath: "\(Project.root)/Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for line in text.split(separator: "\n") where line.contains(literal) {
        Issue.record("\(file.lastPathComponent): \(line): ask Shell")
      }
    }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(Project.root)/\(path)"), encoding: .utf8)
  }
}
