package import Resolution

/// Why a Go toolchain could not be installed.
package enum GoError: Error, Equatable {
  /// An archive could not be fetched or unpacked.
  case archive(ArchiveError)
  /// A request for something older than the `go` line of the module that it is to be pinned in.
  case belowMinimum(Bytes, GoModule)
  /// What stands in the place of a release's checksum is none.
  case badChecksum(GoVersion, String)
  /// The index, in which a request was to be looked up, could not be had.
  case index(IndexError, for: Bytes)
  /// A toolchain is there, and could not be put among those that Go itself finds.
  case linksNotUpdated(Bytes, FileError)
  /// The index has no checksum for an archive that comes over the network.
  case noChecksum(GoVersion)
  /// A request, such as `system`, that no project file can name, and the file.
  case noToolchainLine(Bytes, Path)
  /// No release satisfies a request.
  case noRelease(Bytes, nearest: GoVersion?)
  /// A request that has no release, such as `system`.
  case notInstallable(Bytes)
  /// The archive does not hold the toolchain that the index promises.
  case notTheToolchain(GoVersion, found: String?)
  /// The resolver's error.
  case resolution(ResolutionError)
  /// What can go wrong with toolchains of either language.
  case store(StoreError)
}

extension GoError {
  /// Runs something that changes files, with its error as one of these.
  static func files<Result: ~Copyable>(
    _ body: () throws(FileError) -> Result
  ) throws(GoError) -> Result {
    do throws(FileError) { return try body() } catch { throw .store(.file(error)) }
  }

  /// Runs something that reads the index, with its error as one of these.
  static func index<Result>(
    for request: Bytes, _ body: () throws(IndexError) -> Result
  ) throws(GoError) -> Result {
    do throws(IndexError) { return try body() } catch { throw .index(error, for: request) }
  }

  /// Runs something that asks the resolver, with its error as one of these.
  static func resolving<Result>(
    _ body: () throws(ResolutionError) -> Result
  ) throws(GoError) -> Result {
    do throws(ResolutionError) { return try body() } catch { throw .resolution(error) }
  }
}

extension GoError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .archive(let error): "\(error)"
    case .belowMinimum(let request, let module):
      """
      go \(request.shown) is older than \(module.minimum.asWritten.text), which this module requires
        \(Source.file(module.path, line: module.line).asReason.text)
      help: tvm use --force go@\(request.shellQuoted.text)
      """
    case .badChecksum(let version, let text):
      "cannot verify go \(version.name.text): \"\(text.shown)\" is not a SHA-256 checksum"
    case .index(let error, let request): "cannot look up go \(request.shown): \(error)"
    case .linksNotUpdated(let name, let error):
      """
      go \(name.text) is installed, but the names in go-links were not updated: \(error)
      help: tvm install go@\(name.text)
      """
    case .noChecksum(let version):
      "cannot verify go \(version.name.text): the index has no checksum for it"
    case .noToolchainLine(let request, let file):
      """
      "\(request.shown)" is not a release, and \(file.bytes.shown) can only name one
      help: tvm use go@\(request.shellQuoted.text)
      """
    case .noRelease(let request, let nearest):
      """
      no Go release matches "\(request.shown)"\
      \(nearest.map { "\n  nearest release: \($0.name.text)" } ?? "")
      help: tvm list-remote go
      """
    case .notInstallable(let request):
      """
      "\(request.shown)" is not a release and cannot be installed\
      \(request == Bytes("system") ? "" : "\nhelp: tvm link \(request.shellQuoted.text) PATH")
      """
    case .notTheToolchain(let version, let found):
      "the archive for go \(version.name.text) contains "
        + (found.map { "\"\($0.shown)\"" } ?? "no toolchain")
    case .resolution(let error): error.message.text
    case .store(let error): "\(error)"
    }
  }
}

extension GoError: Misspelling {
  package var correction: (typed: String, meant: String)? {
    guard case .noRelease(let request, let nearest?) = self else { return nil }
    return (request.text, nearest.name.text)
  }
}
