import Resolution
import Testing

@Suite("TOML") struct TOMLTests {
  /// The entries of a document, one `path = value` a line.
  private func entries(_ contents: String) throws(TOMLError) -> [String] {
    try TOMLDocument(bytes(contents)).entries.map { entry in
      let path = entry.path.map { text($0) }.joined(separator: "/")
      return "\(path) = \(shown(entry.value))"
    }
  }

  private func shown(_ value: TOMLValue) -> String {
    switch value {
    case .array(let values): "[\(values.map { shown($0) }.joined(separator: ","))]"
    case .boolean(let value): "\(value)"
    case .other(let word): text(word)
    case .string(let value): "<\(text(value))>"
    case .table: "{}"
    }
  }

  @Test(
    "strings in all their forms",
    arguments: [
      (#"a = "x""#, "x"), ("a = ''", ""), (#"a = """#, ""), (#"a = 'C:\x'"#, #"C:\x"#),
      (#"a = "\b\t\n\f\r\"\\""#, "\u{8}\t\n\u{C}\r\"\\"), (#"a = "\u00e9\U0001F439""#, "é🐹"),
      (#"a = "\e\x41\xe9""#, "\u{1B}Aé"), ("a = 'x\ty'", "x\ty"),
      ("a = \"\"\"x\r\ny\"\"\"", "x\r\ny"),
      ("a = \"\"\"\nx\ny\"\"\"", "x\ny"), ("a = \"\"\"\r\nx\"\"\"", "x"),
      (
        "a = '''\n\\x'''",
        "\\x"
      ),
      ("a = \"\"\"x \\\n   y\"\"\"", "x y"), ("a = \"\"\"x \\  \n\n  y\"\"\"", "x y"),
      ("a = \"\"\"\"x\"\"\"\"\"", "\"x\"\""), ("a = ''''x'''''", "'x''"), ("a = \"#\" # c", "#"),
      ("a = \"\"\"a\"\"b\"\"\"", "a\"\"b"), ("a = \"é\"", "é"),
    ])
  func strings(contents: String, expected: String) throws {
    #expect(try entries(contents) == ["a = <\(expected)>"])
  }

  @Test(
    "other values",
    arguments: [
      "0", "-0", "+1", "1_000", "0xdead_BEEF", "0o755", "0b01", "3.14", "-0.01", "5e+22", "1e06",
      "-2E-2", "6.626e-34", "inf", "-inf", "+nan", "true", "false", "1979-05-27T07:32:00Z",
      "1979-05-27T00:32:00.999-07:00", "1979-05-27 07:32:00", "1979-05-27", "07:32:00",
      "00:32:00.99", "07:32", "1979-05-27T07:32Z", "2024-02-29", "2000-02-29", "1979-07-31",
      "1979-08-31", "23:59:60",
    ])
  func values(value: String) throws {
    #expect(try entries("a = \(value)") == ["a = \(value)"])
    #expect(try entries("a = \(value) # x\r\n") == ["a = \(value)"])
    #expect(try entries("a = [\(value),\(value)]") == ["a = [\(value),\(value)]"])
    #expect(try entries("a = {b=\(value)}") == ["a = {}", "a/b = \(value)"])
  }

  @Test(
    "keys, tables and arrays",
    arguments: [
      ("", []), ("# x", []), ("\u{FEFF}a = 1", ["a = 1"]), ("a=1\nb=2", ["a = 1", "b = 2"]),
      ("a=1\r\n\r\nb=2\r\n", ["a = 1", "b = 2"]), ("a.b.c = 1", ["a/b/c = 1"]),
      ("a . b = 1", ["a/b = 1"]), (#""a.b".'c d' = 1"#, ["a.b/c d = 1"]),
      (
        "1-2_x = 1",
        ["1-2_x = 1"]
      ),
      ("3.14 = 1", ["3/14 = 1"]), (#""" = 1"#, [" = 1"]), ("[t]\na=1", ["t/a = 1"]),
      ("[ t . u ] # x\na=1", ["t/u/a = 1"]), ("[t.\"u.v\"]\na=1", ["t/u.v/a = 1"]),
      ("[[t]]\na=1\n[[t]]\na=2", ["t/a = 1", "t/a = 2"]), ("a = []", ["a = []"]),
      ("a = [1, 'x', [true]]", ["a = [1,<x>,[true]]"]), ("a = [1,]", ["a = [1]"]),
      ("a = [ # c\n  1, # d\n\n  2\n]\nb = 1", ["a = [1,2]", "b = 1"]), ("a = {}", ["a = {}"]),
      ("a = { b = 1, c.d = 2 }", ["a = {}", "a/b = 1", "a/c/d = 2"]),
      ("a = [{b=1},{b=2}]", ["a = [{},{}]", "a/b = 1", "a/b = 2"]),
      ("a = {b=1,}", ["a = {}", "a/b = 1"]), ("a = {\n}", ["a = {}"]),
      ("a = { # c\n b=1 # d\n , # e\n c=2\n}\nd=3", ["a = {}", "a/b = 1", "a/c = 2", "d = 3"]),
      ("a.b = 1\na.c = 2", ["a/b = 1", "a/c = 2"]), ("[a.b]\n[a]\nc=1", ["a/c = 1"]),
      ("[a]\nb.c=1\n[a.b.d]\ne=1", ["a/b/c = 1", "a/b/d/e = 1"]),
      ("[[a]]\nb=1\n[[a]]\nb.c=1", ["a/b = 1", "a/b/c = 1"]),
    ] as [(String, [String])])
  func documents(contents: String, expected: [String]) throws {
    let found = try entries(contents)
    #expect(contents.hasPrefix("a = [{") ? found.sorted() == expected.sorted() : found == expected)
  }

  @Test(
    "what is not TOML is refused with its line",
    arguments: [
      ("a", 1), ("a =", 1), ("= 1", 1), ("a = 1 b = 2", 1), ("a = 1 2", 1), ("\n\na = x", 3),
      ("a = no", 1), ("a = nano", 1), ("a = 01", 1), ("a = 1__0", 1), ("a = _1", 1), ("a = 1_", 1),
      ("a = .5", 1), ("a = 5.", 1), ("a = 1e", 1), ("a = +0x1", 1), ("a = 0xg", 1), ("a = 0x", 1),
      ("a = 1979-5-27", 1), ("a = 07:3", 1), ("a = 24:00:00", 1), ("a = 00:60", 1),
      ("a = 00:00:61", 1), ("a = 2026-02-30", 1), ("a = 1900-02-29", 1), ("a = 2026-04-31", 1),
      ("a = 2026-13-01", 1), ("a = 2026-01-00", 1), ("a = 2026-01-01T00:00:00+24:00", 1),
      ("a = TRUE", 1), ("a = 'x", 1), ("a = \"x", 1),
      ("a = \"x\ny\"", 1), ("a = 'x\ny'", 1), (#"a = "\q""#, 1), (#"a = "\u12""#, 1),
      (#"a = "\ud800""#, 1), (#"a = "\U00110000""#, 1), ("a = \"\"\"x", 1), ("a = \"\"\"\nx\n", 3),
      ("a = \"\"\"x \\ y\"\"\"", 1), ("a = [1", 1), ("a = [1\n2]", 2), ("a = [,]", 1),
      ("a = {b=1,,}", 1), ("a = {,}", 1), ("a = {b=1", 1), ("a = {b=1\nc=2}", 2),
      ("a = 1\na.b = 2", 2), ("a.b = 1\na = 2", 2), ("a = {}\na.b = 1", 2), ("a = {}\n[a.b]", 2),
      ("a = {b=1,b.c=2}", 1), ("a = 1\n[a]", 2), ("a = []\n[[a]]", 2), ("[a]\n[[a]]", 2),
      ("[[a]]\n[a]", 2), ("[a.b]\n[a]\nb=1", 3), ("[a]\nb.c=1\n[a.b]", 3), ("[a]\n[a]", 2),
      ("# \u{1}", 1), ("a = 1 # \u{7F}", 1), ("a = 'x\u{1}'", 1), ("a = \"x\u{1F}\"", 1),
      ("a = \"x\ry\"", 1), ("a = \"\"\"x\ry\"\"\"", 1), (#"a = "\x4""#, 1),
      ("a = 1\na = 2", 2), ("[t", 1),
      ("[t]]", 1), ("[[t]", 1), ("[]", 1), ("[t] a=1", 1), ("\"\"\"a\"\"\" = 1", 1), ("a b = 1", 1),
      ("a..b = 1", 1), (".a = 1", 1), ("é = 1", 1), ("a = 1 \u{0}", 1), ("]", 1), ("a = 'x' y", 1),
    ])
  func invalid(contents: String, line: Int) {
    let error = #expect(throws: TOMLError.self) { try entries(contents) }
    #expect(error?.line == line)
  }

  @Test(
    "a file of nothing but brackets does not use up the stack", arguments: ["[", "{a=", "[{a="])
  func deep(unit: String) {
    #expect(throws: TOMLError.self) {
      try entries("a = " + String(repeating: unit, count: 65000 / unit.count))
    }
  }

  @Test("thousands of keys are read in no time")
  func many() throws {
    let contents = (0..<4000).map { "k\($0)=1\n" }.joined()
    var count = 0
    let seconds = try processorSeconds { count = try entries(contents).count }
    #expect(count == 4000 && seconds < 20)
  }

  @Test("the place of a value is told, so that it can be replaced")
  func ranges() throws {
    let contents = "# x\n[go]\ndefault = \"1.21\" # mine\n"
    let entry = try #require(try TOMLDocument(bytes(contents)).entry("go", "default"))
    #expect(entry.line == 3)
    #expect(text(Array(bytes(contents)[entry.range])) == "\"1.21\"")
  }
}
