import Resolution
import Toolchains

extension EditorSettings {
  private static let beginning = Bytes("-- tvm ide neovim: begin")
  private static let end = Bytes("-- tvm ide neovim: end")

  /// Sets how Neovim starts the language servers, in a block of tvm's own; the rest of the file stays.
  ///
  /// The block comes first: Lua does not load a file with anything behind its `return`.
  ///
  /// Source: `:help exrc`, `:help vim.lsp.config()`: the file is read where `exrc` is on and the user
  /// has trusted it.
  mutating func setNeovim(_ project: EditorProject) throws(EditorError) {
    let lineBreak = after.lineBreak
    let lines = [EditorSettings.beginning] + (try block(project)) + [EditorSettings.end]
    let block = Bytes(lines.joined(separator: lineBreak))
    if let start = after.firstIndex(of: EditorSettings.beginning, from: 0) {
      guard let end = after.firstIndex(of: EditorSettings.end, from: start) else {
        throw .unclosedBlock(path)
      }
      let range = start..<(end + EditorSettings.end.count)
      let isFirst = start == after.mark
      guard !isFirst || Bytes(after[range]) != block else { return }
      if isFirst {
        after.replaceSubrange(range, with: block)
        changes.append("vim.lsp.config")
        return
      }
      let lines = range.upperBound..<after.end(ofLineBreaksFrom: range.upperBound)
      after.removeSubrange(range.lowerBound..<lines.upperBound)
    }
    let rest = after.count > after.mark ? Bytes(lineBreak) : []
    after.insert(contentsOf: block + Bytes(lineBreak) + rest, at: after.mark)
    changes.append("vim.lsp.config")
  }

  private func block(_ project: EditorProject) throws(EditorError) -> [Bytes] {
    var lines: [Bytes] = []
    let links: [(Language, String, Path?)] = [
      (.go, "gopls", project.go), (.rust, "rust_analyzer", project.rust),
    ]
    for (language, server, link) in links {
      guard let link else { continue }
      let programs = EditorSettings.quote(try project.text(link, "bin"))
      lines.append(Bytes("vim.env.PATH = ") + programs + Bytes(" .. \":\" .. vim.env.PATH"))
      lines.append(Bytes("if vim.lsp.config then"))
      lines.append(Bytes("  vim.lsp.config(\"\(server)\", {".utf8))
      if language == .rust, project.hasAnalyzer {
        let program = EditorSettings.quote(try project.text(link, "bin/rust-analyzer"))
        lines.append(Bytes("    cmd = { ") + program + Bytes(" },"))
      }
      lines.append(Bytes("    cmd_env = {"))
      for (name, value) in try project.variables(language) {
        lines.append(
          Bytes("      \(name) = ".utf8) + EditorSettings.quote(value) + Bytes(","))
      }
      lines += [Bytes("    },"), Bytes("  })"), Bytes("end")]
    }
    return lines
  }

  /// A string of Lua's.
  private static func quote(_ text: String) -> Bytes {
    var quoted = Bytes("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        quoted.append(UInt8(ascii: "\\"))
        quoted.append(byte)
      case 0..<32:
        let digits = Bytes(decimal: Int(byte))
        quoted += Bytes("\\") + Bytes(repeating: 48, count: 3 - digits.count) + digits
      default: quoted.append(byte)
      }
    }
    return quoted + Bytes("\"")
  }
}

extension Array where Element == UInt8 {
  /// Where the text begins, behind a byte order mark.
  fileprivate var mark: Int { starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// Where the next line with something on it begins.
  fileprivate func end(ofLineBreaksFrom start: Int) -> Int {
    self[start...].firstIndex { $0 != 10 && $0 != 13 } ?? count
  }

  /// Where some bytes stand for the first time.
  fileprivate func firstIndex(of wanted: Bytes, from start: Int) -> Int? {
    guard count >= wanted.count else { return nil }
    return (start...(count - wanted.count)).first { self[$0...].starts(with: wanted) }
  }
}
