private import Resolution

/// Why an archive could not be unpacked.
///
/// Entry names are as the archive spells them.
package enum ArchiveError: Error, Equatable {
  /// Its bytes could not be had, or are not the expected ones.
  case download(DownloadError)
  /// It ends too early.
  case truncated
  /// It is not a tar archive, or its compression is damaged.
  case malformed(reason: String)
  /// An entry that must not be unpacked.
  case entry(name: String, problem: EntryProblem)
  /// More bytes than allowed.
  case tooLarge(limit: UInt64)
  /// More entries than allowed.
  case tooManyEntries(limit: Int)
  /// A file or directory that cannot be written.
  case unwritable(path: String, code: Int32)
  /// A thread or a decoder could not be started.
  case noResources(reason: String)
}

/// What is wrong with an entry.
package enum EntryProblem: Equatable, Sendable {
  /// A component is empty, `.` or `..`, the name is absolute, or it is not UTF-8.
  case name
  /// It lies so deep that it could hardly be removed again.
  case depth
  /// It lies outside the one top folder.
  case topFolder(expected: String)
  /// A link that points out of the tree, or may.
  case linkTarget(String)
  /// A hard link to something that is not a file unpacked before.
  case hardLinkTarget(String)
  /// Something of that name is there already.
  case duplicate
  /// A directory on the way is a link or a file.
  case notInDirectory
  /// A device, a FIFO or a socket.
  case kind
  /// A link of any kind, in an archive that must not have one.
  case linkNotAllowed
}

extension ArchiveError: CustomStringConvertible {
  /// What went wrong and where.
  package var description: String {
    switch self {
    case .download(let error): "\(error)"
    case .truncated: "the archive is truncated"
    case .malformed(let reason): "the archive is damaged: \(reason.shown)"
    case .entry(let name, let problem): "archive entry '\(name.shown)' refused: \(problem.words)"
    case .tooLarge(let limit): "the archive unpacks to more than \(limit) bytes"
    case .tooManyEntries(let limit): "the archive has more than \(limit) entries"
    case .unwritable(let path, let code):
      "cannot write \(path.shown): \(systemMessage(code).text)" + FileError.help(for: code)
    case .noResources(let reason): "cannot unpack: \(reason)"
    }
  }
}

extension EntryProblem {
  fileprivate var words: String {
    switch self {
    case .name: "its name is not a plain relative path"
    case .depth:
      "its path is longer than \(EntryRules.deepest) folders or \(EntryRules.longest) bytes"
    case .topFolder(let expected): "it lies outside \(expected.shown)/"
    case .linkTarget(let target): "it links to '\(target.shown)', outside the toolchain"
    case .hardLinkTarget(let target): "it is a hard link to '\(target.shown)', not a file before it"
    case .duplicate: "the archive contains it twice"
    case .notInDirectory: "a parent directory is a file or a link"
    case .kind: "it is a device, FIFO or socket"
    case .linkNotAllowed: "it is a link"
    }
  }
}
