import Resolution
import Toolchains

extension StartupLine {
  /// What takes a variable out of this line and leaves everything else as it is.
  ///
  /// - Parameters:
  ///   - name: the variable; elements of `PATH` that stand below it go, too.
  ///   - why: what the comment says above a line that is taken out as a whole.
  /// - Returns: the change; nil where the line does not set the variable.
  package func removal(of name: String, why: String) -> Edit? {
    guard let own = assignments.first(where: { $0.name == name }) else { return nil }
    if own.isAlone { return .commentOut(bytes, in: syntax, why: why) }
    return without(name).map { .replace(bytes, with: $0) }
  }

  /// What takes a command out of this line and leaves the others as they are.
  ///
  /// - Parameters:
  ///   - index: the position of the command.
  ///   - why: what the comment says above a line that is taken out as a whole.
  /// - Returns: the change; nil where there are no commands.
  func removal(ofCommand index: Int, why: String) -> Edit? {
    if commands.count == 1, isWhole { return .commentOut(bytes, in: syntax, why: why) }
    return syntax.nothing.map {
      .replace(bytes, with: bytes.replacing([(commands[index].range, $0)]))
    }
  }

  /// What takes out all commands of this line, which may be the only ones of a block.
  ///
  /// - Parameter why: what the comment says above a line that is taken out as a whole.
  /// - Returns: the change; nil where there are no commands.
  func withoutCommands(why: String) -> Edit? {
    if depth == 0 { return .commentOut(bytes, in: syntax, why: why) }
    return syntax.nothing.map { nothing in
      let lines = bytes.parts(between: "\n").map { Bytes("# ") + Bytes($0) }
      return .replace(
        bytes, with: Bytes("\(nothing) ".utf8) + Bytes(lines.map { $0[...] }, separatedBy: "\n"))
    }
  }

  /// The line with the variable left out of its commands, or nil where that cannot be told.
  private func without(_ name: String) -> Bytes? {
    var cuts: [(range: Range<Int>, replacement: String)] = []
    for (index, command) in commands.enumerated() {
      let own = assignments.filter { $0.command == index }
      guard own.contains(where: { $0.name == name }) else { continue }
      if own.count == 1 || syntax == .fish {
        guard let nothing = syntax.nothing else { return nil }
        cuts.append((command.range, nothing))
        continue
      }
      for assignment in own {
        let word = command.ranges[assignment.words.lowerBound]
        let whole = start(ofBlanksBefore: word.lowerBound)..<word.upperBound
        if assignment.name == name {
          cuts.append((whole, ""))
        } else if assignment.name == "PATH", assignment.value.refers(to: name) {
          let kept = Bytes(bytes[word]).withoutElements { $0.refers(to: name) }
          cuts.append(kept.map { (word, $0.text) } ?? (whole, ""))
        }
      }
    }
    return cuts.isEmpty ? nil : bytes.replacing(cuts)
  }

  /// Where the blanks before a word begin, joined lines included.
  private func start(ofBlanksBefore index: Int) -> Int {
    var index = index
    while index > 0, bytes[index - 1].isBlank || isJoint(index - 1) { index -= 1 }
    return index
  }

  private func isJoint(_ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "\\") && index + 1 < bytes.count && bytes[index + 1] == 10
  }

  /// The line with `$HOME` for each tilde that double quotes keep a shell from replacing; nil where
  /// there is none.
  var withHomeForTildes: Bytes? {
    guard let assignment = assignments.first(where: { $0.name == "PATH" }), syntax == .posix else {
      return nil
    }
    let range = commands[assignment.command].ranges[assignment.words.lowerBound]
    let word = Bytes(bytes[range])
    guard !word.contains(UInt8(ascii: "'")) else { return nil }
    let text = word.text
    let changed = text.replacing("\"~/", with: "\"$HOME/").replacing(":~/", with: ":$HOME/")
    return changed == text || Bytes(text.utf8) != word
      ? nil : bytes.replacing([(range, changed)])
  }

  /// The line with some elements of its `PATH` left out, quotes and the rest kept; nil where nothing
  /// would be left, or where that cannot be told.
  func withoutElements(_ matches: (String) -> Bool) -> Bytes? {
    guard let assignment = assignments.first(where: { $0.name == "PATH" }) else { return nil }
    if syntax == .environment { return bytes.withoutElements(matches) }
    let command = commands[assignment.command]
    if syntax == .fish {
      let cut = assignment.words.filter { matches(command.words[$0]) }
      guard !cut.isEmpty, cut.count < assignment.words.count else { return nil }
      return bytes.replacing(
        cut.map { index in
          let word = command.ranges[index]
          return (start(ofBlanksBefore: word.lowerBound)..<word.upperBound, "")
        })
    }
    let range = command.ranges[assignment.words.lowerBound]
    // The elements of zsh's list are words of their own.
    guard !bytes[range].contains(UInt8(ascii: "(")),
      let kept = Bytes(bytes[range]).withoutElements(matches)
    else { return nil }
    return bytes.replacing([(range, kept.text)])
  }

  /// The commands that do to a file what an edit of this line does.
  ///
  /// - Parameters:
  ///   - edit: the edit.
  ///   - shell: the shell that reads the command.
  /// - Returns: the command; nil where the edit is none of this line.
  func command(for edit: Edit, in shell: Shell) -> String? {
    let before = bytes.parts(between: "\n")
    var script: [String] = []
    switch edit {
    case .commentOut:
      let last = number + before.count - 1
      script = [(before.count == 1 ? "\(number)" : "\(number),\(last)") + "s/^/# /"]
    case .replace(_, let replacement):
      let after = replacement.parts(between: "\n")
      for (index, line) in before.enumerated() {
        guard index < after.count else {
          script.append("\(number + index)d")
          continue
        }
        if line != after[index] { script.append("\(number + index)s/.*/\(after[index].sedText)/") }
      }
    default: return nil
    }
    let words = script.map { "-e " + Machine.quoted(Bytes($0.utf8), for: shell).text }
    let expressions =
      words.count == 1 ? String(words[0].dropFirst(3)) : words.joined(separator: " ")
    #if canImport(Darwin)
    let sed = "sed -i ''"
    #else
    let sed = "sed -i"
    #endif
    return "\(sed) \(expressions) \(Machine.quoted(file.bytes, for: shell).text)"
  }
}

extension String {
  /// Whether this is a path below a variable's value, or a list with such a path.
  package func refers(to variable: String) -> Bool {
    contains("$\(variable)/") || contains("${\(variable)}/")
  }
}

extension BytesSlice {
  /// The bytes as the replacement of sed's `s/…/…/`.
  fileprivate var sedText: String {
    var result = Bytes()
    for byte in self {
      if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "&") {
        result.append(UInt8(ascii: "\\"))
      }
      result.append(byte)
    }
    return result.text
  }
}

extension Bytes {
  /// The bytes with parts replaced, which do not overlap.
  fileprivate func replacing(_ cuts: [(range: Range<Int>, replacement: String)]) -> Bytes {
    var result = self
    for cut in cuts.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(cut.range, with: cut.replacement.utf8)
    }
    return result
  }

  /// An assignment `NAME=VALUE` without some elements of its value.
  fileprivate func withoutElements(_ matches: (String) -> Bool) -> Bytes? {
    guard let sign = firstIndex(of: UInt8(ascii: "=")) else { return nil }
    var value = self[(sign + 1)...]
    var quote = Bytes()
    if let first = value.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard value.count >= 2, value.last == first else { return nil }
      quote = [first]
      value = value.dropFirst().dropLast()
    }
    let elements = value.parts(between: ":")
    let kept = elements.filter { !matches(Bytes($0).text) }
    guard kept.count < elements.count, !kept.isEmpty else { return nil }
    return Bytes(self[...sign]) + quote + Bytes(kept, separatedBy: ":") + quote
  }
}
