import Resolution
import Shells
import Toolchains

extension Check {
  /// Lists of versions that do not have what is pinned, and numbers in them that YAML cuts.
  static func matrices(_ matrices: [PipelineFile.Matrix], _ machine: Machine) -> [Finding] {
    matrices.flatMap { matrix -> [Finding] in
      guard let pin = PinnedVersion(matrix.language, machine),
        let first = matrix.versions.first
      else { return [] }
      let name = Bytes(matrix.language.name).text
      let cut = matrix.versions.filter(\.isCut)
      if !cut.isEmpty {
        return cut.map { mention in
          Finding(
            .warning,
            "\(place(mention, machine)) uses \(name) \(mention.text), which YAML reads as a number",
            evidence: [Bytes(mention.line.utf8).printable.text],
            remedy: Remedy(
              "put it in quotes", lines: substitution(mention, "\"\(mention.text)\"")))
        }
      }
      let isTested = matrix.versions.contains {
        [.same, .looser, .floating].contains(pin.agreement($0))
      }
      if isTested { return [] }
      let texts = matrix.versions.map { Bytes($0.text.utf8).printable.text }
      return [
        Finding(
          .warning,
          "\(place(first, machine)) tries \(name) \(texts.joined(separator: ", ")), and not "
            + "\(pin.text), which is pinned",
          evidence: [Bytes(first.line.utf8).printable.text],
          remedy: Remedy(
            "add '\(pin.text)' to the list, or write it for the newest",
            lines: matrix.versions.last.map { substitution($0, pin.text) } ?? ShellLines()))
      ]
    }
  }

  /// Files that pipelines take the version from: whether they are there, and say what is pinned.
  static func versionFiles(
    _ files: [PipelineFile.VersionFileMention], _ machine: Machine
  ) -> [Finding] {
    guard let root = machine.projectDirectories.last else { return [] }
    return files.compactMap { mention in
      let file = root.appending(Bytes(mention.name.utf8))
      let shown = "\(machine.show(mention.path)):\(mention.number)"
      let name = Bytes(mention.name.utf8).printable.text
      let remedy = replacement(mention, root, machine)
      guard let contents = machine.read(file, limit: ProjectFile.sizeLimit) else {
        return Finding(
          .failure, "\(shown) takes the version from \(name), which does not exist",
          evidence: [Bytes(mention.line.utf8).printable.text], remedy: remedy)
      }
      guard let pin = PinnedVersion(.go, machine), let text = version(in: contents, at: file),
        pin.agreement(
          VersionMention(
            language: .go, path: mention.path, number: mention.number, line: mention.line,
            text: text, before: "")) == .other
      else { return nil }
      return Finding(
        .warning, "\(shown) takes go \(text) from \(name), but go \(pin.text) is pinned",
        evidence: [Bytes(mention.line.utf8).printable.text], remedy: remedy)
    }
  }

  /// The version that setup-go reads from a file.
  private static func version(in contents: Bytes, at file: Path) -> String? {
    if let kind = ProjectFile(name: file.name), Language.go.projectFiles.contains(kind) {
      // What cannot be read is the resolver's to report.
      guard let module = try? GoModule(contents, at: file), module.line > 0 else { return nil }
      return (module.preferred ?? module.minimum).name.text
    }
    // Any other name holds a version alone.
    let isList = VersionFile(name: file.name) == .toolVersions
    let kind = isList ? VersionFile.toolVersions : .goVersion
    return (try? kind.goPins(in: contents, at: file))?.first?.text.text
  }

  private static func replacement(
    _ mention: PipelineFile.VersionFileMention, _ root: Path, _ machine: Machine
  ) -> Remedy {
    let files = [VersionFile.goVersion.name, ProjectFile.goModule.name].map(\.text).filter {
      $0 != mention.name && Folder.isOccupied(root.appending(Bytes($0.utf8)))
    }
    guard let file = files.first else { return Remedy("name a file that is there") }
    let isPlain = mention.name.utf8.allSatisfy {
      $0.isLetter || $0.isDigit || Bytes("._-/").contains($0)
    }
    let path = Shell.bash.word(mention.path.bytes).text
    return Remedy(
      "name \(file) there",
      lines: isPlain
        ? ShellLines("sed -i '\(mention.number)s|\(mention.name.asPattern)|\(file)|' \(path)")
        : ShellLines())
  }

  private static func place(_ mention: VersionMention, _ machine: Machine) -> String {
    "\(machine.show(mention.path)):\(mention.number)"
  }

  /// The command that writes something for a version, where the line holds that once.
  private static func substitution(_ mention: VersionMention, _ text: String) -> ShellLines {
    guard mention.text.isPlainWord, mention.line.ranges(of: mention.text).count == 1 else {
      return ShellLines()
    }
    let path = Shell.bash.word(mention.path.bytes).text
    return ShellLines("sed -i '\(mention.number)s|\(mention.text.asPattern)|\(text)|' \(path)")
  }
}
