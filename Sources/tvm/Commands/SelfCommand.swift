import ArgumentParser
import CLibc
import Doctor
import Environment
import Resolution
import Toolchains

/// What is done to tvm itself.
struct SelfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "self",
    abstract: "Update or uninstall tvm",
    subcommands: [SelfUpdate.self, SelfUninstall.self])
}

/// Replaces tvm by a newer release.
struct SelfUpdate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Update tvm to the latest release",
    discussion: """
      The release must carry a valid minisign signature, and must not be older. The program is replaced \
      in one step. If a package manager installed tvm, nothing is changed, and its command is shown.

      EXAMPLES:
        tvm self update
        tvm self update --check             exit status 100 if there is a newer release
        tvm self update --from ~/dist       a release on disk
      """)

  @Option(
    help: ArgumentHelp("The release: an address or a directory", valueName: "release"),
    completion: .directory)
  var from: String?

  @Option(help: ArgumentHelp("The minisign public key to trust", valueName: "key"))
  var key: String?

  @Flag(name: .long, help: "Only report whether there is a newer release")
  var check = false

  @Flag(name: .long, help: "Accept an older release")
  var downgrade = false

  @OptionGroup var options: NetworkOptions

  private static let lock = Bytes("tvm")

  func run() throws {
    let prefix = try InstallationPrefix.writable(for: \.update)
    let release = try Release(from: from, key: key, options.network(.live))
    let current = ReleaseVersion(Installation.version)
    guard release.archive.version != current else {
      return tell("tvm \(Installation.version) is up to date")
    }
    if let current, release.archive.version < current, !downgrade {
      throw SelfError.older(release.archive.version.text, from: release.address)
    }
    if check {
      tell("tvm \(release.archive.version.text) is available (installed: \(Installation.version))")
      throw ExitCode(100)
    }
    let home = try CommandError.resolving { () throws(ResolutionError) in try Home(.live) }
    let lock = try Lock(Self.lock, in: home, onWait: LockNotice.teller(of: "tvm"))
    // What a run that was killed has left is gone with this.
    let folder = try Staging(Self.lock, in: home).path
    // In nobody's way if it stays.
    defer { try? Folder.remove(folder) }
    try release.unpack(into: folder)
    var words = ["--from", folder.bytes.text, "--no-setup", "--quiet"]
    if downgrade { words.append("--downgrade") }
    try prefix.run(folder.appending("libexec/tvm/install.sh"), words)
    // Those of the new version, if the home is this user's.
    _ = try? Spawn.status([prefix.path.appending("bin/tvm").bytes, Bytes("shims")], isSilent: true)
    _ = consume lock
    tell("updated tvm \(Installation.version) -> \(release.archive.version.text)")
  }

  private func tell(_ message: String) { if !options.quiet { Output.note(message) } }
}

/// Removes tvm.
struct SelfUninstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall",
    abstract: "Uninstall tvm",
    discussion: """
      Removes the program, its shims, and the lines that load it from your startup files, which are \
      backed up. Asks whether to delete Go toolchains, settings, and caches as well. ~/.rustup is never \
      touched.

      EXAMPLES:
        tvm self uninstall
        tvm self uninstall --yes            without asking; keeps toolchains and settings
        tvm self uninstall --yes --purge    deletes everything
      """)

  @Flag(name: .shortAndLong, help: "Do not ask")
  var yes = false

  @Flag(name: .long, help: "Also delete Go toolchains, settings, and caches")
  var purge = false

  func run() throws {
    let prefix = try InstallationPrefix.writable(for: \.uninstall)
    let home = try CommandError.resolving { () throws(ResolutionError) in try Home(.live) }
    guard yes || isatty(STDIN_FILENO) == 1 && Output.isTerminal else { throw SelfError.needsYes }
    guard yes || Self.agrees("uninstall tvm from \(prefix.path.bytes.printable.text)?") else {
      return Output.note("nothing was changed")
    }
    let deletes =
      purge
      || !yes && Folder.exists(home.root)
        && Self.agrees(
          "also delete Go toolchains and settings in \(home.root.bytes.printable.text)?")
    // First, so that no shell looks for what is gone.
    try removeLines()
    let own = [home.shims, home.program, home.direnv, home.programFiles]
    for path in deletes ? home.everything : own {
      try Folder.remove(path)
    }
    for folder in [home.root, home.settings.parent].compactMap({ $0 }) {
      // What is in it then is the user's, or somebody else's.
      if Folder.exists(folder), try Folder.names(folder).isEmpty { try Folder.remove(folder) }
    }
    try prefix.run(prefix.installer, ["--uninstall", "--no-setup", "--quiet"])
    Output.note("uninstalled tvm from \(prefix.path.bytes.printable.text)")
    if !deletes, Folder.exists(home.root) {
      Output.note("Go toolchains and settings are kept in \(home.root.bytes.printable.text)")
    }
  }

  private func removeLines() throws {
    let machine = try CommandError.resolving { () throws(ResolutionError) in
      try Machine(program: Installation.program, shim: nil, startsShells: false)
    }
    let repair = Repair(machine.hookRemoval(), machine)
    var saved: [Path] = []
    try repair.run(&saved) { Output.note($0) }
    for refusal in repair.refusals {
      Output.note("warning: \(refusal.path.bytes.printable.text) stays as it is: \(refusal.reason)")
    }
  }

  private static func agrees(_ question: String) -> Bool {
    Output.note("\(question) [y/N]")
    return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
  }
}

/// A release whose signature is right.
private struct Release {
  let address: String
  let archive: ReleaseSums.Archive
  private let network: Network

  /// The release at an address or in a folder.
  init(from given: String?, key: String?, _ network: Network) throws {
    let settings = ReleaseSettings.own
    guard let text = key.map({ Bytes($0.utf8) }) ?? settings.key else { throw SelfError.noKey }
    guard let key = Minisign.Key(text) else { throw SelfError.notAKey }
    guard let address = given ?? settings.address else { throw SelfError.noAddress }
    self.address = Release.absolute(address)
    self.network = network
    let name = ReleaseSums.fileName
    let list = try Release.document(name, self.address, network)
    let signature = try Release.document("\(name).minisig", self.address, network)
    do throws(Minisign.Refusal) { _ = try Minisign.verify(signature, of: list, by: key) } catch {
      throw SelfError.notSigned(from: address, error)
    }
    guard let own = ReleaseSums(list).own else {
      throw SelfError.noArchive(from: address, has: ReleaseSums(list).archives.map(\.platform))
    }
    archive = own
  }

  /// Unpacks the archive, which is what the list says or is refused.
  func unpack(into folder: Path) throws {
    let download = Download(mirrors: ["\(address)/\(archive.name)"], sha256: archive.sha256)
    _ = try Unpack(download, into: folder.bytes.text, topFolder: nil).run(network: network)
  }

  private static func document(_ name: String, _ address: String, _ network: Network) throws
    -> Bytes
  {
    try Document.fetch(
      Download(mirrors: ["\(address)/\(name)"]), limit: 1 << 20, network: network)?.bytes ?? []
  }

  /// An address without a slash at its end, or the absolute path of a folder.
  private static func absolute(_ address: String) -> String {
    let plain = address.hasSuffix("/") ? String(address.dropLast()) : address
    guard !plain.contains("://"), !plain.hasPrefix("/"), let here = World.live.workingDirectory()
    else { return plain }
    return here.appending(Bytes(plain.utf8)).bytes.text
  }
}

extension InstallationPrefix {
  /// The prefix of this program, unless somebody else answers for it.
  ///
  /// - Parameter command: the command of whoever does.
  /// - Returns: the prefix.
  /// - Throws: ``SelfError``.
  fileprivate static func writable(
    for command: KeyPath<Manager, String>
  ) throws(SelfError) -> InstallationPrefix {
    guard let prefix = own else { throw .notInstalled(Installation.program) }
    if let manager = prefix.manager {
      throw .managed(manager, command: manager[keyPath: command], prefix.path)
    }
    return prefix
  }

  /// Runs an install.sh on this prefix.
  fileprivate func run(_ script: Path, _ options: [String]) throws {
    let words = [Bytes("sh"), script.bytes, Bytes("--prefix"), path.bytes]
    let status = try Spawn.status(words + options.map { Bytes($0.utf8) })
    guard status == 0 else { throw SelfError.scriptFailed(script, status: status) }
  }
}

extension Spawn {
  /// Runs a program to its end, with this process's output and nothing to read.
  ///
  /// - Parameters:
  ///   - words: its name or path, and its arguments.
  ///   - isSilent: whether what it says is of no interest.
  /// - Returns: its exit status, 128 + signal if a signal ended it.
  /// - Throws: ``SpawnError``.
  fileprivate static func status(_ words: [Bytes], isSilent: Bool = false) throws -> Int32 {
    var process: pid_t = 0
    let streams: [Int32?] = isSilent ? [nil, nil, nil] : [nil, STDERR_FILENO, STDERR_FILENO]
    let reason = Spawn(words, EnvironmentSnapshot.current.entries, descriptors: streams).start(
      &process)
    guard reason == 0 else { throw CommandError.cannotRun(words[0], errno: reason) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, clibc_errno() == EINTR {}
    return clibc_exit_status(status)
  }
}
