import Resolution
import Toolchains

/// An assignment as a command makes it.
struct RawAssignment: Equatable {
  let name: String
  let value: String
  let isExported: Bool
  let words: Range<Int>

  private init(_ name: String, _ value: String, _ isExported: Bool, _ words: Range<Int>) {
    self.name = name
    self.value = value
    self.isExported = isExported
    self.words = words
  }

  /// A line `NAME=VALUE`, or `NAME DEFAULT=VALUE` as PAM has it; nil for any other.
  init?(setting line: Bytes) {
    let text = Bytes(line.trimmed).text
    guard !text.hasPrefix("#"), let (head, tail) = RawAssignment.split(text) else { return nil }
    let words = head.split(separator: " ")
    var value = tail
    if words.count == 2, words[1] == "DEFAULT" || words[1] == "OVERRIDE" {
      value = value.replacing("@{", with: "${")
    } else if words.count != 1, words.first != "export" {
      return nil
    }
    if let quote = value.first, quote == "\"" || quote == "'" {
      value = String(value.dropFirst().prefix { $0 != quote })
    }
    let name = words.first == "export" ? words.last : words.first
    guard let name, RawAssignment.isName(name) else { return nil }
    self.init(String(name), value, true, 0..<0)
  }

  /// The assignments of a command of bash or zsh.
  static func posix(_ command: ScriptCommand) -> [RawAssignment] {
    let words = command.words
    var first = words.first == "builtin" ? 1 : 0
    var isExported = false
    if first < words.count,
      ["export", "declare", "typeset", "readonly", "local"].contains(words[first])
    {
      // What a function has for itself is no matter of others.
      if words[first] == "local" { return [] }
      isExported = words[first] == "export"
      first += 1
      while first < words.count, words[first].hasPrefix("-") {
        isExported = isExported || words[first].contains("x")
        first += 1
      }
    }
    var found: [RawAssignment] = []
    for index in first..<max(first, words.count) {
      guard let (head, tail) = split(words[index]) else {
        // `X=1 program` sets the variable for that program only.
        if first == 0 { return [] }
        continue
      }
      let isAppended = head.hasSuffix("+")
      let name = String(isAppended ? head.dropLast() : head)
      guard isName(name[...]) else { continue }
      if tail.hasPrefix("(") {
        guard name == "path" else { continue }
        let list = tail.dropFirst().dropLast(tail.hasSuffix(")") ? 1 : 0)
        let elements = list.split { " \t\n\"'".contains($0) }.joined(separator: ":")
        let value = isAppended ? "$PATH:" + elements : elements
        found.append(RawAssignment(Variables.path.text, value, true, index..<(index + 1)))
        continue
      }
      let value = isAppended ? "$\(name)" + tail : tail
      found.append(
        RawAssignment(name, value, isExported || name == Variables.path, index..<(index + 1)))
    }
    return found
  }

  /// The assignments of a command of fish, of which there is at most one.
  static func fish(_ command: ScriptCommand) -> [RawAssignment] {
    let words = command.words
    guard let verb = words.first else { return [] }
    var first = 1
    var options = ""
    while first < words.count, words[first].hasPrefix("-") {
      options += words[first]
      first += 1
    }
    if verb == "fish_add_path" {
      let list = words[first...].joined(separator: ":")
      let isLast = options.contains("a") && !options.contains("path")
      let value = isLast ? "$PATH:\(list)" : "\(list):$PATH"
      return [RawAssignment(Variables.path.text, value, true, first..<words.count)]
    }
    guard verb == "set", !options.contains("e"), !options.contains("q"), !options.contains("l"),
      first < words.count
    else { return [] }
    let name = words[first]
    var list = words[(first + 1)...].joined(separator: ":")
    if options.contains("p"), !options.hasPrefix("--path") { list += ":$\(name)" }
    if options.contains("a") { list = "$\(name):" + list }
    let isPath = name == Variables.path || name == "fish_user_paths"
    return [
      RawAssignment(
        isPath ? Variables.path.text : name, list, options.contains("x") || isPath,
        (first + 1)..<words.count)
    ]
  }

  /// Whether a word is `NAME=VALUE`.
  static func isAssignment(_ word: String) -> Bool {
    split(word).map { isName($0.head) } ?? false
  }

  private static func split(_ word: String) -> (head: Substring, tail: String)? {
    guard let sign = word.firstIndex(of: "=") else { return nil }
    return (word[..<sign], String(word[word.index(after: sign)...]))
  }

  private static func isName(_ name: Substring) -> Bool { Bytes(name.utf8).isIdentifier }
}

extension ScriptCommand {
  /// The assignments that this command makes in a shell of a grammar.
  func rawAssignments(_ syntax: ShellSyntax) -> [RawAssignment] {
    switch syntax {
    case .fish: RawAssignment.fish(self)
    case .posix: RawAssignment.posix(self)
    case .environment, .unknown: []
    }
  }

  /// The variables that this command sets in a shell of a grammar.
  package func variables(_ syntax: ShellSyntax) -> [String] { rawAssignments(syntax).map(\.name) }
}
