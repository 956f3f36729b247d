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
    #expect(file.errors == "tvm: layout nosuch: there is no function layout_nosuch\n")
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
      #expect(file["VIRTUAL_ENV"] == "ROOT/p/.direnv/python-3.9.1")
      #expect(added(file) == "ROOT/p/.direnv/python-3.9.1/bin")
      #expect(file["PYTHONHOME"] == nil)
    }
    #expect(library.sandbox.read("p/.direnv/python-3.9.1.log") == "made\n")
    let elsewhere = try library.evaluate("VIRTUAL_ENV=venv; layout \(layout)")
    #expect(elsewhere["VIRTUAL_ENV"] == "ROOT/p/venv")
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
    #expect(
      added(file) == "ROOT/p/.direnv/python-3.9.1/bin:ROOT/p/.direnv/python-2.7.18/bin")
    let missing = try library.evaluate("layout pyenv 1.0; export S=$?")
    #expect(missing["S"] == "1")
    #expect(missing.errors == "tvm: layout pyenv: version 1.0 is not installed\n")
  }

  @Test("pipenv's virtual environment")
  func pipenv() throws {
    let library = try library(["pipenv": "mkdir -p \"$PWD/venv\"; echo \"$PWD/venv\""])
    #expect(try library.evaluate("layout pipenv; export S=$?")["S"] == "2")
    try library.sandbox.write("", to: "p/Pipfile")
    let file = try library.evaluate("layout pipenv")
    #expect(file["VIRTUAL_ENV"] == "ROOT/p/venv")
    #expect(file["PIPENV_ACTIVE"] == "1")
    #expect(added(file) == "ROOT/p/venv/bin")
  }

  @Test("conda's environment, named or by its file")
  func anaconda() throws {
    let library = try library([
      "conda": """
      echo "$*" >>"$HOME/conda"
      case $1 in list) exit 1 ;; shell.bash) echo "export CONDA=$3" ;; esac
      """
    ])
    #expect(try library.evaluate("layout anaconda; export S=$?")["S"] == "1")
    #expect(try library.evaluate("layout anaconda tools")["CONDA"] == "tools")
    #expect(library.sandbox.read("home/conda").contains("create --yes -n tools\n"))
    try library.sandbox.write("# c\nname: web  # x\n", to: "p/environment.yml")
    #expect(try library.evaluate("layout anaconda")["CONDA"] == "web")
    #expect(library.sandbox.read("home/conda").contains("env create -f environment.yml -n web\n"))
    #expect(try library.evaluate("layout anaconda ./c")["CONDA"] == "ROOT/p/c")
  }

  @Test("opam's switch")
  func opam() throws {
    let library = try library(["opam": "echo \"export OPAM='$*'\""])
    let file = try library.evaluate("layout opam --x")
    #expect(file["OPAM"] == "env --x")
    #expect(file["OPAMSWITCH"] == "ROOT/p")
  }
}
