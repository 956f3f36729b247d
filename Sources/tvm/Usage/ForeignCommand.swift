import Resolution
import Shells

/// A command of goenv, asdf, mise, rustup, nvm, direnv and others, and what does the same here.
struct ForeignCommand {
  /// The words and options by which it is known.
  private let words: [String]

  /// The command of tvm; what stands in braces is made of the further words.
  private let answer: String

  /// The command where there are no further words.
  private let bare: String?

  private init(_ words: String, _ answer: String, bare: String? = nil) {
    self.words = words.split(separator: " ").map(String.init)
    self.answer = answer
    self.bare = bare
  }

  /// The foreign commands, those with more words before those that begin alike.
  ///
  /// `{toolchains}` names toolchains of either language, `{rust}` those of Rust, `{words}` is as it was
  /// typed, `{command}` a toolchain and a command, `{shell}` the shell that somebody types into.
  private static let all: [ForeignCommand] = [
    // goenv, pyenv, asdf, mise
    .init("global --unset", "tvm default go none"),
    .init("global", "tvm default {toolchains}", bare: "tvm default"),
    .init("local --unset", "rm .go-version"),
    .init("local", "tvm use {toolchains}", bare: "tvm current"),
    .init("set", "tvm use {toolchains}", bare: "tvm current"),
    .init("unset", "rm .go-version"),
    .init("unuse", "rm .go-version"),
    .init("use --global", "tvm use --default {toolchains}"),
    .init("use -g", "tvm use --default {toolchains}"),
    .init("versions", "tvm list"),
    .init("version-name", "tvm current go"),
    .init("version-file", "tvm why go"),
    .init("version-origin", "tvm why go"),
    .init("install --list", "tvm list-remote go"),
    .init("install -l", "tvm list-remote go"),
    .init("list all", "tvm list-remote {toolchains}", bare: "tvm list-remote"),
    .init("list-all", "tvm list-remote {toolchains}", bare: "tvm list-remote"),
    .init("ls-remote", "tvm list-remote {toolchains}", bare: "tvm list-remote"),
    .init("list-available", "tvm list-remote {toolchains}", bare: "tvm list-remote"),
    .init("latest", "tvm list-remote {toolchains}", bare: "tvm list-remote go latest"),
    .init("rehash", "tvm shims"), .init("reshim", "tvm shims"),
    .init("root", "tvm list --json"),
    .init("prefix", "tvm exec {toolchains} -- go env GOROOT", bare: "go env GOROOT"),
    .init("where", "tvm exec {toolchains} -- go env GOROOT", bare: "go env GOROOT"),
    .init("whence", "tvm which {words}"), .init("bin-paths", "tvm shims"),
    .init("init", "tvm hook {shell}"), .init("activate", "tvm hook {shell}", bare: "tvm setup"),
    .init("deactivate", "tvm shell system"),
    .init("plugin", "tvm list-remote"), .init("plugins", "tvm list-remote"),
    .init("plugin-add", "tvm list-remote"),
    .init("trust", "tvm allow {words}"), .init("untrust", "tvm deny {words}"),
    .init("add", "tvm install {toolchains}"), .init("get", "tvm install {toolchains}"),
    .init("download", "tvm install {toolchains}"), .init("fetch", "tvm install {toolchains}"),
    .init("remove", "tvm uninstall {toolchains}"), .init("delete", "tvm uninstall {toolchains}"),
    .init("del", "tvm uninstall {toolchains}"),
    .init("outdated", "tvm update --check"), .init("check", "tvm update --check"),
    .init("up", "tvm update"), .init("upgrade", "tvm update"),
    .init("exec", "tvm exec {command}"), .init("run", "tvm exec {command}"),
    .init("info", "tvm why"), .init("explain", "tvm why {words}"), .init("status", "tvm why"),
    .init("configure", "tvm setup"), .init("implode", "tvm self uninstall"),
    .init("self-update", "tvm self update"),
    // rustup
    .init("toolchain install", "tvm install {rust}"), .init("toolchain add", "tvm install {rust}"),
    .init("toolchain update", "tvm install {rust}"),
    .init("toolchain list", "tvm list rust"),
    .init("toolchain uninstall", "tvm uninstall {rust}"),
    .init("toolchain remove", "tvm uninstall {rust}"),
    .init("toolchain link", "tvm link {words}", bare: "tvm link NAME PATH"),
    .init("toolchain", "tvm list rust"),
    .init("override set", "tvm use {rust}"), .init("override add", "tvm use {rust}"),
    .init("override", "tvm rustup override {words}", bare: "tvm rustup override list"),
    .init("show", "tvm current"), .init("doc", "tvm rustup doc"),
    // nvm, fnm, volta, gvm
    .init("alias default", "tvm default {toolchains}", bare: "tvm default"),
    .init("alias", "tvm link NAME PATH"), .init("unalias", "tvm uninstall {toolchains}"),
    .init("listall", "tvm list-remote go"), .init("linkthis", "tvm link NAME PATH"),
    // direnv
    .init("permit", "tvm allow {words}"), .init("grant", "tvm allow {words}"),
    .init("disallow", "tvm deny {words}"), .init("block", "tvm deny {words}"),
    .init("revoke", "tvm deny {words}"), .init("dump", "tvm env --format json"),
    .init("edit", "tvm allow {words}"), .init("reload", "tvm allow"),
  ]

  /// What does here what a command line without the program's name means elsewhere; nil for one that no
  /// table knows.
  ///
  /// - Parameters:
  ///   - arguments: the command line.
  ///   - shell: the name of the shell that somebody types into.
  ///   - quoted: how a word is written in it.
  /// - Returns: a command line that may be pasted.
  static func answer(
    to arguments: [String], shell: String, quoted: (String) -> String
  ) -> String? {
    for command in all {
      if let rest = command.rest(of: arguments) {
        return command.filled(rest, shell: shell, quoted: quoted)
      }
    }
    return nil
  }

  /// The words that follow, where a command line is this command.
  private func rest(of arguments: [String]) -> [String]? {
    let verbs = words.filter { !$0.hasPrefix("-") }
    let options = words.filter { $0.hasPrefix("-") }
    guard arguments.starts(with: verbs), options.allSatisfy(arguments.contains) else { return nil }
    return arguments.dropFirst(verbs.count).filter { !options.contains($0) }
  }

  private func filled(
    _ rest: [String], shell: String, quoted: (String) -> String
  ) -> String {
    let names = rest.filter { !$0.hasPrefix("-") }
    if names.isEmpty, let bare { return bare }
    if answer.hasSuffix("{command}") { return run(rest, quoted) }
    func fill(_ place: String, _ words: [String], else example: String) -> (String, String) {
      ("{\(place)}", words.isEmpty ? example : words.map(quoted).joined(separator: " "))
    }
    let values = [
      fill("toolchains", ForeignCommand.requests(names), else: "go@latest"),
      fill("rust", ForeignCommand.rustRequests(rest), else: "stable"),
      fill("words", rest, else: ""),
      fill("shell", names.filter { Shell(rawValue: $0)?.isHooked == true }, else: shell),
    ]
    let isRust = names.contains { Language(Bytes($0.utf8)[...]) == .rust }
    let answer =
      isRust ? self.answer.replacing("go env GOROOT", with: "rustc --print sysroot") : answer
    return values.reduce(answer) { text, value in
      text.split(separator: " ").map { $0 == value.0 ? value.1 : String($0) }
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// A command with the toolchain that is to run it; a program that has a shim needs no help to be run.
  private func run(_ rest: [String], _ quoted: (String) -> String) -> String {
    var words = rest.filter { $0 != "--" }[...]
    let isProgram = { (word: String?) in
      word.map { Language(program: Bytes($0.utf8)[...]) != nil } ?? false
    }
    if isProgram(words.first) { return words.map(quoted).joined(separator: " ") }
    var names: [String] = []
    while let word = words.first, names.isEmpty || Language(Bytes(names[0].utf8)[...]) != nil,
      names.count < 2
    {
      names.append(word)
      words = words.dropFirst()
    }
    guard !names.isEmpty, !words.isEmpty else { return "tvm exec go@latest -- go version" }
    let language = words.first.flatMap { Language(program: Bytes($0.utf8)[...]) }
    let requests =
      language == .rust && names.count == 1
      ? ForeignCommand.rustRequests(names) : ForeignCommand.requests(names)
    return (["tvm", "exec"] + requests.map(quoted) + ["--"] + words.map(quoted))
      .joined(separator: " ")
  }

  /// Toolchains as tvm writes them: `golang 1.21` is one.
  private static func requests(_ words: [String]) -> [String] {
    var words = words[...]
    var found: [String] = []
    while let word = words.popFirst() {
      guard let language = Language(Bytes(word.utf8)[...]) else {
        found.append(word)
        continue
      }
      if let version = words.popFirst() {
        found.append("\(language.name)@\(version)")
      } else {
        found.append("\(language.name)")
      }
    }
    return found
  }

  /// Toolchains of Rust, and the options that rustup's command has as tvm's has; a channel means Rust
  /// without being told.
  private static func rustRequests(_ words: [String]) -> [String] {
    let valued = ["--profile", "-c", "--component", "-t", "--target"]
    var isValue = false
    return words.map { word in
      defer { isValue = valued.contains(word) }
      let isName = !isValue && !word.hasPrefix("-")
      return isName && !ToolRequest.isRustChannel(Bytes(word.utf8)[...]) ? "rust@\(word)" : word
    }
  }
}
