import Resolution
import Toolchains

/// Takes a script apart from its first byte to its last.
///
/// It knows quotes, here-documents, continued lines and blocks. It does not expand anything, and what
/// only an alias or an option would make of the text, it does not know.
struct ShellLexer {
  /// What has been opened and not yet closed.
  private enum Block {
    case brace, body, branches, condition, parenthesis
  }

  /// The lines that have been read.
  private(set) var lines: [ShellScript.Line] = []
  /// Whether it ends within a quote or a here-document, or right behind a backslash.
  var endsWithinLine = false

  /// The script.
  let text: Bytes
  /// Whether it is one of fish.
  let isFish: Bool
  /// Where the next byte stands.
  var index = 0

  private var blocks: [Block] = []
  private var hereDocuments: [(end: Bytes, isIndented: Bool)] = []

  // The line at hand.
  private var lineStart = 0
  private var number = 1
  private var depth = 0
  private var isWhole = true
  private var commands: [ScriptCommand] = []
  private var isConditional = false
  private var isListOpen = false
  private var expectsPattern = false
  private var isElse = false

  // The command and the word at hand.
  private var words: [String] = []
  private var ranges: [Range<Int>] = []
  /// What the word at hand stands for so far.
  var word = Bytes()
  private var wordStart: Int?
  /// Whether a part of the word at hand is quoted.
  var isQuoted = false

  init(_ text: Bytes, isFish: Bool) {
    self.text = text
    self.isFish = isFish
  }

  /// Reads everything.
  mutating func run() {
    while index < text.count { step() }
    endCommand()
    if !hereDocuments.isEmpty { endsWithinLine = true }
    endLine(at: text.count)
  }

  /// The byte at hand, or one behind it; nil behind the last.
  func scalar(_ offset: Int = 0) -> Unicode.Scalar? {
    index + offset < text.count ? Unicode.Scalar(text[index + offset]) : nil
  }

  private var isTesting: Bool { !isFish && words.first == "[[" }

  private mutating func step() {
    guard let next = scalar() else { return }
    switch next {
    case "\n": lineFeed()
    case " ", "\t":
      endWord()
      index += 1
    case "#" where wordStart == nil: index = text[index...].firstIndex(of: 10) ?? text.count
    case "\\": escape()
    case "'", "\"", "`", "$": quote(next)
    case ";", "&", "|":
      if isTesting { take() } else { operation(next) }
    case "(", ")": parenthesis(next)
    case "<": redirection()
    default: take()
    }
  }

  // MARK: Lines

  private mutating func lineFeed() {
    endCommand()
    isElse = false
    index += 1
    if !hereDocuments.isEmpty {
      skipHereDocuments()
      // One that the end of the file ends has no line feed behind it.
      if endsWithinLine || text[index - 1] != 10 { return }
    }
    if isListOpen || (isFish && continuesWithOperator) { return }
    endLine(at: index - 1)
    lineStart = index
  }

  private mutating func endLine(at end: Int) {
    let bytes = Bytes(text[lineStart..<max(lineStart, end)])
    lines.append(
      ShellScript.Line(
        number: number, bytes: bytes, commands: commands, depth: depth,
        isWhole: isWhole && blocks.count == depth && !endsWithinLine))
    number += 1 + bytes.count { $0 == 10 }
    commands = []
    depth = blocks.count
    isWhole = true
    isConditional = false
    isListOpen = false
  }

  /// Whether the next line of fish goes on with what this one began.
  private var continuesWithOperator: Bool {
    let rest = text[index...].prefix { $0 != 10 }.trimmed
    let word = Bytes(rest.prefix { $0.isLetter }).text
    return !commands.isEmpty && (word == "and" || word == "or")
  }

  private mutating func skipHereDocuments() {
    for document in hereDocuments {
      var isEnded = false
      while index < text.count, !isEnded {
        let end = text[index...].firstIndex(of: 10) ?? text.count
        var line = text[index..<end]
        if document.isIndented { line = line.drop { $0 == 9 } }
        isEnded = Bytes(line) == document.end
        index = min(end + 1, text.count)
        if end == text.count { index = text.count }
      }
      if !isEnded { endsWithinLine = true }
    }
    hereDocuments = []
  }

  // MARK: Words

  /// Takes the byte at hand into the word.
  mutating func take() {
    begin()
    word.append(text[index])
    index += 1
  }

  /// Begins a word unless there is one.
  mutating func begin() {
    if wordStart == nil { wordStart = index }
  }

  private mutating func endWord() {
    guard let start = wordStart else { return }
    let value = word.text
    let wasQuoted = isQuoted
    word = []
    wordStart = nil
    isQuoted = false
    if !wasQuoted {
      if isFish ? isFishKeyword(value) : isKeyword(value) { return }
      // zsh needs no `;` before it.
      if !isFish, value == "}", blocks.last == .brace {
        endCommand()
        return close()
      }
    }
    words.append(value)
    ranges.append(start..<index)
    if !isFish { closeHead(value) }
  }

  private mutating func endCommand() {
    endWord()
    guard !words.isEmpty else { return }
    commands.append(
      ScriptCommand(
        words: words,
        ranges: ranges.map { ($0.lowerBound - lineStart)..<($0.upperBound - lineStart) },
        isCertain: !isConditional && blocks.isEmpty))
    words = []
    ranges = []
    isListOpen = false
  }

  // MARK: Operators

  private mutating func operation(_ first: Unicode.Scalar) {
    // `2>&1` and `&>file` separate nothing.
    if first == "&", word.last == UInt8(ascii: ">") || scalar(1) == ">" { return take() }
    if first == "|", expectsPattern {
      endWord()
      index += 1
      return
    }
    let isDouble = scalar(1) == first
    endCommand()
    isElse = false
    index += isDouble ? 2 : 1
    if first == "|", scalar() == "&" { index += 1 }
    switch (first, isDouble) {
    case (";", true):
      // The end of a branch that began on an earlier line.
      divide()
      expectsPattern = blocks.last == .branches
      isConditional = false
    case ("&", true), ("|", _):
      isConditional = true
      isListOpen = true
    default: isConditional = false
    }
  }

  private mutating func redirection() {
    guard !isFish, !isTesting, scalar(1) == "<" else {
      if scalar(1) == "(" {
        begin()
        nested("(", ")", offset: 1)
      } else {
        take()
      }
      return
    }
    if scalar(2) == "<" {
      for _ in 0..<3 { take() }
      return endWord()
    }
    endWord()
    index += 2
    let isIndented = scalar() == "-"
    if isIndented { index += 1 }
    while let next = scalar(), next == " " || next == "\t" { index += 1 }
    var end = Bytes()
    while let next = scalar(), !" \t\n;&|<>()".unicodeScalars.contains(next) {
      index += 1
      if next == "'" || next == "\"" || next == "\\" { continue }
      end.append(text[index - 1])
    }
    hereDocuments.append((end, isIndented))
  }

  private mutating func parenthesis(_ next: Unicode.Scalar) {
    if isTesting { return take() }
    if isFish {
      // A command substitution.
      begin()
      return next == "(" ? nested("(", ")", offset: 0) : take()
    }
    guard next == "(" else { return closeParenthesis() }
    if wordStart == nil, words.isEmpty {
      if expectsPattern {
        // A pattern may begin with it.
        index += 1
      } else if scalar(1) == "(" {
        begin()
        nested("(", ")", offset: 0)
      } else {
        blocks.append(.parenthesis)
        index += 1
      }
    } else if scalar(1) == ")", isFunctionName {
      index += 2
      endWord()
      if words.first != "function" {
        words.insert("function", at: 0)
        ranges.insert(ranges.first ?? index..<index, at: 0)
      }
      endCommand()
    } else {
      // A list of words, or a pattern of zsh.
      begin()
      nested("(", ")", offset: 0)
    }
  }

  /// Whether what stands before `()` is the name of a function and not of a list.
  private var isFunctionName: Bool {
    if wordStart == nil { return words.count == 1 || words.first == "function" }
    return word.last != UInt8(ascii: "=") && (words.isEmpty || words.first == "function")
  }

  private mutating func closeParenthesis() {
    if expectsPattern {
      endWord()
      words = []
      ranges = []
      expectsPattern = false
      divide()
    } else {
      endCommand()
      if blocks.last == .parenthesis { close() }
    }
    index += 1
    isConditional = false
  }

  // MARK: Blocks

  private mutating func close() {
    if blocks.count <= depth { isWhole = false }
    if !blocks.isEmpty { blocks.removeLast() }
  }

  /// Notes that a part of a block begins here, such as `else`.
  private mutating func divide() {
    if blocks.count <= depth { isWhole = false }
  }

  /// Follows the words of the grammar, which count where a command may begin.
  private mutating func isKeyword(_ word: String) -> Bool {
    guard words.isEmpty else { return false }
    switch word {
    case "if", "while", "until": blocks.append(.condition)
    case "then", "do":
      divide()
      if blocks.last == .condition { blocks[blocks.count - 1] = .body }
    case "elif":
      divide()
      if blocks.last == .body { blocks[blocks.count - 1] = .condition }
    case "else": divide()
    case "fi", "done":
      if blocks.last == .body || blocks.last == .condition { close() } else { divide() }
    case "esac":
      if blocks.last == .branches { close() } else { divide() }
      expectsPattern = false
    case "{": openBrace()
    case "}":
      guard blocks.last == .brace else { return false }
      close()
    case "for", "select":
      blocks.append(.condition)
      return false
    case "!", "time": break
    default: return false
    }
    isListOpen = false
    if word != "!", word != "time" { isConditional = false }
    return true
  }

  /// zsh's `if [[ … ]] { … }` ends with the brace, and has no `fi`.
  private mutating func openBrace() {
    if blocks.last == .condition {
      blocks[blocks.count - 1] = .brace
    } else {
      blocks.append(.brace)
    }
  }

  /// Ends what stands at the head of a block and is not ended by an operator.
  private mutating func closeHead(_ word: String) {
    switch words.first {
    case "case" where words.count == 3 && word == "in":
      blocks.append(.branches)
      endCommand()
      expectsPattern = true
    case "[[" where word == "]]" && words.count > 1: endCommand()
    case "function" where word == "{":
      words.removeLast()
      ranges.removeLast()
      endCommand()
      openBrace()
    default: break
    }
  }

  private mutating func isFishKeyword(_ word: String) -> Bool {
    guard words.isEmpty else { return false }
    switch word {
    case "if", "while", "begin":
      // `else if` goes on with the same block.
      if !isElse { blocks.append(.body) }
    case "else":
      divide()
      isElse = true
      return true
    case "end": close()
    case "and", "or": isConditional = true
    case "not", "!": break
    case "for", "function", "switch":
      blocks.append(.body)
      return false
    case "case":
      divide()
      return false
    default: return false
    }
    isElse = false
    return true
  }
}
