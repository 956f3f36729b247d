package import Resolution

/// Why a Rust toolchain could not be installed, changed or removed.
package enum RustError: Error, Equatable {
  /// A component's archive could not be fetched or unpacked.
  case archive(component: String, ArchiveError)
  /// Another program has changed the toolchain meanwhile.
  case changedMeanwhile(RustToolchainName)
  /// A component would put a file where there is one already.
  case conflict(component: String, path: String)
  /// A toolchain that lacks a file that its records list.
  case damaged(RustToolchainName, missing: String)
  /// A manifest or a list could not be fetched.
  case download(DownloadError)
  /// A file or folder could not be changed.
  case file(FileError)
  /// A manifest wants a component's archive fetched from another place than the server.
  case foreignArchive(component: String, url: String, manifest: String, server: String)
  /// A toolchain of which only a part is there.
  case incomplete(RustToolchainName)
  /// A component without which a toolchain is none.
  case indispensable(String, toolchain: RustToolchainName)
  /// What is kept of the toolchain is being used by another process.
  case keptInUse(RustToolchainName, process: Int)
  /// A toolchain that neither tvm nor rustup has put together.
  case linked(RustToolchainName)
  /// A manifest is not one, or not a usable one.
  case manifest(url: String, ManifestFault)
  /// A release that was not built for a platform.
  case noPlatform(String, release: RustToolchainName)
  /// A mirror has no such release; of a nightly the newest day before it that will do.
  case noRelease(RustToolchainName, server: String, newest: String?)
  /// The server is no place that anything can be fetched from.
  case noServer(DownloadError)
  /// A toolchain for a platform whose programs may not run here.
  case nonHost(RustToolchainName, target: String)
  /// A component that is not there to be removed.
  case notInstalledComponent(String, toolchain: RustToolchainName)
  /// No earlier state of the toolchain is kept; nil where that holds for all.
  case nothingToRollBack(RustToolchainName?)
  /// A manifest is of another release than the one that it is served for.
  case notTheRelease(RustRelease, found: String, server: String)
  /// Toolchains are not on the file system on which they would be put together.
  case otherFileSystem(Path, Path)
  /// An archive does not hold the component in the expected form.
  case package(component: String, PackageFault)
  /// A name that is no release's.
  case notARelease(RustToolchainName)
  /// Something else than the update after which a state was kept has changed the toolchain since.
  case replacedSince(RustToolchainName)
  /// The resolver's error.
  case resolution(ResolutionError)
  /// What can go wrong with toolchains of either language.
  case store(StoreError)
  /// A release without some components; the newest day that has them all, if one was found.
  case unavailable([String], release: RustToolchainName, newest: String?)
  /// A newer release without some installed components; the newest day that has them all.
  case unavailableUpdate([String], toolchain: RustToolchainName, newest: String)
  /// A name that no component has, or none for a target that is not the host; the nearest one.
  case unknownComponent(String, target: String?, release: RustToolchainName, nearest: String?)
  /// A folder without a name, where only a name can be written.
  case unnamed(Path)
  /// A profile that the release does not have.
  case unknownProfile(String)
  /// A target that the release does not have; the nearest one.
  case unknownTarget(String, release: RustToolchainName, nearest: String?)
}

extension RustError {
  /// Runs something that changes files, with its error as one of these.
  static func files<Result: ~Copyable>(
    _ body: () throws(FileError) -> Result
  ) throws(RustError) -> Result {
    do throws(FileError) { return try body() } catch { throw .file(error) }
  }

  /// Runs something that asks the resolver, with its error as one of these.
  package static func resolving<Result>(
    _ body: () throws(ResolutionError) -> Result
  ) throws(RustError) -> Result {
    do throws(ResolutionError) { return try body() } catch { throw .resolution(error) }
  }
}

extension RustError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .archive(let component, let error): "component \(component): \(error)"
    case .changedMeanwhile(let name):
      "rust \(name) was changed by another program, so tvm did not touch it"
    case .conflict(let component, let path):
      "component \(component) would overwrite \(path.shown)"
    case .damaged(let name, let missing):
      """
      rust \(name) is damaged: \(missing.shown) is missing
      help: tvm install --repair rust@\(name.quoted)
      """
    case .download(let error): "\(error)" + RustError.help(error)
    case .file(let error): "\(error)"
    case .foreignArchive(let component, let url, let manifest, let server):
      """
      component \(component) would come from \(url.shown)
        asked for by \(manifest.shownURL)
        archives are only fetched below the server, \(server.shownURL)
      help: set RUSTUP_DIST_SERVER to the server that the manifest was made for
      """
    case .incomplete(let name):
      "the installation of rust \(name) is incomplete\nhelp: tvm install --repair rust@\(name.quoted)"
    case .indispensable(let component, let toolchain):
      """
      cannot remove \(component): rust \(toolchain) does not work without it
      help: tvm uninstall rust@\(toolchain.quoted)
      """
    case .keptInUse(let name, let process):
      """
      the rollback copy of rust \(name) is in use by process \(process)
        it can be removed when that process has ended
      help: tvm update --prune \(name.quoted)
      """
    case .linked(let name):
      "rust \(name) is a linked toolchain, whose components tvm does not manage"
    case .manifest(let url, let fault): "cannot use the manifest at \(url.shownURL): \(fault.words)"
    case .noPlatform(let platform, let release):
      "rust \(release) is not available for \(platform)"
    case .noRelease(let name, let server, let newest):
      "\(server.shownURL) has no release \(name)"
        + (RustError.day(newest, for: name, with: []) ?? "\nhelp: tvm list-remote rust")
    case .noServer(let error):
      // One that knows what helps says it itself.
      "\(error)"
        + (error.help == nil
          ? "\nhelp: export \(Variables.rustServer.text)=URL, with a mirror that can be reached"
          : "")
    case .nonHost(let name, let target):
      """
      rust \(name) may not run on this machine
        to compile for that platform: tvm target add \(target)
      help: tvm install --force-non-host rust@\(name)
      """
    case .notARelease(let name):
      "\"\(name)\" is neither a Rust release nor a linked toolchain\nhelp: tvm list-remote rust"
    case .notInstalledComponent(let component, let toolchain):
      """
      rust \(toolchain) has no component \(component)
      help: tvm component list --toolchain \(toolchain.quoted)
      """
    case .nothingToRollBack(let name):
      "nothing to roll back for \(name.map { "rust \($0)" } ?? "any toolchain"): "
        + "an update keeps a copy of the toolchain before it, "
        + "until the next update or tvm update --prune"
    case .notTheRelease(let release, let found, let server):
      "\(server.shownURL) serves \(found.shown) as rust \(release.channel.printable.text)"
    case .otherFileSystem(let toolchains, let staging):
      """
      \(toolchains.bytes.printable.text) is not on the file system of \
      \(staging.bytes.printable.text), so a toolchain cannot be installed in one step
      help: export RUSTUP_HOME=DIR, a directory that is on one file system
      """
    case .package(let component, let fault): "component \(component): \(fault.words)"
    case .replacedSince(let name):
      """
      cannot roll back rust \(name): it changed after the last update
      help: tvm update --prune \(name.quoted)
      """
    case .resolution(let error): error.message.text
    case .store(let error): "\(error)"
    case .unavailable(let components, let release, let newest):
      "rust \(release) has no \(components.joined(separator: ", ").shown)"
        + (RustError.day(newest, for: release, with: components) ?? "")
    case .unavailableUpdate(let components, let toolchain, let newest):
      """
      the newest rust \(toolchain) has no \(components.joined(separator: ", ").shown)
        newest date with all of them: \(newest)
      help: tvm update --allow-downgrade \(toolchain.quoted)
      """
    case .unknownComponent(let name, let target, let release, let nearest):
      "rust \(release) has no component \(name.shown)"
        + (target.map { " for \($0.shown)" } ?? "")
        + (nearest.map { "\n  nearest: \($0)" } ?? "")
    case .unnamed(let path):
      """
      cannot pin \(path.bytes.shown): it has no name
      help: tvm link rust@NAME \(path.bytes.shellQuoted.text)
      """
    case .unknownProfile(let name):
      "\"\(name.shown)\" is not a profile\nhelp: use minimal, default, or complete"
    case .unknownTarget(let name, let release, let nearest):
      "rust \(release) has no target \(name.shown)"
        + (nearest.map { "\n  nearest: \($0)" } ?? "")
    }
  }
}

extension RustError {
  /// What helps where a server has no word of Rust's for anybody, and the error knows nothing better.
  private static func help(_ error: DownloadError) -> String {
    switch error {
    case .unreachable, .redirect, .notExpected, .status:
      "\nhelp: export \(Variables.rustServer.text)=URL, with a mirror that can be reached"
    default: ""
    }
  }

  /// The lines that tell the newest day that has everything, and how to get it.
  private static func day(
    _ newest: String?, for name: RustToolchainName, with components: [String]
  ) -> String? {
    guard let newest, let release = name.release else { return nil }
    let options = components.isEmpty ? "" : " -c " + components.joined(separator: ",").quoted
    guard release.date != nil else {
      return "\n  newest date with all of them: \(newest)"
        + "\nhelp: tvm install --allow-downgrade rust@\(name.quoted)\(options)"
    }
    // What stands under the name of a day is of that day.
    let other = RustToolchainName(release.on(Bytes(newest.utf8)))
    return "\n  newest earlier date with all of them: \(newest)"
      + "\nhelp: tvm install rust@\(other.quoted)\(options)"
  }
}

extension RustError: Misspelling {
  package var correction: (typed: String, meant: String)? {
    switch self {
    case .unknownComponent(let name, _, _, let nearest), .unknownTarget(let name, _, let nearest):
      nearest.map { (name, $0) }
    case .unknownProfile(let name):
      Spelling.nearest(to: name, among: ["minimal", "default", "complete"]).map { (name, $0) }
    default: nil
    }
  }
}
