import Resolution
import Toolchains

extension Fix {
  /// What is done, in a few words.
  package func text(_ machine: Machine) -> String {
    switch self {
    case .createFolder(let path): "create \(machine.show(path))"
    case .edit(let path, let edit): "\(machine.show(path)): \(edit.text)"
    case .link(let path, let target):
      "make \(machine.show(path)) a link to \(machine.show(target))"
    case .placeShims(in: let path): "put the shims into \(machine.show(path))"
    case .cleanUp(let path): "clean up \(machine.show(path))"
    case .removeLink(let path): "remove the link \(machine.show(path))"
    }
  }
}

extension Edit {
  /// What is done to a file, in a few words.
  package var text: String {
    switch self {
    case .append(let lines, _): "add \(Edit.text(lines))"
    case .commentOut(let line, _, _): "comment out \(Edit.text([line]))"
    case .insert(let lines, let mark, _): "add \(Edit.text(lines)) before \(Edit.text([mark]))"
    case .keepLast(let line, _, _): "comment out all but the last \(Edit.text([line]))"
    case .remove(let line): "remove \(Edit.text([line]))"
    case .replace(let line, let other):
      "replace \(Edit.text([line])) with \(Edit.text([other]))"
    case .setting(let path, let value):
      (value == nil ? "remove " : "set ")
        + Array(path.joined(separator: ".").utf8).printable.text
    case .write: "write it again"
    }
  }

  private static func text(_ lines: [[UInt8]]) -> String {
    lines.map { line in
      let parts = line.split(separator: 10)
      let first = Array((parts.first ?? []).trimmed).printable.text
      return parts.count > 1 ? first + " …" : first
    }.joined(separator: ", ")
  }
}
