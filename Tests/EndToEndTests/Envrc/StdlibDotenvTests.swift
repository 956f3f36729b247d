import TestSupport
import Testing

@Suite("Environment files: .env") struct StdlibDotenvTests {
  @Test(
    "which file is read, and what is watched",
    arguments: [
      ("dotenv", "p", "ROOT/p/.env", "0"), ("dotenv sub/.env", "sub", "ROOT/p/sub/.env", "0"),
      ("dotenv sub", "sub", "ROOT/p/sub/.env", "0"), ("dotenv_if_exists", "p", "ROOT/p/.env", "0"),
      ("dotenv_if_exists sub", "sub", "ROOT/p/sub/.env", "0"),
      ("dotenv_if_exists nosuch", nil, "ROOT/p/nosuch", "0"),
      ("dotenv nosuch", nil, "ROOT/p/nosuch", "1"),
    ])
  func files(command: String, expected: String?, watched: String, status: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("A=p\n", to: "p/.env")
    try library.sandbox.write("A='sub'\n", to: "p/sub/.env")
    let file = try library.evaluate("\(command)\nexport S=$?")
    #expect(file["A"] == expected)
    #expect(file["S"] == status)
    #expect(Set(file.values("watch")) == [watched])
    #expect(file.errors.contains(".env at nosuch not found") == (status == "1"))
  }

  @Test("values are taken literally, and expanded by the rules of .env files only")
  func values() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write(
      """
      # comment
      A=simple-1,2:3/4@5%6+7=8
      export B=2
      C='$(touch bad) "`id`'
      D="l1\\nl2 ${B} $HOME"
      E="a
      b"
      F: yaml
      G=${NOSUCH:-default}
      H=$PWD
      A.B=1
      """, to: "p/sub/.env")
    let file = try library.evaluate("dotenv sub/.env; export S=$?")
    #expect(file["A"] == "simple-1,2:3/4@5%6+7=8")
    #expect(file["B"] == "2")
    #expect(file["C"] == "$(touch bad) \"`id`")
    #expect(file["D"] == "l1\nl2 2 ROOT/home")
    #expect(file["E"] == "a\nb")
    #expect(file["F"] == "yaml")
    #expect(file["G"] == "default")
    #expect(file["H"] == "ROOT/p/sub")
    #expect(file["S"] == "0")
    #expect(file.errors == "tvm: ROOT/p/sub/.env:11: bash knows no variable A.B\n")
  }

  @Test("a bad line is named, without its words, and nothing of the file counts")
  func badLine() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("A=1\nPASSWORD=open sesame\n", to: "p/.env")
    let file = try library.evaluate("dotenv; export S=$?")
    #expect(file["A"] == nil)
    #expect(file["S"] == "1")
    #expect(
      file.errors
        == "tvm: ROOT/p/.env:2: not an assignment; values with spaces need quotes\n")
    #expect(try library.evaluate("strict_env; dotenv; export S=1").status == 1)
  }

  @Test("a variable of bash's own is named with its line", arguments: ["1000", "'1000'"])
  func readOnly(value: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("# c\n\nA=1\nUID=\(value)\nB=2\n", to: "p/.env")
    let file = try library.evaluate("dotenv")
    #expect([file["A"], file["B"]] == ["1", "2"])
    // Older versions of bash have another form.
    let errors = file.errors.replacing(": line ", with: ":")
    #expect(errors == "ROOT/p/.env:4: UID: readonly variable\n")
  }

  @Test("a .env file can be the environment file itself")
  func main() throws {
    let library = try EnvironmentLibrary()
    let file = try library.evaluate("A=$(id)\nB='x y'\n", name: "p/.env")
    #expect(file["A"] == "$(id)")
    #expect(file["B"] == "x y")
    #expect(file.status == 0)
    let bad = try library.evaluate("A\n", name: "p/.env")
    #expect(bad.status == 1)
  }

  @Test("what bash reads itself it reads as the program does")
  func agreement() throws {
    let library = try EnvironmentLibrary()
    var generator = Generator(state: 20_261_121)
    let words = [
      "A", "B", "=", "=", "=", ":", " ", " ", "\t", "#", "'", "\"", "$A", "${B:-x}", "\\", "\n",
      "\n", "\n", "\r\n", "export ", "export\t", "1", "x", "a-b", "/", ".", "é", ";", "&", "*",
      "A=1", "B=2", "\nA=", "\nexport B=", "A=x\n",
    ]
    for number in 1...100 {
      let count = Int.random(in: 1...9, using: &generator)
      let text = (1...count).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
      try library.sandbox.write(text, to: "p/cases/\(number)")
      library.approved.append("p/cases/\(number)")
    }
    let file = try library.evaluate(
      """
      unset A B; export COUNT=0 DIFFERENT=
      shown() { echo "$1 ${A-unset} ${B-unset}"; }
      for f in cases/*; do
        mine=$(dotenv "$f" 2>/dev/null; shown $?)
        pairs=$("\(Project.program("tvm"))" dotenv-export "$f" <"$f" 2>/dev/null)
        status=$?
        theirs=$(eval "$pairs"; shown $status)
        if [[ $mine == "0 "* ]]; then COUNT=$((COUNT + 1)); fi
        if [[ $mine != "$theirs" ]]; then DIFFERENT+="$f "; fi
      done
      """)
    #expect(file["DIFFERENT"] == "")
    #expect((file["COUNT"].flatMap { Int($0) } ?? 0) > 10)
  }
}

/// Numbers that are the same at every run.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
