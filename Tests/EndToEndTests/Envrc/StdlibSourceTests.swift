import TestSupport
import Testing

@Suite("Environment files: sourced files") struct StdlibSourceTests {
  @Test("another environment file runs in its own folder")
  func folder() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export WHERE=$PWD ARGUMENTS=$#\ncd /", to: "p/sub/.envrc")
    for argument in ["sub", "sub/", "sub/.envrc", "\"$PWD\"/sub"] {
      let file = try library.evaluate("source_env \(argument)\nexport BACK=$PWD")
      #expect(file["WHERE"] == "ROOT/p/sub")
      #expect(file["ARGUMENTS"] == "1")
      #expect(file["BACK"] == "ROOT/p")
      #expect(file.records == ["watch ROOT/p/sub/.envrc", "source ROOT/p/sub/.envrc", "status 0"])
    }
  }

  @Test("a file in the home directory may be named by a tilde in quotes")
  func tilde() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export WHERE=$PWD", to: "home/sub/.envrc")
    #expect(try library.evaluate("source_env '~/sub'")["WHERE"] == "ROOT/home/sub")
  }

  @Test("a file that is missing fails, and is watched")
  func missing() throws {
    let library = try EnvironmentLibrary()
    let file = try library.evaluate("source_env nosuch\nexport S=$?")
    #expect(file["S"] == "1")
    #expect(file.errors == "tvm: referenced nosuch does not exist\n")
    #expect(file.values("watch") == ["ROOT/p/nosuch"])
    let optional = try library.evaluate("source_env_if_exists nosuch\nexport S=$?")
    #expect(optional["S"] == "0")
    #expect(optional.errors == "")
    #expect(optional.values("watch") == ["ROOT/p/nosuch"])
  }

  @Test("a file that may be missing is used where it is there")
  func optional() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export A=1", to: "p/.envrc.private")
    #expect(try library.evaluate("source_env_if_exists .envrc.private")["A"] == "1")
  }

  @Test(
    "the nearest file of the parents",
    arguments: [
      ("source_up", "ROOT/p", "0"), ("source_up .envrc", "ROOT/p", "0"),
      ("source_up_if_exists", "ROOT/p", "0"), ("_source_up", "ROOT/p", "0"),
      ("source_up .other", "ROOT", "0"), ("source_up .nosuch", nil, "1"),
      ("source_up_if_exists .nosuch", nil, "0"),
    ])
  func parents(command: String, expected: String?, status: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export WHERE=$PWD", to: "p/.envrc")
    try library.sandbox.write("export WHERE=$PWD", to: ".other")
    let file = try library.evaluate("\(command)\nexport S=$?", name: "p/a/b/.envrc")
    #expect(file["WHERE"] == expected)
    #expect(file["S"] == status)
  }

  @Test("a file that was approved with the environment file asks nobody")
  func approved() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export A=1\n\n", to: "p/lib.sh")
    library.approved = ["p/lib.sh"]
    let file = try library.evaluate("source ./lib.sh; . lib.sh; source_env lib.sh")
    #expect(file["A"] == "1")
    #expect(file.values("source") == ["ROOT/p/lib.sh", "ROOT/p/lib.sh", "ROOT/p/lib.sh"])
    #expect(library.asked == "")
  }

  @Test("a file that has changed is asked for, and what the answer holds is what runs")
  func changed() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export A=1\n", to: "p/lib.sh")
    library.approved = ["p/lib.sh"]
    let file = try library.evaluate("echo export A=2 >lib.sh\nsource ./lib.sh")
    #expect(file["A"] == "2")
    #expect(library.asked == "approve-source ROOT/p/.envrc ROOT/p/lib.sh\n")
  }

  @Test(
    "a file that is refused ends everything",
    arguments: [
      "source ./refused.sh", ". refused.sh", "source_env refused.sh", "dotenv refused.sh",
      "source_env_if_exists refused.sh", "dotenv_if_exists refused.sh", "source_up refused.up",
      "use_x() { source refused.sh; }; use x",
    ])
  func refused(command: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("A=1\nexport A", to: "p/refused.sh")
    try library.sandbox.write("A=1\nexport A", to: "refused.up")
    let file = try library.evaluate("export B=1\n\(command)\nexport C=1")
    #expect(file.status == 1)
    #expect(file["A"] == nil)
    #expect(file["B"] == "1")
    #expect(file["C"] == nil)
    #expect(file.values("refused").count == 1)
    #expect(file.errors.hasPrefix("tvm: ROOT/"))
  }

  @Test("sourced files get arguments, return, and stop at an error where strict")
  func bash() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export N=$# ALL=\"$*\"\nreturn 4\nexport ALL=no", to: "p/lib.sh")
    let file = try library.evaluate("source ./lib.sh a 'b c'\nexport S=$?")
    #expect(file["N"] == "2")
    #expect(file["ALL"] == "a b c")
    #expect(file["S"] == "4")
    let strict = try library.evaluate("strict_env\nsource ./lib.sh\nexport S=1")
    #expect(strict.status == 4)
    #expect(strict["S"] == nil)
  }

  @Test(
    "where its failure is expected, a strict file runs to its end",
    arguments: [
      "source ./lib.sh || :", "if . ./lib.sh; then :; fi", "! source ./lib.sh",
      "source_env lib.sh || :", "source_up .up || :", "eval 'source ./lib.sh' || :",
      "use_x() { source ./lib.sh; }; use x && :", "source <(cat lib.sh) || :",
    ])
  func expectedFailure(command: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("false; export A=1", to: "p/lib.sh")
    try library.sandbox.write("false; export A=1", to: ".up")
    let file = try library.evaluate("set -e\n\(command)\nexport Z=1")
    #expect([file["A"], file["Z"]] == ["1", "1"])
    #expect(file.status == 0)
  }

  @Test("a name without a slash is looked for along PATH, then here")
  func search() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export A=path", to: "p/bin/lib.sh")
    try library.sandbox.write("export A=here", to: "p/lib.sh")
    #expect(try library.evaluate("PATH_add bin; . lib.sh")["A"] == "path")
    #expect(try library.evaluate(". lib.sh")["A"] == "here")
    let missing = try library.evaluate(". nosuch.sh; export S=$?")
    #expect(missing["S"] == "1")
    #expect(missing.errors.contains("nosuch.sh: No such file"))
  }

  @Test("what a program printed can be sourced")
  func output() throws {
    let library = try EnvironmentLibrary()
    let file = try library.evaluate(
      "source <(echo export A=1)\n. /dev/stdin <<<'export B=2'\nsource /dev/fd/0 <<<'export C=3'")
    #expect([file["A"], file["B"], file["C"]] == ["1", "2", "3"])
    #expect(library.asked == "")
  }

  @Test("files know their own path and where they were called from")
  func ownPath() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write(
      "f() { export F=${BASH_SOURCE[0]}; }\nexport A=$BASH_SOURCE B=${BASH_SOURCE[1]}",
      to: "p/sub/lib.sh")
    let file = try library.evaluate(
      "source sub/lib.sh\nexport C=${BASH_SOURCE[0]} D=$(dirname \"${BASH_SOURCE[0]}\")\nf")
    #expect(file["A"] == "sub/lib.sh")
    #expect(file["B"] == "./.envrc")
    #expect(file["C"] == "./.envrc")
    #expect(file["D"] == ".")
    #expect(file["F"] == "sub/lib.sh")
  }

  @Test(
    "files go by the name they are sourced by, as with direnv",
    arguments: [
      ("source ./lib.sh", "./lib.sh source 1"), (". \"$PWD/lib.sh\" a b", "ROOT/p/lib.sh source 3"),
      ("source -- lib.sh", "lib.sh source 1"), ("source_env lib.sh", "./lib.sh source 1"),
      ("f() { . ./lib.sh; }; f", "./lib.sh source 1"),
    ])
  func names(command: String, expected: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write(
      "export A=\"${BASH_SOURCE[0]} ${FUNCNAME[0]}\" N=$#", to: "p/lib.sh")
    let file = try library.evaluate("export ZERO=$0\n\(command)")
    let parts = expected.split(separator: " ")
    #expect(file["A"] == "\(parts[0]) \(parts[1])")
    #expect(file["ZERO"]?.hasSuffix("/bash") == true)
  }

  @Test(
    "bash's own commands, which would not ask, are not to be had",
    arguments: [
      ("builtin source ./refused.sh", "source: not a shell builtin", "1"),
      ("builtin . ./refused.sh", ".: not a shell builtin", "1"),
      ("command source ./refused.sh", "./.envrc:2: command source: ", "127"),
      ("command . ./refused.sh", "./.envrc:2: command .: ", "127"),
      ("unset -f source; \\source ./refused.sh", "./.envrc:2: command source: ", "127"),
      ("set -o posix; command . ./refused.sh", "./.envrc:2: command .: ", "127"),
      ("source_env ./sub; builtin source ./refused.sh", "source: not a shell builtin", "1"),
    ])
  func bypasses(command: String, message: String, status: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export A=1", to: "p/refused.sh")
    try library.sandbox.write(":", to: "p/sub/.envrc")
    let file = try library.evaluate("\n\(command); export S=$?")
    #expect(file["A"] == nil)
    #expect(file["S"] == status)
    #expect(file.errors.contains(message), "\(file.errors)")
  }

  @Test("posix mode finds the functions that ask", arguments: ["source", "."])
  func posix(command: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export A=1", to: "p/refused.sh")
    let file = try library.evaluate("set -o posix; \(command) ./refused.sh; export B=1")
    #expect(file.values("refused") == ["ROOT/p/refused.sh"])
    #expect([file["A"], file["B"]] == [nil, nil])
  }

  @Test("a file that was opened is one that must be allowed, unlike lines that stand here")
  func opened() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("export A=1", to: "p/lib.sh")
    for command in [". /dev/stdin <lib.sh", "source /dev/fd/5 5<lib.sh"] {
      let file = try library.evaluate(command)
      #expect(file["A"] == "1")
      #expect(library.asked.contains("approve-source ROOT/p/.envrc /dev/"))
      #expect(file.values("source") == [])
      try library.sandbox.remove("asked")
    }
    let file = try library.evaluate(". /dev/null; export S=$?")
    #expect(file["S"] == "0")
    #expect(library.asked == "")
  }

  @Test("more files can be made part of the approval")
  func requireAllowed() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("{ not: bash", to: "p/data/x.json")
    let file = try library.evaluate("require_allowed data/x.json\nexport S=$?")
    #expect(file["S"] == "0")
    #expect(file.values("watch") == ["ROOT/p/data/x.json"])
    #expect(file.values("source") == ["ROOT/p/data/x.json"])
    let refused = try library.evaluate("require_allowed data/x.json refused.json\nexport S=$?")
    #expect(refused["S"] == "1", "it does not exist")
    try library.sandbox.write("", to: "p/refused.json")
    let ended = try library.evaluate("require_allowed data/x.json refused.json\nexport S=$?")
    #expect(ended.status == 1 && ended["S"] == nil && ended.errors == "")
    #expect(ended.values("required") == ["ROOT/p/data/x.json", "ROOT/p/refused.json"])
    for outside in ["/etc/passwd", "../x", "a/../../x", "nosuch"] {
      #expect(try library.evaluate("require_allowed \(outside)\nexport S=$?")["S"] == "1")
    }
  }

  @Test("what a sourced file declares at its top stays, what its functions declare does not")
  func declarations() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write(
      """
      declare -A MAP=([a]=1
        [b]=2)
      typeset -i NUMBER=1+1
      declare PLAIN=3
      declare -x EXPORTED=4
      f() {
        declare PLAIN=no
        declare -f f >/dev/null
      }
      f
      declare -a LIST=($'a\nb' "c  d")
      declare -r FIXED=6
      declare -x UNSET; declare LATER
      return 7
      """, to: "p/lib.sh")
    let file = try library.evaluate(
      """
      declare PLAIN=hidden; declare -a LIST=(hidden); source ./lib.sh
      export S=$? A=${MAP[b]} B=$NUMBER C=$PLAIN D="${LIST[*]}${#LIST[@]}" E=$FIXED F=${UNSET-unset}
      """)
    #expect([file["A"], file["B"], file["C"]] == ["2", "2", "3"])
    #expect([file["D"], file["E"], file["F"]] == ["a\nb c  d2", "6", "unset"])
    #expect([file["S"], file["EXPORTED"]] == ["7", "4"])
    #expect(file.errors == "")
  }
}
