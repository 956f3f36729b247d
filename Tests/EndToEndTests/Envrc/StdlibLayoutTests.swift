import TestSupport
import Testing

@Suite("Environment files: layouts") struct StdlibLayoutTests {
  /// A library with a made-up program on PATH that does what the text says.
  private func library(_ programs: [String: String] = [:]) throws -> EnvironmentLibrary {
    let library = try EnvironmentLibrary()
    for (name, text) in programs {
      try library.sandbox.write("#!/bin/sh\n\(text)\n", to: "tools/\(name)", executable: true)
    }
    library.sandbox.environment["PATH"] = library.sandbox.path("tools") + ":/usr/bin:/bin"
    return library
  }

  /// What was put before PATH.
  private func added(_ file: EvaluatedFile) -> String? {
    file["PATH"]?.replacing(":ROOT/tools:/usr/bin:/bin", with: "")
  }

  @Test(
    "layouts that only set variables",
    arguments: [
      ("go", "GOPATH=ROOT/p/.direnv/go", "ROOT/p/.direnv/go/bin"),
      ("go", "GOBIN=ROOT/p/.direnv/go/bin", "ROOT/p/.direnv/go/bin"),
      ("node", "A=", "ROOT/p/node_modules/.bin"), ("php", "A=", "ROOT/p/vendor/bin"),
      ("julia", "JULIA_PROJECT=ROOT/p", "ROOT/tools:/usr/bin:/bin"),
      ("perl", "PERL_MM_OPT=INSTALL_BASE=ROOT/p/.direnv/perl5", "ROOT/p/.direnv/perl5/bin"),
      (
        "ruby", "GEM_HOME=ROOT/p/.direnv/ruby",
        "ROOT/p/.direnv/bin:ROOT/p/.direnv/ruby/bin"
      ),
    ])
  func variables(name: String, variable: String, path: String) throws {
    let library = try library()
    let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    for call in ["layout \(name)", "layout_\(name)", "strict_env; layout \(name)"] {
      let file = try library.evaluate("export A=\n\(call)")
      #expect(file[String(parts[0])] == String(parts[1]))
      #expect(added(file) == path)
      #expect(file.status == 0)
      #expect(file.errors == "")
    }
  }

  @Test("the variables of perl's local libraries")
  func perl() throws {
    let file = try library().evaluate("layout perl")
    #expect(file["LOCAL_LIB_DIR"] == "ROOT/p/.direnv/perl5")
    #expect(file["PERL_MB_OPT"] == "--install_base 'ROOT/p/.direnv/perl5'")
    #expect(file["PERL5LIB"] == "ROOT/p/.direnv/perl5/lib/perl5")
    #expect(file["PERL_LOCAL_LIB_ROOT"] == "ROOT/p/.direnv/perl5")
  }

  @Test("a layout of nobody is an error")
  func unknown() throws {
    let file = try library().evaluate("layout nosuch; export S=$?")
    #expect(file["S"] == "127")
    #expect(file.errors == "tvm: layout nosuch: no function named layout_nosuch\n")
  }

  @Test("a folder of a layout is marked as one that need not be saved")
  func cacheTag() throws {
    let library = try library()
    #expect(try library.evaluate("layout node")["PATH"] != nil)
    #expect(library.sandbox.read("p/.direnv/CACHEDIR.TAG") == "")
    _ = try library.evaluate("layout_x() { mkdir -p \"$(direnv_layout_dir)\"; }; layout x")
    #expect(library.sandbox.read("p/.direnv/CACHEDIR.TAG").hasPrefix("Signature: 8a477f597d28d172"))
  }

  @Test(
    "a virtual environment is made once and entered",
    arguments: [
      ("python", "python"), ("python3", "python3"), ("python python9", "python9"),
      ("python2", "python2"),
    ])
  func python(layout: String, program: String) throws {
    let library = try library([
      program: """
      case $* in
        *python_version*) echo 3.9.1 ;;
        *'-m venv'*) for last; do :; done; echo made >>"$last.log"; mkdir -p "$last/bin" ;;
        *import*) exit 0 ;;
      esac
      """
    ])
    for _ in 1...2 {
      let file = try library.evaluate("export PYTHONHOME=x; layout \(layout)")
      #expect(file["VIRTUAL_ENV"] == "ROOT/p/.direnv/python-3.9")
      #expect(added(file) == "ROOT/p/.direnv/python-3.9/bin")
      #expect(file["PYTHONHOME"] == nil)
      #expect(file.status == 0)
    }
    #expect(library.sandbox.read("p/.direnv/python-3.9.log") == "made\n")
    let elsewhere = try library.evaluate("VIRTUAL_ENV=venv; layout \(layout)")
    #expect(elsewhere["VIRTUAL_ENV"] == "ROOT/p/venv")
  }

  @Test("a virtual environment that an older direnv made is entered")
  func oldPython() throws {
    let library = try library(["python": "echo 3.9.1"])
    try library.sandbox.makeDirectory("p/.direnv/python-3.9.1")
    #expect(try library.evaluate("layout python")["VIRTUAL_ENV"] == "ROOT/p/.direnv/python-3.9.1")
    try library.sandbox.makeDirectory("p/.direnv/virtualenv")
    #expect(try library.evaluate("layout python")["VIRTUAL_ENV"] == "ROOT/p/.direnv/virtualenv")
  }

  @Test("a Python that is missing or broken is an error", arguments: ["nosuch", "broken"])
  func noPython(program: String) throws {
    let library = try library(["broken": "exit 3"])
    let file = try library.evaluate("layout python \(program); export S=$?")
    #expect(file["S"] == "1")
    #expect(file["VIRTUAL_ENV"] == nil)
    #expect(file.errors.contains("tvm: layout python: \(program) does not say its version\n"))
    if program == "nosuch" {
      #expect(file.errors.hasPrefix("./.envrc:1: nosuch: command not found\n"))
    }
  }

  @Test("a Python without either module is an error")
  func pythonWithout() throws {
    let library = try library(["python": "case $* in *version*) echo 3.9.1 ;; *) exit 1 ;; esac"])
    let file = try library.evaluate("layout python; export S=$?")
    #expect(file["S"] == "1")
    #expect(file.errors == "tvm: layout python: python has neither venv nor virtualenv\n")
  }

  @Test("several versions of pyenv, the first one first")
  func pyenv() throws {
    let library = try library(["pyenv": "echo \"$HOME/.pyenv\""])
    for version in ["3.9.1", "2.7.18"] {
      try library.sandbox.write(
        "#!/bin/sh\ncase $* in *version*) echo \(version) ;; *'-m venv'*) mkdir -p \"$3/bin\" ;; esac",
        to: "home/.pyenv/versions/\(version)/bin/python", executable: true)
    }
    let file = try library.evaluate("layout pyenv 3.9.1 2.7.18")
    #expect(file["PYENV_VERSION"] == "3.9.1:2.7.18")
    #expect(added(file) == "ROOT/p/.direnv/python-3.9/bin:ROOT/p/.direnv/python-2.7/bin")
    #expect(file["VIRTUAL_ENV"] == "ROOT/p/.direnv/python-3.9")
    let elsewhere = try library.evaluate("VIRTUAL_ENV=venv; layout pyenv 3.9.1")
    #expect(elsewhere["VIRTUAL_ENV"] == "ROOT/p/venv")
    let missing = try library.evaluate("layout pyenv 1.0; export S=$?")
    #expect(missing["S"] == "1")
    #expect(missing.errors == "tvm: layout pyenv: version 1.0 is not installed\n")
    #expect(try library.evaluate("layout pyenv; export S=$?")["S"] == "1")
    try library.sandbox.remove("tools/pyenv")
    let absent = try library.evaluate("layout pyenv 3.9.1; export S=$?")
    #expect(absent["S"] == "1")
    #expect(absent.errors == "./.envrc:1: pyenv: command not found\n")
  }

  @Test("pipenv's virtual environment, which is made once")
  func pipenv() throws {
    let library = try library([
      "pipenv": """
      echo "$*" >>"$HOME/pipenv"
      case $1 in --venv) [ -d "$PWD/venv" ] && echo "$PWD/venv" ;; install) mkdir "$PWD/venv" ;; esac
      """
    ])
    try library.sandbox.write("", to: "p/Pipfile")
    for _ in 1...2 {
      let file = try library.evaluate("layout pipenv")
      #expect(file["VIRTUAL_ENV"] == "ROOT/p/venv")
      #expect(file["PIPENV_ACTIVE"] == "1")
      #expect(added(file) == "ROOT/p/venv/bin")
    }
    #expect(library.sandbox.read("home/pipenv") == "--venv\ninstall --dev\n--venv\n--venv\n")
    #expect(
      try library.evaluate("PIPENV_PIPFILE=../Pip; layout pipenv; export A=1").status == 2)
  }

  @Test("pipenv's virtual environment without a Pipfile is the end, as with direnv")
  func noPipfile() throws {
    let file = try library().evaluate("export A=1; layout pipenv; export B=1")
    #expect(file.status == 2)
    #expect([file["A"], file["B"]] == ["1", nil])
    #expect(file.errors == "tvm: layout pipenv: there is no Pipfile; pipenv makes one\n")
  }

  @Test(
    "conda's environment, which is made where it does not exist",
    arguments: [
      ("layout anaconda old", nil, "ROOT/home/envs/old", nil),
      ("layout anaconda active", nil, "ROOT/home/envs/active", nil),
      ("layout anaconda new", nil, "ROOT/home/envs/new", "create --yes --name new"),
      (
        "layout anaconda new", "name: web", "ROOT/home/envs/new",
        "env create --file environment.yml --name new"
      ),
      (
        "layout anaconda", "# c\nname: web  # x", "ROOT/home/envs/web",
        "env create --file environment.yml"
      ),
      ("layout anaconda", "name: old", "ROOT/home/envs/old", nil),
      ("layout anaconda sub/x.yml", nil, "ROOT/home/envs/x", "env create --file sub/x.yml"),
      ("layout anaconda ./c", nil, "ROOT/p/c", "create --yes --prefix ROOT/p/c"),
      ("layout anaconda ./there", nil, "ROOT/p/there", nil),
      ("layout anaconda old ../tools/conda", nil, "ROOT/home/envs/old", nil),
      ("layout anaconda", nil, nil, nil), ("layout anaconda", "no: name", nil, nil),
      ("layout anaconda old nosuch", nil, nil, nil),
    ])
  func anaconda(
    command: String, file yml: String?, expected: String?, made: String?
  ) throws {
    let library = try library([
      "conda": """
      case "$1 $2" in
        'env list')
          printf '# conda\n#\nbase  %s\n' "$HOME"
          for e in "$HOME"/envs/*; do printf '%s  %s\n' "${e##*/}" "$e"; done |
            sed 's/^active /active *  /' ;;
        'env create' | create*)
          echo "$*" >>"$HOME/conda"
          for last; do :; done
          case $last in x.yml | sub/x.yml) last=x ;; *.yml) last=web ;; esac
          case $last in /*) mkdir "$last" ;; *) mkdir "$HOME/envs/$last" ;; esac ;;
        shell.bash*) echo "export CONDA='$3'" ;;
      esac
      """
    ])
    for folder in ["home/envs/old", "home/envs/active", "p/there"] {
      try library.sandbox.makeDirectory(folder)
    }
    try library.sandbox.write("name: x\n", to: "p/sub/x.yml")
    if let yml { try library.sandbox.write(yml + "\n", to: "p/environment.yml") }
    for _ in 1...2 {
      let file = try library.evaluate("\(command); export S=$?")
      #expect(file["S"] == (expected == nil ? "1" : "0"))
      #expect(file["CONDA"] == expected)
      if expected != nil { #expect(added(file) == "ROOT/tools") }
    }
    let log = library.sandbox.read("home/conda").replacing(library.sandbox.root, with: "ROOT")
    #expect(log == (made.map { $0 + "\n" } ?? ""))
  }

  @Test("opam's switch")
  func opam() throws {
    let library = try library(["opam": "echo \"export OPAM='$*'\""])
    let file = try library.evaluate("layout opam --x")
    #expect(file["OPAM"] == "env --x")
    #expect(file["OPAMSWITCH"] == "ROOT/p")
    try library.sandbox.remove("tools/opam")
    let absent = try library.evaluate("layout opam; export S=$?")
    #expect([absent["OPAMSWITCH"], absent["S"]] == ["ROOT/p", "0"])
    #expect(absent.errors == "./.envrc:1: opam: command not found\n")
  }
}
