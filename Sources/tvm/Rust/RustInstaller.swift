import Resolution
import Toolchains

/// Installs Rust toolchains for commands, and says what was done.
struct RustInstaller {
  let store: RustStore
  let options: RustInstall.Options
  let isQuiet: Bool

  /// Installs what a request means, with all that is wished for.
  ///
  /// - Returns: the toolchain's full name.
  @discardableResult
  func install(_ request: RustRequest, _ wish: RustContents = RustContents()) throws -> String {
    let name = request.name.text
    switch request {
    case .custom:
      guard store.toolchain(name).kind != nil else { throw RustError.notARelease(name) }
      try RustInstall(store, options: options).check(name, wish)
      tell("rust \(name) is there already")
    case .path(let path):
      guard RustLink.isToolchain(path) else { throw RustError.notAToolchain(path) }
      if options.repairs || !wish.isEmpty { throw RustError.linked(name) }
      tell("rust \(name) is there already")
    case .newest(let release), .release(let release):
      switch try RustInstall(store, options: options).install(release, wish) {
      case .present: tell("rust \(name) is there already")
      case .completed(let components): tell("added \(components.joined(separator: ", "))")
      case .installed(let version): tell("rust \(name) is \(version)")
      case .replaced(let former?, let version):
        tell("rust \(name) was \(former), which cannot be had any more: it is \(version) now")
      case .replaced(nil, let version):
        tell("rust \(name) is \(version) now; which release it was cannot be read")
      }
    }
    return name
  }

  private func tell(_ message: String) {
    if !isQuiet { Output.note(message) }
  }
}
