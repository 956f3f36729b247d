import TestSupport
import Testing

@Suite("Environment files: watched files and messages") struct StdlibWatchTests {
  @Test("files and folders are told with absolute paths")
  func watches() throws {
    let library = try EnvironmentLibrary()
    let file = try library.evaluate(
      "watch_file a ../b '/c  d'\nwatch_dir sub\n(cd /; watch_file e)\nx=$(watch_file f)")
    #expect(
      file.records == [
        "watch ROOT/p/a", "watch ROOT/b", "watch /c  d", "watch-dir ROOT/p/sub", "watch /e",
        "watch ROOT/p/f", "status 0",
      ])
  }

  @Test(
    "the branch that is checked out",
    arguments: [
      ("on_git_branch main", "0"), ("on_git_branch other", "1"), ("on_git_branch -r '^ma'", "0"),
      ("on_git_branch -r '^x'", "1"), ("on_git_branch", "0"), ("on_git_branch -r", "1"),
    ])
  func branch(command: String, status: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("ref: refs/heads/main\n", to: "p/.git/HEAD")
    let file = try library.evaluate("\(command)\nexport S=$?", name: "p/sub/.envrc")
    #expect(file["S"] == status)
    let isWatched = !["on_git_branch", "on_git_branch -r"].contains(command)
    #expect(file.values("watch") == (isWatched ? ["ROOT/p/.git/HEAD"] : []))
  }

  @Test("the branch of a worktree, of none, and no repository")
  func worktree() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("gitdir: ../main/.git/worktrees/p\n", to: "p/.git")
    try library.sandbox.write("ref: refs/heads/a/b\n", to: "main/.git/worktrees/p/HEAD")
    #expect(try library.evaluate("on_git_branch a/b; export S=$?")["S"] == "0")
    try library.sandbox.write("0123456789\n", to: "main/.git/worktrees/p/HEAD")
    #expect(try library.evaluate("on_git_branch a/b; export S=$?")["S"] == "1")
    try library.sandbox.remove("p/.git")
    for call in ["on_git_branch x", "on_git_branch"] {
      let file = try library.evaluate("\(call); export S=$?")
      #expect(file["S"] == "1")
      #expect(file.errors == "tvm: on_git_branch: no git repository here or above\n")
    }
  }

  @Test("messages take the user's form")
  func messages() throws {
    let library = try EnvironmentLibrary()
    let text = "IFS=,; log_status a 'b  c'; log_error '%s'; log_status"
    #expect(try library.evaluate(text).errors == "tvm: a b  c\ntvm: %s\ntvm: \n")
    library.sandbox.environment["DIRENV_LOG_FORMAT"] = "<%s>"
    #expect(try library.evaluate(text).errors == "<a b  c>\n<%s>\n<>\n")
    library.sandbox.environment["DIRENV_LOG_FORMAT"] = ""
    #expect(try library.evaluate(text).errors == "")
    library.settings = [(":log_format", "x %s"), (":log_filter", "b")]
    #expect(try library.evaluate(text).errors == "x a b  c\nx %s\n")
  }

  @Test("what direnv says all the time is said by that name only")
  func loading() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("", to: "p/sub/.envrc")
    try library.sandbox.write("", to: "home/.envrc")
    let text = "source_env sub; source_env ~; use_x() { :; }; use x y"
    #expect(try library.evaluate(text).errors == "")
    library.settings = [(":loading", "1"), (":log_format", "direnv: %s")]
    #expect(
      try library.evaluate(text).errors == """
        direnv: loading ROOT/p/sub/.envrc
        direnv: loading ~/.envrc
        direnv: using x y

        """)
  }

  @Test(
    "the version of direnv that this stands for",
    arguments: [
      ("2", "0"), ("2.37", "0"), ("2.37.1", "0"), ("v2.8.0", "0"), ("2.37.2", "1"), ("2.100", "1"),
      ("3", "1"), ("2.037", "0"),
    ])
  func version(wanted: String, status: String) throws {
    let file = try EnvironmentLibrary().evaluate("direnv_version \(wanted); export S=$?")
    #expect(file["S"] == status)
    #expect(file.errors.contains("is older than the desired version") == (status == "1"))
  }

  @Test("what functions of users ask the program direnv")
  func direnvFunction() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write(
      "#!/bin/sh\necho \"asked $*\"\n", to: "bin/direnv", executable: true)
    let file = try library.evaluate(
      #"""
      watch_file 'a"b\c'
      export WATCHED="$(direnv show_dump "$DIRENV_WATCHES")" VERSION="$("$direnv" --version)"
      export AGAIN="$($direnv show_dump "$DIRENV_WATCHES")" D="$(has "$direnv"; echo $?)"
      export A="$(direnv version 2.30)$?" B="$(direnv version 9 2>&1)$?" C="$(direnv apply_dump x)"
      eval "$(direnv watch bash d)"
      eval "$(direnv watch-dir bash e)"
      """#)
    #expect(
      file["WATCHED"]
        == """
        [
          {
            "path": "ROOT/p/.envrc"
          },
          {
            "path": "ROOT/p/a\\"b\\\\c"
          }
        ]
        """)
    #expect(file["AGAIN"] == file["WATCHED"])
    #expect(file["D"] == "0")
    #expect(file["VERSION"]?.contains(/^2\.\d+\.\d+$/) == true)
    #expect(file["A"] == "0")
    #expect(file["B"]?.hasSuffix("1") == true)
    #expect(file["C"] == "asked apply_dump x")
    #expect(file["DIRENV_WATCHES"] == nil)
    #expect(file.values("watch") == ["ROOT/p/a\"b\\c", "ROOT/p/d"])
    #expect(file.values("watch-dir") == ["ROOT/p/e"])
  }

  @Test(
    "the functions that most files use start no process",
    .enabled(if: findProgram("strace") != nil, "strace is not installed"))
  func processes() throws {
    let library = try EnvironmentLibrary()
    for name in ["p/sub/.envrc", "p/lib.sh"] { try library.sandbox.write(":", to: name) }
    try library.sandbox.write("A=1\nexport B=2\n", to: "p/.env")
    try library.sandbox.write("ref: refs/heads/main\n", to: "p/.git/HEAD")
    library.approved = ["p/sub/.envrc", "p/lib.sh", "p/.env"]
    library.starter = [
      findProgram("strace") ?? "", "-f", "-o", library.sandbox.path("log"), "-e",
      "trace=clone,clone3,fork,vfork,execve", "--",
    ]
    let file = try library.evaluate(
      """
      strict_env; PATH_add bin; PATH_rm /x; path_add FOO a; MANPATH_add man; load_prefix pre
      watch_file a; watch_dir sub; log_status hi; has ls; dotenv; dotenv_if_exists nosuch
      source_env sub; source_env_if_exists nosuch; source_up_if_exists nosuch; source ./lib.sh; . lib.sh
      layout go; layout node; layout php; layout perl; layout julia; use vim; direnv_version 2.30
      env_vars_required HOME; on_git_branch main; require_allowed lib.sh; unstrict_env true
      """)
    #expect(file.status == 0)
    let log = library.sandbox.read("log").split(separator: "\n")
    #expect(log.filter { $0.contains("execve(") }.count == 2, "bash, and env at the end: \(log)")
    #expect(!log.contains { $0.contains(/(clone3?|v?fork)\(/) }, "\(log)")
  }
}
