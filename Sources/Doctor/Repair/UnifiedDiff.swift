package import Resolution
import Toolchains

/// What changes in a file, as `diff -u` shows it, to be read and not to be applied: what is secret in it
/// is not shown, nor what would move the cursor.
package struct UnifiedDiff {
  fileprivate enum Line {
    case kept(BytesSlice), removed(BytesSlice), added(BytesSlice)
  }

  /// The lines, nothing where nothing changes.
  package let text: Bytes

  private static let context = 3

  /// The difference between two versions of a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - before: what stands in it; nil where it does not exist.
  ///   - after: what shall stand in it.
  package init(_ path: Path, before: Bytes?, after: Bytes) {
    let lines = UnifiedDiff.compare(
      UnifiedDiff.lines(before ?? []), UnifiedDiff.lines(after))
    var text =
      Bytes("--- ") + (before == nil ? Bytes("/dev/null") : path.bytes.printable) + Bytes("\n+++ ")
    text += path.bytes.printable + Bytes("\n")
    var body = Bytes()
    var index = 0
    while let first = lines[index...].firstIndex(where: { $0.isChange }) {
      let start = max(index, first - UnifiedDiff.context)
      var end = first
      while let next = lines[end...].firstIndex(where: { $0.isChange }),
        next - end <= 2 * UnifiedDiff.context
      {
        end = next + 1
      }
      let stop = min(lines.count, end + UnifiedDiff.context)
      body += UnifiedDiff.hunk(lines, start..<stop)
      index = stop
    }
    self.text = body.isEmpty ? [] : text + body
  }

  private static func lines(_ contents: Bytes) -> [BytesSlice] {
    var lines = contents.parts(between: "\n")
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func hunk(_ lines: [Line], _ range: Range<Int>) -> Bytes {
    let before = lines[..<range.lowerBound]
    let oldStart = before.count { !$0.isAdded } + 1
    let newStart = before.count { !$0.isRemoved } + 1
    let oldCount = lines[range].count { !$0.isAdded }
    let newCount = lines[range].count { !$0.isRemoved }
    let old = "\(oldCount == 0 ? oldStart - 1 : oldStart),\(oldCount)"
    var text = Bytes("@@ -\(old) +\(newStart),\(newCount) @@\n".utf8)
    for line in lines[range] {
      switch line {
      case .kept(let bytes): text += Bytes(" ") + shown(bytes)
      case .removed(let bytes): text += Bytes("-") + shown(bytes)
      case .added(let bytes): text += Bytes("+") + shown(bytes)
      }
      text += "\n"
    }
    return text
  }

  private static func shown(_ line: BytesSlice) -> Bytes {
    let text = Bytes(line)
    // What is no text is escaped, and needs no look for secrets.
    guard let line = String(utf8: text) else { return text.printable }
    return Bytes(line.withoutSecrets.shownLines.utf8)
  }

  /// The fewest changes, by the longest lines in common.
  private static func compare(_ old: [BytesSlice], _ new: [BytesSlice]) -> [Line] {
    var head = 0
    while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    let left = Array(old[head..<(old.count - tail)])
    let right = Array(new[head..<(new.count - tail)])
    var lengths = Array(
      repeating: Array(repeating: 0, count: right.count + 1), count: left.count + 1)
    for row in left.indices.reversed() {
      for column in right.indices.reversed() {
        lengths[row][column] =
          left[row] == right[column]
          ? lengths[row + 1][column + 1] + 1
          : max(lengths[row + 1][column], lengths[row][column + 1])
      }
    }
    var lines: [Line] = old[..<head].map { .kept($0) }
    var (row, column) = (0, 0)
    while row < left.count || column < right.count {
      if row < left.count, column < right.count, left[row] == right[column] {
        lines.append(.kept(left[row]))
        row += 1
        column += 1
      } else if row < left.count,
        column == right.count || lengths[row + 1][column] >= lengths[row][column + 1]
      {
        lines.append(.removed(left[row]))
        row += 1
      } else {
        lines.append(.added(right[column]))
        column += 1
      }
    }
    return lines + old[(old.count - tail)...].map { .kept($0) }
  }
}

extension UnifiedDiff.Line {
  fileprivate var isAdded: Bool { if case .added = self { true } else { false } }
  fileprivate var isRemoved: Bool { if case .removed = self { true } else { false } }
  fileprivate var isChange: Bool { isAdded || isRemoved }
}
