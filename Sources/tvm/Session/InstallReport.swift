import Resolution
import Toolchains

/// Says what was installed.
struct InstallReport {
  /// The language of the toolchains.
  let language: Language
  /// Whether nothing is said.
  let isQuiet: Bool

  /// Says what came of an installation.
  func tell(_ result: InstallResult) {
    let name = result.name.printable.text
    switch result.outcome {
    case .present: tell("\(language.name) \(name) is already installed")
    case .completed(let components): tell("added \(components.joined(separator: ", "))")
    case .installed(nil): break
    case .installed(let version?): tell("\(language.name) \(name) is \(version)")
    case .replaced(let former?, let version):
      tell(
        "reinstalled \(language.name) \(name) as \(version); \(former) is no longer available")
    case .replaced(nil, let version):
      tell(
        "reinstalled \(language.name) \(name) as \(version); its former release is unknown")
    }
    if result.isNewDefault {
      tell("set the default to \(language.name) \(name) (none was set)")
    }
  }

  /// Says that a toolchain was there, and why it is asked for.
  func tell(present name: Bytes, _ source: Source) {
    tell("\(language.name) \(name.printable.text) is already installed (\(source.text.text))")
  }

  /// Says that a toolchain stays although a newer one may be what is asked for, and why.
  func tell(stale name: Bytes, _ reason: String) {
    tell("\(language.name) \(name.printable.text) stays: \(reason)")
  }

  private func tell(_ message: String) {
    if !isQuiet { Output.note(message) }
  }
}
