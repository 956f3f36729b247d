package import Resolution
package import Shells
import Toolchains

extension Machine {
  /// The line that loads the hook, which needs nothing on `PATH`.
  package func hookLine(_ shell: Shell) -> Bytes { shell.hookLine(program) }

  /// The changes after which new shells load the hook once and have the shims first.
  ///
  /// Every check that finds something wrong with the hook asks for the same ones, so that they fit
  /// together; nothing where the hook is as it should be, or where something else keeps it from working.
  package var hookFixes: [Fix] {
    // Without readable settings the hook fails wherever it stands.
    guard case .success = resolver else { return [] }
    // What the link led to may load the hook already.
    guard startup.brokenLink(to: startup.hookFile(hookShell)) == nil else { return [] }
    return promptFixes + loginFixes
  }

  /// The changes for a shell with a prompt.
  private var promptFixes: [Fix] {
    let files = startup.files(of: hookShell).filter(\.isUsers)
    let lines = files.flatMap(\.hooks)
    let kept = keptHook(lines)
    let place = kept.map { self.place(of: $0) } ?? .end
    if kept == nil, lines.isEmpty, hasUnknownHook { return [] }
    var fixes: [Fix] = []
    for hook in lines where hook.canBeTakenOut && (hook != kept || place != .stays) {
      let isTwin =
        place == .stays && hook.line.bytes == kept?.line.bytes && hook.line.file == kept?.line.file
      let why =
        hook.shell != hookShell.rawValue
        ? "it is the hook of \(hook.shell)"
        : place == .stays ? "the hook is loaded once already" : "the hook has moved"
      let (bytes, syntax) = (hook.line.bytes, hook.line.syntax)
      fixes.append(
        .edit(
          hook.line.file,
          isTwin
            ? .keepLast(bytes, in: syntax, why: why) : .commentOut(bytes, in: syntax, why: why)))
    }
    if place == .stays { return fixes }
    let file = startup.hookFile(hookShell)
    let syntax = hookShell.syntax
    let stop =
      place == .early
      ? kept.flatMap { startup.file(file)?.statementThatEnds(before: $0.line.number) }
      : startup.file(file)?.lineThatEnds
    let line =
      kept.flatMap { canMove($0, to: file, isLast: stop == nil) ? $0.line.bytes : nil }
      ?? hookLine(hookShell)
    if let stop {
      return fixes + [.edit(file, .insert([line], before: stop.bytes, in: syntax))]
    }
    return fixes + [.edit(file, .append([line], in: syntax))]
  }

  /// Whether the line of the hook works elsewhere as it stands: alone, and where its program is found.
  private func canMove(_ hook: HookLine, to file: Path, isLast: Bool) -> Bool {
    hook.line.depth == 0 && hook.line.commands.count == 1
      && (hook.program.isAbsolute || isLast && hook.line.file == file)
  }

  /// Where the hook has to be.
  private enum HookPlace {
    /// Where it is.
    case stays
    /// Before the statement at which the shell stops reading.
    case early
    /// Behind everything else in the file where it belongs.
    case end
  }

  /// The line that may stay, of those that load the hook.
  private func keptHook(_ lines: [HookLine]) -> HookLine? {
    let right = lines.filter { $0.shell == hookShell.rawValue && !isNotFound($0) }
    let file = startup.hookFile(hookShell)
    return right.last { $0.line.file == file } ?? right.last { moment($0) == .interactive }
      ?? right.last { moment($0) == .always }
  }

  private func moment(_ hook: HookLine) -> StartupFile.Moment? {
    startup.file(hook.line.file)?.moment
  }

  private func place(of hook: HookLine) -> HookPlace {
    guard let file = startup.file(hook.line.file) else { return .stays }
    let isThere = file.path == startup.hookFile(hookShell)
    guard let view = views.first(where: { $0.kind == .interactive && $0.environment != nil }) else {
      if let stop = file.lineThatEnds, stop.number < hook.line.number { return .early }
      let isBehind = file.lines.contains { $0.number > hook.line.number && displaces($0) }
      return isBehind ? .end : .stays
    }
    if SearchPath(view.environment?[Variables.path], self).isGood { return .stays }
    // Nothing comes behind what runs before prompts, nor is there a place that zsh does not read.
    if !view.promptChanges.isEmpty || view.readsNoFurther { return .stays }
    let isLoaded = view.hasHook
    if !isLoaded, isThere, file.statementThatEnds(before: hook.line.number) != nil {
      return .early
    }
    let isLast = isThere && file.isLast(hook.line)
    return isLast && (isLoaded || hook.isCertain) ? .stays : .end
  }

  /// Whether new shells have the hook from a place that is not known.
  var hasUnknownHook: Bool {
    views.contains {
      $0.kind == .interactive && $0.hasHook
        && SearchPath($0.environment?[Variables.path], self).isGood
    }
  }

  /// Whether the program that a line calls is not there, as far as it or the shell says so.
  package func isNotFound(_ hook: HookLine) -> Bool {
    if hook.program.isAbsolute { return world.program(hook.program) == nil }
    if guardLine(hook) != nil { return true }
    let phrases = ["not found", "No such file", "Unknown command"]
    return views.contains { view in
      view.kind.hasPrompt && !view.hasHook
        && view.errors.split(separator: "\n").contains { line in
          line.contains("tvm") && phrases.contains { line.contains($0) }
        }
    }
  }

  /// The line that asks for tvm by its name before it is on `PATH`, and so keeps the hook from being
  /// loaded in a shell with a prompt; nil where there is none.
  package func guardLine(_ hook: HookLine) -> StartupLine? {
    guard !hook.program.isAbsolute, !hook.isCertain,
      let file = startup.file(hook.line.file),
      views.contains(where: { isWithoutHook($0, although: file) }),
      let statement = file.statements.first(where: { $0.contains(hook.line) })
    else { return nil }
    return statement.first { line in
      line.commands.contains { $0.isTest && $0.words.contains(hook.program.text) }
    }
  }

  /// Whether a shell with a prompt has no hook although it reads a file.
  private func isWithoutHook(_ view: ShellView, although file: StartupFile) -> Bool {
    guard view.kind.hasPrompt, view.environment != nil, !view.hasHook else { return false }
    let isBashrc = hookShell == .bash && file.moment == .interactive
    return view.kind == .interactive || !isBashrc
      || startup.loginFile.map { startup.reachesBashrc($0) } == true
  }

  /// The changes for a login: what reads the file with the hook comes last there.
  private var loginFixes: [Fix] {
    switch hookShell {
    case .bash: readBashrc
    case .zsh: movedFromLogin
    default: []
    }
  }

  /// The changes that move what zsh's last file does to `PATH` before the hook.
  private var movedFromLogin: [Fix] {
    guard isLostInLogin else { return [] }
    let file = startup.hookFile(.zsh)
    let mark = keptHook(startup.files(of: .zsh).flatMap(\.hooks))?.line.bytes ?? hookLine(.zsh)
    return startup.files(of: .zsh)
      .filter { $0.path.name.equals(".zlogin") && $0.isUsers }
      .flatMap { login -> [Fix] in
        login.lines.filter { displaces($0) && $0.isWhole && $0.depth == 0 }.flatMap { line in
          [
            .edit(
              login.path,
              .commentOut(line.bytes, in: .posix, why: "moved to \(show(file)), before the hook")),
            .edit(file, .insert([line.bytes], before: mark, in: .posix)),
          ]
        }
      }
  }

  /// Whether a terminal's shell has the shims first and one that logs in has not.
  var isLostInLogin: Bool {
    func isGood(_ kind: ShellView.Kind) -> Bool? {
      prompts.first { $0.kind == kind }?.path.isGood
    }
    return isGood(.interactive) == true && isGood(.loginPrompt) == false
  }
}

extension HookLine {
  /// Whether the shell comes to it whenever it reads the file.
  var isCertain: Bool { line.depth == 0 && line.commands.allSatisfy(\.isCertain) }

  /// Whether the line does nothing else, so that nothing is lost with it.
  var canBeTakenOut: Bool {
    line.isWhole
      && line.commands.allSatisfy { command in
        command.isTest || command.words == ["source"] || command.text.contains("hook \(shell)")
      }
  }
}
