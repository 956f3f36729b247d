import Resolution
import Toolchains

/// The directives of a `go.mod` or `go.work`, those of blocks one by one.
///
/// Source: the Go Modules Reference, "Lexical elements" and "Grammar".
struct GoDirectives {
  /// One directive.
  struct Directive: Equatable {
    /// What it is: `go`, `use`, `require`, `replace`.
    let verb: String
    /// What follows, quotes taken away.
    let words: [String]
    /// The line, from 1.
    let line: Int
  }

  let all: [Directive]

  /// The line of a block that does not end; nil where each one does.
  let unclosedBlock: Int?

  /// The directives in a file's contents.
  init(_ contents: Bytes) {
    var all: [Directive] = []
    var block: String?
    var blockLine = 0
    for (index, bytes) in contents.parts(between: "\n").enumerated() {
      var words = GoDirectives.words(bytes)
      guard let first = words.first else { continue }
      if block != nil, first == ")" {
        block = nil
      } else if let verb = block {
        all.append(Directive(verb: verb, words: words, line: index + 1))
      } else if words.count == 2, words[1] == "(" {
        block = first
        blockLine = index + 1
      } else {
        words.removeFirst()
        all.append(Directive(verb: first, words: words, line: index + 1))
      }
    }
    self.all = all
    unclosedBlock = block == nil ? nil : blockLine
  }

  /// The directives of a verb.
  func all(_ verb: String) -> [Directive] { all.filter { $0.verb == verb } }

  /// The version of the `go` line of a `go.mod`, or what Go assumes without one.
  var goVersion: GoVersion {
    all("go").first?.words.first.flatMap { GoVersion(Bytes($0.utf8)[...]) } ?? GoVersion(1, 16)
  }

  /// The words of a line, its comment left out.
  private static func words(_ line: BytesSlice) -> [String] {
    var words: [String] = []
    var word = Bytes()
    var quote: UInt8?
    var isWord = false
    func end() {
      if isWord { words.append(word.text) }
      word = []
      isWord = false
    }
    for (index, byte) in zip(line.indices, line) {
      if let mark = quote {
        if byte == mark { quote = nil } else { word.append(byte) }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "`"):
        quote = byte
        isWord = true
      case UInt8(ascii: "/") where line[index...].starts(with: "//"):
        // Only behind a blank does it begin a comment: https://x has none.
        if !isWord {
          return words
        }
        word.append(byte)
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        end()
        words.append(byte == UInt8(ascii: "(") ? "(" : ")")
      case _ where byte.isBlank || byte == UInt8(ascii: "\r"): end()
      default:
        word.append(byte)
        isWord = true
      }
    }
    end()
    return words
  }
}

/// A version of a module, or all of them.
struct ModuleVersion: Hashable {
  let path: String
  /// The version; nothing for all of them, and for a folder.
  let version: String

  /// The words of a directive: a path, and a version where there is one.
  init(_ words: some Collection<String>) {
    path = words.first ?? ""
    version = words.dropFirst().first ?? ""
  }

  /// The version as Go's messages name it.
  var text: String { version.isEmpty ? path : "\(path) \(version)" }
}
