package import Editors
package import Resolution

/// A change to a text file that does nothing when it is made a second time.
///
/// Lines are found by their bytes, so that several changes to a file do not get into each other's way.
package enum Edit: Equatable, Sendable {
  /// Adds lines at the end, unless they are there.
  case append([Bytes])
  /// Turns a line into a comment, with a comment above it that says why.
  case commentOut(Bytes, why: String)
  /// Adds lines behind the last one that equals another, or at the end, unless they are there.
  case insert([Bytes], before: Bytes)
  /// Turns every line that equals another but the last one into a comment.
  case keepLast(Bytes, why: String)
  /// Removes a line.
  case remove(Bytes)
  /// Replaces a line.
  case replace(Bytes, with: Bytes)
  /// Sets a value of a JSON file with comments, or removes it with nil.
  case setting([String], JSONValue?)
  /// Replaces everything.
  case write(Bytes)

  /// The contents after the change.
  package func applied(to contents: Bytes) -> Bytes {
    if case .write(let all) = self { return all }
    if case .setting(let path, let value) = self { return setting(path, value, in: contents) }
    var lines = contents.parts(between: "\n").map { Bytes($0) }
    // What ends in a line feed has nothing behind it, which is no line.
    let isTerminated = contents.isEmpty || contents.last == UInt8(ascii: "\n")
    if isTerminated { lines.removeLast() }
    let before = lines
    change(&lines)
    if lines == before { return contents }
    var result = Bytes(lines, separatedBy: "\n")
    if isTerminated || lines.last != before.last, !lines.isEmpty { result += "\n" }
    return result
  }

  private func change(_ lines: inout [Bytes]) {
    switch self {
    case .append(let new):
      if !lines.containsRun(new) { lines += new }
    case .insert(let new, let mark):
      if !lines.containsRun(new) {
        lines.insert(contentsOf: new, at: lines.lastIndex(of: mark) ?? lines.count)
      }
    case .commentOut(let line, let why):
      while let index = lines.lastIndex(of: line) { lines.commentOut(at: index, why) }
    case .keepLast(let line, let why):
      while let index = lines.firstIndex(of: line), index != lines.lastIndex(of: line) {
        lines.commentOut(at: index, why)
      }
    case .remove(let line): lines.removeAll { $0 == line }
    case .replace(let line, let other): lines = lines.map { $0 == line ? other : $0 }
    case .setting, .write: break
    }
  }

  private func setting(_ path: [String], _ value: JSONValue?, in contents: Bytes) -> Bytes {
    var editor = JSONCEditor(contents, indentation: "    ")
    do throws(JSONCError) {
      if let value { try editor.set(value, at: path) } else { try editor.remove(path) }
    } catch {
      // What cannot be read stays as it is; a check of its own says so.
      return contents
    }
    return editor.contents
  }
}

extension [Bytes] {
  fileprivate func containsRun(_ run: [Bytes]) -> Bool {
    guard count >= run.count else { return false }
    return (0...(count - run.count)).contains { Array(self[$0..<($0 + run.count)]) == run }
  }

  /// The line stays readable, and what follows an indented line keeps its shape.
  fileprivate mutating func commentOut(at index: Int, _ why: String) {
    let indent = Bytes(self[index].prefix { $0 == 32 || $0 == 9 })
    let rest = Bytes(self[index].dropFirst(indent.count))
    let comments = [
      indent + Bytes("# tvm doctor: ") + Bytes(why.utf8), indent + Bytes("# ") + rest,
    ]
    // A block must not be left with nothing but comments: that is a syntax error.
    let stays = isInBlock(index) ? [indent + Bytes(":")] : []
    replaceSubrange(index...index, with: comments + stays)
  }

  /// Whether a line may be the only one of an `if`, a loop, a `case` or a function.
  private func isInBlock(_ index: Int) -> Bool {
    if let first = self[index].first, first == 32 || first == 9 { return true }
    guard let line = self[..<index].last(where: { !$0.trimmed.isEmpty })?.words.last else {
      return false
    }
    return ["{", "(", "then", "else", "do"].contains { Bytes($0.utf8) == Bytes(line) }
      || line.last == UInt8(ascii: ")")
  }
}
