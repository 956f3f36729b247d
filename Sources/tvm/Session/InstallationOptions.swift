import ArgumentParser
import Toolchains

/// The options of installations; those that only one language has are passed on all the same.
struct InstallationOptions: ParsableArguments {
  @Option(
    name: .long, help: "Rust: minimal, default or complete; an installed toolchain is completed.")
  var profile: String?

  @Option(
    name: [.customShort("c"), .long], help: "Rust: a further component, or several with commas.")
  var component: [String] = []

  @Option(
    name: [.customShort("t"), .long], help: "Rust: a further target, or several with commas.")
  var target: [String] = []

  @Flag(name: .long, help: "Replace a damaged or half-installed toolchain.")
  var repair = false

  @Flag(
    name: .long, help: "Rust: take an older nightly where the newest lacks a component.")
  var allowDowngrade = false

  @Flag(name: .long, help: "Rust: take a toolchain that may not be able to run here.")
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
