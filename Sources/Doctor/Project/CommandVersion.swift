import Resolution
import Shells
import Toolchains

/// A version of Go or Rust that a command of a pipeline or an image asks for.
struct CommandVersion: Equatable {
  let language: Language
  /// The version or channel.
  let text: String
  /// What stands before it in its word.
  let before: String
  /// The word that it is in, as written.
  let word: String
  /// Whether the command asks for it beside what everything else uses.
  let isAside: Bool

  /// The versions that the commands of a script ask for.
  ///
  /// - Parameters:
  ///   - script: what a shell runs.
  ///   - expand: puts the values of variables into a word, as far as they are known.
  /// - Returns: the versions in the order of the script.
  static func all(in script: String, _ expand: (String) -> String = { $0 }) -> [CommandVersion] {
    ShellScript(Bytes(script.utf8), .posix).lines.flatMap(\.commands).flatMap { command in
      command.words.indices.compactMap { index in
        version(command.words.map(expand), index, written: command.words[index])
      }
    }.filter { !$0.text.contains("$") && !["", "none"].contains($0.text) }
  }

  private static func version(
    _ words: [String], _ index: Int, written: String
  ) -> CommandVersion? {
    let word = words[index]
    func found(
      _ language: Language, _ text: String, _ before: String, isAside: Bool = false
    ) -> CommandVersion {
      CommandVersion(
        language: language, text: text, before: before, word: written, isAside: isAside)
    }
    if let archive = archive(word) { return found(.go, archive, "/go") }
    if let range = word.firstRange(of: "\(Variables.goToolchain)="),
      let version = VersionMention.goToolchain(String(word[range.upperBound...]))
    {
      return found(.go, version, "\(Variables.goToolchain)=go")
    }
    if let version = word.tail(behind: "--default-toolchain=") {
      return found(.rust, version, "--default-toolchain=")
    }
    guard index > 0 else { return nil }
    if words[index - 1] == "--default-toolchain" { return found(.rust, word, "") }
    let program = words[0].split(separator: "/").last.map(String.init) ?? ""
    if ["cargo", "rustc", "rustup"].contains(program), index == 1,
      let version = word.tail(behind: "+")
    {
      return found(.rust, version, "+", isAside: true)
    }
    guard program == "rustup", !word.hasPrefix("-") else { return nil }
    switch words[1..<index].filter({ !$0.hasPrefix("-") }) {
    case ["default"], ["override", "set"]: return found(.rust, word, "")
    case ["toolchain", "install"], ["install"], ["run"]:
      return found(.rust, word, "", isAside: true)
    default: return nil
    }
  }

  /// The version in the name of one of Go's archives: `…/go1.22.1.linux-amd64.tar.gz`.
  private static func archive(_ word: String) -> String? {
    let name = word.split(separator: "/").last.map(String.init) ?? ""
    guard word.contains("/"), name.hasPrefix("go"), let version = name.tail(behind: "go"),
      version.first?.isNumber == true,
      let end = [".linux", ".darwin", ".freebsd", ".windows", ".src."].compactMap({
        version.firstRange(of: $0)?.lowerBound
      }).first
    else { return nil }
    return String(version[..<end])
  }
}

extension String {
  /// What follows a text that this begins with.
  fileprivate func tail(behind head: String) -> String? {
    hasPrefix(head) ? String(dropFirst(head.count)) : nil
  }
}
