package import Resolution

/// Why a Rust toolchain could not be installed, changed or removed.
package enum RustError: Error, Equatable {
  /// A component's archive could not be fetched or unpacked.
  case archive(component: String, ArchiveError)
  /// Another program has changed the toolchain meanwhile.
  case changedMeanwhile(String)
  /// A component would put a file where there is one already.
  case conflict(component: String, path: String)
  /// A toolchain that lacks a file that its records list.
  case damaged(String, missing: String)
  /// A manifest or a list could not be fetched.
  case download(DownloadError)
  /// A file or folder could not be changed.
  case file(FileError)
  /// A manifest wants a component's archive fetched from another place than the server.
  case foreignArchive(component: String, url: String, manifest: String, server: String)
  /// A toolchain of which only a part is there.
  case incomplete(String)
  /// A component without which a toolchain is none.
  case indispensable(String, toolchain: String)
  /// The toolchain is being used by another process.
  case inUse(String, process: Int)
  /// What is kept of the toolchain is being used by another process.
  case keptInUse(String, process: Int)
  /// A link may not have this name.
  case invalidLinkName(String)
  /// A toolchain that neither tvm nor rustup has put together.
  case linked(String)
  /// A manifest is not one, or not a usable one.
  case manifest(url: String, ManifestFault)
  /// A release that was not built for a platform.
  case noPlatform(String, release: String)
  /// A mirror has no such release; of a nightly the newest day before it that will do.
  case noRelease(String, server: String, newest: String?)
  /// The server is no place that anything can be fetched from.
  case noServer(DownloadError)
  /// A toolchain for a platform whose programs may not run here.
  case nonHost(String, target: String)
  /// A folder is no toolchain.
  case notAToolchain(Path)
  /// A toolchain that is not there.
  case notInstalled(String, nearest: String?)
  /// A component that is not there to be removed.
  case notInstalledComponent(String, toolchain: String)
  /// No earlier state of the toolchain is kept; nil where that holds for all.
  case nothingToRollBack(String?)
  /// The name of a new link is taken.
  case occupied(String)
  /// Toolchains are not on the file system on which they would be put together.
  case otherFileSystem(Path, Path)
  /// An archive does not hold the component in the expected form.
  case package(component: String, PackageFault)
  /// A name that is no release's.
  case notARelease(String)
  /// Something else than the update after which a state was kept has changed the toolchain since.
  case replacedSince(String)
  /// The resolver's error.
  case resolution(ResolutionError)
  /// A release without some components; the newest day that has them all, if one was found.
  case unavailable([String], release: String, newest: String?)
  /// A newer release without some installed components; the newest day that has them all.
  case unavailableUpdate([String], toolchain: String, newest: String)
  /// A name that no component has, or none for a target that is not the host; the nearest one.
  case unknownComponent(String, target: String?, release: String, nearest: String?)
  /// A profile that the release does not have.
  case unknownProfile(String)
  /// A target that the release does not have; the nearest one.
  case unknownTarget(String, release: String, nearest: String?)
  /// A toolchain file that would not be understood with the pin in it either.
  case unusablePin(Path, ResolutionError)
}

/// What is wrong with a manifest.
package enum ManifestFault: Equatable, Sendable {
  /// A component with a name that is none.
  case componentName(String)
  /// A date that is none.
  case date(String)
  /// A checksum that is none.
  case hash(component: String)
  /// A package's target that does not say whether it is available.
  case noAvailability(String)
  /// It has no date.
  case noDate
  /// It names a package that it does not describe.
  case noPackage(String)
  /// A package without any target.
  case noTarget(String)
  /// It has no version.
  case noVersion
  /// It is not TOML.
  case notTOML(line: Int, TOMLFault)
  /// A version that tvm does not know.
  case version(String)
}

/// What is wrong with a component's archive.
package enum PackageFault: Error, Equatable {
  /// A line of its list of files is not understood.
  case line(String)
  /// It lists a file that it does not have.
  case missing(String)
  /// It does not have the component.
  case noComponent
  /// A name that leads out of the toolchain, or into tvm's and rustup's own records.
  case path(String)
  /// A format other than 3.
  case version(String)
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
      "another program has changed rust \(name.shown) meanwhile, so it was left as it is"
    case .conflict(let component, let path):
      "component \(component) has a file \(path.shown), which is there already"
    case .damaged(let name, let missing):
      """
      rust \(name.shown) is damaged: it has no \(missing.shown)
      help: tvm install --repair rust@\(name.quoted)
      """
    case .download(let error): "\(error)"
    case .file(let error): "\(error)"
    case .foreignArchive(let component, let url, let manifest, let server):
      """
      component \(component) would come from \(url.shown)
        asked for by \(manifest.shownURL)
        archives are only fetched below the server, \(server.shownURL)
      help: set RUSTUP_DIST_SERVER to the server that the manifest is made for
      """
    case .incomplete(let name):
      "rust \(name.shown) is only half installed\nhelp: tvm install --repair rust@\(name.quoted)"
    case .indispensable(let component, let toolchain):
      """
      rust \(toolchain.shown) cannot work without \(component), so that is not removed
      help: tvm uninstall rust@\(toolchain.quoted)
      """
    case .inUse(let name, let process):
      """
      rust \(name.shown) is in use by process \(process)
      help: tvm uninstall --force rust@\(name.quoted)
      """
    case .keptInUse(let name, let process):
      """
      what rust \(name.shown) was before its last update is in use by process \(process)
        it can be removed once that has ended
      help: tvm update --prune \(name.quoted)
      """
    case .invalidLinkName(let name):
      "\"\(name.shown)\" cannot be the name of a linked toolchain: "
        + "it is a channel's, or no file name"
    case .linked(let name):
      "rust \(name.shown) is a linked toolchain, whose components tvm does not manage"
    case .manifest(let url, let fault): "\(url.shownURL) is no usable manifest: \(fault.words)"
    case .noPlatform(let platform, let release):
      "rust \(release.shown) has nothing for the platform \(platform)"
    case .noRelease(let name, let server, let newest):
      "\(server.shownURL) has no release \(name)"
        + (RustError.day(newest, for: name, with: []) ?? "\nhelp: tvm list-remote rust")
    case .noServer(let error):
      """
      \(error)
      help: export RUSTUP_DIST_SERVER=URL, with a mirror that can be reached
      """
    case .nonHost(let name, let target):
      """
      rust \(name) may not be able to run on this system
        to compile for that platform: tvm target add \(target)
      help: tvm install --force-non-host rust@\(name)
      """
    case .notAToolchain(let path):
      "\(path.bytes.printable.text) is no Rust toolchain: it has no bin/rustc or no lib"
    case .notARelease(let name):
      "\"\(name.shown)\" is no release of Rust and no linked toolchain\nhelp: tvm list-remote rust"
    case .notInstalled(let name, let nearest):
      "rust \(name.shown) is not installed"
        + (nearest.map { "\n  nearest installed: \($0)" } ?? "")
    case .notInstalledComponent(let component, let toolchain):
      """
      rust \(toolchain.shown) has no component \(component)
      help: tvm component list --toolchain \(toolchain.quoted)
      """
    case .nothingToRollBack(let name):
      "no earlier state of \(name.map { "rust \($0.shown)" } ?? "any toolchain") is kept: "
        + "an update keeps the state before it, "
        + "until the next update or tvm update --prune"
    case .occupied(let name):
      "rust \(name.shown) is there already\nhelp: tvm uninstall rust@\(name.quoted)"
    case .otherFileSystem(let toolchains, let staging):
      """
      \(toolchains.bytes.printable.text) is not on the file system of \
      \(staging.bytes.printable.text), so no toolchain can be put in its place in one step
      help: export RUSTUP_HOME=FOLDER, with all that is in it on one file system
      """
    case .package(let component, let fault): "component \(component): \(fault.words)"
    case .replacedSince(let name):
      """
      rust \(name.shown) is not what its last update by tvm has made of it: it was changed since
      help: tvm update --prune \(name.quoted)
      """
    case .resolution(let error): error.message.text
    case .unavailable(let components, let release, let newest):
      "rust \(release.shown) has no \(components.joined(separator: ", ").shown)"
        + (RustError.day(newest, for: release, with: components) ?? "")
    case .unavailableUpdate(let components, let toolchain, let newest):
      """
      the newest rust \(toolchain.shown) has no \(components.joined(separator: ", ").shown)
        the newest day that has it all: \(newest)
      help: tvm update --allow-downgrade \(toolchain.quoted)
      """
    case .unknownComponent(let name, let target, let release, let nearest):
      "rust \(release.shown) has no component \(name.shown)"
        + (target.map { " for \($0.shown)" } ?? "")
        + (nearest.map { "\n  nearest: \($0)" } ?? "")
    case .unknownProfile(let name):
      "\"\(name.shown)\" is not a profile\nhelp: the profiles are minimal, default and complete"
    case .unknownTarget(let name, let release, let nearest):
      "rust \(release.shown) has no target \(name.shown)"
        + (nearest.map { "\n  nearest: \($0)" } ?? "")
    case .unusablePin(let file, let error): error.messageMovingAway(file)
    }
  }
}

extension RustError {
  /// The lines that tell the newest day that has everything, and how to get it.
  private static func day(
    _ newest: String?, for name: String, with components: [String]
  ) -> String? {
    guard let newest, let release = RustRelease(Bytes(name.utf8)[...]) else { return nil }
    let options = components.isEmpty ? "" : " -c " + components.joined(separator: ",").quoted
    guard release.date != nil else {
      return "\n  the newest day that has it all: \(newest)"
        + "\nhelp: tvm install --allow-downgrade rust@\(name.quoted)\(options)"
    }
    // What stands under the name of a day is of that day.
    let other = release.on(Bytes(newest.utf8)).name.text
    return "\n  the newest day before that has it all: \(newest)"
      + "\nhelp: tvm install rust@\(other.quoted)\(options)"
  }
}

extension String {
  /// The text as it may be shown on a terminal.
  fileprivate var shown: String { Bytes(utf8).printable.text }

  /// A server's URL as it may be shown to anybody.
  fileprivate var shownURL: String { withoutCredentials.shown }

  /// The text as one word of a command that may be copied.
  fileprivate var quoted: String { Bytes(utf8).shellQuoted.text }
}

extension ManifestFault {
  fileprivate var words: String {
    switch self {
    case .componentName(let name):
      "\"\(name.shown)\" cannot be the name of a component"
    case .date(let date): "its date is \"\(date.shown)\""
    case .hash(let component):
      "the checksum of \(component) is not 64 hexadecimal digits in lower case"
    case .noAvailability(let target): "it does not say whether \(target.shown) is available"
    case .noDate: "it has no date"
    case .noPackage(let name): "it lists \(name) and does not describe it"
    case .noTarget(let name): "\(name.shown) has no target"
    case .noVersion: "it has no manifest-version"
    case .notTOML(let line, let fault): "line \(line): \(Bytes(fault.text).text)"
    case .version(let version): "its version is \(version.shown), not 2"
    }
  }
}

extension PackageFault {
  fileprivate var words: String {
    switch self {
    case .line(let line): "its list of files has the line \"\(line.shown)\""
    case .missing(let path): "it lists \(path.shown) and does not have it"
    case .noComponent: "its archive holds another component"
    case .path(let path): "it would write to \"\(path.shown)\""
    case .version(let version): "its archive has the format \(version.shown), not 3"
    }
  }
}
