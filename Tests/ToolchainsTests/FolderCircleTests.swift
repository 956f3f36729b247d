import Foundation
import Testing

/// The rule that no two folders of the sources need each other: of two that do, neither can be
/// understood, tested or moved alone.
@Suite("Folders of the sources") struct FolderCircleTests {
  /// Folders that still need each other, beside the doctor's, which are to be built anew.
  ///
  /// Nothing is to be added.
  private static let known: Set<Set<String>> = [
    // What the resolver's words are is said by both languages, which say it in those words.
    ["Resolution", "Resolution/Go"], ["Resolution", "Resolution/Rust"],
  ]

  @Test("need each other in one direction only") func circles() throws {
    let sources = try SourceFolders()
    #expect(sources.folders.count > 10, "the sources are where they were")
    var found: [String] = []
    for first in sources.folders {
      // The compiler keeps modules from needing each other.
      for second in sources.folders
      where first < second && SourceFolders.module(first) == SourceFolders.module(second)
        && !Self.isKnown(first, second)
      {
        let there = sources.types(named: first, of: second)
        let back = sources.types(named: second, of: first)
        guard !there.isEmpty, !back.isEmpty else { continue }
        found.append(
          "\(first) names \(there.joined(separator: ", ")) of \(second), which names "
            + back.joined(separator: ", "))
      }
    }
    #expect(found.isEmpty, "\n\(found.joined(separator: "\n"))\n")
  }

  private static func isKnown(_ first: String, _ second: String) -> Bool {
    first.hasPrefix("Doctor") && second.hasPrefix("Doctor") || known.contains([first, second])
  }
}

/// Which types the folders of the sources declare, and which they name.
private struct SourceFolders {
  /// The types that each folder declares for others.
  private var declared: [String: Set<String>] = [:]
  private var named: [String: Set<String>] = [:]
  /// The types that each folder declares for itself or inside of others.
  private var own: [String: Set<String>] = [:]

  /// All folders with sources, such as `Toolchains/Net`.
  var folders: [String] { declared.keys.sorted() }

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    for case let path as String in FileManager.default.enumerator(atPath: root.path) ?? .init()
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      add(text, in: folder)
    }
  }

  /// The types of another folder that one names.
  func types(named folder: String, of other: String) -> [String] {
    // A name that is declared here, too, means that type.
    named[folder, default: []].intersection(declared[other, default: []])
      .subtracting(own[folder, default: []]).sorted()
  }

  /// The module of a folder.
  static func module(_ folder: String) -> Substring { folder.prefix { $0 != "/" } }

  private mutating func add(_ text: String, in folder: String) {
    declared[folder, default: []].formUnion([])
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let words = SourceFolders.words(line)
      named[folder, default: []].formUnion(words.filter { $0.first?.isUppercase == true })
      guard let keyword = words.firstIndex(where: SourceFolders.keywords.contains),
        keyword + 1 < words.count
      else { continue }
      own[folder, default: []].insert(words[keyword + 1])
      // What stands at the margin is for others unless it says otherwise.
      guard line.first != UInt8(ascii: " "),
        !words.contains("private"), !words.contains("fileprivate")
      else { continue }
      declared[folder, default: []].insert(words[keyword + 1])
    }
  }

  private static let keywords: Set<String> = [
    "struct", "class", "enum", "protocol", "actor", "typealias",
  ]

  /// The words of a line of code, without comments, strings and what stands behind a dot.
  private static func words(_ line: Substring.UTF8View.SubSequence) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isMember = false
    var isString = false
    var last: UInt8 = 0
    func isPart(_ byte: UInt8) -> Bool {
      (byte | 32) >= 97 && (byte | 32) <= 122 || byte >= 48 && byte <= 57 || byte == 95
    }
    for byte in line {
      if byte == UInt8(ascii: "\""), last != UInt8(ascii: "\\") { isString.toggle() }
      if !isString, byte == UInt8(ascii: "/"), last == byte { break }
      if !isString, isPart(byte) {
        if word.isEmpty { isMember = last == UInt8(ascii: ".") }
        word.append(byte)
      } else if !word.isEmpty {
        if !isMember { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      }
      last = byte
    }
    if !word.isEmpty, !isMember { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}
