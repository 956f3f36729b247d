import Foundation
import TestSupport
import Testing

@Suite(
  "direnv: the same as direnv itself, where that is installed",
  .enabled(if: findProgram("direnv") != nil))
struct DirenvComparisonTests {
  /// What of the output must be the same, besides the exit status and direnv's lines about a load.
  enum Comparison: Sendable {
    /// Every byte, also of what goes to standard error.
    case all
    /// The members of an object, direnv's own variables left out.
    case json
    /// Nothing else: the words are each program's own.
    case none
    /// The statements in any order, those about direnv's own variables left out.
    case statements
    /// Every byte.
    case text
  }

  static let table: [(script: String, comparison: Comparison)] = [
    ("direnv", .none), ("direnv help", .none), ("direnv help x", .none), ("direnv --help", .none),
    ("direnv nonsense", .text), ("direnv version 2.0.0", .text), ("direnv version 99", .text),
    ("direnv version x", .text), ("direnv status", .none), ("direnv allow nowhere", .text),
    ("direnv permit . && direnv export json", .json), ("direnv grant .envrc", .text),
    ("direnv allow / ", .text),
    ("direnv export", .text), ("direnv export nonsense", .text), ("direnv hook", .text),
    ("direnv hook nonsense", .text), ("direnv hook json", .text), ("direnv hook gha", .text),
    ("direnv hook gzenv", .text), ("direnv hook vim", .text), ("direnv hook bash", .none),
    ("direnv hook zsh", .none), ("direnv hook fish", .none), ("direnv hook tcsh", .none),
    ("direnv hook elvish", .none), ("direnv export bash >/dev/null", .none),
    ("direnv export bash | grep -c 'export A'", .text),
    ("direnv allow /etc", .all), ("direnv allow nowhere", .all), ("direnv deny nowhere", .all),
    ("direnv allow ''; direnv export json", .json),
    ("direnv allow bin/tool; cd d; direnv export json", .json),
    ("direnv allow; direnv export bash", .statements),
    ("direnv allow; direnv export zsh", .statements),
    ("direnv allow; direnv export fish", .statements),
    // What direnv prints there for a line end tcsh does not take for one.
    ("echo 'export A=\"1 x\" D=' >.envrc; direnv allow; direnv export tcsh", .statements),
    ("direnv allow; direnv export json", .json), ("direnv allow; direnv export elvish", .json),
    ("direnv allow; eval \"$(direnv export bash)\"; direnv export bash", .text),
    ("direnv allow; eval \"$(direnv export bash)\"; cd ..; direnv export bash", .statements),
    (
      "direnv allow; eval \"$(direnv export bash)\"; cd ..; eval \"$(direnv export bash)\"; env",
      .none
    ),
    ("direnv allow; eval \"$(direnv export bash)\"; direnv export json", .text),
    ("direnv allow; eval \"$(direnv export bash)\"; cd d; direnv export json", .text),
    // Without one of its variables direnv begins anew.
    (
      "direnv allow; eval \"$(direnv export bash)\"; unset DIRENV_WATCHES; direnv export json",
      .json
    ),
    ("direnv allow; eval \"$(direnv export bash)\"; unset DIRENV_FILE; direnv export json", .json),
    ("cd ..; direnv export bash", .all), ("cd ..; direnv reload", .all),
    ("cd ..; direnv allow", .all), ("cd ..; direnv deny", .all),
    ("direnv exec", .all), ("direnv exec . ", .all), ("direnv exec nowhere true", .all),
    ("direnv exec nowhere/deeper true", .all), ("direnv exec -- . true", .all),
    ("direnv exec . true", .all), ("direnv exec / no-such-program", .all),
    ("direnv allow; direnv exec . ./.env", .all), ("direnv allow; direnv exec . d", .all),
    ("direnv allow; direnv exec '' printenv A", .all), ("direnv exec / sh -c 'exit 5'", .all),
    ("direnv allow; direnv exec d/ ./bin/tool", .all),
    ("echo 'exit 3' >.envrc; direnv allow; direnv exec . echo hi", .all),
    ("direnv allow; direnv exec . printenv A B PATH", .text),
    ("direnv allow; direnv exec d sh -c 'pwd; echo $# $0 $1' a 'b c'", .text),
    ("direnv allow; cd /; direnv exec ~/p tool x", .text),
    ("direnv allow; direnv exec bin/tool x", .text),
    ("direnv dotenv", .statements), ("direnv dotenv bash", .statements),
    ("direnv dotenv zsh .env", .statements), ("direnv dotenv fish", .statements),
    ("direnv dotenv json", .json), ("direnv dotenv bash nowhere", .all),
    ("direnv dump json", .json), ("direnv dump nonsense", .all),
    ("direnv dump json /nowhere/x", .all), ("direnv dump json 9", .all),
    ("direnv show_dump \"$(direnv dump)\"", .json), ("direnv show_dump", .none),
    ("direnv show_dump x", .none), ("direnv apply_dump", .none),
    ("direnv apply_dump nowhere", .all),
    ("A=1 direnv dump >$OUT/dump; direnv apply_dump $OUT/dump", .statements),
    ("direnv watch", .all), ("direnv watch bash a b >/dev/null", .all),
    ("direnv watch bash >/dev/null", .all), ("direnv watch nonsense", .all),
    ("direnv watch-dir", .all), ("direnv watch-dir bash", .all),
    ("direnv watch-dir bash nowhere", .all), ("direnv watch-dir bash d >/dev/null", .all),
    ("echo 1 a b | direnv watch-list >/dev/null", .all), ("echo x | direnv watch-list", .all),
    ("direnv watch bash x | wc -l", .all), ("direnv current nowhere", .all),
    ("eval \"$(direnv watch bash .envrc)\"; direnv current .envrc", .all),
    (
      "eval \"$(direnv watch bash .envrc)\"; touch -d 2001-01-01 .envrc; direnv current .envrc",
      .all
    ),
    ("direnv fetchurl", .none), ("direnv fetchurl http://127.0.0.1:1/x", .none),
    ("direnv allow; direnv reload; direnv prune", .text),
    ("EDITOR=true direnv edit; direnv export bash >/dev/null", .none),
    ("cd ..; EDITOR=true direnv edit; ls -A", .all), ("EDITOR=false direnv edit", .all),
    ("EDITOR='echo a' direnv edit", .all), ("EDITOR='echo a' direnv edit .", .all),
    ("EDITOR='echo a' direnv edit d", .all), ("EDITOR='echo a' direnv edit nowhere/.envrc", .all),
    ("EDITOR=$'echo a;[[ b ]] && echo' direnv edit 'c d'", .all),
    ("EDITOR=no-such-editor direnv edit", .all),
    (
      """
      mkdir -p ~/.config/direnv
      for duration in 1m30s 90m 250ms 1.5s 5s 1500us; do
        printf 'warn_timeout="%s"\\n[whitelist]\\nexact=["~/x/.envrc"]\\nprefix=["~/y", "/z"]\\n' \
          $duration >~/.config/direnv/direnv.toml
        direnv status | grep -v -e exec -e Found
      done
      """, .all
    ),
    ("direnv stdlib | grep -c '^PATH_add()'", .text),
    ("echo 'exit 3' >.envrc; direnv allow; direnv export bash | grep -c .", .none),
    ("echo 'echo said; export A=1' >.envrc; direnv allow; direnv export json", .json),
    ("cd bad; direnv allow; direnv export json", .json),
    ("direnv allow; cd /; rm -r ~/p/.envrc; direnv prune; ls ~/.local/share/*/allow", .text),
  ]

  /// What direnv.toml says, and what is done with it.
  static let settings: [(text: String, script: String)] = [
    ("load_dotenv=true", "rm .envrc; direnv allow"), ("", "rm .envrc"),
    ("[global]\nload_dotenv=true", "direnv allow"),
    ("[global]\ndisable_stdin=true", "echo 'read A; export A' >.envrc; direnv allow"),
    ("[global]\ndisable_stdin=false", "echo 'read A; export A' >.envrc; direnv allow"),
    ("strict_env=true", "echo 'export A=1; false; export B=1' >.envrc; direnv allow"),
    ("[global]\nunknown=1\n[other]\nx=2", "direnv allow"),
    ("[whitelist]\nprefix=[\"~/p\"]", ":"), ("[whitelist]\nprefix=[\"/\"]", ":"),
    ("[whitelist]\nprefix=[\"~/q\"]", ":"), ("[whitelist]\nexact=[\"~/p\"]", ":"),
    ("[whitelist]\nexact=[\"~/p/.envrc\"]", ":"), ("bad = = ", "direnv allow"),
    (
      "strict_env=true", "cd ~/.config/direnv; mv direnv.toml config.toml; cd ~/p/bad; direnv allow"
    ),
    ("strict_env=true", "export DIRENV_CONFIG=~/none; cd bad; direnv allow"),
    ("strict_env=true", "mv ~/.config ~/x; export XDG_CONFIG_HOME=~/x; cd bad; direnv allow"),
    (
      "",
      "cd ~/.config/direnv; echo 'use_x() { export X=$1; }' >direnvrc; "
        + "mkdir lib; echo export LIB=1 >lib/a.sh; cd ~/p; echo use x y >.envrc; direnv allow"
    ),
    ("", "echo exit 4 >~/.config/direnv/direnvrc; direnv allow"),
  ]

  @Test("what the user has set", arguments: settings)
  func compareSettings(_ text: String, _ script: String) throws {
    let file = "mkdir -p ~/.config/direnv; printf '\(text)' >~/.config/direnv/direnv.toml\n"
    try compare(file + script + "; echo in | direnv export json 2>/dev/null", .json)
  }

  @Test("status, output and lines about a load", arguments: table)
  func compare(_ script: String, _ comparison: Comparison) throws {
    let real = try outcome(of: script, findProgram("direnv") ?? "", comparison)
    let own = try outcome(of: script, Project.program("tvm"), comparison)
    #expect(own == real)
  }

  private func outcome(
    of script: String, _ program: String, _ comparison: Comparison
  ) throws -> [String] {
    let sandbox = try Sandbox()
    try sandbox.write(
      "export A='1 x' B=$'1\\n2' D= E=E\nunset GONE\nPATH_add bin\n", to: "home/p/.envrc")
    try sandbox.write("K=1\nL=\"$K x\"\nM='it'\n", to: "home/p/.env")
    try sandbox.write(
      "#!/bin/sh\necho tool $A $PWD \"$@\"\n", to: "home/p/bin/tool", executable: true)
    try sandbox.write("export SET=1\nsource_env nowhere\nfalse\n", to: "home/p/bad/.envrc")
    try sandbox.makeDirectory("home/p/d")
    try sandbox.makeDirectory("names")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path("names/direnv"), withDestinationPath: program)
    sandbox.environment["PATH"] = sandbox.path("names") + ":/usr/bin:/bin"
    sandbox.environment["OUT"] = sandbox.root
    sandbox.environment["GONE"] = "1"
    let result = try sandbox.run("bash", ["-c", script], in: "home/p")
    let output = result.output.replacing(sandbox.root, with: "ROOT")
    let lines = result.errors.replacing(/\u{1B}\[[0-9;]*m/, with: "")
      .replacing(sandbox.root, with: "ROOT").split(separator: "\n").map(String.init)
    if comparison == .all { return ["\(result.status)", output] + lines }
    let known = lines.filter {
      $0.contains(/^direnv: (loading|unloading|export|error .* is blocked)/)
    }
    return ["\(result.status)"] + known + (try part(of: output, comparison))
  }

  private func part(of output: String, _ comparison: Comparison) throws -> [String] {
    switch comparison {
    case .all, .none: []
    case .text: [output]
    case .statements:
      output.split(separator: ";").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        .filter { !$0.contains("DIRENV_") && !$0.isEmpty }.sorted()
    case .json where output.isEmpty: []
    case .json:
      try (JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:])
        .filter { !$0.key.hasPrefix("DIRENV_") && !["_", "PWD"].contains($0.key) }.map {
          "\($0.key)=\($0.value)"
        }
        .sorted()
    }
  }
}
