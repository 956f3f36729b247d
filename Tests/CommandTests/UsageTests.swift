import ArgumentParser
import Testing

@testable import tvm

/// Mistyped command lines, and those of other tools.
@Suite("Slips and foreign commands")
struct UsageTests {
  /// What is answered: the command that helps, else what is wrong; nothing where the line is understood.
  private func answer(_ line: String) -> String {
    let words = line.split(separator: " ").map(String.init)
    if let failure = Failure(unknownCommandIn: words) { return failure.help ?? failure.message }
    do { _ = try Tvm.parseAsRoot(words) } catch {
      let failure = Failure(error, words)
      return failure.map { $0.help ?? $0.message } ?? ""
    }
    return ""
  }

  private static let program = try? ProgramDescription.tvm

  private static let lines: [(typed: String, answered: String)] = [
    // Slips.
    ("instal 1.21.6", "tvm install 1.21.6"), ("isntall go@1.21", "tvm install go@1.21"),
    ("unistall 1.21.6", "tvm uninstall 1.21.6"), ("lst", "tvm list"), ("us 1.21", "tvm use 1.21"),
    ("dcotor --fix", "tvm doctor --fix"), ("udpate", "tvm update"), ("curent go", "tvm current go"),
    ("defualt rust@stable", "tvm default rust@stable"), ("setpu", "tvm setup"),
    ("help unsue", "tvm help use"), ("help instal", "tvm help install"),
    ("component ad clippy", "tvm component add clippy"), ("target lst", "tvm target list"),
    ("install --ofline 1.21", "tvm install --offline 1.21"),
    ("list --jsno", "tvm list --json"), ("--verison", "tvm --version"),
    ("env --format bsh", "tvm env --format bash"), ("ide vscod", "tvm ide vscode"),
    ("hook zhs", "tvm hook zsh"), ("doctor --fail-on warnin", "tvm doctor --fail-on warning"),
    ("use", "tvm use go@latest"), ("which", "tvm which go"), ("link", "tvm link NAME PATH"),
    ("component add", "tvm component add clippy"),
    // goenv, pyenv.
    ("global 1.21.6", "tvm default 1.21.6"), ("global", "tvm default"),
    ("global --unset", "tvm default go none"), ("local 1.21.6", "tvm use 1.21.6"),
    ("local", "tvm current"), ("local --unset", "rm .go-version"), ("versions", "tvm list"),
    ("rehash", "tvm shims"), ("install --list", "tvm list-remote go"),
    ("install -l", "tvm list-remote go"), ("root", "tvm list --json"),
    ("prefix 1.21.6", "tvm exec 1.21.6 -- go env GOROOT"), ("whence gofmt", "tvm which gofmt"),
    ("version-name", "tvm current go"), ("exec go version", "go version"),
    ("init zsh", "tvm hook zsh"),
    // asdf.
    ("global golang 1.21.6", "tvm default go@1.21.6"), ("local golang 1.21.6", "tvm use go@1.21.6"),
    ("set golang 1.21.6", "tvm use go@1.21.6"), ("list all golang", "tvm list-remote go"),
    ("list-all golang 1.21", "tvm list-remote go@1.21"), ("latest golang", "tvm list-remote go"),
    ("reshim", "tvm shims"), ("plugin add golang", "tvm list-remote"),
    ("where rust 1.70", "tvm exec rust@1.70 -- rustc --print sysroot"),
    // mise.
    ("activate zsh", "tvm hook zsh"), ("activate", "tvm setup"), ("trust", "tvm allow"),
    ("trust .envrc", "tvm allow .envrc"), ("use -g go@1.21", "tvm use --default go@1.21"),
    ("ls-remote go", "tvm list-remote go"), ("deactivate", "tvm shell system"),
    ("exec go@1.21 go version", "tvm exec go@1.21 -- go version"),
    // rustup.
    ("toolchain install nightly", "tvm install nightly"),
    ("toolchain install 1.70.0", "tvm install rust@1.70.0"),
    (
      "toolchain install nightly -c miri --profile minimal",
      "tvm install nightly -c miri --profile minimal"
    ),
    ("toolchain list", "tvm list rust"), ("toolchain uninstall 1.70", "tvm uninstall rust@1.70"),
    ("toolchain link stage1 build", "tvm link stage1 build"),
    ("override set nightly", "tvm use nightly"), ("override unset", "tvm rustup override unset"),
    ("show", "tvm current"), ("show active-toolchain", "tvm current"),
    ("run nightly cargo build", "tvm exec nightly -- cargo build"),
    ("run 1.70 cargo build", "tvm exec rust@1.70 -- cargo build"), ("check", "tvm update --check"),
    // nvm, fnm, volta.
    ("remove 1.21.6", "tvm uninstall 1.21.6"), ("ls-remote", "tvm list-remote"),
    ("alias default 1.21", "tvm default 1.21"), ("run 1.21 go test", "tvm exec 1.21 -- go test"),
    ("fetch go@1.21", "tvm install go@1.21"),
    ("implode", "tvm self uninstall"), ("self updat", "tvm self update"),
    ("node", "tvm installs and runs Go and Rust toolchains; \"node\" is neither"),
    ("local python 3.12", "tvm installs and runs Go and Rust toolchains; \"python\" is neither"),
    // direnv.
    ("permit", "tvm allow"), ("grant .envrc", "tvm allow .envrc"), ("revoke", "tvm deny"),
    ("status", "tvm why"), ("dump", "tvm env --format json"),
    // What means the same here.
    ("i 1.21.6", ""), ("rm 1.21.6", ""), ("ls", ""), ("x 1.21 -- go version", ""), ("pin 1.21", ""),
    ("default stable", ""), ("which go", ""), ("current", ""), ("hook fish", ""), ("upgrade", ""),
    ("component add clippy", ""), ("allow .envrc", ""), ("help use", "@help"), ("help", "@help"),
  ]

  @Test("each line is understood, or answered by the one that was meant", arguments: lines)
  func line(_ typed: String, _ answered: String) throws {
    // Help is no failure.
    #expect(answer(typed) == (answered == "@help" ? "" : answered), "\(typed)")
  }

  @Test("every answer is a command line that tvm understands", arguments: lines)
  func understood(_ typed: String, _ answered: String) throws {
    let words = answer(typed).split(separator: " ").map(String.init)
    guard words.first == "tvm", words.count < 8, words[1] != "installs" else { return }
    let fault = try #require(Self.program).fault(Array(words.dropFirst()))
    #expect(fault == nil, "\(answer(typed))")
    // One that is answered itself would lead around in a circle.
    #expect(Failure(unknownCommandIn: Array(words.dropFirst())) == nil)
  }

  @Test(
    "a word that nobody uses is answered by the help, and a usage error by the usage",
    arguments: [("xyzzy", "tvm help"), ("component xyzzy", "tvm help component")])
  func unknown(_ typed: String, _ answered: String) { #expect(answer(typed) == answered) }

  @Test("a usage error without a better line shows how the command is used")
  func usage() throws {
    let words = ["doctor", "--dry-run"]
    #expect(throws: (any Error).self) { try Tvm.parseAsRoot(words) }
    do { _ = try Tvm.parseAsRoot(words) } catch {
      let failure = try #require(Failure(error, words))
      #expect(failure.status == 64 && failure.message == "--dry-run requires --fix")
      #expect(failure.usage?.hasPrefix("tvm doctor ") == true)
    }
  }

  @Test("the name of a tool with a version is a tool, not a slip of a version")
  func tools() {
    #expect(ToolRequest.foreignTool(in: ["use", "node@20"]) == "node")
    #expect(ToolRequest.foreignTool(in: ["use", "go@1.21", "--", "node"]) == nil)
  }
}
