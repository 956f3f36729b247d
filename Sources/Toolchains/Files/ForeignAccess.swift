package import CLibc
package import Resolution

/// How somebody else could change what the user runs or relies on.
package enum ForeignAccess: Equatable, Sendable {
  /// It belongs to a user who is neither this one nor root.
  case foreign(owner: Int)
  /// Everybody may write it.
  case everybody
  /// A group may write it that others are in, too.
  case group(Int)
  /// A list of access lets somebody else write it.
  case accessList

  /// How what stands at a path could be changed; nil where nobody else can, and where nothing is.
  ///
  /// - Parameter path: links are followed: what they lead to is what is run.
  package init?(of path: Path) {
    var status = stat()
    guard path.bytes.withCString({ stat($0, &status) }) == 0 else { return nil }
    self.init(status, at: path)
  }

  /// How a file or folder with an owner and a mode could be changed.
  ///
  /// - Parameters:
  ///   - status: what the system says of it.
  ///   - path: where it is, for its list of access; without it only owner and mode count.
  package init?(_ status: stat, at path: Path? = nil) {
    guard ForeignAccess.isTrusted(status.st_uid) else {
      self = .foreign(owner: Int(status.st_uid))
      return
    }
    guard let writers = ForeignAccess(writersOf: status, at: path) else { return nil }
    self = writers
  }

  /// Who may write a file or folder, whosever it is; nil where it is nobody but trusted users.
  package init?(writersOf status: stat, at path: Path? = nil) {
    if status.st_mode & 0o002 != 0 {
      self = .everybody
    } else if status.st_mode & 0o020 != 0,
      // With `umask 002` a user's own files can be written by the group that only the user is in.
      !UserGroup(status.st_gid).isWithin(ForeignAccess.isTrusted)
    {
      self = .group(Int(status.st_gid))
    } else if let path, ForeignAccess.listLetsOthersWrite(path) {
      self = .accessList
    } else {
      return nil
    }
  }

  private static func listLetsOthersWrite(_ path: Path) -> Bool {
    var writers = [clibc_writer](repeating: clibc_writer(), count: 64)
    let count = path.bytes.withCString {
      Int(clibc_listed_writers($0, &writers, Int32(writers.count)))
    }
    return writers.prefix(count).contains { writer in
      writer.is_group != 0
        ? !UserGroup(writer.number).isWithin(isTrusted) : !isTrusted(writer.number)
    }
  }

  /// Whether a user's files are as good as this one's own.
  package static func isTrusted(_ owner: UInt32) -> Bool {
    if owner == geteuid() || owner == 0 { return true }
    // Under sudo the files of the user who called it are as good as root's.
    guard geteuid() == 0, let user = World.live.setVariable(Variables.sudoUser)?[...].decimal else {
      return false
    }
    return Int(owner) == user
  }

  /// Whether it is another user's.
  package var isForeign: Bool {
    if case .foreign = self { return true }
    return false
  }

  /// The commands that put it right; for the shell, `path` quoted.
  package func remedy(for path: Path) -> String {
    let path = path.bytes.shellQuoted.text
    return switch self {
    case .foreign: "sudo chown -R \"$(id -u)\" \(path)"
    case .everybody, .group: "chmod -R go-w \(path)"
    case .accessList: "\(ForeignAccess.listRemover) \(path)"
    }
  }
}

extension ForeignAccess {
  #if canImport(Darwin)
  private static let listRemover = "chmod -R -N"
  #else
  private static let listRemover = "setfacl -R -b"
  #endif
}

extension ForeignAccess: CustomStringConvertible {
  package var description: String {
    switch self {
    case .foreign(let owner): "belongs to user \(owner), who can change what you run"
    case .everybody: "can be written by everybody, who can change what you run"
    case .accessList:
      "can be written by others through its access list, who can change what you run"
    case .group(let group): "can be written by group \(group), which can change what you run"
    }
  }
}

extension Home {
  /// What nobody but the user and root may be able to change.
  package var guarded: [Path] {
    [root, goToolchains, goLinks, shims, shimProgram, program, settings, approvals]
  }
}

extension RustHome {
  /// What nobody but the user and root may be able to change.
  package var guarded: [Path] { [rustup, toolchains, settings] }
}
