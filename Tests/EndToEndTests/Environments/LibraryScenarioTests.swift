import Foundation
import TestSupport
import Testing

/// What others have built on direnv's interface: libraries, wikis, prompts.
@Suite("Environments: what others have built on direnv")
struct LibraryScenarioTests {
  /// A shell in which `direnv` is tvm, and a library of the user's.
  private func fixture(_ library: String = "") throws -> EnvironmentFixture {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.makeDirectory("names")
    try fixture.sandbox.link("names/direnv", to: Project.program("tvm"))
    fixture.sandbox.environment["PATH"] = fixture.sandbox.path("names") + ":" + Sandbox.systemPath
    if !library.isEmpty {
      try fixture.sandbox.write(library, to: "home/.config/direnv/lib/library.sh")
    }
    return fixture
  }

  @Test("a layout folder elsewhere, remembered in an array")
  func layoutFolder() throws {
    let fixture = try fixture()
    try fixture.sandbox.write(
      """
      : "${XDG_CACHE_HOME:=$HOME/.cache}"
      declare -A layout_folders
      direnv_layout_dir() {
        local name
        if [[ ! ${layout_folders[$PWD]-} ]]; then
          name=$(printf %s "$PWD" | sha1sum | cut -c 1-12)
          layout_folders[$PWD]=$XDG_CACHE_HOME/layouts/$name${PWD//[^a-zA-Z0-9]/-}
          echo made >>"$OUT/made"
        fi
        echo "${layout_folders[$PWD]}"
      }
      """, to: "home/.config/direnv/direnvrc")
    try fixture.allow(
      """
      direnv_layout_dir >/dev/null
      export ONE=$(direnv_layout_dir) TWO=$(direnv_layout_dir)
      mkdir -p "$ONE"
      PATH_add "$(direnv_layout_dir)/bin"
      """)
    let result = try fixture.script(.bash, "look; echo \"$ONE\"; echo \"$TWO\"; echo \"$PATH\"")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 3 && lines[0] == lines[1], "\(result.errors)")
    #expect(lines[0].hasPrefix(fixture.sandbox.path("home/.cache/layouts/")))
    #expect(lines[2].hasPrefix("\(lines[0])/bin:"))
    #expect(fixture.sandbox.read("made") == "made\n")
    #expect(!FileManager.default.fileExists(atPath: fixture.sandbox.path("home/shop/.direnv")))
  }

  /// A library that keeps a shell of Nix in the layout folder until something that it depends on is newer,
  /// by the means that such libraries use.
  private static let nix = """
    shell_version_ok() { printf '%s\\n' "$2" "$1" | LC_ALL=C sort -c -V; }
    watched_files() {
      local -n files=$1
      local line pattern='"[Pp]ath": "(.+)"$'
      [[ ${DIRENV_WATCHES-} ]] || return 0
      while IFS= read -r line; do
        if [[ $line =~ $pattern ]]; then files+=("$(printf "${BASH_REMATCH[1]}")"); fi
      done < <($direnv show_dump "$DIRENV_WATCHES")
    }
    take_over() {
      local -A before=([TMPDIR]=${TMPDIR:-__UNSET__} [terminfo]=${terminfo:-__UNSET__})
      local key
      eval "$(<"$1")"
      for key in "${!before[@]}"; do
        if [[ ${before[$key]} == __UNSET__ ]]; then unset "$key"; else export "$key=${before[$key]}"; fi
      done
    }
    use_flake() {
      local version layout profile file watches newer=
      [[ $direnv ]] && has "$direnv" && has nix || return 1
      version=$($direnv version)
      shell_version_ok "$version" 2.21.3 || return 1
      layout=$(direnv_layout_dir)
      mkdir -p "$layout/bin"
      printf '#!/usr/bin/env bash\\nforce_reload=1 direnv exec "%s" true\\n' "$PWD" >"$layout/bin/reload"
      chmod +x "$layout/bin/reload"
      PATH_add "$layout/bin"
      watch_file "$HOME/.direnvrc" flake.nix flake.lock devshell.toml
      profile=$layout/profile.rc
      watches=()
      watched_files watches
      for file in "${watches[@]}"; do if [[ $file -nt $profile ]]; then newer=1; fi; done
      if [[ ! -e $profile || $newer || ${force_reload-} ]]; then
        log_status "renewing the shell"
        nix print-dev-env "$@" >"$profile.new" && mv "$profile.new" "$profile" || return 1
        touch "$profile"
      fi
      watch_file "$profile"
      take_over "$profile"
    }
    """

  @Test("a library that caches a shell of Nix", arguments: HookShell.installed)
  func nix(_ shell: HookShell) throws {
    let fixture = try fixture(Self.nix)
    let sandbox = fixture.sandbox
    try sandbox.write(
      """
      #!/bin/sh
      echo "$*" >>"$OUT/nix"
      echo "buildInputs='$(cat flake.nix)'; export buildInputs TMPDIR=/gone NIX_BUILD_TOP=/gone"
      """, to: "names/nix", executable: true)
    try sandbox.write("one", to: "home/shop/flake.nix")
    try sandbox.run("touch", ["-d", "2020-01-01", sandbox.path("home/shop/flake.nix")])
    try fixture.allow("use flake . --impure\n")
    try sandbox.run("touch", ["-d", "2020-01-01", sandbox.path("home/shop/.envrc")])
    let result = try fixture.script(
      shell,
      """
      look
      printenv buildInputs TMPDIR
      touch .envrc -d 2020-01-02
      look
      echo two >flake.nix
      look
      printenv buildInputs
      cd ..
      look
      printenv buildInputs
      cd shop
      .direnv/bin/reload
      """)
    #expect(
      result.output == "one\n\(sandbox.environment["TMPDIR"] ?? "")\ntwo\n", "\(result.errors)")
    let calls = sandbox.read("nix").split(separator: "\n")
    #expect(
      calls == ["print-dev-env . --impure", "print-dev-env . --impure", "print-dev-env . --impure"])
  }

  @Test("what prompts read in a shell with tvm's hook", arguments: HookShell.installed)
  func prompts(_ shell: HookShell) throws {
    let fixture = try fixture()
    let sandbox = fixture.sandbox
    try fixture.allow("export A=1\n")
    try fixture.write("export B=1\n", in: "home/unknown")
    try fixture.write("export C=1\n", in: "home/denied")
    try fixture.tvm("deny", in: "home/denied")
    let result = try fixture.script(
      shell,
      """
      for place in shop/cart unknown denied .
      \(shell == .fish ? "" : "do ")cd ~/$place
      look 2>/dev/null
      echo "$place [$DIRENV_DIR] [$DIRENV_FILE]"
      direnv status --json | tr -d ' \\n' | sed 's/.*"state"://'
      echo
      direnv status | grep -e 'No .envrc or .env' -e 'RC allowed [0-9]' -e 'RC path'
      \(shell == .fish ? "end" : "done")
      """)
    let home = sandbox.home
    func rc(_ allowed: Int, _ place: String) -> String {
      "{\"allowed\":\(allowed),\"path\":\"\(home)/\(place)/.envrc\"}"
    }
    #expect(
      result.output == """
        shop/cart [-\(home)/shop] [\(home)/shop/.envrc]
        {"foundRC":\(rc(0, "shop")),"loadedRC":\(rc(0, "shop"))}}
        Loaded RC path \(home)/shop/.envrc
        Loaded RC allowed 0
        Found RC path \(home)/shop/.envrc
        Found RC allowed 0
        unknown [] []
        {"foundRC":\(rc(1, "unknown")),"loadedRC":null}}
        No .envrc or .env loaded
        Found RC path \(home)/unknown/.envrc
        Found RC allowed 1
        denied [] []
        {"foundRC":\(rc(2, "denied")),"loadedRC":null}}
        No .envrc or .env loaded
        Found RC path \(home)/denied/.envrc
        Found RC allowed 2
        . [] []
        {"foundRC":null,"loadedRC":null}}
        No .envrc or .env loaded
        No .envrc or .env found

        """, "\(result.errors)")
  }
}
