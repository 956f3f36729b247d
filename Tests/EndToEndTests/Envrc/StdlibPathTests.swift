import TestSupport
import Testing

@Suite("Environment files: words and paths") struct StdlibPathTests {
  @Test(
    "what a function prints, and its status",
    arguments: [
      ("expand_path a/../b/./c//d", "ROOT/p/b/c/d", "0"), ("expand_path foo /bar", "/bar/foo", "0"),
      ("expand_path ../x foo", "ROOT/p/x", "0"), ("expand_path", "ROOT/p", "0"),
      ("expand_path /", "/", "0"), ("expand_path ..", "ROOT", "0"), ("expand_path /..", "/", "0"),
      ("expand_path /a/ b", "/a", "0"), ("expand_path ''", "ROOT/p", "0"),
      ("expand_path \"new\nline\"", "ROOT/p/new\nline", "0"),
      ("user_rel_path \"$HOME/x\"", "~/x", "0"), ("user_rel_path \"$HOME\"", "~", "0"),
      ("user_rel_path \"${HOME}x\"", "ROOT/homex", "0"), ("user_rel_path /x", "/x", "0"),
      ("user_rel_path -/x", "/x", "0"), ("user_rel_path ''", "", "0"),
      ("find_up .envrc", "ROOT/p/.envrc", "0"), ("find_up top", "ROOT/top", "0"),
      ("find_up nosuch", "", "1"), ("find_up home", "", "1"), ("has ls", "", "0"),
      ("has use", "", "0"), ("has if", "", "0"), ("has nosuch", "", "1"),
      ("join_args a 'b c' '$x'", "a b\\ c \\$x ", "0"),
      ("direnv_layout_dir", "ROOT/p/.direnv", "0"),
      ("direnv_layout_dir=/x direnv_layout_dir", "/x", "0"),
      ("semver_search \"$PWD/../dir\" prog- 1.4.0", "1.4.0", "0"),
      ("semver_search ../dir prog- 1.4", "1.4.1", "0"),
      ("semver_search ../dir prog- 1", "1.10.0", "0"),
      ("semver_search ../dir prog- ''", "1.10.0", "0"), ("semver_search ../dir prog- 2", "", "0"),
      ("semver_search ../dir nosuch- 1", "", "0"), ("semver_search ../dir 0- 08", "08.09", "0"),
      ("realpath.dirname /a/b; printf %s $REPLY", "/a", "0"),
      ("realpath.basename /a/b/; printf %s $REPLY", "b", "0"),
      ("realpath.absolute a ../b; printf %s $REPLY", "ROOT/p/b", "0"),
    ])
  func printed(command: String, expected: String, status: String) throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write("", to: "top")
    for folder in ["1.4.0", "1.4.1", "1.5.0", "1.10.0", "1.99", "x"] {
      try library.sandbox.makeDirectory("dir/prog-\(folder == "1.99" ? "1.2x" : folder)")
    }
    try library.sandbox.makeDirectory("dir/0-08.09")
    let file = try library.evaluate("export OUT STATUS\nOUT=$(\(command))\nSTATUS=$?")
    #expect(file["OUT"] == expected.trimmingLastNewline)
    #expect(file["STATUS"] == status)
    #expect(file.errors == "")
  }

  @Test(
    "lists of paths",
    arguments: [
      ("PATH_add bin", "PATH", "ROOT/p/bin:/usr/bin:/bin"),
      ("PATH_add a b ../c /d", "PATH", "ROOT/p/a:ROOT/p/b:ROOT/c:/d:/usr/bin:/bin"),
      ("PATH_add", "PATH", "/usr/bin:/bin"), ("path_add FOO a", "FOO", "ROOT/p/a"),
      ("FOO=; path_add FOO a", "FOO", "ROOT/p/a"),
      ("FOO=/x::/y; path_add FOO a", "FOO", "ROOT/p/a:/x::/y"),
      ("path_add FOO 'a b' '*'", "FOO", "ROOT/p/a b:ROOT/p/*"),
      ("path_add path a; FOO=$path; export FOO", "FOO", "ROOT/p/a"),
      ("PATH_rm /bin", "PATH", "/usr/bin"), ("PATH_rm '*/bin'", "PATH", ""),
      ("PATH_rm nosuch", "PATH", "/usr/bin:/bin"),
      ("FOO=/a:/b::/c:/a/b; path_rm FOO '/a*'", "FOO", "/b::/c"),
      ("FOO=/a:/b:/c; path_rm FOO /a '/[c]'", "FOO", "/b"),
      ("MANPATH_add man", "MANPATH", "ROOT/p/man:"),
      ("MANPATH=/m; MANPATH_add man", "MANPATH", "ROOT/p/man:/m"),
      ("IFS=:/; PATH_add bin; PATH_rm /bin", "PATH", "ROOT/p/bin:/usr/bin"),
    ])
  func lists(command: String, variable: String, expected: String) throws {
    let library = try EnvironmentLibrary()
    library.sandbox.environment["PATH"] = "/usr/bin:/bin"
    for strict in ["", "strict_env\n"] {
      let file = try library.evaluate(strict + command)
      #expect(file[variable] == expected)
      #expect(file.status == 0)
    }
  }

  @Test("a prefix is added to all lists")
  func prefix() throws {
    let library = try EnvironmentLibrary()
    library.sandbox.environment["PATH"] = "/usr/bin:/bin"
    library.sandbox.environment["CPATH"] = "/inc"
    let file = try library.evaluate("strict_env\nload_prefix pre")
    #expect(file["PATH"] == "ROOT/p/pre/bin:/usr/bin:/bin")
    #expect(file["CPATH"] == "ROOT/p/pre/include:/inc")
    #expect(file["LD_LIBRARY_PATH"] == "ROOT/p/pre/lib")
    #expect(file["LIBRARY_PATH"] == "ROOT/p/pre/lib")
    #expect(file["PKG_CONFIG_PATH"] == "ROOT/p/pre/lib/pkgconfig")
    #expect(file["MANPATH"] == "ROOT/p/pre/share/man:ROOT/p/pre/man:")
  }

  @Test("required variables are named, each one")
  func required() throws {
    let library = try EnvironmentLibrary()
    let file = try library.evaluate(
      "export EMPTY=; OWN=1; env_vars_required HOME EMPTY NOSUCH OWN; export S=$?")
    #expect(file["S"] == "1")
    #expect(
      file.errors == """
        tvm: env var EMPTY is required but missing/empty
        tvm: env var NOSUCH is required but missing/empty
        tvm: env var OWN is required but missing/empty

        """)
    #expect(try library.evaluate("env_vars_required HOME\nexport S=$?")["S"] == "0")
  }
}

extension String {
  /// The text as `$(…)` gives it.
  fileprivate var trimmingLastNewline: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
