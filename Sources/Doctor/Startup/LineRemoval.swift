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

  /// The line with a `$HOME` that its shell replaces, for each tilde and `$HOME` in the value of a
  /// variable that quotes keep as they are; nil where there is none.
  func withHome(in variable: String) -> Bytes? {
    guard let assignment = assignments.first(where: { $0.name == variable }), syntax == .posix
    else { return nil }
    let range = commands[assignment.command].ranges[assignment.words.lowerBound]
    let word = Bytes(bytes[range])
    let text = word.text
    var changed = text
    if !text.contains("'") {
      changed = text.replacing("\"~/", with: "\"$HOME/").replacing(":~/", with: ":$HOME/")
    } else if !text.contains("\"") {
      let parts = text.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
      changed = parts.enumerated().map { index, part in
        guard index % 2 == 1 else { return part }
        let tail = ["~/", "$HOME/"].first { part.hasPrefix($0) }.map { part.dropFirst($0.count) }
        guard let tail, !tail.contains(where: { "$`\\".contains($0) }) else { return "'\(part)'" }
        return "\"$HOME/\(tail)\""
      }.joined()
    }
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
    case .commentOut where before.count == 1:
      script = ["/^\(before[0].sedPattern)$/s/^/# /"]
    case .commentOut:
      let last = number + before.count - 1
      script = [(before.count == 1 ? "\(number)" : "\(number),\(last)") + "s/^/# /"]
    case .replace(_, let replacement):
      let after = replacement.parts(between: "\n")
      if before.count == 1, after.count == 1 {
        script = substitution(after[0])
        break
      }
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
    let sed = "sed -E -i ''"
    #else
    let sed = "sed -E -i"
    #endif
    return "\(sed) \(expressions) \(Machine.quoted(file.bytes, for: shell).text)"
  }

  /// What makes another line of this one, for sed: only the words that differ are touched, and only
  /// where they stand behind the same first word, so that other changes to the line may come first.
  private func substitution(_ after: BytesSlice) -> [String] {
    let (old, new) = (bytes[...], after)
    func isBoundary(_ text: BytesSlice, _ offset: Int) -> Bool {
      offset == 0 || offset == text.count || text[text.startIndex + offset].isBlank
    }
    var tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
    while tail > 0, !isBoundary(old, old.count - tail) || !isBoundary(new, new.count - tail) {
      tail -= 1
    }
    let (oldHead, newHead) = (old.dropLast(tail), new.dropLast(tail))
    var head = zip(oldHead, newHead).prefix { $0 == $1 }.count
    while head > 0, !isBoundary(oldHead, head) || !isBoundary(newHead, head) { head -= 1 }
    let indent = old.prefix { $0.isBlank }
    let first = indent.count + old.dropFirst(indent.count).prefix { !$0.isBlank }.count
    let lead =
      head >= first
      ? "(" + old.prefix(first).sedPattern + ".*)" : "(" + old.prefix(head).sedPattern + ")"
    let part = oldHead.dropFirst(head).sedPattern
    var script = [
      "s/^\(lead)\(part)([[:blank:]]|$)/\\1\(newHead.dropFirst(head).sedText)\\2/"
    ]
    // An export of nothing prints all variables.
    if old.dropFirst(indent.count).starts(with: Bytes("export ")), head >= first {
      script.append("s/^([[:blank:]]*)export$/\\1:/")
    }
    return script
  }
}

extension String {
  /// Whether this is a path below a variable's value, or a list with such a path.
  package func refers(to variable: String) -> Bool {
    contains("$\(variable)/") || contains("${\(variable)}/")
  }
}

extension BytesSlice {
  /// The bytes as an extended regular expression between slashes that matches nothing else.
  fileprivate var sedPattern: String {
    var result = Bytes()
    for byte in self {
      if Bytes("\\/.[]*^$+?(){}|").contains(byte) { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return result.text
  }

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
