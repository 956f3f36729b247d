import Foundation
import Testing

/// The rule that what may run in `/bin/bash` of macOS, which is 3.2, parses and behaves there.
@Suite("Files that bash 3.2 may run") struct OldBashTests {
  /// What bash 3.2 cannot even parse: no check of the version helps.
  private static let unparsable: [(name: String, form: String)] = [
    ("[[ -v or -R", #"\[\[[^\]]*\s-[vR]\s"#),
    ("|&", #"\|&"#),
    ("&>>", #"&>>"#),
    (";& or ;;&", #";&"#),
    ("coproc", #"^\s*coproc\s"#),
    ("a descriptor with a name", #"(^|\s)\{[A-Za-z_]\w*\}[<>]"#),
    ("a pattern in $(case)", #"\$\(\s*case\s"#),
  ]

  /// What it parses and cannot do: a check of the version has to stand before it.
  private static let newer: [(name: String, form: String)] = [
    ("declare -A, -g, -n, -l or -u", #"\b(declare|typeset|local)\s+-\w*[Agnlu]\w*\s"#),
    ("local -", #"\blocal\s+-(\s|$|;)"#),
    ("mapfile or readarray", #"(^|[\s;&|(])(\\?builtin\s+)?(mapfile|readarray)\s"#),
    ("${name^} or ${name,}", #"\$\{!?\w+(\[[^\]]*\])?(\^|,)"#),
    ("${name@a}", #"\$\{!?[\w%]+(\[[^\]]*\])?@[aAEKPQUuLk]\}"#),
    ("test -v or -R", #"\btest\s+(!\s+)?-[vR]\s"#),
    (
      "BASH_ALIASES and the like",
      #"\b(BASH_ALIASES|BASH_CMDS|BASHPID|EPOCHSECONDS|EPOCHREALTIME|SRANDOM)\b"#
    ),
    ("an index from the end", #"\[-\d+\]"#),
    ("wait -n", #"\bwait\s+-n\b"#),
    ("read -N, -i or a part of a second", #"\bread\s+[^|;&]*-(\w*[Ni]|t\s*\d*\.)"#),
    ("printf %(…)T", #"%\([^)]*\)T"#),
    (
      "an option of shopt",
      #"\bshopt\s+[^;&|]*(globstar|lastpipe|inherit_errexit|assoc_expand_once|localvar)"#
    ),
    ("compopt or complete -D", #"\b(compopt\s|complete\s+-\w*[DEI]\b)"#),
    ("steps in a range", #"\{\w+\.\.\w+\.\.\w+\}"#),
  ]

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every file for bash that runs on a user's machine.
  private static func files() throws -> [String] {
    try ["shell", "share/envrc", "share/completions"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
        .filter { $0.hasSuffix(".bash") }.map { "\(folder)/\($0)" }
    }
  }

  @Test("are all looked at") func names() throws {
    let files = try Self.files()
    for name in [
      "shell/hook.bash", "shell/change/change.bash", "shell/doctor/question.bash",
      "shell/direnv.bash",
      "share/envrc/stdlib.bash", "share/completions/tvm.bash",
    ] {
      #expect(files.contains(name))
    }
  }

  @Test("have nothing newer but behind a check of the version") func constructs() throws {
    for file in try Self.files() {
      let text = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
      #expect(Self.faults(text).isEmpty, "\(file): \(Self.faults(text).joined(separator: ", "))")
    }
  }

  @Test(
    "what bash 3.2 cannot do is found",
    arguments: [
      "[[ -R name ]]", "if [[ $a && -v b ]]; then :; fi", "make |& tee", "make &>>log",
      "case a in a) ;;& esac",
      "coproc cat", "exec {fd}<file", "x=$(case a in a) echo;; esac)", "declare -A map",
      "local -n one=$1",
      "local -", "mapfile -t lines", "echo ${x^^}", "echo ${x@a}", "builtin test -R x",
      "echo ${BASH_ALIASES[go]}", "echo ${a[-1]}", "wait -n", "read -t 0.1 x", "printf '%(%s)T'",
      "shopt -s globstar", "compopt -o nospace", "echo {1..9..2}", "typeset -gx a",
    ])
  func found(_ line: String) {
    #expect(Self.faults("f() {\n  \(line)\n}\n").count == 1)
  }

  @Test("a check in the same function counts, another function's does not") func checks() {
    let check = "  if ((BASH_VERSINFO[0] < 4)); then return; fi\n"
    #expect(Self.faults("f() {\n\(check)  declare -A map\n}\n").isEmpty)
    #expect(Self.faults("f() {\n\(check)}\ng() {\n  declare -A map\n}\n").count == 1)
    #expect(Self.faults("f() {\n\(check)  [[ -v map ]]\n}\n").count == 1)
    #expect(Self.faults("# declare -A is for others\n").isEmpty)
  }

  private struct Form {
    let name: String
    let form: Regex<AnyRegexOutput>

    init?(_ name: String, _ form: String) {
      guard let form = try? Regex(form) else { return nil }
      self.name = name
      self.form = form
    }
  }

  /// What bash 3.2 stumbles over, as LINE: NAME.
  private static func faults(_ text: String) -> [String] {
    let unparsable = Self.unparsable.compactMap { Form($0.name, $0.form) }
    let newer = Self.newer.compactMap { Form($0.name, $0.form) }
    #expect(unparsable.count + newer.count == Self.unparsable.count + Self.newer.count)
    var isChecked = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
      index, line -> [String] in
      if line.firstMatch(of: /^[\w.]+\(\) ?\{/) != nil { isChecked = false }
      if line.contains("BASH_VERSINFO") { isChecked = true }
      let code = line.firstMatch(of: /^\s*#/) != nil ? "" : line
      let names =
        (isChecked ? unparsable : unparsable + newer)
        .filter { code.firstMatch(of: $0.form) != nil }.map(\.name)
      return names.map { "\(index + 1): \($0)" }
    }
  }
}
