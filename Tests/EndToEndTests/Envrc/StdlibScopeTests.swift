import TestSupport
import Testing

@Suite("Environment files: what the user's own files declare") struct StdlibScopeTests {
  /// A library with files of the user's.
  private func library(
    _ direnvrc: String, lib: String = "", name: String = "direnvrc"
  ) throws -> EnvironmentLibrary {
    let library = try EnvironmentLibrary()
    try library.sandbox.write(direnvrc, to: "home/.config/direnv/\(name)")
    if !lib.isEmpty { try library.sandbox.write(lib, to: "home/.config/direnv/lib/first.sh") }
    return library
  }

  @Test(
    "lives as long as the environment file runs, and functions called there see it",
    arguments: ["direnvrc", "lib/second.sh"])
  func declarations(name: String) throws {
    let library = try library(
      """
      declare -A MAP=([a]=1)
      declare -a LIST=(x 'y z')
      declare -i NUMBER=4+1
      declare -r FIXED=6
      local LOCAL=7
      declare NOTHING
      PLAIN=8
      FIRST+=(two)
      told() { MAP[b]=2; export TOLD="${MAP[a]}${#LIST[@]}$NUMBER$FIXED$LOCAL$PLAIN"; }
      """, lib: "declare -a FIRST=(one)", name: name)
    let file = try library.evaluate(
      """
      told
      NUMBER=NUMBER+1
      export A="${MAP[b]}$NUMBER${LIST[1]}" B="${FIRST[*]}" C=${LOCAL-} D=${NOTHING-unset}
      in_function() { export IN="${MAP[a]}"; }
      in_function
      (FIXED=no) 2>/dev/null && export FIXED_CHANGED=1
      """)
    #expect(file["TOLD"] == "125678")
    #expect([file["A"], file["B"], file["C"], file["D"]] == ["26y z", "one two", "7", "unset"])
    #expect(file["IN"] == "1")
    #expect(file["FIXED_CHANGED"] == nil && file.errors == "")
  }

  @Test("is there for a sourced file and a .env, too")
  func sourced() throws {
    let library = try library("declare -A MAP=([a]=1)\nlocal L=2\n")
    try library.sandbox.write("export A=${MAP[a]}$L\nMAP[b]=3", to: "p/lib.sh")
    let file = try library.evaluate("source ./lib.sh; export B=${MAP[b]}")
    #expect([file["A"], file["B"]] == ["12", "3"])
  }

  @Test("is exported where it is declared so, and nothing else leaves the evaluation")
  func exported() throws {
    let library = try library("declare -x A=1\ndeclare -ax LIST=(1)\ndeclare B=2\nlocal -x C=3\n")
    let file = try library.evaluate("")
    #expect([file["A"], file["B"], file["C"], file["LIST"]] == ["1", nil, "3", nil])
  }

  @Test("a script that reads the library as direnv's has the same")
  func printed() throws {
    let library = try library("declare -A MAP=([a]=1)\n")
    let result = try library.sandbox.run(
      "bash",
      [
        "-c",
        """
        __tvm_library='\(Project.root)/share/envrc' direnv=true
        source "$__tvm_library/stdlib.bash"
        show() { echo "${MAP[a]}" >&2; }
        __main__ show
        """,
      ])
    #expect(result.errors == "1\n")
  }

  /// The recipe of direnv's wiki: one folder for all layouts, by a name that is worked out once.
  private static let cache = #"""
    declare -A places
    direnv_layout_dir() {
      if [[ -z ${places[$PWD]-} ]]; then
        echo asked >>"$HOME/asked"
        places[$PWD]=$HOME/cache/layouts/${PWD//[!a-zA-Z0-9]/-}
      fi
      echo "${places[$PWD]}"
    }
    """#

  @Test(
    "a function of the user's says where layouts are",
    arguments: [
      ("layout go; export X=$GOBIN", "/go/bin"), ("layout ruby; export X=$GEM_HOME", "/ruby"),
      ("layout perl; export X=$LOCAL_LIB_DIR", "/perl5"),
      ("layout_go; export X=$GOBIN", "/go/bin"),
      ("export X=\"$(direnv_layout_dir)\"", ""),
    ])
  func layoutFolder(_ text: String, _ end: String) throws {
    let library = try library(Self.cache)
    let file = try library.evaluate(text)
    let name = library.sandbox.path("p").replacing(/[^a-zA-Z0-9]/, with: "-")
    #expect(file["X"] == "ROOT/home/cache/layouts/\(name)\(end)")
    #expect(file.errors == "")
    #expect(library.sandbox.read("home/asked") == "asked\n", "what it remembers is not lost")
  }

  @Test("a variable and the library's own place are as they were")
  func ownLayoutFolder() throws {
    let library = try EnvironmentLibrary()
    let text = "layout go; export X=$GOBIN Y=$(direnv_layout_dir)"
    #expect(try library.evaluate(text)["X"] == "ROOT/p/.direnv/go/bin")
    let file = try library.evaluate("direnv_layout_dir=/l\n\(text)")
    #expect([file["X"], file["Y"]] == ["/l/go/bin", "/l"])
  }

  /// A library built like nix-direnv's: it checks versions, keeps what a program printed beside the
  /// layout, and reads that again only when a watched file is younger.
  private static let kept = #"""
    kept_info() { log_status "kept: $*"; }
    kept_version() {
      local name=$1 have=$2 want=$3
      if ! printf '%s\n' "$want" "$have" | LC_ALL=C sort -c -V 2>/dev/null; then
        log_error "kept: $name $have is older than $want"
        return 1
      fi
    }
    kept_checks() {
      local version
      [[ -n ${direnv-} ]] || return 1
      has "$direnv" || return 1
      version=$("$direnv" --version)
      [[ $version =~ ([0-9]+\.[0-9]+\.[0-9]+) ]] || return 1
      kept_version bash "$BASH_VERSION" 4.4 && kept_version direnv "${BASH_REMATCH[1]}" 2.21.3
    }
    kept_watches() {
      local -n _paths=$1
      local line form='"[Pp]ath": "(.+)"$'
      [[ -n ${DIRENV_WATCHES-} ]] || return 0
      while IFS= read -r line; do
        if [[ $line =~ $form ]]; then _paths+=("$(printf "${BASH_REMATCH[1]}")"); fi
      done < <($direnv show_dump "${DIRENV_WATCHES}")
    }
    kept_import() {
      local -A outer=([TMPDIR]=${TMPDIR:-__UNSET__} [NIX_BUILD_TOP]=${NIX_BUILD_TOP:-__UNSET__})
      local old_dirs=${XDG_DATA_DIRS-} key new_dirs IFS
      eval "$(<"$1")"
      for key in "${!outer[@]}"; do
        if [[ ${outer[$key]} == __UNSET__ ]]; then unset "$key"; else export "$key=${outer[$key]}"; fi
      done
      new_dirs=${XDG_DATA_DIRS-}
      export XDG_DATA_DIRS=
      IFS=:
      for key in $new_dirs${old_dirs:+:}$old_dirs; do
        XDG_DATA_DIRS=$XDG_DATA_DIRS${XDG_DATA_DIRS:+:}${key%/}
      done
    }
    use_nix() {
      local layout watches=() path old=0
      kept_checks || return 1
      watch_file default.nix shell.nix
      layout=$(direnv_layout_dir)
      mkdir -p "$layout"
      kept_watches watches
      for path in "${watches[@]}"; do
        if [[ $path -nt $layout/profile.rc ]]; then old=1; fi
      done
      if ((old)); then
        printer >"$layout/profile.rc"
        kept_info renewed
      else
        kept_info 'using what is there'
      fi
      kept_import "$layout/profile.rc"
    }
    """#

  @Test("a library like nix-direnv's loads, keeps what it has and sees what has changed")
  func keptProfile() throws {
    let library = try library(
      "source \"$HOME/kept/direnvrc\"\n", lib: "printer() { cat printed; }\n")
    try library.sandbox.write(Self.kept, to: "home/kept/direnvrc")
    // What nix prints has declarations and functions, and overwrites what is to stay.
    try library.sandbox.write(
      """
      declare -a inputs=(a b)
      declare -A flags=([x]=1)
      export BUILT="${inputs[1]}${flags[x]}" TMPDIR=/gone NIX_BUILD_TOP=/gone XDG_DATA_DIRS=/n/
      hook() { export HOOKED=$BUILT; }
      eval hook
      """, to: "p/printed")
    try library.sandbox.write("", to: "p/shell.nix")
    library.sandbox.environment["XDG_DATA_DIRS"] = "/usr/share"
    let first = try library.evaluate("use nix")
    #expect(first.errors == "tvm: kept: renewed\n")
    #expect([first["BUILT"], first["HOOKED"]] == ["b1", "b1"])
    #expect(first["XDG_DATA_DIRS"] == "/n:/usr/share")
    #expect(first["TMPDIR"] == "ROOT/tmp" && first["NIX_BUILD_TOP"] == nil)
    #expect(first.values("watch") == ["ROOT/p/default.nix", "ROOT/p/shell.nix"])
    // The file was written once more, at the same time as the profile or later.
    _ = try library.sandbox.run("touch", ["-d", "2020-01-01", library.sandbox.path("p/shell.nix")])
    let second = try library.evaluate("use nix")
    #expect(second["BUILT"] == "b1")
    _ = try library.sandbox.run("touch", ["-d", "2100-01-01", library.sandbox.path("p/shell.nix")])
    #expect(try library.evaluate("use nix").errors == "tvm: kept: renewed\n")
  }
}
