import Resolution
import Shells
import Toolchains

/// Changes to the lines of a script.
struct ScriptEdit {
  private let contents: Bytes
  private let syntax: ShellSyntax
  private let script: ShellScript

  init(_ contents: Bytes, _ syntax: ShellSyntax) {
    self.contents = contents
    self.syntax = syntax
    script = ShellScript(contents, syntax)
  }

  /// The script with lines added before another one, or at its end; as it was where they are in it.
  func adding(_ new: [Bytes], before mark: Bytes?) -> Bytes {
    var lines = script.lines.map(\.bytes)
    for start in lines.indices where lines[start...].starts(with: new) { return contents }
    let marked = mark.flatMap { mark in
      script.lines.firstIndex { $0.bytes == mark && $0.depth == 0 }
    }
    let isTerminated = lines.last?.isEmpty != false
    // What stands behind an open quote or a backslash would become a part of it.
    let end = lines.count - (script.endsWithinLine || isTerminated ? 1 : 0)
    lines.insert(contentsOf: new, at: marked ?? end)
    let result = Bytes(lines, separatedBy: "\n")
    return isTerminated || script.endsWithinLine ? result : result + Bytes("\n")
  }

  /// The script with each line that equals another, or each but the last, turned into a comment.
  func commentingOut(_ line: Bytes, _ why: String, keepsLast: Bool) -> Bytes {
    var found = script.lines.indices.filter {
      script.lines[$0].bytes == line && script.lines[$0].isWhole
    }
    if keepsLast { found = found.dropLast() }
    let lines = script.lines.indices.map { index in
      found.contains(index) ? comment(script.lines[index], why) : script.lines[index].bytes
    }
    return Bytes(lines, separatedBy: "\n")
  }

  private func comment(_ line: ShellScript.Line, _ why: String) -> Bytes {
    let indent = Bytes(line.bytes.prefix { $0 == 32 || $0 == 9 })
    var lines = [indent + Bytes("# tvm doctor: ") + Bytes(why.utf8)]
    for part in line.bytes.parts(between: "\n") {
      lines.append(indent + Bytes("# ") + Bytes(part.drop { $0 == 32 || $0 == 9 }))
    }
    // A block with nothing but comments is a syntax error of bash.
    if line.depth > 0, let nothing = syntax.nothing {
      lines.append(indent + Bytes(nothing.utf8))
    }
    return Bytes(lines, separatedBy: "\n")
  }
}
