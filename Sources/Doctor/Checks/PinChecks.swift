import Resolution
import Shells
import Toolchains

extension Check {
  /// Pins of one directory that different tools read differently.
  static func pins(_ machine: Machine) -> [Finding] {
    var findings: [Finding] = []
    var next = machine.directory
    // Only the nearest directory with a pin of the language counts.
    while let directory = next, findings.isEmpty {
      let files = VersionFile.allCases.filter {
        Folder.isOccupied(directory.appending($0.name))
      }
      findings += goPins(directory, machine) + rustPins(directory, machine)
      findings += foreignPins(directory, machine) + passedOver(files, directory, machine)
      if !files.isEmpty { break }
      next = directory.parent
    }
    return findings + brokenLinks(machine) + overrides(machine) + staleOverrides(machine)
  }

  /// What the directory's version files say that counts for nothing.
  private static func passedOver(
    _ files: [VersionFile], _ directory: Path, _ machine: Machine
  ) -> [Finding] {
    Language.allCases.flatMap { language in
      files.flatMap {
        PassedOver(in: directory.appending($0.name), for: language, machine.world).lines
      }
    }.map { Finding(.warning, $0.text, remedy: Remedy("remove or correct the line")) }
  }

  /// Pins that are links to nothing, which every tool passes over as if they were not there.
  private static func brokenLinks(_ machine: Machine) -> [Finding] {
    let names = VersionFile.allCases.map(\.name) + Language.go.projectFiles.map(\.name)
    var findings: [Finding] = []
    var next = machine.directory
    while let directory = next {
      for name in names {
        let path = directory.appending(name)
        guard FileStatus(link: path)?.kind == .link, FileStatus(path) == nil else { continue }
        let quoted = Shell.bash.word(path.bytes).text
        findings.append(
          Finding(
            .warning, "\(machine.show(path)) is a broken link and pins nothing",
            remedy: Remedy(
              "restore its target, or remove it and pin again",
              lines: ShellLines("rm -- \(quoted)"))))
      }
      next = directory.parent
    }
    return findings
  }

  private static func goPins(_ directory: Path, _ machine: Machine) -> [Finding] {
    let first = directory.appending(VersionFile.goVersion.name)
    let second = directory.appending(VersionFile.toolVersions.name)
    guard let own = texts(.goVersion, first, .go, machine), let text = own.first else { return [] }
    var findings: [Finding] = []
    if let other = texts(.toolVersions, second, .go, machine)?.first,
      bare(other) != bare(text)
    {
      findings.append(
        Finding(
          .warning,
          "goenv reads \(text) from \(machine.show(first)), asdf \(other) from \(machine.show(second))",
          remedy: Remedy(
            "write the same into both, or remove the line of \(machine.show(second))",
            lines: ShellLines(sed("s/^\\(golang\\|go\\)[ \\t].*/\\1 \(bare(text))/", second)))))
    }
    if let odd = own.first(where: { GoVersion(Bytes(bare($0).utf8)[...]) == nil }), odd != "system"
    {
      findings.append(
        Finding(
          .note, "\(machine.show(first)) says \(odd), which goenv does not understand",
          evidence: ["goenv knows whole versions and the start of one, such as 1.21"]))
    }
    return findings
  }

  private static func rustPins(_ directory: Path, _ machine: Machine) -> [Finding] {
    let legacy = directory.appending(VersionFile.rustToolchain.name)
    let newer = directory.appending(VersionFile.rustToolchainTOML.name)
    var findings: [Finding] = []
    let channels = [legacy, newer].map { channel($0, machine) }
    if channels[0] != nil, Folder.isOccupied(newer) {
      let isSame = channels[0] == channels[1]
      findings.append(
        Finding(
          isSame ? .note : .warning,
          "\(machine.show(newer)) is not read, since \(machine.show(legacy)) stands beside it",
          evidence: zip([legacy, newer], channels).map {
            "\(machine.show($0)): \($1 ?? "nothing")"
          },
          remedy: Remedy(
            "keep one of the two; to keep the newer form",
            lines: ShellLines("rm \(Shell.bash.word(legacy.bytes).text)"))))
    }
    let tools = directory.appending(VersionFile.toolVersions.name)
    if let own = channels[0] ?? channels[1],
      let other = texts(.toolVersions, tools, .rust, machine)?.first, other != own
    {
      findings.append(
        Finding(
          .warning,
          "rustup reads \(own), and asdf reads \(other) from \(machine.show(tools))",
          remedy: Remedy(
            "write the same into both",
            lines: own.isPlainWord
              ? ShellLines(sed("s/^rust[ \\t].*/rust \(own)/", tools)) : ShellLines())))
    }
    return findings
  }

  /// Files of other version managers, which tvm does not read.
  private static func foreignPins(_ directory: Path, _ machine: Machine) -> [Finding] {
    Language.allCases.flatMap { language in
      ForeignPin.all(language, in: directory, machine.world).compactMap {
        finding(on: $0, language, machine)
      }
    }
  }

  private static func finding(
    on foreign: ForeignPin, _ language: Language, _ machine: Machine
  ) -> Finding? {
    let text = foreign.text.printable.text
    let place = "\(machine.show(foreign.path)):\(foreign.line)"
    let other = "\(foreign.manager) reads \(language.name) \(text) from \(place)"
    guard case .pins(let pins) = machine.firstCandidate(language)?.finding, let pin = pins.first,
      case .file(let path, _) = pin.source
    else {
      guard let active = machine.active(language)?.name, !foreign.isMet(by: active, language),
        let request = foreign.commandRequest(language)
      else { return nil }
      return Finding(
        .warning, "\(other), and tvm uses \(active.printable.text)",
        evidence: ["tvm does not read \(machine.show(foreign.path))"],
        remedy: Remedy("pin it for all tools", lines: ShellLines("tvm use \(request)")))
    }
    let own = bare(pin.text.printable.text)
    guard text != own, !foreign.isMet(by: Bytes(own.utf8), language) else { return nil }
    return Finding(
      .warning, "\(other), tvm \(own) from \(machine.show(path))",
      remedy: Remedy(
        "write the same into both",
        lines: own.isPlainWord && text.isPlainWord
          ? ShellLines(sed("\(foreign.line)s|\(text.asPattern)|\(own)|", foreign.path))
          : ShellLines()))
  }

  /// A directory override of rustup's that hides the file of the project.
  private static func overrides(_ machine: Machine) -> [Finding] {
    guard let active = machine.firstCandidate(.rust), case .override(_, let folder) = active.place,
      let directory = machine.directory
    else { return [] }
    var next: Path? = directory
    while let parent = next {
      for kind in Language.rust.versionFiles where kind.isRustup {
        let file = parent.appending(kind.name)
        guard let channel = channel(file, machine) else { continue }
        return [
          Finding(
            .warning,
            "a rustup override for \(machine.show(folder)) comes before \(machine.show(file))",
            evidence: ["\(machine.show(file)): \(channel)", active.text.text],
            remedy: Remedy(
              "take the override back",
              lines: ShellLines(
                "rustup override unset --path "
                  + Shell.bash.word(folder.bytes).text)))
        ]
      }
      next = parent.parent
    }
    return []
  }

  /// Overrides of rustup's for directories or with toolchains that are not there any more.
  private static func staleOverrides(_ machine: Machine) -> [Finding] {
    guard let home = try? RustHome(machine.world),
      let settings = try? RustSettings(at: home.settings, machine.world)
    else { return [] }
    let host = RustTarget.host(settings, machine.world)
    return settings.overrides.compactMap { entry in
      // The one that counts here is another check's.
      if let directory = machine.directory, directory.isInside(entry.directory) { return nil }
      let isGone = !Folder.exists(entry.directory)
      let name = RustRequest(name: entry.toolchain.name[...], host: host)?.name
      let isMissing = name.map { !Folder.isOccupied(home.toolchains.appending($0)) } ?? false
      guard isGone || isMissing else { return nil }
      let shown = machine.show(entry.directory)
      let path = Shell.bash.word(entry.directory.bytes).text
      return Finding(
        isGone ? .note : .warning,
        isGone
          ? "a rustup override is for \(shown), which does not exist"
          : "a rustup override for \(shown) names \(entry.toolchain.name.printable.text), "
            + "which is not installed",
        evidence: ["\(machine.show(home.settings)):\(entry.toolchain.line)"],
        remedy: Remedy(
          "take the override back", lines: ShellLines("rustup override unset --path \(path)")))
    }
  }

  private static func texts(
    _ kind: VersionFile, _ path: Path, _ language: Language, _ machine: Machine
  ) -> [String]? {
    guard let contents = ownContents(path, machine) else { return nil }
    if language == .rust {
      for line in contents.parts(between: "\n") {
        let words = line.withoutComment.words
        if words.count > 1, words[0].equals("rust") { return [Bytes(words[1]).printable.text] }
      }
      return nil
    }
    return (try? kind.goPins(in: contents, at: path))?.map(\.text.text)
  }

  /// What a version file holds; nothing where a link leads to what is not the project's to show.
  private static func ownContents(_ path: Path, _ machine: Machine) -> Bytes? {
    guard machine.world.target(outOfProject: path) == nil else { return nil }
    return machine.read(path, limit: VersionFile.sizeLimit)
  }

  private static func channel(_ path: Path, _ machine: Machine) -> String? {
    guard let contents = ownContents(path, machine),
      let file = try? RustToolchainFile(contents, at: path)
    else { return nil }
    return (file.channel ?? file.folder)?.name.printable.text
  }

  private static func bare(_ text: String) -> String {
    text.hasPrefix("go") ? String(text.dropFirst(2)) : text
  }

  private static func sed(_ script: String, _ path: Path) -> String {
    "sed -i '\(script)' \(Shell.bash.word(path.bytes).text)"
  }
}
