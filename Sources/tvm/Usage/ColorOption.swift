import ArgumentParser
import CLibc
import Resolution

/// The option that every command has: whether there are colors.
///
/// It is taken for the variables that mean the same, so that whatever is started follows it, too.
enum ColorOption: String, CaseIterable {
  case auto, always, never

  /// Takes the option out of a command line.
  ///
  /// - Parameter arguments: the command line; what stands behind `--` belongs to another program.
  /// - Returns: the command line without it.
  /// - Throws: `ValidationError` for any other value.
  static func take(from arguments: [String]) throws -> [String] {
    // rustup has an option of this name.
    guard arguments.first != "rustup" else { return arguments }
    var rest = arguments[...]
    var kept: [String] = []
    while let word = rest.popFirst(), word != "--" {
      guard word == "--color" || word.hasPrefix("--color=") else {
        kept.append(word)
        continue
      }
      let value = word == "--color" ? rest.popFirst() ?? "" : String(word.dropFirst(8))
      guard let option = ColorOption(rawValue: value) else {
        throw ValidationError("--color is auto, always, or never, not \"\(value)\"")
      }
      option.apply()
    }
    return kept + arguments.suffix(from: arguments.firstIndex(of: "--") ?? arguments.endIndex)
  }

  private func apply() {
    switch self {
    case .auto: break
    case .always:
      unsetenv(Variables.noColor.text)
      setenv(Variables.forcedColor.text, "1", 1)
    case .never: setenv(Variables.noColor.text, "1", 1)
    }
  }
}
