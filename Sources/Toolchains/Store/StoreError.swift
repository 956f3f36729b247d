package import Resolution

/// Why a toolchain could not be installed, removed or linked.
package enum StoreError: Error, Equatable {
  /// An archive could not be fetched or unpacked.
  case archive(ArchiveError)
  /// A file or folder could not be changed.
  case file(FileError)
  /// The index, in which a request was to be looked up, could not be had.
  case index(IndexError, for: Bytes)
  /// The toolchain is being used by another process.
  case inUse(Language, Bytes, process: Int)
  /// A toolchain that is to be replaced while a process runs from it.
  case isRunning(Language, Bytes, process: Int)
  /// A link may not have this name.
  case invalidLinkName(Bytes)
  /// The archive does not hold the toolchain that the index promises.
  case notTheToolchain(GoVersion, found: String?)
  /// No release satisfies a request.
  case noRelease(Bytes, nearest: GoVersion?)
  /// The index has no checksum for an archive that comes over the network.
  case noChecksum(GoVersion)
  /// A folder is no toolchain.
  case notAToolchain(Path)
  /// What is to be removed is not installed.
  case notInstalled(Language, Bytes, nearest: GoVersion?)
  /// The name of a new link is taken.
  case occupied(Path)
  /// A request that has no release, such as `system`.
  case notInstallable(Bytes)
  /// Several installed toolchains match what is to be removed.
  case severalInstalled(Bytes, [Bytes])
}

extension StoreError {
  /// Runs something that changes files, with its error as one of the store.
  static func files<Result: ~Copyable>(
    _ body: () throws(FileError) -> Result
  ) throws(StoreError) -> Result {
    do throws(FileError) { return try body() } catch { throw .file(error) }
  }

  /// Runs something that reads the index, with its error as one of the store.
  static func index<Result>(
    for request: Bytes, _ body: () throws(IndexError) -> Result
  ) throws(StoreError) -> Result {
    do throws(IndexError) { return try body() } catch { throw .index(error, for: request) }
  }
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .archive(let error): "\(error)"
    case .file(let error): "\(error)"
    case .index(let error, let request):
      "go \(request.printable.text) cannot be looked up: \(error)"
    case .inUse(let language, let name, let process):
      """
      \(Bytes(language.name).text) \(name.printable.text) is in use by process \(process)
      help: tvm uninstall --force \(Bytes(language.name).text)@\(name.shellQuoted.text)
      """
    case .isRunning(let language, let name, let process):
      """
      \(Bytes(language.name).text) \(name.printable.text) is in use by process \(process)
      help: end that process, then try again
      """
    case .invalidLinkName(let name):
      """
      "\(name.printable.text)" cannot be the name of a link: a letter, then letters, digits and ._+-
      help: tvm link NAME PATH
      """
    case .notTheToolchain(let version, let found):
      "the archive of go \(version.name.text) holds \(found.map { "\"\($0)\"" } ?? "no toolchain")"
    case .noRelease(let request, let nearest):
      """
      no release of go matches "\(request.printable.text)"\
      \(nearest.map { "\n  nearest release: \($0.name.text)" } ?? "")
      help: tvm list-remote go
      """
    case .noChecksum(let version):
      "the index has no checksum for go \(version.name.text), so what arrives cannot be trusted"
    case .notAToolchain(let path): "\(path.bytes.printable.text) is no toolchain: it has no bin/go"
    case .notInstalled(let language, let name, let nearest):
      """
      \(Bytes(language.name).text) \(name.printable.text) is not installed\
      \(nearest.map { "\n  nearest installed: \($0.name.text)" } ?? "")
      help: tvm list
      """
    case .occupied(let path):
      """
      \(path.bytes.printable.text) exists already
      help: tvm uninstall go@\(Bytes(path.name).shellQuoted.text)
      """
    case .notInstallable(let request):
      """
      "\(request.printable.text)" is no release, so it cannot be installed\
      \(request == Bytes("system") ? "" : "\nhelp: tvm link \(request.shellQuoted.text) PATH")
      """
    case .severalInstalled(let request, let names):
      """
      several toolchains match "\(request.printable.text)": \
      \(names.map(\.printable.text).joined(separator: ", "))
      help: tvm uninstall VERSION, with one of them
      """
    }
  }
}
