import TestSupport
import Testing

@Suite("Environment files: use") struct StdlibUseTests {
  /// A library with made-up programs on PATH.
  private func library(_ programs: [String: String] = [:]) throws -> EnvironmentLibrary {
    let library = try EnvironmentLibrary()
    for (name, text) in programs {
      try library.sandbox.write("#!/bin/sh\n\(text)\n", to: "tools/\(name)", executable: true)
    }
    library.sandbox.environment["PATH"] = library.sandbox.path("tools") + ":/usr/bin:/bin"
    return library
  }

  @Test("functions of the user, with their words and status")
  func user() throws {
    let file = try library().evaluate(
      "use_x() { export A=\"$# $1\" name=n; return 3; }\nuse x 'a b' c\nexport S=$?")
    #expect(file["A"] == "2 a b")
    #expect(file["name"] == "n")
    #expect(file["S"] == "3")
    let unknown = try library().evaluate("use nosuch; export S=$?")
    #expect(unknown["S"] == "127")
    #expect(unknown.errors == "tvm: use nosuch: no function named use_nosuch\n")
  }

  @Test("a toolchain of Go that is installed")
  func go() throws {
    let library = try library()
    for version in ["1.21.6", "1.22.3"] {
      try library.sandbox.write("go\(version)\n", to: "tvm/go/\(version)/VERSION")
      try library.sandbox.write(
        "#!/bin/sh\n", to: "tvm/go/\(version)/bin/go", executable: true)
    }
    let file = try library.evaluate("use go 1.21")
    #expect(file["TVM_GO_VERSION"] == "1.21")
    #expect(file["GOROOT"] == "ROOT/tvm/go/1.21.6")
    #expect(file.errors == "")
    let missing = try library.evaluate("use go 1.20.1; export S=$?")
    // The request holds all the same: no other toolchain may run in its place.
    #expect(missing["S"] == "0")
    #expect(missing["TVM_GO_VERSION"] == "1.20.1")
    #expect(missing["TVM_GO_SOURCE"]?.hasPrefix("1.20.1@ROOT/p/") == true)
    #expect(missing["TVM_GO_SOURCE"]?.hasSuffix(":1") == true)
    #expect(missing["GOROOT"] == nil)
    #expect(missing.errors.hasPrefix("tvm: go 1.20.1 is not installed\n"))
    #expect(missing.errors.contains("\nhelp: tvm install go@1.20.1\n"))
    let strict = try library.evaluate("strict_env; use go 1.20.1; export S=1")
    #expect(strict.status == 0)
    #expect(strict["TVM_GO_VERSION"] == "1.20.1")
    let function = try library.evaluate("pin() {\n  use go 1.20.1\n}\ncd /\npin")
    #expect(function["TVM_GO_SOURCE"]?.hasSuffix(":2") == true)
    #expect(function["TVM_GO_SOURCE"]?.hasPrefix("1.20.1@ROOT/p/") == true)
  }

  @Test("a toolchain of Rust that is installed")
  func rust() throws {
    let library = try library()
    let name = "nightly-x86_64-unknown-linux-gnu"
    try library.sandbox.write(
      "#!/bin/sh\n", to: "home/.rustup/toolchains/\(name)/bin/rustc", executable: true)
    try library.sandbox.write(
      "version = \"12\"\ndefault_host_triple = \"x86_64-unknown-linux-gnu\"\n",
      to: "home/.rustup/settings.toml")
    let file = try library.evaluate("use rust nightly")
    #expect(file["RUSTUP_TOOLCHAIN"] == "nightly")
    #expect(file.errors == "")
    let missing = try library.evaluate("use rust beta; export S=$?")
    #expect(missing["S"] == "0")
    #expect(missing["RUSTUP_TOOLCHAIN"] == "beta")
    #expect(missing["TVM_RUST_SOURCE"]?.hasPrefix("beta@ROOT/p/") == true)
    #expect(missing.errors.contains("\nhelp: tvm install "))
  }

  @Test("the toolchains that the directory asks for")
  func tvm() throws {
    let library = try library()
    try library.sandbox.write("go1.21.6\n", to: "tvm/go/1.21.6/VERSION")
    try library.sandbox.write("#!/bin/sh\n", to: "tvm/go/1.21.6/bin/go", executable: true)
    try library.sandbox.write("1.21\n", to: ".go-version")
    for call in ["use tvm", "use go"] {
      let file = try library.evaluate(call)
      #expect(file["GOROOT"] == "ROOT/tvm/go/1.21.6")
      #expect(file["PATH"]?.hasPrefix("ROOT/tvm/shims:") == true)
      #expect(file.values("watch").contains("ROOT/p/go.mod"))
      #expect(file.values("watch").contains("ROOT/.go-version"))
    }
  }

  @Test(
    "a version of Node by its folder",
    arguments: [
      ("use node 18.1.0", "18.1.0"), ("use node v18.1", "18.1.0"), ("use node 18", "18.10.2"),
      ("use node", "18.1.0"), ("use node 20", nil), ("use node 16", nil),
    ])
  func node(command: String, expected: String?) throws {
    let library = try library()
    for version in ["18.1.0", "18.10.2"] {
      try library.sandbox.write(
        "#!/bin/sh\n", to: "nodes/node-v\(version)/bin/node", executable: true)
    }
    try library.sandbox.write("", to: "nodes/node-v16.1.0/bin/node")
    try library.sandbox.write("v18.1.0 \n", to: "p/.nvmrc")
    library.sandbox.environment["NODE_VERSIONS"] = library.sandbox.path("nodes")
    let file = try library.evaluate("\(command)\nexport S=$?")
    #expect(file["S"] == (expected == nil ? "1" : "0"))
    let prefix = expected.map { "ROOT/nodes/node-v\($0)/bin:" } ?? "ROOT/tools:"
    #expect(file["PATH"]?.hasPrefix(prefix) == true)
    library.sandbox.environment["NODE_VERSIONS"] = nil
    #expect(try library.evaluate("\(command)\nexport S=$?")["S"] == "1")
  }

  @Test("versions of nodenv and Julia")
  func versions() throws {
    let library = try library()
    try library.sandbox.write(
      "#!/bin/sh\n", to: "home/.nodenv/versions/20.1.0/bin/node", executable: true)
    try library.sandbox.write("#!/bin/sh\n", to: "j/julia-1.5.1/bin/julia", executable: true)
    let node = "ROOT/p/node_modules/.bin:ROOT/home/.nodenv/versions/20.1.0/bin:"
    #expect(try library.evaluate("use nodenv 20")["PATH"]?.hasPrefix(node) == true)
    #expect(try library.evaluate("use nodenv 21; export S=$?")["S"] == "1")
    try library.sandbox.write(
      "#!/bin/sh\n", to: "nodenv/versions/21.1.0/bin/node", executable: true)
    try library.sandbox.write(
      "#!/bin/sh\necho '\(library.sandbox.path("nodenv"))'\n", to: "tools/nodenv", executable: true)
    #expect(
      try library.evaluate("use nodenv 21")["PATH"]?
        .contains("ROOT/nodenv/versions/21.1.0/bin:") == true)
    #expect(try library.evaluate("use julia 1.5; export S=$?")["S"] == "1")
    library.sandbox.environment["JULIA_VERSIONS"] = library.sandbox.path("j")
    let julia = try library.evaluate("use julia 1.5")
    #expect(julia["PATH"]?.hasPrefix("ROOT/j/julia-1.5.1/bin:") == true)
    #expect(julia["MANPATH"] == "ROOT/j/julia-1.5.1/share/man:")
    #expect(julia["LD_LIBRARY_PATH"] == nil)
    #expect(try library.evaluate("use julia 2; export S=$?")["S"] == "1")
    #expect(try library.evaluate("use julia; export S=$?")["S"] == "1")
  }

  @Test(
    "what another program prints is taken over",
    arguments: [
      ("use rbenv", "rbenv", "init -"), ("use guix hello", "guix", "shell hello --search-paths"),
      (
        "use flake .#x", "nix",
        "--extra-experimental-features nix-command flakes print-dev-env"
          + " --profile ROOT/p/.direnv/flake-profile .#x"
      ),
    ])
  func printed(command: String, program: String, expected: String) throws {
    let library = try library([program: "echo \"export A='$*'\""])
    #expect(try library.evaluate(command)["A"] == expected)
  }

  @Test("a script for Vim is added to the others")
  func vim() throws {
    let file = try library().evaluate("use vim; use vim other")
    #expect(file["DIRENV_EXTRA_VIMRC"] == "ROOT/p/other:ROOT/p/.vimrc.local")
  }

  @Test("rvm's own function takes over")
  func rvm() throws {
    let library = try library()
    try library.sandbox.write("rvm() { export A=\"$*\"; }", to: "home/.rvm/scripts/rvm")
    #expect(try library.evaluate("rvm use 1.9")["A"] == "use 1.9")
  }

  @Test("shells that dump their environment")
  func dumps() throws {
    let text = "while [ $# -gt 2 ]; do shift; done; B=nix TMPDIR=/gone \"$1\" \"$2\""
    let library = try library([
      "nix-shell": "while [ \"$1\" != --run ]; do shift; done; B=nix TMPDIR=/gone sh -c \"$2\"",
      "flox": text,
    ])
    try library.sandbox.write(
      """
      #!/bin/sh
      case $1 in
        dump) echo "export B='$B' TMPDIR='$TMPDIR'" >"$DIRENV_DUMP_FILE_PATH" ;;
        apply_dump) cat "$2" ;;
      esac
      """, to: "bin/direnv", executable: true)
    for name in ["nix", "flox"] {
      let file = try library.evaluate("use \(name); export S=$?")
      #expect(file["S"] == "0")
      #expect(file["B"] == "nix")
      #expect(file["DIRENV_DUMP_FILE_PATH"] == nil)
      if name == "nix" { #expect(file["TMPDIR"] == "ROOT/tmp") }
    }
    #expect(
      try library.evaluate("use nix").values("watch") == ["ROOT/p/default.nix", "ROOT/p/shell.nix"])
    #expect(try library.evaluate("use flox").values("watch-dir") == ["ROOT/p/.flox/env"])
    #expect(try library.evaluate("use nix -p x").values("watch") == [])
  }

  @Test("an environment from a file", arguments: [("a", "1", "0"), ("b", nil, "3")])
  func dumpFile(name: String, value: String?, status: String) throws {
    let library = try library()
    try library.sandbox.write(
      "#!/bin/sh\n[ \"$*\" = 'apply_dump a' ] && echo export D=1 || exit 3\n", to: "bin/direnv",
      executable: true)
    let file = try library.evaluate("direnv_apply_dump \(name); export S=$?")
    #expect([file["D"], file["S"]] == [value, status])
  }

  @Test(
    "a command whose environment cannot be taken over",
    arguments: [
      ("true", "true has not run `direnv dump`"), ("false", "false ended with status 1"),
    ])
  func failedLoad(command: String, message: String) throws {
    let library = try library()
    let file = try library.evaluate("direnv_load \(command); export S=$?")
    #expect(file["S"] == "1")
    #expect(file.errors == "tvm: direnv_load: \(message)\n")
    #expect(file["DIRENV_DUMP_FILE_PATH"] == nil)
    let left = try library.evaluate("export A=\"$(ls \"$TMPDIR\")\"")
    #expect(left["A"] == "")
  }
}
