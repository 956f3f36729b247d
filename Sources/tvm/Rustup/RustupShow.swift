import ArgumentParser
import Resolution
import Toolchains

/// `rustup show`.
struct RustupShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the active and the installed toolchains.",
    subcommands: [Home.self, ActiveToolchain.self, Profile.self])

  @ParentCommand var rustup: RustupCommand

  @Flag(name: .shortAndLong, help: "Also show the compilers and paths.") var verbose = false

  func run() throws {
    let session = try RustupSession(rustup)
    Output.print("Default host: \(session.store.host.name.text)")
    Output.print("rustup home:  \(session.store.home.rustup.text.shown)\n")
    let active = try self.active(session)
    Output.print("installed toolchains\n--------------------")
    for (toolchain, line) in try RustupList(session, active: active).lines {
      Output.print(line)
      if verbose {
        Output.print("  \(session.compiler(of: toolchain.name, toolchain.root))")
        Output.print("  path: \(toolchain.root.text.shown)\n")
      }
    }
    Output.print(verbose ? "active toolchain" : "\nactive toolchain")
    Output.print("----------------")
    guard let active else { return Output.print("no active toolchain") }
    Output.print("name: \(active.name)")
    RustupShow.print(active, session, isVerbose: verbose)
    Output.print("installed targets:")
    // A toolchain of the user's own need not have records of its parts.
    for component in (try? RustToolchain(active.name, in: session.store.home).components()) ?? []
    where component.package == "rust-std" {
      if let target = component.target { Output.print("  \(target)") }
    }
  }

  /// The active toolchain; nil where nothing chooses one or that cannot be found out.
  ///
  /// - Throws: ``RustupFault/notInstalled(_:command:)``, ``RustupFault/missingManifest(_:)``.
  private func active(_ session: RustupSession) throws -> RustupActive? {
    let active: RustupActive
    do { active = try session.active() } catch let fault as RustupFault {
      if case .notInstalled = fault { throw fault }
      return nil
    } catch { return nil }
    guard session.store.toolchain(active.name).kind != .incomplete else {
      throw RustupFault.missingManifest(active.name.text)
    }
    return active
  }

  /// Prints why a toolchain is active, and on demand what it is.
  private static func print(_ active: RustupActive, _ session: RustupSession, isVerbose: Bool) {
    Output.print("active because: \(active.reason)")
    guard isVerbose else { return }
    Output.print("compiler: \(session.compiler(of: active.name, active.root))")
    Output.print("path: \(active.root.text)")
  }

  /// `rustup show home`.
  struct Home: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show rustup's home.")

    @ParentCommand var rustup: RustupCommand

    func run() throws {
      Output.print(bytes: try RustupSession(rustup).store.home.rustup.bytes + Bytes("\n"))
    }
  }

  /// `rustup show active-toolchain`.
  struct ActiveToolchain: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "active-toolchain", abstract: "Show the active toolchain.")

    @ParentCommand var rustup: RustupCommand
    // Behind this subcommand, too, the word is found by the one above.
    @ParentCommand var show: RustupShow

    func run() throws {
      let session = try RustupSession(rustup)
      let active = try session.activeForShow(isVerbose: show.verbose)
      guard show.verbose else { return Output.print("\(active.name) (\(active.mark))") }
      Output.print("\(active.name)")
      RustupShow.print(active, session, isVerbose: true)
    }
  }

  /// `rustup show profile`.
  struct Profile: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the profile of new toolchains.")

    @ParentCommand var rustup: RustupCommand

    func run() throws { Output.print(try RustupSession(rustup).store.profile) }
  }
}
