import Foundation

/// A Markdown file of this project, as far as tests look into it.
package struct MarkdownDocument: Sendable {
  /// A fenced block of code.
  package struct Block: Sendable {
    /// What stands behind the opening fence.
    package let language: String
    /// The number of the line with the opening fence.
    package let line: Int
    /// What is between the fences.
    package let lines: [String]
    /// Why it is not run: what `<!-- not run: … -->` says on the line before.
    package let exemption: String?
    /// What `<!-- run first: … -->` says between the block before and this one: a command that readers
    /// do not see.
    package let preparation: String?
  }

  /// The path below the top directory of the sources.
  package let name: String
  /// Every line.
  package let lines: [String]
  /// The blocks in their order.
  package let blocks: [Block]

  /// The documents that users read.
  package static let names: [String] = {
    // A test counts them.
    let found = try? FileManager.default.contentsOfDirectory(atPath: Project.root + "/share/doc")
    return ["README.md"]
      + (found ?? []).filter { $0.hasSuffix(".md") }.sorted().map { "share/doc/\($0)" }
  }()

  /// Reads a document.
  ///
  /// - Parameter name: The path below the top directory of the sources.
  /// - Throws: What Foundation says when it cannot be read.
  package init(_ name: String) throws {
    let text = try String(contentsOf: URL(filePath: "\(Project.root)/\(name)"), encoding: .utf8)
    self.name = name
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    blocks = MarkdownDocument.blocks(lines)
  }

  /// The lines outside blocks.
  package var prose: [(number: Int, text: String)] {
    var isInside = false
    return lines.enumerated().compactMap { index, line in
      if line.hasPrefix("```") {
        isInside.toggle()
        return nil
      }
      return isInside ? nil : (index + 1, line)
    }
  }

  /// The names by which links lead to headings, as GitHub makes them.
  package var anchors: Set<String> {
    Set(
      prose.map(\.text).filter { $0.hasPrefix("#") }.map { line in
        line.drop { $0 == "#" || $0 == " " }.lowercased()
          .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
          .replacing(" ", with: "-")
      })
  }

  private static func blocks(_ lines: [String]) -> [Block] {
    var blocks: [Block] = []
    var start: Int?
    var preparation: String?
    for (index, line) in lines.enumerated() {
      if let command = comment("run first", line) { preparation = command }
      guard line.hasPrefix("```") else { continue }
      guard let first = start else {
        start = index
        continue
      }
      blocks.append(
        Block(
          language: String(lines[first].dropFirst(3)), line: first + 1,
          lines: Array(lines[(first + 1)..<index]),
          exemption: first > 0 ? comment("not run", lines[first - 1]) : nil,
          preparation: preparation))
      (start, preparation) = (nil, nil)
    }
    return blocks
  }

  /// What a comment of HTML says behind a word.
  private static func comment(_ word: String, _ line: String) -> String? {
    let (start, end) = ("<!-- \(word): ", " -->")
    guard line.hasPrefix(start), line.hasSuffix(end) else { return nil }
    return String(line.dropFirst(start.count).dropLast(end.count))
  }
}
