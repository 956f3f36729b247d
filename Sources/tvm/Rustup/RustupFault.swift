import Resolution
import Toolchains

/// Why one of rustup's commands failed, in rustup's words, which scripts look for.
enum RustupFault: Error, Equatable {
  /// A toolchain of the user's own that an override file names, and that is not there.
  case customNotInstalled(String, file: String)
  /// A `+toolchain` that is no name.
  case invalidOverride(String)
  /// What is no platform, for `set default-host`.
  case invalidHost(String)
  /// A word that is no profile.
  case invalidProfile(String)
  /// A name that is no release's where one is needed, and what rustup calls the argument.
  case invalidRelease(String, argument: String)
  /// A toolchain without the records of its components.
  case missingManifest(String)
  /// The program of a command cannot be run.
  case commandFailed(String, errno: Int32)
  /// A program of a component that the toolchain does not have.
  case missingBinary(String, component: String, toolchain: String)
  /// Nothing chooses a toolchain, says `show active-toolchain`.
  case noActiveToolchain
  /// A component that the toolchain does not have; the nearest one.
  case noComponent(String, toolchain: String, nearest: String?)
  /// No default is set.
  case noDefault
  /// A toolchain of the user's own has no components.
  case noComponents(toolchain: String)
  /// A target that the toolchain does not have; the nearest one.
  case noTarget(String, toolchain: String, nearest: String?)
  /// Nothing chooses a toolchain.
  case nothingChosen
  /// A toolchain that is not there, and what installs it.
  case notInstalled(String, command: String?)
  /// A command that is left to a real rustup.
  case notInSubset(String)
  /// A target that is not there to be removed.
  case targetNotInstalled(String, toolchain: String)
  /// The active toolchain is not there; where it is asked for, and whether in several lines.
  case overrideNotInstalled(String, reason: String, isVerbose: Bool)
  /// A program that the toolchain does not have.
  case unknownBinary(String, toolchain: String)
  /// Both at once.
  case verboseAndQuiet
}

extension RustupFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .commandFailed(let program, let error):
      "command failed: '\(program.shown)': \(systemMessage(error).text) (os error \(error))"
    case .missingBinary(let program, let component, let toolchain):
      "'\(program.shown)' is not installed for the toolchain '\(toolchain.shown)'.\nhelp: run "
        + "`rustup component add --toolchain \(toolchain.shown) \(component)` to install it"
    case .customNotInstalled(let name, let file):
      "custom toolchain '\(name.shown)' specified in override file '\(file.shown)' is not installed"
    case .invalidOverride(let name):
      RustupFault.invalid(
        "+\(name)", "[+toolchain]", ": error: invalid toolchain name '\(name.shown)'")
    case .invalidHost(let host):
      "Provided host '\(host.shown)' couldn't be converted to partial triple"
    case .invalidProfile(let name):
      RustupFault.invalid(
        name, "--profile <PROFILE>", "\n  [possible values: minimal, default, complete]")
    case .invalidRelease(let name, let argument):
      RustupFault.invalid(name, argument, ": invalid toolchain name: '\(name.shown)'")
    case .missingManifest(let name):
      "Missing manifest in toolchain '\(name.shown)'"
        + "\nhelp: tvm install --repair rust@\(Bytes(name.utf8).shellQuoted.text)"
    case .noActiveToolchain: "no active toolchain"
    case .noComponent(let name, let toolchain, let nearest):
      "toolchain '\(toolchain.shown)' does not contain component \(name)"
        + RustupFault.hint(nearest)
    case .noComponents(let toolchain): "toolchain '\(toolchain.shown)' does not support components"
    case .noDefault: "no default toolchain is configured"
    case .noTarget(let name, let toolchain, let nearest):
      "toolchain '\(toolchain.shown)' does not support target '\(name.shown)'"
        + RustupFault.hint(nearest)
        + "\nnote: you can see a list of supported targets with `rustc --print=target-list`"
        + "\nnote: if you are adding support for a new target to rustc itself, see "
        + "https://rustc-dev-guide.rust-lang.org/building/new-target.html"
    case .nothingChosen:
      """
      rustup could not choose a version of rustup to run, because one wasn't specified explicitly, \
      and no default is configured.
      help: run 'rustup default stable' to download the latest stable release of Rust and set it as \
      your default toolchain.
      """
    case .notInstalled(let name, let command):
      "toolchain '\(name.shown)' is not installed"
        + (command.map { "\nhelp: run `\($0)` to install it" } ?? "")
    case .notInSubset(let verb):
      "'rustup \(verb)' is not in the part of rustup that tvm answers"
        + (verb == "completions" ? "\nhelp: tvm completions --help" : "")
    case .overrideNotInstalled(let name, let reason, let isVerbose):
      "override toolchain '\(name.shown)' is not installed"
        + (isVerbose ? "\n\nCaused by:\n    \(reason)" : ": \(reason)")
    case .targetNotInstalled(let name, let toolchain):
      "toolchain '\(toolchain.shown)' does not have target '\(name.shown)' installed"
    case .unknownBinary(let name, let toolchain):
      "unknown binary '\(name.shown)' in toolchain '\(toolchain.shown)'"
    case .verboseAndQuiet: "the argument '--verbose' cannot be used with '--quiet'"
    }
  }

  private static func invalid(_ value: String, _ argument: String, _ reason: String) -> String {
    "invalid value '\(value.shown)' for '\(argument)'\(reason)"
      + "\n\nFor more information, try '--help'."
  }

  private static func hint(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }

  /// rustup's further commands, for which a real rustup is needed.
  static let otherVerbs = ["completions", "doc", "dump-testament", "man"]
}

extension RustupFault {
  /// The fault of a program that a toolchain does not have.
  static func missing(_ program: String, toolchain: String) -> RustupFault {
    guard let component = RustComponent.name(providing: Bytes(program.utf8)) else {
      return .unknownBinary(program, toolchain: toolchain)
    }
    return .missingBinary(program, component: Bytes(component).text, toolchain: toolchain)
  }

  /// An error as rustup words it, where rustup has one that means the same.
  static func inItsWords(_ error: any Error) -> any Error {
    guard let error = error as? RustError else { return error }
    switch error {
    case .incomplete(let name): return RustupFault.missingManifest(name.text)
    case .linked(let name): return RustupFault.noComponents(toolchain: name.text)
    case .store(.notInstalled(_, let name, _)):
      let isRelease = RustToolchainName(name).release != nil
      return RustupFault.notInstalled(
        name.text, command: isRelease ? "rustup toolchain install \(name.text)" : nil)
    case .notInstalledComponent(let name, let toolchain):
      return component(name, nil, toolchain, nil)
    case .unknownComponent(let name, let target, let release, let nearest):
      return component(name, target, release, nearest)
    case .unknownTarget(let name, let release, let nearest):
      return RustupFault.noTarget(name, toolchain: release.text, nearest: nearest)
    default: return error
    }
  }

  private static func component(
    _ name: String, _ target: String?, _ full: RustToolchainName, _ nearest: String?
  ) -> RustupFault {
    let target = target ?? full.release?.target.name.text ?? ""
    let toolchain = full.text
    let start = "rust-std-"
    if name.hasPrefix(start) {
      return .targetNotInstalled(String(name.dropFirst(start.count)), toolchain: toolchain)
    }
    return .noComponent("'\(name)' for target '\(target)'", toolchain: toolchain, nearest: nearest)
  }
}
