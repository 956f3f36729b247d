import Resolution
import Toolchains

extension StartupFile {
  /// The files that this one makes the shell read, as far as that can be told without running it.
  ///
  /// - Parameters:
  ///   - values: what is known of variables.
  ///   - world: where the names in folders are read.
  /// - Returns: absolute paths of files that may not exist, in the order of the lines.
  func sourced(_ values: StartupValues, _ world: World) -> [Path] {
    var loops: [String: [String]] = [:]
    var found: [Path] = []
    for command in lines.flatMap(\.commands) {
      if command.words.first == "for", command.words.count > 2 {
        loops[command.words[1]] = command.words.dropFirst(2).filter { $0 != "in" }.flatMap {
          // zsh's `for file (PATTERNS)`.
          $0.hasPrefix("(")
            ? $0.dropFirst().dropLast().split(separator: " ").map(String.init) : [$0]
        }
      }
      let words = command.words.first == "builtin" ? command.words.dropFirst() : command.words[...]
      guard let verb = words.first, [".", "source"].contains(verb), words.count > 1 else {
        continue
      }
      let name = words[words.startIndex + 1]
      let variable = name.drop { "${".contains($0) }.prefix { $0 != "}" }
      if name.hasPrefix("$"), let patterns = loops[String(variable)] {
        for pattern in patterns {
          found += StartupFile.matches(values.expand(pattern.unquoted), world)
        }
      } else {
        found.append(Path(values.expand(name)))
      }
    }
    return found.filter(\.isAbsolute)
  }

  /// The files that a pattern with `*` in its last part stands for, in the order of their names.
  private static func matches(_ pattern: String, _ world: World) -> [Path] {
    // What stands behind a pattern of zsh in parentheses says which files count.
    let path = Path(String(pattern.prefix { $0 != "(" }))
    let parts = Bytes(path.name).text.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return [path] }
    guard parts.count == 2, let folder = path.parent, path.isAbsolute else { return [] }
    return (world.names(folder) ?? []).map(\.text).sorted()
      .filter {
        !$0.hasPrefix(".") && $0.hasPrefix(parts[0]) && $0.hasSuffix(parts[1])
          && $0.utf8.count >= parts[0].utf8.count + parts[1].utf8.count
      }
      .map { folder.appending(Bytes($0.utf8)) }
  }
}

extension String {
  /// The text without double quotes, which do not keep a variable from being replaced.
  fileprivate var unquoted: String { filter { $0 != "\"" } }
}
