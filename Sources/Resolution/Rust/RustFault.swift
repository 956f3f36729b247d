/// What is wrong with a Rust toolchain that was asked for, or with a file that asks for one.
package indirect enum RustFault: Equatable, Sendable {
  /// A `rust-toolchain.toml` with both `channel` and `path`.
  case channelAndPath(Path, line: Int, channel: Bytes, folder: Bytes)
  /// A toolchain file without anything in it.
  case emptyFile(Path)
  /// A name that no toolchain can have.
  case malformedName(text: Bytes, source: Source)
  /// A Cargo.toml without the `rust-version` that `+msrv` asks for.
  case noMinimum(Path)
  /// `+msrv` outside any package.
  case noPackage
  /// A toolchain file that means the default, and there is none.
  case noDefault(Path, line: Int)
  /// The shim named `rustup` found neither a real one nor the link to tvm.
  case noRustup(Path)
  /// A toolchain file without a `[toolchain]` table.
  case noToolchainTable(Path)
  /// A toolchain file whose table asks for nothing.
  case nothingAsked(Path, line: Int)
  /// A file that is not TOML.
  case notTOML(Path, line: Int, fault: TOMLFault)
  /// A `path =` that the user has not allowed, or denied.
  case notTrusted(Path, line: Int, folder: Bytes)
  /// A `path =` together with options for installing.
  case optionsWithPath(Path, line: Int, folder: Bytes)
  /// A folder that is no toolchain.
  case pathWithoutPrograms(Bytes, source: Source)
  /// A program that a component of the toolchain would provide.
  case programMissing(Bytes, component: RustComponent?, toolchain: Bytes, source: Source)
  /// A path to a toolchain that does not start at the root.
  case relativePath(text: Bytes, source: Source)
  /// rustup's settings in a version that tvm does not know, or without any.
  case settingsVersion(Path, line: Int, found: Bytes?)
  /// A platform in a name where files must leave it out.
  case targetInName(text: Bytes, source: Source)
  /// A profile that does not exist.
  case unknownProfile(Path, line: Int, profile: Bytes)
  /// A value of the wrong type.
  case wrongType(Path, line: Int, key: Bytes, expected: Literal)
}

extension RustFault {
  /// What is wrong.
  var what: Bytes {
    switch self {
    case .channelAndPath(_, _, let channel, let folder):
      Bytes("channel ") + channel.quoted + " and path " + folder.quoted
        + " cannot both be set"
    case .emptyFile(let path): path.bytes.printable + " names no toolchain"
    case .malformedName(let text, let source):
      text.quoted(from: source) + " is not a valid toolchain name"
    case .noMinimum(let path): path.bytes.printable + " has no rust-version"
    case .noPackage: Bytes("no Cargo.toml here or in a parent")
    case .noDefault: Bytes("no default Rust toolchain is set")
    case .noRustup(let link):
      Bytes("no rustup is on PATH outside tvm, and ") + link.bytes.printable
        + " does not exist"
    case .noToolchainTable(let path):
      path.bytes.printable + " has no [toolchain] table"
    case .nothingAsked: Bytes("the [toolchain] table is empty")
    case .notTOML(let path, _, let fault):
      path.bytes.printable + " is not valid TOML: " + Bytes(fault.text)
    case .notTrusted(_, _, let folder):
      Bytes("the toolchain path ") + folder.printable + " is not allowed yet"
    case .optionsWithPath(_, _, let folder):
      Bytes("components, targets and profile do not apply to the toolchain in ")
        + folder.printable
    case .pathWithoutPrograms(let text, _):
      text.printable + " is not a toolchain: no bin directory"
    case .programMissing(let program, let component, let toolchain, _):
      programMissing(program, component, toolchain)
    case .relativePath(let text, let source):
      Bytes("the path to a toolchain is not absolute: ") + text.quoted(from: source)
    case .settingsVersion(let path, _, let found):
      path.bytes.printable
        + (found.map { Bytes(" has the unknown version ") + $0.quoted } ?? Bytes(" has no version"))
    case .targetInName(let text, _):
      Bytes("channel ") + text.quoted + " must not include a platform"
    case .unknownProfile(_, _, let profile): profile.quoted + " is not a profile"
    case .wrongType(_, _, let key, let expected):
      key.quoted + " must be " + expected.bytes
    }
  }

  private func programMissing(
    _ program: Bytes, _ component: RustComponent?, _ toolchain: Bytes
  ) -> Bytes {
    let text = Bytes("the toolchain ") + toolchain.printable
    switch component?.state {
    case .damaged?: return text + " is damaged: " + program.printable + " is missing"
    case .notInstalled(let name)?:
      return text + " has no " + program.printable + "; it is part of "
        + Bytes(name.literal)
    case nil: return text + " has no " + program.printable
    }
  }

  /// Where it is wrong; lines for people.
  var details: [Bytes] {
    switch self {
    case .channelAndPath(let path, let line, _, _), .noDefault(let path, let line),
      .notTrusted(let path, let line, _):
      [Source.file(path, line: line).asReason]
    case .settingsVersion(_, _, nil): []
    case .nothingAsked(let path, let line), .notTOML(let path, let line, _),
      .optionsWithPath(let path, let line, _), .settingsVersion(let path, let line, _),
      .unknownProfile(let path, let line, _), .wrongType(let path, let line, _, _):
      [Source.file(path, line: line).asFile]
    case .malformedName(_, let source), .pathWithoutPrograms(_, let source),
      .programMissing(_, _, _, let source), .relativePath(_, let source),
      .targetInName(_, let source):
      [source.asReason]
    case .emptyFile, .noMinimum, .noPackage, .noRustup, .noToolchainTable: []
    }
  }

  private var pinHelp: Bytes {
    Bytes("tvm use rust stable")
  }

  /// What to do about it.
  var help: Bytes? {
    switch self {
    case .channelAndPath: Bytes("remove channel or path")
    case .emptyFile, .malformedName, .nothingAsked, .noToolchainTable: pinHelp
    case .noDefault: Bytes("tvm default rust stable")
    case .noMinimum: Bytes("add rust-version = \"1.70\" to [package]")
    case .noRustup: Bytes("tvm shims")
    case .notTrusted(let path, _, _): Bytes("tvm allow ") + path.bytes.shellQuoted
    case .optionsWithPath: Bytes("keep only path in [toolchain]")
    case .programMissing(_, let component, let toolchain, let source):
      component?.help(toolchain: toolchain, source)
    case .relativePath: Bytes("write a path that starts with /")
    case .targetInName: Bytes("remove the platform from the channel")
    case .unknownProfile: Bytes("use minimal, default, or complete")
    case .settingsVersion: Bytes("tvm doctor")
    // It may have comments or blank lines beside a bare name.
    case .notTOML(let path, _, _) where path.name.equals(VersionFile.rustToolchain.name): pinHelp
    case .noPackage, .notTOML, .pathWithoutPrograms, .wrongType: nil
    }
  }
}
