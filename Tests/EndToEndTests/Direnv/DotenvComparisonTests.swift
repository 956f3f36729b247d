import Foundation
import TestSupport
import Testing

@Suite(
  "direnv: .env files are read as by direnv itself, where that is installed",
  .enabled(if: findProgram("direnv") != nil))
struct DotenvComparisonTests {
  /// Files that all versions of direnv read alike.
  ///
  /// Newer ones than distributions have read `\$` and values of several lines in another way.
  static let texts = [
    "A=1", "export A=1", "export  A=1", "export\tA=1", "A: 1", "A:1", "A:\t1", "A :1", "A = 1",
    " A=1 ", "\tA=1", "A=", "A= ", "A= # c", "A=a#b", "A=a #b", "A='a#b'", #"A="a#b""#,
    #"A="a" # c"#, "A=\"x\"#c", "A='x'#c", "A=''", "A=\"\"", "A=a b", #"A="a" b"#, "A",
    "export A", "export", "export=1", "exportA=1", "EXPORT A=1", "=1", "A B=1", "A-B=1",
    "A.B=1", "1A=1", "_A=1", "...", ".=1", "A='a$HOME'", #"A="a$HOME""#, "A=a$HOME",
    "A=${HOME}", #"A="${HOME}""#, #"A="${NOPE:-def}""#, "A=${NOPE:-def}", "A=${NOPE-def}",
    "A=${EMPTY:-d}", "A=${EMPTY-d}", "A=${HOME:-d}", "A=${NOPE:-a b}", #"A="${NOPE:-a b}""#,
    "A=${NOPE:-$HOME}", #"A="${NOPE:-${HOME}}""#, "A=${NOPE:-}", "A=${:-x}", "A=${}",
    #"A="${}""#, "A=$", #"A="$""#, #"A="a$ b""#, "A=$$", #"A="$$""#, "A=$1", #"A="$1x""#,
    "A=$HOME$HOME", "A=$HOME.x", "A=$HOME_x", "A=${HOME", #"A="${HOME""#, "A=$HOME}",
    #"A='\$HOME'"#, #"A="a\nb""#, #"A='a\nb'"#, #"A=a\nb"#, #"A="a\rb\tc\\d\"e""#, #"A="\x""#,
    #"A=\x"#, #"A=\ x"#, "A=a\\#b", "A='a''b'", #"A="a""b""#, "A='a'b", #"A="a"b"#, #"A=a"b""#,
    "A=a'b'", #"A='a\'b'"#, #"A="a'b""#, #"A='a"b'"#, #"A=a""#, "A=a'", #"A="a"b"c""#,
    "A=`date`", "A=$(date)", #"A="$(date)""#, "A='$(date)'", "A=a=b", "A==b", "A=a;B=2", "A=*",
    "A=~", "A=~/x", "A=!x", "A=a&b", "A=a|b", "A=(a)", "A=[a]", "A={a,b}", "A=é", "É=1",
    "A=\u{1}", "A=\"\u{1}\u{7F}\"", "A=\u{B}1", "A=\u{C}1", "A=\u{A0}1", "A=\"a\u{C}b\"",
    "\u{FEFF}A=1", "A=1\r\nB=2\r\n", "A=\"1\"\r\nB='2' # c\r\n", "A=1\n\n# c\n  # d\nB=$A\n",
    "B=$A\nA=1", "A=1\nA=2", "A=1\nB=${A}\nA=$B$B", "HOME=/x\nA=$HOME", "A=\nB=${A:-d}", "#A=1",
    "A=1#", "A=#", "A='#'", "\n", "", "   ", "\t#", "A=1\nB", #"A:  "x y""#, "A: 'x y'", "A:",
    "A: ", "A : 1", "export A: 1", "A=$A", "A=${A}x", #"A=$\x"#, #"A="$ {HOME}""#, "A=${HOME }",
    "A=${ HOME}", "A=${HOME:x}", "A=${HOME:1:2}", "A=${#HOME}", "A=${HOME%e}", "A=${HOME/e/x}",
    "A=${HOME:=x}", "A=${HOME:+x}", "A=${HOME:?x}", "A=$-x", "A=$?", "A=$#", "A=$!", "A=$@",
    "A=$*", #"A="\n$HOME""#, "A=$'a'", #"A=$"a""#, "A=a,b", "A=\"a\tb\"", "A=a\tb", "A=%41",
    "A=+1", "A=-1", "A=1e5", #"A="${X1}${low}""#, "A=$low", "A=${low}$X1_",
    "a_b.c=1\nB=${a_b.c}", "a_b.c=1\nB=$a_b.c", #"A="a\\nb""#, #"A="a\\\\nb""#, #"A="a\\rb""#,
  ]

  @Test("status and values", arguments: texts)
  func compare(_ text: String) throws { try compare(Data(text.utf8)) }

  @Test(
    "bytes that are not UTF-8",
    arguments: ["=\u{FF}", "=\"\u{FF}\u{FE}\"", "='a\u{C3}'", "=a\u{C3} # \u{FF}", "\u{FF}=1"])
  func compareBytes(_ latin: String) throws {
    try compare(Data("A".utf8) + Data(latin.unicodeScalars.map { UInt8($0.value) }))
  }

  private func compare(_ file: Data) throws {
    let real = try outcome(of: file, findProgram("direnv") ?? "")
    #expect(try outcome(of: file, Project.program("tvm")) == real)
  }

  private func outcome(of file: Data, _ program: String) throws -> [String] {
    let sandbox = try Sandbox()
    let direnv = sandbox.path("direnv")
    try FileManager.default.createSymbolicLink(atPath: direnv, withDestinationPath: program)
    try file.write(to: URL(filePath: sandbox.path("home/.env")))
    for (name, value) in ["EMPTY": "", "X1": "x1", "low": "lower", "HOME": "/home/u"] {
      sandbox.environment[name] = value
    }
    let result = try sandbox.run(direnv, ["dotenv", "json"], in: "home")
    let values = try? JSONSerialization.jsonObject(with: Data(result.outputBytes))
    let pairs = (values as? [String: String] ?? [:]).map { "\($0.key)=[\($0.value)]" }
    return ["\(result.status)"] + pairs.sorted()
  }
}
