import Foundation
import TestSupport

/// A home like a reader's: tvm in `~/.local/bin`, a Go project in `~/shop`, mirrors on this machine.
final class DocumentFixture {
  let sandbox: Sandbox

  private static let goMirror = Result {
    try GoFixture.make(
      "made-up-go-of-documents", ["1.20.14", "1.21.13", "1.22.5", "1.25.3", "1.26.5", "1.26.6"])
  }
  private static let rustMirror = Result { try makeRustMirror() }

  /// What documents show as the platform; the mirror has no other.
  private static let rustHost = "x86_64-unknown-linux-gnu"

  /// Sets everything up; nothing is installed yet.
  init() throws {
    sandbox = try Sandbox()
    let mirror = try Self.goMirror.get()
    for (name, value) in [
      ("TVM_GO_MIRROR", mirror), ("RUSTUP_DIST_SERVER", "file://\(try Self.rustMirror.get())"),
      ("RUSTUP_OVERRIDE_HOST_TRIPLE", Self.rustHost),
      ("RUSTUP_OVERRIDE_UNIX_FALLBACK_SETTINGS", sandbox.path("none")), ("SHELL", "/bin/bash"),
    ] {
      sandbox.environment[name] = value
    }
    try sandbox.makeDirectory("home/.local/bin")
    try sandbox.link("home/.local/bin/tvm", to: Project.program("tvm"))
    try sandbox.link("home/mirror", to: mirror)
    sandbox.environment["PATH"] = "\(sandbox.home)/.local/bin:\(Sandbox.systemPath)"
    try sandbox.makeDirectory("home/shop/.git")
    try sandbox.write("module example.com/shop\n\ngo 1.20\n", to: "home/shop/go.mod")
    try sandbox.write("package main\n\nfunc main() {}\n", to: "home/shop/main.go")
  }

  /// Runs a script in `~/shop`, by bash with the hook.
  func run(_ script: String) throws -> ProgramOutput {
    let file = try sandbox.write(
      """
      eval "$(tvm hook bash)"
      set -e
      \(script)

      """, to: "tmp/script")
    return try sandbox.run("bash", ["--noprofile", "--norc", file], in: "home/shop")
  }

  /// Runs the commands of a session, each line that begins with `$ `.
  ///
  /// - Returns: The session as it came out, in the form that ``comparable(_:)`` makes.
  func session(_ lines: [String]) throws -> String {
    var script = "set +e\n"
    for line in lines where line.hasPrefix("$ ") {
      let command = String(line.dropFirst(2))
      script += "printf '%s\\n' \(HookShell.bash.quote(line))\n"
      // In the same shell, so that `cd` counts for the next one.
      script += "{ \(command)\n} 2>&1\n"
    }
    return comparable(try run(script).output)
  }

  /// Output without what differs from machine to machine: sizes, durations, places, widths.
  func comparable(_ text: String) -> String {
    text.replacing(sandbox.home, with: "~")
      .split(separator: "\n", omittingEmptySubsequences: false)
      // On a terminal the line is replaced by the one about the end.
      .filter { !$0.hasPrefix("tvm: installing ") }
      .map { line in
        line.replacing(/\d+(\.\d+)? ?(B|kB|MB|GB)\b/, with: "SIZE")
          .replacing(/\b\d+\.\d s\b/, with: "TIME")
          .replacing(/(linux|darwin)[\/-](amd64|arm64)/, with: "PLATFORM")
          .replacing(/\ +/, with: " ")
      }
      .joined(separator: "\n").trimmingCharacters(in: .newlines)
  }

  /// Whether a session came out as a document shows it; `…` stands for anything.
  func matches(_ session: String, _ shown: [String]) throws -> Bool {
    var pattern = ""
    for line in comparable(shown.joined(separator: "\n")).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line == "…" {
        pattern += "(?:.*\n)*?"
      } else {
        pattern +=
          line.split(separator: "…", omittingEmptySubsequences: false)
          .map { NSRegularExpression.escapedPattern(for: String($0)) }.joined(separator: ".*")
          + "\n"
      }
    }
    let expression = try NSRegularExpression(pattern: "^\(pattern)$")
    let text = session + "\n"
    return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
  }

  private static func makeRustMirror() throws -> String {
    let folder = Project.program("made-up-rust-of-documents")
    let fresh = "\(folder)-\(getpid())"
    for (version, date) in [("1.94.0", "2026-08-13"), ("1.95.0", "2026-10-01")] {
      let result = try runProgram(
        findProgram("python3") ?? "python3",
        ["\(Project.root)/Tests/Mirror/make_rust_mirror.py", fresh, version, date],
        environment: ["PATH": Sandbox.systemPath])
      guard result.status == 0 else {
        throw ProgramError.notSeen(text: "a mirror", screen: result.errors)
      }
    }
    // What an earlier run has left is in the way of the rename.
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.moveItem(atPath: fresh, toPath: folder)
    return folder
  }
}
