import Foundation
import Resolution
import Testing

@Suite("The order of precedence") struct OrderTests {
  /// A world in which every step of the orders has something to say.
  private static var full: FakeWorld {
    var world = FakeWorld.rust
    for step in Order.go { if case .variable(let name) = step { world.set(name, "1.21") } }
    for step in Order.rust { if case .variable(let name) = step { world.set(name, "stable") } }
    world.variables["TVM_BYPASS"] = "1"
    for directory in ["/home/ann/shop", "/home/ann"] {
      for file in [VersionFile.goVersion, .toolVersions] {
        world.write("golang 1.21\nrust stable\n", to: "\(directory)/\(file.name)")
      }
      world.write("1.21\n", to: "\(directory)/\(VersionFile.goVersion.name)")
      world.write("stable\n", to: "\(directory)/\(VersionFile.rustToolchain.name)")
      for file in Language.go.projectFiles {
        world.write("go 1.21\n", to: "\(directory)/\(file.name)")
      }
    }
    world.setDefault("1.21")
    world.setRustup(
      """
      default_toolchain = "stable"
      [overrides]
      "/home/ann/shop" = "stable"
      "/home/ann" = "stable"
      """)
    return world
  }

  /// What a walk over a table visits in the full world, in words.
  private static func expected(_ language: Language) -> [String] {
    let settings = "/home/ann/.rustup/settings.toml"
    return Order.of(language).flatMap { step -> [String] in
      switch step {
      case .argument: return ["+REQUEST argument"]
      case .bypass: return ["TVM_BYPASS"]
      case .variable(let name): return [name.text]
      case .directories(let overrides):
        return ["/home/ann/shop", "/home/ann"].flatMap { directory in
          (overrides ? ["override for \(directory) in \(settings)"] : [])
            + language.versionFiles.filter { $0 != .rustToolchainTOML }
            .map { "\(directory)/\($0.name)" }
        }
      case .module: return ["go.work and go.mod"]
      case .default:
        return ["default in \(language == .go ? "/home/ann/.config/tvm/config.toml" : settings)"]
      case .path: return ["PATH"]
      }
    }
  }

  @Test("what is looked at is the table, step by step", arguments: Language.allCases)
  func walk(_ language: Language) throws {
    let resolver = try Resolver(Self.full.world)
    var visited: [String] = []
    let query = Query(
      language, program: bytes(language.mainProgram.text), request: bytes("1.21"))
    resolver.visitCandidates(for: query, includingAbsent: false) { candidate in
      visited.append(text(candidate.place.text))
      return true
    }
    #expect(visited == Self.expected(language))
  }

  @Test(
    "everything that may ask can win, where what stands above it is silent",
    arguments: [
      (Language.go, "argument"), (.rust, "argument"),
    ])
  func first(_ language: Language, _ source: String) throws {
    let resolver = try Resolver(Self.full.world)
    let query = Query(
      language, program: bytes(language.mainProgram.text), request: bytes("1.21"))
    #expect(resolver.firstRequest(query)?.place == .argument)
  }

  @Test("the guide tells the order of the tables", arguments: Language.allCases)
  func guide(_ language: Language) throws {
    let guide = try SourceTree.read("share/doc/guide.md")
    let heading = "\n## How \(language == .go ? "Go" : "Rust") is picked"
    let behind = guide[try #require(guide.firstRange(of: heading)).upperBound...]
    var rest = behind[..<(try #require(behind.firstRange(of: "\n## ")).lowerBound)]
    for word in Order.of(language).flatMap({ Self.words($0, language) }) {
      let found = try #require(rest.firstRange(of: word), "\(word) comes later, or not at all")
      rest = rest[found.upperBound...]
    }
  }

  /// How the guide speaks of a step.
  private static func words(_ step: Order.Step, _ language: Language) -> [String] {
    switch step {
    case .argument: [language == .go ? "`go +VERSION" : "`cargo +NAME`"]
    case .bypass: ["`TVM_BYPASS=1`"]
    case .variable(let name): ["`\(name)`"]
    case .directories(let overrides):
      (overrides ? ["override"] : []) + language.versionFiles.map { "`\($0.name)`" }
    case .module: Language.go.projectFiles.map { "`\($0.name)`" }
    case .default: [language == .go ? "The default" : "the default"]
    case .path: ["`PATH`"]
    }
  }

  @Test(
    "each hook watches the files and variables that decide", arguments: ["bash", "zsh", "fish"])
  func hooks(_ shell: String) throws {
    let hook = try SourceTree.read("shell/hook.\(shell)")
    // What is looked for here and above follows the way up: `$up/.go-version`.
    let ways = hook.replacing("$__tvm_up/", with: "$up/")
    let watched = ways.components(separatedBy: "$up/").dropFirst().map { rest in
      String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" })
    }
    let files =
      VersionFile.allCases.map(\.name.text) + Language.go.projectFiles.map(\.name.text)
    // Files of environments are the hook's, too.
    #expect(Set(watched).subtracting([".envrc", ".env", "..", ""]) == Set(files))
    for step in Order.go + Order.rust {
      guard case .variable(let name) = step else { continue }
      #expect(hook.contains("$\(name)//") || hook.contains("${\(name)-}"), "\(name)")
    }
    #expect(hook.contains("TVM_BYPASS") && hook.contains("GOWORK"))
  }
}

extension FakeWorld {
  /// Sets a variable.
  fileprivate mutating func set(_ name: StaticString, _ value: String) {
    variables[name.text] = value
  }
}
