import ArgumentParser
import Toolchains

/// The options of installations; those that only one language has are passed on all the same.
struct InstallationOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "Rust profile: minimal, default, or complete (adds what an installed toolchain lacks)",
    completion: .list(["minimal", "default", "complete"]))
  var profile: String?

  @Option(
    name: [.customShort("c"), .long], help: "Also install these Rust components (comma-separated)",
    completion: .custom(Completion.components))
  var component: [String] = []

  @Option(
    name: [.customShort("t"), .long], help: "Also install these Rust targets (comma-separated)",
    completion: .custom(Completion.targets))
  var target: [String] = []

  @Flag(name: .long, help: "Reinstall a damaged or incomplete toolchain")
  var repair = false

  @Flag(
    name: .long, help: "Use an older nightly if the newest one lacks a component")
  var allowDowngrade = false

  @Flag(name: .long, help: "Install a Rust toolchain for another platform")
  var forceNonHost = false

  /// What they ask for.
  var values: InstallOptions {
    var options = InstallOptions()
    options.profile = profile
    options.components = InstallationOptions.words(component)
    options.targets = InstallationOptions.words(target)
    options.repairs = repair
    options.allowsDowngrade = allowDowngrade
    options.forcesNonHost = forceNonHost
    return options
  }

  /// The words of options that may be repeated or hold several with commas.
  static func words(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",").map(String.init) }
  }
}
