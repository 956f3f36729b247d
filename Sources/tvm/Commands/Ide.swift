import ArgumentParser
import Doctor
import Editors
import Resolution
import Toolchains

extension Editor: ExpressibleByArgument {}

/// Writes the settings of an editor.
struct Ide: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Configure an editor for this project",
    discussion: """
      Writes the settings of the project that the current directory belongs to, which is the nearest \
      directory with settings of the editor, a pin, or .git: .vscode/settings.json, \
      .idea/workspace.xml, .zed/settings.json, .helix/languages.toml, or .nvim.lua. Everything else \
      in the file, including comments, is kept.

      The settings contain links in tvm's home that point to the active toolchains. use, install, and \
      uninstall move the links, so the settings stay right after an upgrade. The paths are those of \
      this machine; --check accepts the links of another machine if nothing else differs.

      EXAMPLES:
        tvm ide vscode
        tvm ide zed --print       print the new file, write nothing
        tvm ide goland --check    exit with status 1 if the settings are out of date
      """)

  @Argument(help: "goland, helix, neovim, rustrover, vscode, or zed")
  var editor: Editor

  @Flag(name: .long, help: "Exit with status 1 if the settings are out of date; change nothing")
  var check = false

  @Flag(
    name: [.customLong("print"), .customLong("dry-run")],
    help: "Print the new file; change nothing")
  var prints = false

  @Flag(name: .shortAndLong, help: "Print only errors")
  var quiet = false

  func validate() throws {
    if check, prints { throw ValidationError("--check cannot be used with --print") }
  }

  func run() throws {
    let session = try Session()
    guard let current = session.world.workingDirectory() else {
      throw CommandError.resolution(.workingDirectoryGone)
    }
    let projectRoot = ProjectRoot(of: editor, session, from: current)
    let directory = projectRoot.directory
    if directory != current, let mark = projectRoot.mark, !quiet {
      Output.note(
        "configuring the project in \(directory.bytes.printable.text) "
          + "(found \(Bytes(mark.name).printable.text))"
      )
    }
    let languages = try languages(session, directory)
    let links = ProjectLinks(session.home)
    let roots =
      check || prints
      ? try languages.map { try ProjectLinks.root($0, for: directory, session.world) }
      : try links.make(languages, for: directory, session.world)
    let machine = try CommandError.resolving { () throws(ResolutionError) in
      try Machine(program: Installation.program, shim: nil, startsShells: false)
    }
    var project = EditorProject(
      shims: session.home.shims, programFolders: machine.programFolders,
      ownFolders: machine.ownFolders)
    project.userHome = session.world.setVariable(Variables.userHome).map { Path($0) }
    for (language, root) in zip(languages, roots) {
      let link = links.link(language, of: directory)
      switch language {
      case .go: project.go = link
      case .rust:
        project.rust = link
        project.hasAnalyzer = session.world.program(root.appending("bin/rust-analyzer")) != nil
        project.hasSource = Folder.exists(root.appending("lib/rustlib/src/rust/library"))
      }
    }
    let settings = try editor.settings(for: project, in: directory, session.world)
    if prints { return Output.print(bytes: settings.after) }
    if check {
      if let other = CommittedSettings(settings, project, editor, directory, session.world) {
        return tellOfMachine(other, settings)
      }
      return try compare(settings, zip(languages, roots), links, directory)
    }
    if !settings.changes.isEmpty {
      try AtomicFile.write(
        settings.after, to: settings.path, links: .within(World.live.projectRoot(of: directory)))
    }
    guard !quiet else { return }
    report(settings)
    for (language, root) in zip(languages, roots) {
      Output.note(
        "linked \(links.link(language, of: directory).bytes.printable.text) -> "
          + root.bytes.printable.text)
    }
    if project.rust != nil { tellOfComponents(project) }
  }

  /// The languages of the project, as far as the editor can be set up for them.
  private func languages(_ session: Session, _ directory: Path) throws -> [Language] {
    if editor.languages.count == 1 { return editor.languages }
    let project = editor.languages.filter { session.isProject($0, directory) }
    if !project.isEmpty { return project }
    let active = editor.languages.filter { language in
      // A language that has nothing to offer here is passed over.
      (try? ProjectLinks.root(language, for: directory, session.world)) != nil
    }
    guard !active.isEmpty else { throw CommandError.nothingAsked(directory: directory) }
    return active
  }

  private func compare(
    _ settings: EditorSettings, _ wanted: Zip2Sequence<[Language], [Path]>,
    _ links: ProjectLinks, _ directory: Path
  ) throws {
    var changes = settings.changes
    for (language, root) in wanted where links.target(language, of: directory) != root {
      changes.append("the link \(links.link(language, of: directory).bytes.printable.text)")
    }
    guard changes.isEmpty else {
      throw CommandError.editorDiffers(
        settings.path, changes, difference: settings.difference,
        command: "tvm ide \(editor.rawValue)")
    }
    if !quiet { Output.note("\(settings.path.bytes.printable.text) is up to date") }
  }

  private func tellOfMachine(_ other: CommittedSettings, _ settings: EditorSettings) {
    guard !quiet else { return }
    let links = other.links.map { $0.bytes.printable.text }.joined(separator: ", ")
    Output.note("\(settings.path.bytes.printable.text) is up to date for the machine that wrote it")
    Output.note("\(links) does not exist here\nhelp: tvm ide \(editor.rawValue)")
  }

  private func report(_ settings: EditorSettings) {
    let file = settings.path.bytes.printable.text
    guard !settings.changes.isEmpty else { return Output.note("\(file) is up to date") }
    Output.note("\(file): set \(settings.changes.joined(separator: ", "))")
    switch editor {
    case .goland, .rustrover: Output.note("reopen the project in \(editor.name) to apply it")
    case .neovim:
      Output.note("Neovim reads it with vim.o.exrc = true in init.lua, once you :trust it")
    case .helix, .vscode, .zed: break
    }
  }

  private func tellOfComponents(_ project: EditorProject) {
    if !project.hasAnalyzer, editor != .rustrover {
      Output.note("note: rust-analyzer is not installed\nhelp: tvm component add rust-analyzer")
    }
    if !project.hasSource {
      Output.note("note: rust-src is not installed\nhelp: tvm component add rust-src")
    }
  }
}

extension EditorSettings {
  /// What differs, line by line; nothing where there is no file yet.
  fileprivate var difference: String {
    guard let before else { return "" }
    return UnifiedDiff(path, before: before, after: after).text.text
  }
}
