private import CLibc

/// Why no toolchain could be chosen.
package indirect enum ResolutionError: Error, Equatable, Sendable {
  /// A `.go-version` without any request in it.
  case emptyVersionFile(Path)
  /// `HOME` is not set, nor the variable that would do instead, and the system has no home for the user.
  case homeUnknown(instead: Literal?)
  /// A setting of the wrong type.
  case invalidSetting(Path, line: Int, key: Bytes, expected: Literal)
  /// A settings file that is not TOML.
  case invalidSettings(Path, line: Int, reason: TOMLFault)
  /// Shims and other programs call each other without end; the programs in their order.
  case loop([Path])
  /// A `go` or `toolchain` line without a version in it.
  case malformedDirective(key: Literal, text: Bytes, path: Path, line: Int)
  /// A request that belongs to no dialect.
  case malformedRequest(text: Bytes, source: Source)
  /// Nothing installed is new enough for a `go.mod` or `go.work`.
  case minimumNotMet(GoModule, newest: GoVersion?)
  /// The file system of what is to run lets no program run.
  case noPrograms(Path)
  /// `+min` outside any module.
  case noModule
  /// A version file is a link out of its project, to something without a version in it.
  case noVersionBehindLink(Path, to: Path)
  /// The system's program is asked for and there is none.
  case noSystem(program: Bytes, source: Source)
  /// Nothing asks for a toolchain, and the system has none; where was looked, if that may surprise.
  case nothingActive(Language, program: Bytes, in: Path?)
  /// None of the toolchains that were asked for is installed; where was looked, if that may surprise.
  case notInstalled(Language, pins: [Pin], nearest: Bytes?, in: Path?)
  /// A version file that is not UTF-8 text.
  case notText(Path)
  /// The toolchain that was chosen has no such program.
  case programMissing(Path, source: Source)
  /// Something is wrong with a Rust toolchain or with a file that asks for one.
  case rust(RustFault)
  /// The system refused to run the program, with this `errno`.
  case programRefused(Path, Int32, source: Source)
  /// Something stands where a file is looked for and is not to be read.
  case refused(Path, FileFault)
  /// `TVM_HOME` is not an absolute path.
  case relativeHome(value: Bytes)
  /// The current directory does not exist any more, or has no path that fits into a system call.
  case workingDirectoryGone

  static func malformedDirective(
    key: StaticString, text: Bytes, path: Path, line: Int
  ) -> ResolutionError {
    .malformedDirective(key: Literal(key), text: text, path: path, line: line)
  }
}

extension ResolutionError {
  /// The error in words: what, where from, what to do; lines without a final line end.
  package var message: Bytes {
    var text = what
    for line in details {
      text += "\n  "
      text.append(contentsOf: line)
    }
    if let help {
      text += "\nhelp: "
      text.append(contentsOf: help)
    }
    return text
  }

  /// The error's first line: what is wrong.
  package var what: Bytes {
    switch self {
    case .emptyVersionFile(let path): return path.bytes.printable + " contains no version"
    case .homeUnknown: return Bytes("HOME is not set to an absolute path")
    case .invalidSetting(_, _, let key, let expected):
      return key.quoted + " must be " + expected.bytes
    case .invalidSettings(_, _, let reason):
      return Bytes("the settings are not valid TOML: ") + Bytes(reason.text)
    case .loop(let programs):
      return (programs.last.map { Bytes($0.name) } ?? []).printable
        + " would run itself forever"
    case .malformedDirective(let key, let text, _, _):
      return text.quoted + " is not a valid " + key.bytes + " version"
    case .malformedRequest(let text, let source):
      return text.quoted(from: source) + " is not a valid version"
    case .minimumNotMet(let module, _):
      return Bytes("no installed Go is ") + module.minimum.asWritten + " or newer"
    case .noPrograms(let path):
      return Bytes("cannot run ") + path.bytes.printable + ResolutionError.mountedWithoutPrograms
    case .noModule: return Bytes("no go.mod or go.work here or in a parent")
    case .noSystem(let program, _):
      return Bytes("no system ") + program.printable + " found on PATH"
    case .noVersionBehindLink(let path, let target):
      return path.bytes.printable + " is a link to " + target.bytes.printable
        + ", which contains no version"
    case .nothingActive(let language, let program, _):
      return Bytes("no ") + Bytes(language.name) + " toolchain is active here, and no other "
        + program.printable + " is on PATH"
    case .notInstalled(let language, let pins, _, _):
      return ResolutionError.notInstalled(language, pins.map { $0.text })
    case .notText(let path): return path.bytes.printable + " is not UTF-8 text"
    case .programMissing(let program, _):
      return program.bytes.printable + " does not exist"
    case .programRefused(let program, let error, _):
      let reason =
        error == ENOENT ? Bytes("its interpreter is missing") : systemMessage(error)
      return Bytes("cannot run ") + program.bytes.printable + ": " + reason
    case .refused(let path, let fault): return path.bytes.printable + fault.text
    case .rust(let fault): return fault.what
    case .relativeHome(let value):
      return Bytes("TVM_HOME is not an absolute path: ") + value.quoted
    case .workingDirectoryGone:
      return Bytes("the current directory no longer exists, or its path is too long")
    }
  }

  /// That nothing of these names is installed; the only place that words it.
  package static func notInstalled(_ language: Language, _ names: [Bytes]) -> Bytes {
    Bytes(language.name) + " " + Bytes(names.map { $0.printable }, separatedBy: " or ")
      + " is not installed"
  }

  /// Why nothing runs below a path that a sentence ends with.
  package static let mountedWithoutPrograms: StaticString =
    ": its file system may not run programs (it is mounted noexec)"

  /// What comes nearest among what is installed, as a line of an error.
  package static func nearestInstalled(_ name: Bytes) -> Bytes {
    Bytes("nearest installed: ") + name.printable
  }

  private static func looked(in folder: Path?) -> [Bytes] {
    folder.map { [Bytes("looked in ") + $0.bytes.printable] } ?? []
  }

  /// The error's further lines for people: where from.
  package var details: [Bytes] {
    switch self {
    // Whoever has just typed the request knows where it comes from.
    case .malformedRequest(_, .commandLine), .noSystem(_, .commandLine): return []
    case .invalidSetting(let path, let line, _, _), .invalidSettings(let path, let line, _):
      return [Source.file(path, line: line).asFile]
    case .loop(let programs): return programs.map { Bytes("-> ") + $0.bytes.printable }
    case .malformedDirective(_, _, let path, let line):
      return [Source.file(path, line: line).asFile]
    case .malformedRequest(_, let source), .noSystem(_, let source),
      .programMissing(_, let source), .programRefused(_, _, let source):
      return [source.asReason]
    case .minimumNotMet(let module, let newest):
      return [Source.file(module.path, line: module.line).asReason]
        + (newest.map { [Bytes("newest installed: ") + $0.name] } ?? [])
    case .nothingActive(_, _, let folder): return ResolutionError.looked(in: folder)
    case .notInstalled(_, let pins, let nearest, let folder):
      let asking = pins.first.flatMap { $0.source == .commandLine ? nil : $0.source.text }
      return (asking.map { [Bytes("asked for by ") + $0] } ?? [])
        + (nearest.map { [ResolutionError.nearestInstalled($0)] } ?? [])
        + ResolutionError.looked(in: folder)
    case .rust(let fault): return fault.details
    default: return []
    }
  }

  private var help: Bytes? {
    switch self {
    case .emptyVersionFile: return Bytes("tvm use go latest")
    case .homeUnknown(let other):
      return Bytes("export HOME") + (other.map { Bytes(" or ") + $0.bytes } ?? [])
    case .loop: return Bytes("tvm why")
    case .malformedRequest(let text, let source):
      // asdf's words for a folder and for a commit.
      if text.starts(with: "path:") || text.starts(with: "ref:") {
        return Bytes("tvm link NAME PATH, and NAME in the place of this")
      }
      switch source {
      case .file: return Bytes("tvm use go latest")
      case .default: return Bytes("tvm default go latest")
      default: return Bytes("write 1.21.6, 1.21, latest, or '>=1.21 <1.23'")
      }
    case .minimumNotMet: return Bytes("tvm install")
    case .nothingActive(let language, _, _):
      return Bytes("tvm default ") + Bytes(language.name)
        + Bytes(language == .go ? " latest" : " stable")
    case .rust(let fault): return fault.help
    case .notInstalled(let language, let pins, _, _):
      return ResolutionError.installHelp(language, pins)
    case .relativeHome: return Bytes("set TVM_HOME to a path that starts with /")
    case .workingDirectoryGone: return Bytes("cd")
    case .invalidSetting, .invalidSettings, .malformedDirective, .noModule, .noPrograms, .noSystem,
      .noVersionBehindLink, .notText,
      .programMissing, .programRefused,
      .refused:
      return nil
    }
  }

  /// `tvm install` reads the version files of the current directory; anything else has to be named.
  static func installHelp(_ language: Language, _ pins: [Pin]) -> Bytes? {
    guard let pin = pins.first else { return nil }
    if pin.request.isLink {
      return Bytes("tvm link ") + pin.text.shellQuoted + " PATH"
    }
    if case .file = pin.source { return Bytes("tvm install") }
    return Bytes("tvm install ") + Bytes(language.name) + "@" + pin.text.shellQuoted
  }
}

extension FileFault {
  /// What is wrong, to follow the path.
  fileprivate var text: Bytes {
    switch self {
    case .directory: return Bytes(" is a directory, not a file")
    case .special: return Bytes(" is not a regular file")
    case .tooLarge(let limit):
      return Bytes(" is larger than ") + Bytes(decimal: limit / 1024) + " KiB"
    case .unreadable(let error):
      return Bytes(" cannot be read: ") + systemMessage(error)
    }
  }
}

extension GoVersion {
  /// The version as a file writes it, without a patch that is not there.
  package var asWritten: Bytes {
    patch == nil && prerelease == nil
      ? Bytes(decimal: major) + "." + Bytes(decimal: minor) : name
  }
}

extension Array where Element == UInt8 {
  /// The printable text in double quotes.
  var quoted: Bytes { Bytes("\"") + printable + "\"" }

  /// The text in double quotes as far as its source may be quoted: a version file can be a link to one
  /// that is nobody's business, so that no more of it is shown than a request could be.
  func quoted(from source: Source) -> Bytes {
    guard case .file = source, !mayBeMeantAsRequest else { return quoted }
    return Bytes("a text of ") + Bytes(decimal: count) + " characters"
  }

  /// Whether somebody may have taken this for a request.
  private var mayBeMeantAsRequest: Bool {
    guard count <= 64, let first = self.first else { return isEmpty }
    if first.isDigit || first == 60 || first == 61 || first == 62 { return true }
    return count <= 24 && !contains(58)
  }
}
