import Resolution
import Toolchains

/// The instructions of a Dockerfile.
struct Dockerfile {
  /// One instruction.
  struct Instruction {
    /// Its name in capitals.
    let name: String
    /// What follows, continued lines joined.
    let arguments: String
    /// The number of its first line.
    let number: Int
  }

  private let path: Path
  private let instructions: [Instruction]

  /// The instructions of a file's contents.
  init(_ contents: Bytes, at path: Path) {
    self.path = path
    var instructions: [Instruction] = []
    var text = ""
    var start = 0
    for (index, bytes) in contents.parts(between: "\n").enumerated() {
      let line = Bytes(bytes.trimmed).text
      if line.hasPrefix("#") || line.isEmpty { continue }
      if text.isEmpty { start = index + 1 }
      if line.hasSuffix("\\") {
        text += line.dropLast() + " "
        continue
      }
      let words = (text + line).split(separator: " ", maxSplits: 1).map(String.init)
      text = ""
      guard let name = words.first else { continue }
      instructions.append(
        Instruction(
          name: name.uppercased(), arguments: words.count > 1 ? words[1] : "", number: start))
    }
    self.instructions = instructions
  }

  /// The versions that an `ENV` names for the programs of an image.
  private func variables(_ instruction: Instruction) -> [VersionMention] {
    func mention(_ language: Language, _ text: String, _ before: String) -> VersionMention {
      VersionMention(
        language: language, path: path, number: instruction.number,
        line: "ENV \(instruction.arguments)", text: text, before: before)
    }
    return instruction.arguments.split(separator: " ").compactMap { word in
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      let value = Dockerfile.unquoted(parts[1])
      switch parts[0] {
      case Variables.goToolchain:
        return VersionMention.goToolchain(value).map {
          mention(.go, $0, "\(Variables.goToolchain)=go")
        }
      case Variables.rustToolchain where !value.contains("$"):
        return mention(.rust, value, "\(Variables.rustToolchain)=")
      default: return nil
      }
    }
  }

  /// The versions that its instructions name; the line of the `ARG` or `ENV` where one gives it.
  var mentions: [VersionMention] {
    var variables = Definitions()
    var mentions: [VersionMention] = []
    for instruction in instructions {
      switch instruction.name {
      case "ARG", "ENV":
        variables.set(instruction)
        if instruction.name == "ENV" { mentions += self.variables(instruction) }
      case "FROM":
        let reference = instruction.arguments.split(separator: " ").first { !$0.hasPrefix("--") }
        mentions +=
          reference.flatMap { image(String($0), instruction, variables) }.map { [$0] } ?? []
      case "COPY":
        let source = instruction.arguments.split(separator: " ").first { $0.hasPrefix("--from=") }
        mentions +=
          source.flatMap { image(String($0.dropFirst(7)), instruction, variables) }.map { [$0] }
          ?? []
      case "RUN":
        let versions = CommandVersion.all(in: instruction.arguments) { variables.expanded($0).text }
        mentions += versions.map { version in
          mention(
            version.language, version.text, before: version.before, in: version.word, instruction,
            variables, isAside: version.isAside)
        }
      default: break
      }
    }
    return mentions
  }

  /// The names of the arguments that versions come from, whatever their values are.
  var versionArguments: [String: Language] {
    var variables = Definitions()
    var found: [String: Language] = [:]
    for instruction in instructions {
      if instruction.name == "ARG" {
        // One without a value is to be given from outside.
        let name = String(instruction.arguments.prefix { $0 != "=" && $0 != " " })
        variables.set(name, "1.0", instruction.number)
      }
      var languages: [(String, Language)] = []
      if instruction.name == "FROM",
        let word = instruction.arguments.split(separator: " ").first(where: { !$0.hasPrefix("--") }
        ),
        let image = ImageName(variables.expanded(String(word)).text)
      {
        languages = [(String(word), image.language)]
      } else if instruction.name == "RUN" {
        languages = CommandVersion.all(in: instruction.arguments) { variables.expanded($0).text }
          .map { ($0.word, $0.language) }
      }
      for (word, language) in languages {
        if let origin = variables.expanded(word).origin { found[origin.name] = language }
      }
    }
    return found
  }

  private func image(
    _ reference: String, _ instruction: Instruction, _ variables: Definitions
  ) -> VersionMention? {
    guard let image = ImageName(variables.expanded(reference).text) else { return nil }
    return mention(
      image.language, image.version, before: image.before, in: reference, instruction, variables)
  }

  /// A version in a word of an instruction, or in the value of a variable that the word has.
  private func mention(
    _ language: Language, _ text: String, before: String, in word: String,
    _ instruction: Instruction, _ variables: Definitions, isAside: Bool = false
  ) -> VersionMention {
    guard let origin = variables.expanded(word).origin else {
      return VersionMention(
        language: language, path: path, number: instruction.number,
        line: "\(instruction.name) \(instruction.arguments)", text: text, before: before,
        isAside: isAside)
    }
    let isWhole = origin.value.hasPrefix(text) || origin.written.contains("$")
    return VersionMention(
      language: language, path: path, number: origin.number,
      line: "\(origin.instruction) \(origin.name)=\(origin.written)", text: text,
      before: isWhole ? "\(origin.name)=" : "",
      written: origin.written.contains("$") ? origin.written : nil, isAside: isAside)
  }

  /// The values of `ARG` and `ENV` as far as the file gives them.
  private struct Definitions {
    /// A variable with the line that gives its value.
    struct Variable {
      let name: String
      let value: String
      /// The value as it stands in the line.
      let written: String
      let number: Int
      let instruction: String
    }

    private var all: [Variable] = []

    mutating func set(_ instruction: Instruction) {
      for word in instruction.arguments.split(separator: " ") {
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { continue }
        let written = Dockerfile.unquoted(parts[1])
        all.removeAll { $0.name == parts[0] }
        all.append(
          Variable(
            name: parts[0], value: expanded(written).text, written: written,
            number: instruction.number, instruction: instruction.name))
      }
    }

    mutating func set(_ name: String, _ value: String, _ number: Int) {
      all.append(
        Variable(name: name, value: value, written: value, number: number, instruction: "ARG"))
    }

    /// A text with the values put in, and the variable that gives the last of them: where that is
    /// nothing but another one, the other one.
    func expanded(_ text: String) -> (text: String, origin: Variable?) {
      var result = text
      var origin: Variable?
      // The longer name first: $GO is no beginning of $GO_VERSION.
      for variable in all.sorted(by: { $0.name.count > $1.name.count }) {
        for form in ["${\(variable.name)}", "$\(variable.name)"] {
          while let range = result.firstRange(of: form) {
            result.replaceSubrange(range, with: variable.value)
            origin = variable
          }
        }
      }
      while let current = origin,
        let inner = all.first(where: {
          current.written == "${\($0.name)}" || current.written == "$\($0.name)"
        }), inner.name != current.name
      {
        origin = inner
      }
      return (result, origin)
    }
  }

  /// A variable that is set behind the last instruction that could have used it.
  struct LateVariable: Equatable {
    let name: String
    /// The line that sets it.
    let number: Int
    /// The line of the `RUN` that it comes too late for, and what that runs.
    let run: (number: Int, command: String)

    static func == (left: Self, right: Self) -> Bool {
      left.name == right.name && left.number == right.number && left.run.number == right.run.number
    }
  }

  /// The variables that come too late, stage by stage.
  var lateVariables: [LateVariable] {
    var late: [LateVariable] = []
    for (index, instruction) in instructions.enumerated() where instruction.name == "ENV" {
      let stage = instructions[..<index].lastIndex { $0.name == "FROM" } ?? 0
      let end = instructions[index...].firstIndex { $0.name == "FROM" } ?? instructions.endIndex
      for name in names(instruction.arguments) {
        guard let reader = Reader(name, instruction.arguments) else { continue }
        let before = instructions[stage..<index].first { reader.needs($0) }
        // What is set again was there in time.
        let isSet = instructions[stage..<index].contains {
          ($0.name == "ENV" || $0.name == "ARG") && names($0.arguments).contains(name)
        }
        guard let before, !isSet else { continue }
        let isUsedLater = instructions[index..<end].contains { reader.needs($0) }
        if isUsedLater, !reader.isNeededAlways { continue }
        late.append(
          LateVariable(
            name: name, number: instruction.number, run: (before.number, before.arguments)))
      }
    }
    return late
  }

  private func names(_ arguments: String) -> [String] {
    let words = arguments.split(separator: " ").map(String.init)
    // The old form: ENV NAME value.
    guard let first = words.first, first.contains("=") else {
      return words.first.map { [$0] } ?? []
    }
    return words.compactMap { word in
      guard let sign = word.firstIndex(of: "=") else { return nil }
      let name = String(word[..<sign])
      return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? name : nil
    }
  }

  private static func unquoted(_ text: String) -> String {
    guard let first = text.first, first == "\"" || first == "'" else { return text }
    return String(text.dropFirst().prefix { $0 != first })
  }

  /// The programs that read a variable.
  private struct Reader {
    let programs: [String]
    /// Whether a later run does not make up for an earlier one without the variable.
    let isNeededAlways: Bool

    init?(_ name: String, _ arguments: String) {
      switch name {
      case Variables.goProxy, Variables.goPrivate, Variables.goNoProxy, Variables.goNoSumDatabase,
        Variables.goSumDatabase, Variables.goModuleCache, Variables.goPath,
        Variables.goToolchain, Variables.goInsecure:
        (programs, isNeededAlways) = (["go"], true)
      case Variables.cgoEnabled, Variables.goSystem, Variables.goArchitecture, Variables.goFlags,
        Variables.goBin, Variables.goModules, Variables.goCache, Variables.goRoot:
        (programs, isNeededAlways) = (["go"], false)
      case Variables.rustupHome, Variables.cargoHome:
        (programs, isNeededAlways) = (["cargo", "rustup", "rustup-init", "sh.rustup.rs"], true)
      case Variables.rustFlags, Variables.cargoTargetFolder, Variables.cargoBuildTarget,
        Variables.rustToolchain:
        (programs, isNeededAlways) = (["cargo", "rustc"], false)
      case Variables.path:
        var programs: [String] = []
        if arguments.contains("/go/bin") { programs.append("go") }
        if arguments.contains("cargo/bin") { programs += ["cargo", "rustc", "rustup"] }
        guard !programs.isEmpty else { return nil }
        (self.programs, isNeededAlways) = (programs, true)
      default: return nil
      }
    }

    /// Whether an instruction runs one of the programs by its bare name.
    func needs(_ instruction: Instruction) -> Bool {
      guard instruction.name == "RUN" else { return false }
      let marks: Set<Character> = [";", "&", "|", "(", ")", "\n"]
      return instruction.arguments.split { marks.contains($0) }.contains { command in
        let quotes: Set<Character> = [" ", "\t", "\"", "'", ",", "[", "]"]
        let words = command.split { quotes.contains($0) }.map(String.init)
        if programs.contains("sh.rustup.rs"),
          words.contains(where: { $0.hasSuffix("sh.rustup.rs") })
        {
          return true
        }
        let program = words.first { word in
          !word.hasPrefix("-") && !word.contains("=") && !Reader.prefixes.contains(word)
        }
        return program.map(programs.contains) ?? false
      }
    }

    /// Words that stand before the name of the program.
    private static let prefixes: Set<String> = [
      "!", "{", "do", "else", "env", "exec", "if", "nice", "sudo", "then", "time", "while",
    ]
  }
}
