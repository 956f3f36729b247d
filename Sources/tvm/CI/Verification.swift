import Resolution
import Toolchains

/// Sees by running them that the active toolchains work and are the ones that were asked for.
struct Verification {
  /// A toolchain that works.
  struct Tool {
    let language: Language
    let version: String
    let root: Path?
    let source: String

    var name: String { Bytes(language.name).text }
  }

  private let session: Session

  init(_ session: Session) { self.session = session }

  /// The active toolchains of all languages that something asks for here.
  ///
  /// - Throws: ``CommandError/notVerified(_:expected:found:)``, and what resolving throws.
  func tools() throws -> [Tool] {
    var tools: [Tool] = []
    for language in Language.allCases where try session.firstRequest(language) != nil {
      let active = try session.active(language)
      try verify(active)
      var root: Path?
      if case .toolchain(let toolchain) = active.choice { root = toolchain.root }
      tools.append(
        Tool(
          language: language, version: active.name.text, root: root,
          source: active.source.text.text))
    }
    return tools
  }

  private func verify(_ active: Active) throws {
    let programs: [StaticString] = active.language == .go ? ["go"] : ["rustc", "cargo"]
    for name in programs {
      let program = active.program(Bytes(name))
      let argument = active.language == .go ? "version" : "--version"
      let said = session.reply(of: program, to: argument, active)
      let expected = Bytes(name)[...].equals("cargo") ? Expectation.runs : Expectation(active)
      guard said.status == 0, expected.accepts(said.output) else {
        throw CommandError.notVerified(
          program.bytes.printable.text, expected: expected.text,
          found: said.output.isEmpty ? "exit status \(said.status)" : said.output)
      }
    }
  }
}

/// What a toolchain's program should say of itself.
private enum Expectation {
  /// Words that must come first, or anything that ends well.
  case begins(String)
  case contains(String)
  case runs

  init(_ active: Active) {
    self = .runs
    guard case .toolchain(let toolchain) = active.choice, !active.isLink else { return }
    switch active.language {
    case .go:
      if let version = GoVersion(toolchain.name[...]) {
        self = .begins("go version go\(version.name.text) ")
      }
    case .rust:
      guard let release = RustRelease(toolchain.name[...]) else { return }
      if let version = release.version {
        self = .begins("rustc \(version.name.text)\(version.patch == nil ? "." : " ")")
      } else if release.channel.starts(with: "nightly") {
        self = .contains("-nightly")
      }
    }
  }

  var text: String {
    switch self {
    case .begins(let text), .contains(let text): text
    case .runs: "a program that runs"
    }
  }

  func accepts(_ output: String) -> Bool {
    switch self {
    case .begins(let text): output.hasPrefix(text)
    case .contains(let text): output.contains(text)
    case .runs: true
    }
  }
}
