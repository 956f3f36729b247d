import ArgumentParser
import Resolution
import Toolchains

/// The options of installations that only Rust toolchains have.
struct RustOptions: ParsableArguments {
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

  /// An installer with these options.
  func installer(_ session: Session, _ network: NetworkOptions) throws -> RustInstaller {
    var options = RustInstall.Options()
    options.repairs = repair
    options.allowsDowngrade = allowDowngrade
    options.forcesNonHost = forceNonHost
    return RustInstaller(
      store: try network.rustStore(session), options: options, isQuiet: network.quiet)
  }

  /// A wish with what the options add to it.
  func adding(to wish: RustContents) -> RustContents {
    var wish = wish
    if let profile {
      wish.profile = profile
      wish.completesProfile = true
    }
    let (components, targets) = (RustOptions.words(component), RustOptions.words(target))
    wish.components += components
    wish.targets += targets
    wish.optional.subtract(components + targets)
    return wish
  }

  /// The words of options that may be repeated or hold several with commas.
  static func words(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",").map(String.init) }
  }
}
