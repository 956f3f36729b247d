import Resolution
import Shells
import Toolchains

extension StartupLine {
  /// What takes a variable out of this line and leaves everything else as it is.
  ///
  /// - Parameters:
  ///   - name: the variable; what uses it in the same line goes, too.
  ///   - why: what the comment says above a line that is taken out as a whole.
  /// - Returns: the change; nil where the line does not set the variable.
  package func removal(of name: String, why: String) -> Edit? {
    guard let own = assignments.first(where: { $0.name == name }) else { return nil }
    if own.isAlone || onlyServes(name) { return .commentOut(bytes, in: syntax, why: why) }
    return without(name).map { .replace(bytes, with: withoutUses(of: name, in: $0)) }
  }

  /// Other bytes for this line, which a variable was taken out of, without what used it in them.
  private func withoutUses(of name: String, in kept: Bytes) -> Bytes {
    let old = assignments.last { $0.name == name }?.value
    let lost = [LostVariable(name, was: old)]
    var result = kept
    for line in ShellScript(kept, syntax).lines {
      // Where the value is not known, the line stays for a person to look at.
      let edit = try? StartupLine(file, line, syntax).change(without: lost) { _ in false }
      if let edit { result = edit.applied(to: result) }
    }
    return result
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
      .replace(bytes, with: bytes.replacing([(commands[index].range, Bytes($0.utf8))]))
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
    var cuts: [LineCut] = []
    for (index, command) in commands.enumerated() {
      let own = assignments.filter { $0.command == index }
      guard own.contains(where: { $0.name == name }) else { continue }
      if own.count == 1 || syntax == .fish {
        guard let nothing = syntax.nothing else { return nil }
        cuts.append((command.range, Bytes(nothing.utf8)))
        continue
      }
      for assignment in own {
        let word = command.ranges[assignment.words.lowerBound]
        let whole = start(ofBlanksBefore: word.lowerBound)..<word.upperBound
        if assignment.name == name { cuts.append((whole, [])) }
      }
    }
    return cuts.isEmpty ? nil : bytes.replacing(cuts)
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
      ? nil : bytes.replacing([(range, Bytes(changed.utf8))])
  }

  /// The line with some elements of its `PATH` left out, quotes and the rest kept; nil where nothing
  /// would be left, or where that cannot be told.
  func withoutElements(_ matches: (PathElement) -> Bool) -> Bytes? {
    guard let assignment = assignments.first(where: { $0.name == Variables.path }) else {
      return nil
    }
    let kept = pathCuts(assignment) { matches($0) ? .goes : .stays }
    return kept.cuts.isEmpty || kept.rest == .nothing ? nil : bytes.replacing(kept.cuts)
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
    let words = script.map { "-e " + shell.word(Bytes($0.utf8)).text }
    let expressions =
      words.count == 1 ? String(words[0].dropFirst(3)) : words.joined(separator: " ")
    #if canImport(Darwin)
    let sed = "sed -E -i ''"
    #else
    let sed = "sed -E -i"
    #endif
    return "\(sed) \(expressions) \(shell.word(file.bytes).text)"
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
