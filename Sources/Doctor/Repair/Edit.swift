package import JSON
package import Resolution
package import Shells

/// A change to a text file that does nothing when it is made a second time.
///
/// Lines are found by their bytes, so that several changes to a file do not get into each other's way.
/// Lines of scripts are logical ones: what only looks like one, as in a here-document, is none.
package enum Edit: Equatable, Sendable {
  /// Adds lines at the end of a script, unless they are there.
  case append([Bytes], in: ShellSyntax)
  /// Turns a line of a script into a comment, with a comment above it that says why; it stays where
  /// the script would not parse without it.
  case commentOut(Bytes, in: ShellSyntax, why: String)
  /// Adds lines to a script before the first one outside of all blocks that equals another, or at the
  /// end, unless they are there.
  case insert([Bytes], before: Bytes, in: ShellSyntax)
  /// Turns every line of a script that equals another but the last one into a comment.
  case keepLast(Bytes, in: ShellSyntax, why: String)
  /// Removes a line.
  case remove(Bytes)
  /// Replaces a line, or several that follow each other.
  case replace(Bytes, with: Bytes)
  /// Sets a value of a JSON file with comments, or removes it with nil.
  case setting([String], JSONValue?)
  /// Replaces everything.
  case write(Bytes)

  /// The contents after the change.
  package func applied(to contents: Bytes) -> Bytes {
    switch self {
    case .append(let new, let syntax):
      return ScriptEdit(contents, syntax).adding(new, before: nil)
    case .insert(let new, let mark, let syntax):
      return ScriptEdit(contents, syntax).adding(new, before: mark)
    case .commentOut(let line, let syntax, let why):
      return ScriptEdit(contents, syntax).commentingOut(line, why, keepsLast: false)
    case .keepLast(let line, let syntax, let why):
      return ScriptEdit(contents, syntax).commentingOut(line, why, keepsLast: true)
    case .remove(let line): return contents.replacingLines(line, with: nil)
    case .replace(let line, let other): return contents.replacingLines(line, with: other)
    case .setting(let path, let value): return setting(path, value, in: contents)
    case .write(let all): return all
    }
  }

  /// The place among the changes of a file: what is added must not be taken for what was there.
  package var rank: Int {
    switch self {
    case .insert: 1
    case .append: 2
    default: 0
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

extension Bytes {
  /// The text with each run of lines that equals another replaced, or taken out with nil.
  fileprivate func replacingLines(_ old: Bytes, with new: Bytes?) -> Bytes {
    let run = old.parts(between: "\n")
    var rest = parts(between: "\n")[...]
    var kept: [BytesSlice] = []
    while !rest.isEmpty {
      if rest.starts(with: run, by: ==) {
        rest = rest.dropFirst(run.count)
        if let new { kept.append(new[...]) }
      } else {
        kept.append(rest.removeFirst())
      }
    }
    return Bytes(kept, separatedBy: "\n")
  }
}
