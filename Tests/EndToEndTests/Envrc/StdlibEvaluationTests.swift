import Foundation
import TestSupport
import Testing

@Suite("Environment files: evaluation") struct StdlibEvaluationTests {
  @Test(
    "how a file ends, and the environment that it reached",
    arguments: [
      ("export A=1", 0), ("export A=1; false", 0), ("export A=1; return 3; A=2", 0),
      ("export A=1; exit 3; A=2", 3), ("set -e; export A=1; false; A=2", 1),
      ("f() { local x; set -e; export A=1; false; }; f; A=2", 1),
      ("set -u; export A=1; echo $NOSUCH; A=2", 1), ("export A=1; : ${NOSUCH:?}; A=2", 1),
      ("strict_env; export A=1; nosuch; A=2", 127), ("export A=1\nif", 2), ("export A=1\n)", 2),
      ("export A=1; return 2", 0), ("export A=1; kill -INT $$; A=2", 130),
      ("export A=1; kill -TERM $$; A=2", 143), ("export A=1; trap : EXIT", 0),
      ("export A=1; f() { exit 7; } >/dev/null; f", 7), ("export A=1; exec 3>/dev/null", 0),
      ("export A=1; exec 3>/dev/null; exit 4", 4), ("export A=1; exec 4<&- 5>&1; (exit 3)", 0),
      ("export A=1; readonly IFS REPLY", 0), ("set -a; A=1; IFS=:", 0),
      ("export A=1; local B=2", 0),
      ("export A=1; cd /", 0), ("export A=1; x=$(exit 3)", 0), ("export A=1; unset HOME PATH", 0),
      ("export A=1 # no line end at the end", 0), ("", 0),
    ])
  func ends(text: String, status: Int) throws {
    let file = try EnvironmentLibrary().evaluate(text)
    #expect(file.status == status)
    #expect(file["A"] == (text.isEmpty ? nil : "1"))
    #expect(file.environment?.keys.contains { $0.hasPrefix("__tvm") } == false)
  }

  @Test("with the setting a file is strict from the beginning")
  func strict() throws {
    let library = try EnvironmentLibrary()
    library.settings = [(":strict_env", "1")]
    #expect(try library.evaluate("export A=1; false; export B=1").status == 1)
    #expect(try library.evaluate("unstrict_env; false; export B=1")["B"] == "1")
  }

  @Test(
    "strictness can be had for one command",
    arguments: [
      ("strict_env", "ehuB-pipefail"), ("strict_env; unstrict_env", "hB-"),
      ("strict_env true", "hB-"), ("strict_env; unstrict_env false || :", "ehuB-pipefail"),
      ("unstrict_env false", "hB-"), ("set -o pipefail; unstrict_env true", "hB-pipefail"),
      ("set -u; strict_env true", "huB-"), ("__env_strictness strict", "ehuB-pipefail"),
    ])
  func strictness(command: String, expected: String) throws {
    let file = try EnvironmentLibrary().evaluate(
      """
      \(command)
      flags=${-//p/}; flags=${flags//[!ehuB]/}-
      if [[ :$SHELLOPTS: == *:pipefail:* ]]; then flags+=pipefail; fi
      export FLAGS=$flags
      """)
    #expect(file["FLAGS"] == expected)
  }

  @Test("a command that must be strict ends the file where it fails")
  func strictCommand() throws {
    #expect(try EnvironmentLibrary().evaluate("strict_env false; export A=1").status == 1)
    let file = try EnvironmentLibrary().evaluate("unstrict_env false; export S=$?")
    #expect(file["S"] == "1")
  }

  @Test("the user's own functions come first, and take the place of the library's")
  func userFiles() throws {
    let library = try EnvironmentLibrary()
    let folder = "home/.config/direnv"
    try library.sandbox.write("X=b; use_foo() { export FOO=\"$*\"; }", to: "\(folder)/lib/b.sh")
    try library.sandbox.write("X=a", to: "\(folder)/lib/a.sh")
    try library.sandbox.write("X=no", to: "\(folder)/lib/c.bash")
    try library.sandbox.write("source \"${BASH_SOURCE%/*}/more\"", to: "\(folder)/direnvrc")
    try library.sandbox.write(
      "export X=$X.rc; layout_python() { export PYTHON=mine; }", to: "\(folder)/more")
    try library.sandbox.write("export OLD=1", to: "home/.direnvrc")
    let file = try library.evaluate("use foo a b; layout python; layout node")
    #expect(file["X"] == "b.rc")
    #expect(file["FOO"] == "a b")
    #expect(file["PYTHON"] == "mine")
    #expect(file["OLD"] == nil)
    #expect(library.asked == "")
    try library.sandbox.remove("\(folder)/direnvrc")
    #expect(try library.evaluate("")["OLD"] == "1")
    library.settings = [(":config", library.sandbox.path("nosuch"))]
    #expect(try library.evaluate("use foo; export S=$?")["S"] == "127")
  }

  @Test("what a file sees of itself, and what of that stays")
  func variables() throws {
    let library = try EnvironmentLibrary()
    let file = try library.evaluate(
      "export A=\"$DIRENV_IN_ENVRC $DIRENV_DIR $DIRENV_FILE $direnv\" B=\"$PWD $#\"")
    #expect(file["A"] == "1 -ROOT/p ROOT/p/.envrc ROOT/bin/direnv")
    #expect(file["B"] == "ROOT/p 1")
    for name in ["DIRENV_IN_ENVRC", "DIRENV_DIR", "DIRENV_FILE", "DIRENV_LOG_FORMAT", "direnv"] {
      #expect(file[name] == nil)
    }
    library.sandbox.environment["DIRENV_DIR"] = "-/outer"
    #expect(try library.evaluate("")["DIRENV_DIR"] == "-/outer")
  }

  @Test("variables that change bash itself change nothing")
  func hostileEnvironment() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("echo no >&2; exit 9", to: "no.sh")
    library.starter = [
      "env", "BASH_ENV=\(library.sandbox.path("no.sh"))", "SHELLOPTS=noexec:xtrace",
      "BASH_FUNC_export%%=() { echo no; }", "POSIXLY_CORRECT=y", "CDPATH=/", "__tvm_finished=1",
      "__tvm_checks=", "__tvm_evaluates=", "direnv=/x",
    ]
    try library.sandbox.write("export B=1", to: "p/refused.sh")
    let file = try library.evaluate("export A=1; source ./refused.sh")
    #expect(file["A"] == "1")
    #expect(file["B"] == nil)
    #expect(file.status == 1)
    #expect(file["POSIXLY_CORRECT"] == "y")
  }

  @Test("functions of the environment are there, and replace none of the library or of bash")
  func environmentFunctions() throws {
    let library = try EnvironmentLibrary()
    library.settings = [(":functions", "1")]
    let hostile = ["source", "eval", "has", "PATH_add", "__tvm_use_go", "direnv", "alias"].map {
      "BASH_FUNC_\($0)%%=() { export NO=\($0); }"
    }
    library.starter =
      ["env", "BASH_FUNC_module%%=() { export MODULE=$1; }"] + hostile
      + ["BASH_FUNC_shock%%=() { :; }; touch '\(library.sandbox.path("shocked"))'"]
    try library.sandbox.write("export B=1", to: "p/lib.sh")
    let file = try library.evaluate(
      "module load; source ./lib.sh; PATH_add x; has nosuch; alias a=b; eval 'export E=$?'")
    #expect(file["MODULE"] == "load" && file["B"] == "1" && file["E"] == "0" && file["NO"] == nil)
    #expect(!library.sandbox.exists("shocked"))
  }

  @Test("programs get neither of the library's descriptors", .enabled(if: isLinux))
  func descriptors() throws {
    let file = try EnvironmentLibrary().evaluate(
      "export A=\"$(readlink /proc/self/fd/3 /proc/self/fd/4 /proc/self/fd/10)\"")
    #expect(file["A"]?.contains("ROOT") == false)
  }

  @Test("a command that is not found is named with file and line")
  func commandNotFound() throws {
    let file = try EnvironmentLibrary().evaluate("export A=1\n\nnosuch\nf() {\n  nosuch2\n}\nf")
    #expect(
      file.errors == """
        ./.envrc:3: nosuch: command not found
        ./.envrc:5: nosuch2: command not found

        """)
  }

  @Test(
    "messages of bash name the file and count its lines",
    arguments: [
      ("export A=$LINENO\n\nset -u; : $NOSUCH", "./.envrc:3: NOSUCH: unbound variable"),
      ("export A=$LINENO\n\nif", "./.envrc:4: syntax error: unexpected end of file"),
      ("export A=$LINENO; cd nosuch", "./.envrc:1: cd: nosuch: No such file or directory"),
      ("export A=$LINENO\n\n: >/nosuch/x", "./.envrc:3: /nosuch/x: No such file or directory"),
      ("export A=$LINENO\nsource sub/lib.sh", "sub/lib.sh:2: a: readonly variable"),
      ("export A=$LINENO\nf() {\n  source ./nosuch; }\nf", "./.envrc:3: ./nosuch: No such file"),
      ("export A=$LINENO\n\n. sub", "./.envrc:3: source: sub: is a directory"),
      ("export A=$LINENO\nsource", "./.envrc:2: source: filename argument required"),
      ("export A=$LINENO\nsource ./pipe", "./.envrc:2: source: ./pipe: is no regular file"),
    ])
  func lines(text: String, message: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("readonly a=1\na=2\n", to: "p/sub/lib.sh")
    _ = try library.sandbox.run("mkfifo", [library.sandbox.path("p/pipe")])
    let file = try library.evaluate(text)
    #expect(file["A"] == "1")
    // Older versions of bash have other words around the number of the line.
    let errors = file.errors.replacing(": line ", with: ":").replacing(": eval:", with: ":")
    #expect(errors.contains(message), "\(errors)")
  }

  @Test(
    "what a file declares counts, and its data is left as it is", arguments: ["main", "sourced"])
  func data(place: String) throws {
    let library = try EnvironmentLibrary()
    let text = #"""
      export HERE="$(cat <<'EOF'
      declare -x A=${BASH_SOURCE[0]}
      typeset b=1
      EOF
      )"
      export LINES_="x
      declare -a x=(1)
      $BASH_SOURCE
      typeset y"
      read -r -d '' TEXT <<END || :
      declare ${BASH_SOURCE[0]}
      END
      export TEXT
      f() { declare in=1; }
      f; export IN=${in-unset}
      declare -x D=5; typeset -x T=$'6\n7'
        declare -x INDENTED=1 && true
      local LOCAL=1; export L=$?
      """#
    try library.sandbox.write(text, to: "p/lib.sh")
    let name = place == "main" ? "./.envrc" : "./lib.sh"
    let file = try library.evaluate(place == "main" ? text : "source ./lib.sh")
    #expect(file["HERE"] == "declare -x A=${BASH_SOURCE[0]}\ntypeset b=1")
    #expect(file["LINES_"] == "x\ndeclare -a x=(1)\n\(name)\ntypeset y")
    #expect(file["TEXT"] == "declare \(name)")
    #expect(file["IN"] == "unset")
    #expect([file["D"], file["T"], file["INDENTED"]] == ["5", "6\n7", "1"])
    #expect(file["L"] == "0")
    #expect(file.errors == "")
  }

  @Test("the trap of a file for its end runs, after its environment is told")
  func exitTrap() throws {
    let file = try EnvironmentLibrary().evaluate("export A=1\ntrap 'echo bye >&2' EXIT")
    #expect(file["A"] == "1")
    #expect(file.errors == "bye\n")
  }

  @Test("values of any bytes are told as they are")
  func bytes() throws {
    let file = try EnvironmentLibrary().evaluate(
      "export A=$'l1\\nl2\\t \\'\"$x' B=é C= D=$'\\n'\nexport E")
    #expect(file["A"] == "l1\nl2\t '\"$x")
    #expect(file["B"] == "é")
    #expect(file["C"] == "")
    #expect(file["D"] == "\n")
    #expect(file["E"] == nil)
  }

  private static var isLinux: Bool {
    #if os(Linux)
    true
    #else
    false
    #endif
  }
}
