import Resolution
import Shells
import Toolchains

extension Check {
  /// The versions that pipelines name.
  static func pipelines(_ machine: Machine) -> [Finding] {
    var pipelines: [PipelineFile] = []
    for directory in machine.projectDirectories {
      let workflows = directory.appending(".github/workflows")
      var files = [
        ".gitlab-ci.yml", ".circleci/config.yml", "bitbucket-pipelines.yml", "azure-pipelines.yml",
        ".travis.yml", ".woodpecker.yml", ".drone.yml",
      ].map {
        directory.appending(Bytes($0.utf8))
      }
      for name in (machine.world.names(workflows) ?? []).sorted(by: { $0.text < $1.text })
      where name.text.hasSuffix(".yml") || name.text.hasSuffix(".yaml") {
        files.append(workflows.appending(name))
      }
      let actions = directory.appending(".github/actions")
      for name in (machine.world.names(actions) ?? []).sorted(by: { $0.text < $1.text }) {
        files += ["action.yml", "action.yaml"].map {
          actions.appending(name).appending(Bytes($0.utf8))
        }
      }
      for file in files {
        guard let contents = machine.read(file) else { continue }
        pipelines.append(PipelineFile(contents, at: file))
      }
    }
    return findings(pipelines.flatMap(\.mentions), isPipeline: true, machine)
      + matrices(pipelines.flatMap(\.matrices), machine)
      + versionFiles(pipelines.flatMap(\.versionFiles), machine)
  }

  /// The versions that images are made from.
  static func images(_ machine: Machine) -> [Finding] {
    let files = machine.dockerfiles.map { Dockerfile($0.contents, at: $0.path) }
    let arguments = files.reduce(into: [:]) { $0.merge($1.versionArguments) { first, _ in first } }
    return findings(
      files.flatMap(\.mentions)
        + ContainerFile.all(machine).flatMap { $0.mentions(arguments) },
      isPipeline: false, machine)
  }

  static func lateVariables(_ machine: Machine) -> [Finding] {
    machine.dockerfiles.flatMap { path, contents in
      Dockerfile(contents, at: path).lateVariables.map { late in
        Finding(
          .warning,
          "\(machine.show(path)):\(late.number) sets \(late.name) after the RUN that needs it",
          evidence: ["line \(late.run.number): RUN \(Bytes(late.run.command.utf8).printable.text)"],
          remedy: Remedy(
            "move line \(late.number) of \(machine.show(path)) before line \(late.run.number)"))
      }
    }
  }

  private static func findings(
    _ mentions: [VersionMention], isPipeline: Bool, _ machine: Machine
  ) -> [Finding] {
    Language.allCases.flatMap { language -> [Finding] in
      guard let pin = PinnedVersion(language, machine) else { return [] }
      let own = mentions.filter { $0.language == language }
      // A pipeline that uses what is pinned may try other versions in further jobs, and one of a
      // module that any newer Go may build has nothing to be unlike.
      let isMinimum = if case .goAtLeast = pin { true } else { false }
      let isTested =
        isPipeline && own.contains { pin.agreement($0) == .same && !$0.isCut && !$0.isAside }
      return own.compactMap { mention in
        let isFloating = pin.agreement(mention) == .floating
        return finding(
          mention, pin,
          isHarmless: isTested || mention.isAside || isPipeline && isMinimum && isFloating, machine)
      }
    }
  }

  private static func finding(
    _ mention: VersionMention, _ pin: PinnedVersion, isHarmless: Bool, _ machine: Machine
  ) -> Finding? {
    let name = Bytes(mention.language.name).text
    let place = "\(machine.show(mention.path)):\(mention.number)"
    let isCut = mention.isCut
    let agreement = isCut ? .other : pin.agreement(mention)
    let text = Bytes(mention.text.utf8).printable.text
    let said = text.isEmpty ? "the newest \(name)" : "\(name) \(text)"
    let verdict: Verdict
    let summary: String
    switch agreement {
    case .same: return nil
    case .looser:
      (verdict, summary) = (.note, "\(place) uses \(said), which is any \(pin.text) release")
    case .floating:
      (verdict, summary) = (.warning, "\(place) uses \(said), which is not a fixed version")
    case .other where isCut:
      (verdict, summary) = (.warning, "\(place) uses \(said), which YAML reads as a number")
    case .other:
      (verdict, summary) = (.warning, "\(place) uses \(said), but \(name) \(pin.text) is pinned")
    }
    let line = "line \(mention.number) of \(machine.show(mention.path))"
    let isVersionKey = mention.before == "go-version: "
    return Finding(
      isHarmless && !isCut ? .note : verdict, summary,
      evidence: [Bytes(mention.line.utf8).printable.text],
      remedy: Remedy(
        isVersionKey
          ? "write go-version-file: .go-version, or '\(pin.text)', into \(line)"
          : "write \(pin.text) into \(line)",
        lines: command(mention, pin)))
  }

  /// The command that writes what is pinned, where the line holds the version itself.
  private static func command(_ mention: VersionMention, _ pin: PinnedVersion) -> ShellLines {
    let line = mention.line
    // What is asked for beside the rest is nothing to correct.
    guard !mention.isAside, mention.text.isPlainWord,
      mention.before.allSatisfy({ $0 != "|" && $0 != "'" })
    else {
      return ShellLines()
    }
    let path = Shell.bash.word(mention.path.bytes).text
    let whole = mention.before + (mention.written ?? mention.text)
    // A tag, an argument or a plain value stands right behind its name.
    if !mention.before.isEmpty, line.contains(whole) {
      let quote = mention.isNumber ? "\"" : ""
      // An image without a tag ends in its name.
      let sign = mention.text.isEmpty ? ":" : ""
      let new =
        mention.before + sign + quote + pin.text + (mention.system.map { "-" + $0 } ?? "") + quote
      return ShellLines("sed -i '\(mention.number)s|\(whole.asPattern)|\(new)|' \(path)")
    }
    guard !mention.text.isEmpty, line.ranges(of: mention.text).count == 1 else {
      return ShellLines()
    }
    return ShellLines(
      "sed -i '\(mention.number)s|\(mention.text.asPattern)|\(pin.text)|' \(path)")
  }
}

extension Machine {
  /// The Dockerfiles of the project.
  fileprivate var dockerfiles: [(path: Path, contents: Bytes)] {
    var files: [(path: Path, contents: Bytes)] = []
    for directory in projectDirectories {
      let outer = ["docker", ".docker", ".devcontainer", "build", "deploy"].map {
        directory.appending(Bytes($0.utf8))
      }
      let folders =
        [directory] + outer
        + outer.flatMap { folder in
          (world.names(folder) ?? []).sorted { $0.text < $1.text }.prefix(64)
            .map { folder.appending($0) }.filter { Folder.exists($0) }
        }
      for folder in folders {
        for name in (world.names(folder) ?? []).map(\.text).sorted()
        where name == "Dockerfile" || name == "Containerfile" || name.hasPrefix("Dockerfile.")
          || name.hasSuffix(".Dockerfile") || name.hasSuffix(".dockerfile")
        {
          let path = folder.appending(Bytes(name.utf8))
          if name.hasSuffix(".dockerignore") { continue }
          if let contents = read(path) { files.append((path, contents)) }
        }
      }
    }
    return files
  }
}

extension String {
  /// Whether nothing in this could mean anything else to a shell or to sed.
  var isPlainWord: Bool {
    utf8.allSatisfy { $0.isLetter || $0.isDigit || Bytes("._-^~>=").contains($0) }
  }

  /// The text as a pattern of sed's that means itself.
  var asPattern: String {
    String(flatMap { ".^*[]\\$".contains($0) ? "\\\($0)" : "\($0)" })
  }
}
