import Resolution
import Testing
import Toolchains

@testable import JSON

@Suite("JSON with comments, changed in place")
struct JSONCEditorTests {
  /// Sets `"k"` to `"v"`, as far as nothing else is said.
  private func set(_ before: String, _ path: [String] = ["k"], _ value: String = "v") throws
    -> String
  {
    var editor = JSONCEditor(Bytes(before.utf8))
    try editor.set(.string(value), at: path)
    return editor.contents.text
  }

  @Test(
    "a new name comes last, in the manner of its neighbours",
    arguments: [
      ("", "{\n  \"k\": \"v\"\n}\n"),
      ("// mine\n", "// mine\n{\n  \"k\": \"v\"\n}\n"),
      ("//", "//\n{\n  \"k\": \"v\"\n}\n"),
      ("{}", "{\n  \"k\": \"v\"\n}"),
      ("{ }\n", "{\n  \"k\": \"v\"\n}\n"),
      ("{\n}\n", "{\n  \"k\": \"v\"\n}\n"),
      ("{\n\t// none yet\n}\n", "{\n\t// none yet\n  \"k\": \"v\"\n}\n"),
      ("{ /* none */ }", "{ /* none */\n  \"k\": \"v\"\n}"),
      ("{\"a\":1}", "{\"a\":1, \"k\": \"v\"}"),
      ("{ \"a\": 1, }", "{ \"a\": 1, \"k\": \"v\", }"),
      ("{\n    \"a\": 1\n}\n", "{\n    \"a\": 1,\n    \"k\": \"v\"\n}\n"),
      ("{\n\t\"a\": 1,\n}\n", "{\n\t\"a\": 1,\n\t\"k\": \"v\",\n}\n"),
      ("{\n  \"a\": 1 // why\n}\n", "{\n  \"a\": 1, // why\n  \"k\": \"v\"\n}\n"),
      (
        "{\n  \"a\": 1, // why\n  // last\n}\n",
        "{\n  \"a\": 1, // why\n  \"k\": \"v\",\n  // last\n}\n"
      ),
      ("{\r\n  \"a\": 1\r\n}\r\n", "{\r\n  \"a\": 1,\r\n  \"k\": \"v\"\r\n}\r\n"),
      ("{\n  \"a\": 1 }", "{\n  \"a\": 1,\n  \"k\": \"v\" }"),
      ("\u{FEFF}{\n  \"a\": 1\n}", "\u{FEFF}{\n  \"a\": 1,\n  \"k\": \"v\"\n}"),
      (
        "{\n  \"a\": \"http://x//y /* z */\"\n}",
        "{\n  \"a\": \"http://x//y /* z */\",\n  \"k\": \"v\"\n}"
      ),
    ])
  func insertion(_ before: String, after: String) throws {
    #expect(try set(before) == after)
  }

  @Test(
    "a value that is there is replaced, and nothing else",
    arguments: [
      ("{ \"k\": 1 /* one */ }", "{ \"k\": \"v\" /* one */ }"),
      ("{\"k\": [1, // x\n2], \"z\": 0}", "{\"k\": \"v\", \"z\": 0}"),
      ("{\"k\": 1, \"k\": 2}", "{\"k\": 1, \"k\": \"v\"}"),
      ("{\"\\u006b\": 1}", "{\"\\u006b\": \"v\"}"),
      ("{\"k\": \"v\"}", "{\"k\": \"v\"}"), ("{\"k\": \"\\u0076\"}", "{\"k\": \"\\u0076\"}"),
    ])
  func replacement(_ before: String, after: String) throws {
    #expect(try set(before) == after)
  }

  @Test("objects on the way are made, over lines as deep as they lie")
  func nesting() throws {
    #expect(
      try set(
        "{\n    \"lsp\": {\n        \"gopls\": {}\n    }\n}\n", ["lsp", "gopls", "binary", "path"])
          == """
          {
              "lsp": {
                  "gopls": {
                      "binary": {
                          "path": "v"
                      }
                  }
              }
          }

          """)
    #expect(try set("{ \"lsp\": null }", ["lsp", "x"]) == "{ \"lsp\": {\n  \"x\": \"v\"\n} }")
  }

  @Test(
    "what is no JSON is refused with its line, and stays as it is",
    arguments: [
      ("{\n  \"a\" 1\n}", 2, JSONCError.Fault.member), ("{ /* open", 1, .comment),
      ("{\"a\": 1} x", 1, .end), ("{\"a\": tru}", 1, .value), ("{\n\"a\": \"x\n\"}", 2, .string),
      ("[]", 1, .object), ("{\"a\": 1 \"b\": 2}", 1, .member), ("{\"a\": 1.2.3}", 1, .number),
      (String(repeating: "[", count: 100_000), 1, .depth),
    ])
  func refusal(_ before: String, line: Int, fault: JSONCError.Fault) {
    #expect(throws: JSONCError(line: line, fault: fault)) { try set(before) }
  }

  @Test("something else than an object in the way is an error")
  func inTheWay() {
    #expect(throws: JSONCError(line: 2, fault: .object)) {
      try set("{\n\"k\": [1]\n}", ["k", "x"])
    }
  }

  @Test(
    "a removed name takes its comma, its line and that line's comment with it",
    arguments: [
      ("{\n  \"k\": 1, // c\n  \"b\": 2\n}", "{\n  \"b\": 2\n}"),
      ("{\n  \"a\": 1, // c\n  \"k\": 2\n}", "{\n  \"a\": 1 // c\n}"),
      ("{\n  \"a\": 1,\n  \"k\": 2,\n}", "{\n  \"a\": 1,\n}"),
      ("{ \"k\": 1, \"b\": 2 }", "{ \"b\": 2 }"), ("{ \"a\": 1, \"k\": 2 }", "{ \"a\": 1 }"),
      ("{ \"k\": 1 }", "{  }"), ("{\"k\": 1, \"a\": 3, \"k\": 2}", "{\"a\": 3}"),
      ("{\r\n  \"k\": {\r\n  },\r\n  \"b\": 2\r\n}", "{\r\n  \"b\": 2\r\n}"), ("{}", "{}"),
    ])
  func removal(_ before: String, after: String) throws {
    var editor = JSONCEditor(Bytes(before.utf8))
    try editor.remove(["k"])
    #expect(editor.contents.text == after)
  }

  @Test("escapes are read as JSON means them")
  func escapes() throws {
    let document = try JSONCDocument(
      Bytes(#"{"a": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#.utf8))
    #expect(document.value(at: ["a"]) == .string("\"\\/\u{8}\u{c}\n\r\té😀"))
  }

  /// Whatever the file looks like: what was set is set, all else means what it meant, and every byte
  /// outside of what was written is where it was.
  @Test("every other byte stays, in files of any shape", arguments: 0..<400)
  func property(_ seed: Int) throws {
    var maker = JSONCMaker(seed: UInt64(seed))
    let before = maker.file()
    let path = maker.path()
    let value = JSONValue.string("né\"w\\\n\(seed)")
    var editor = JSONCEditor(Bytes(before.utf8))
    let old = try JSONCDocument(editor.contents).root?.value ?? .object([])
    do throws(JSONCError) { try editor.set(value, at: path) } catch {
      #expect(error.fault == .object)
      #expect(editor.contents.text == before)
      return
    }
    let new = try #require(try JSONCDocument(editor.contents).root?.value)
    #expect(new == old.setting(value, path[...]), "\(before)\n->\n\(editor.contents.text)")
    expectOnlyAdded(Bytes(before.utf8), editor.contents, replacing: path, in: before)
    let again = editor.contents
    #expect(try editor.set(value, at: path) == false)
    #expect(editor.contents == again)
    try editor.remove(path)
    #expect(try JSONCDocument(editor.contents).value(at: path) == nil)
    #expect(comments(editor.contents.text).isSubset(of: comments(before)))
  }

  private func expectOnlyAdded(
    _ before: Bytes, _ after: Bytes, replacing path: [String], in text: String
  ) {
    var kept = before[...]
    if let node = try? JSONCDocument(before).node(at: path) {
      #expect(after.starts(with: before[..<node.range.lowerBound]))
      #expect(after.reversed().starts(with: before[node.range.upperBound...].reversed()))
      return
    }
    // Nothing was replaced, so the file is what it was with something put in between. A null or the
    // blanks of an empty object may have given way.
    kept = kept.filter { !$0.isBlank }[...]
    for byte in after where byte == kept.first { kept = kept.dropFirst() }
    #expect(kept.isEmpty || text.contains("null"), "\(text)\n->\n\(after.text)")
  }

  private func comments(_ text: String) -> Set<String> {
    Set(text.split(separator: "#").map(String.init).filter { $0.hasPrefix("c") })
  }
}

extension JSONValue {
  /// What setting a value should lead to.
  fileprivate func setting(_ value: JSONValue, _ path: ArraySlice<String>) -> JSONValue {
    guard let name = path.first else { return value }
    var members: [JSONMember] = []
    if case .object(let own) = self { members = own }
    let inner = (self[name] ?? .object([])).setting(value, path.dropFirst())
    if let index = members.lastIndex(where: { $0.name == Bytes(name.utf8) }) {
      members[index].value = inner
    } else {
      members.append(JSONMember(name, inner))
    }
    return .object(members)
  }
}

/// Makes up files of any shape, the same for a seed.
private struct JSONCMaker {
  private var state: UInt64
  private var lineBreak = "\n"

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    if number(4) == 0 { lineBreak = "\r\n" }
  }

  private mutating func number(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  mutating func path() -> [String] {
    (0...number(3)).map { _ in ["a", "b", "c.d", "é"][number(4)] }
  }

  mutating func file() -> String {
    let mark = number(5) == 0 ? "\u{FEFF}" : ""
    return mark + gap() + object(0) + gap()
  }

  /// Blanks and comments.
  private mutating func gap() -> String {
    switch number(8) {
    case 0: lineBreak
    case 1: " // #c\(number(9))#" + lineBreak
    case 2: " /* #c\(number(9))# */ "
    case 3: lineBreak + "\t"
    case 4: lineBreak + "    "
    case 5: " "
    default: ""
    }
  }

  private mutating func object(_ depth: Int) -> String {
    var names = ["a", "b", "c.d", "é", "x"].filter { _ in number(2) == 0 }
    var text = "{"
    while let name = names.popLast() {
      text += gap() + "\"\(name)\"" + gap() + ":" + gap() + value(depth + 1) + gap()
      if !names.isEmpty || number(3) == 0 { text += "," }
    }
    return text + gap() + "}"
  }

  private mutating func value(_ depth: Int) -> String {
    switch number(depth > 3 ? 5 : 8) {
    case 0: "12e3"
    case 1: "null"
    case 2: "\"// { \\\" , é\""
    case 3: "[" + gap() + "1," + gap() + "\"}\"" + gap() + "]"
    case 4: "{" + gap() + "}"
    default: object(depth)
    }
  }
}
