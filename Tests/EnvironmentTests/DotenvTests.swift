import Environment
import Resolution
import Testing

@Suite(".env files") struct DotenvTests {
  private let outside = ["OUT": "outer", "low": "lower", "EMPTY": "", "X1": "x1"]

  /// The variables of a file, one `NAME=[VALUE]` each.
  private func values(_ text: String) throws(DotenvError) -> String {
    let file = try Dotenv(Bytes(text.utf8)) { name in
      outside[String(decoding: name, as: UTF8.self)].map { Bytes($0.utf8) }
    }
    return file.assignments.map { assignment in
      let name = String(decoding: assignment.name, as: UTF8.self)
      return "\(name)=[\(String(decoding: assignment.value, as: UTF8.self))]"
    }.joined(separator: " ")
  }

  @Test(
    "assignments in all their forms",
    arguments: [
      ("A=1", "A=[1]"), ("export A=1", "A=[1]"), ("export  A=1", "A=[1]"), ("A: 1", "A=[1]"),
      ("A:\t1", "A=[1]"), ("A:  1", "A=[1]"), ("A = 1", "A=[1]"), (" A=1 ", "A=[1]"),
      ("A\t=\t1", "A=[1]"), ("A.B=1", "A.B=[1]"), ("1A=1", "1A=[1]"), ("export=1", "export=[1]"),
      ("exportA=1", "exportA=[1]"), ("A=", "A=[]"), ("A= ", "A=[]"), ("A= # c", "A=[]"),
      ("F: ", "F=[]"), ("A=a=b", "A=[a=b]"), ("A==b", "A=[=b]"), ("A=1\nA=2", "A=[2]"),
      ("A=1\r\nB=2\r\n", "A=[1] B=[2]"), ("A=é", "A=[é]"), ("A=1;B=2", "A=[1;B=2]"),
      ("A=*", "A=[*]"), ("A=~", "A=[~]"), ("A=:-x", "A=[:-x]"), ("A=\u{B}1", "A=[\u{B}1]"),
      ("", ""), ("\n\n", ""), ("# c\n\n  # d = \"\nA=1", "A=[1]"),
    ])
  func assignments(text: String, expected: String) throws {
    #expect(try values(text) == expected)
  }

  @Test(
    "comments and quotes",
    arguments: [
      ("A=a#b", "A=[a]"), ("A=a #b", "A=[a]"), ("A='a#b'", "A=[a#b]"), (#"A="a#b""#, "A=[a#b]"),
      (#"A="a" # c"#, "A=[a]"), ("A=\"x\"#c", "A=[x]"), ("A=a\\#b", "A=[a\\]"),
      ("A='a$OUT'", "A=[a$OUT]"), (#"A='a\nb'"#, #"A=[a\nb]"#), ("A=''", "A=[]"),
      ("A=\"\"", "A=[]"), (#"A="a\nb\rc\td\\e\"f""#, "A=[a\nb\rctd\\e\"f]"),
      (#"A="a\\nb""#, "A=[a\nb]"), (#"A="a\\\\nb""#, "A=[a\\\nb]"), (#"A="\a""#, "A=[a]"),
      (#"A="a'b""#, "A=[a'b]"), ("A='a\"b'", "A=[a\"b]"),
      ("A='a''b'", "A=[a''b]"), (#"A="a"b"#, #"A=["a"b]"#), (#"A=x"y""#, #"A=[x"y"]"#),
      (#"A='a\'b'"#, #"A=[a\'b]"#), (#"A=\'x\'"#, #"A=[\'x\']"#), (#"A=a\nb"#, #"A=[a\nb]"#),
    ])
  func quotes(text: String, expected: String) throws {
    #expect(try values(text) == expected)
  }

  @Test(
    "a value in quotes may span lines",
    arguments: [
      ("A=\"l1\nl2\"", "A=[l1\nl2]"), ("A='l1\r\n\r\nl2' # c\nB=1", "A=[l1\n\nl2] B=[1]"),
      ("A='{\n  \"k\": \"v\"\n}'\nB=$OUT", "A=[{\n  \"k\": \"v\"\n}] B=[outer]"),
      ("A=\"$OUT\n\\\"\n$X1\"", "A=[outer\n\"\nx1]"),
    ])
  func lines(text: String, expected: String) throws {
    #expect(try values(text) == expected)
  }

  @Test(
    "variables are those above, then those outside",
    arguments: [
      ("A=$OUT", "A=[outer]"), ("A=${OUT}", "A=[outer]"), ("A=$low", "A=[lower]"),
      ("A=$NOPE.x", "A=[.x]"), ("A=1\nB=$A", "A=[1] B=[1]"), ("B=$A\nA=1", "B=[] A=[1]"),
      ("OUT=1\nA=$OUT", "OUT=[1] A=[1]"), ("A=${OUT:-def}", "A=[outer]"),
      ("A=${NOPE:-def}", "A=[def]"), ("A=${EMPTY:-def}", "A=[def]"), ("A=${NOPE-def}", "A=[]"),
      ("B=\nA=${B:-def}", "B=[] A=[]"), (#"A="${NOPE:-a b}""#, "A=[a b]"),
      ("A=${NOPE:-$OUT}", "A=[$OUT]"), ("A=${OUT:-${X1}}z", "A=[outer}z]"), ("A=${:-x}", "A=[x]"),
      ("A=${NOPE:-}", "A=[]"), (#"A="${OUT} ${X1}""#, "A=[outer x1]"),
      ("A=${X1}_$OUT", "A=[x1_outer]"), ("A=$X1_x", "A=[]"), ("A=$", "A=[$]"), (#"A="$""#, "A=[$]"),
      (#"A="a$ b""#, "A=[a$ b]"), ("A=${OUT", "A=[OUT]"), ("A=$OUT}", "A=[outer}]"),
      ("A=$$", "A=[]"), ("A=$1", "A=[]"), ("A=${}", "A=[]"), (#"A=x\$OUT"#, "A=[x$OUT]"),
      (#"A="\$OUT""#, "A=[$OUT]"),
    ])
  func variables(text: String, expected: String) throws {
    #expect(try values(text) == expected)
  }

  @Test(
    "no command is run", arguments: [("A=$(date)", "A=[$(date)]"), ("A=`date`", "A=[`date`]")])
  func commands(text: String, expected: String) throws {
    #expect(try values(text) == expected)
  }

  @Test(
    "one bad line makes the whole file bad",
    arguments: [
      ("A", 1), ("A:1", 1), ("A :1", 1), ("A-B=1", 1), ("A=a b", 1), (#"A="a" b"#, 1),
      ("export A", 1), ("EXPORT A=1", 1), ("=1", 1), ("A B=1", 1), ("A=1\n\nB", 3),
      ("\u{FEFF}A=1", 1), (#"A=a\ b"#, 1), ("A=1\nB=${NOPE:-a b}", 2), ("A=a\0b", 1), ("...", 1),
    ])
  func badLines(text: String, line: Int) {
    #expect(throws: DotenvError.notAnAssignment(line: line)) { try values(text) }
  }

  @Test(
    "a quote that is never closed", arguments: [("A=\"a", 1), ("A=1\nB='x\ny", 2), (#"A="x\"#, 1)])
  func openQuotes(text: String, line: Int) {
    #expect(throws: DotenvError.unclosedQuote(line: line)) { try values(text) }
  }

  @Test("a large file is read at once")
  func large() throws {
    let text = (0..<4000).map { "NAME_\($0)=\"${NAME_\($0 / 2):-x}\"" }.joined(separator: "\n")
    #expect(try Dotenv(Bytes(text.utf8)) { _ in nil }.assignments.count == 4000)
  }
}
