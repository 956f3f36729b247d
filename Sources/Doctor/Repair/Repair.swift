import CLibc
package import Resolution
import Shells
package import Toolchains

/// Changes that mend a set-up, all prepared before the first one is made.
package struct Repair: Sendable {
  /// One thing that is done.
  package enum Step: Equatable, Sendable {
    /// A file gets other contents; nothing before where it does not exist.
    case write(Path, before: Bytes?, after: Bytes)
    /// Anything else.
    case other(Fix)

    /// The file that gets other contents; nil for anything else.
    var file: Path? {
      if case .write(let path, _, _) = self { path } else { nil }
    }
  }

  /// A file that stays as it is: its shell could not read it with the change, or what stands there must not be
  /// replaced.
  package struct Refusal: Equatable, Sendable {
    /// The file.
    package let path: Path
    /// What the shell says.
    package let reason: String
    /// The change, to be made by hand.
    package let difference: Bytes
  }

  /// What is done, in this order.
  package let steps: [Step]

  /// What is not done.
  package let refusals: [Refusal]

  private let machine: Machine

  /// The changes that fixes amount to; those that change nothing are left out.
  package init(_ fixes: [Fix], _ machine: Machine) {
    self.machine = machine
    var steps: [Step] = []
    var refusals: [Refusal] = []
    var paths: [Path] = []
    for case .edit(let path, _) in fixes where !paths.contains(path) { paths.append(path) }
    var texts: [Path: Bytes] = [:]
    for path in paths {
      let before = machine.read(path)
      // What cannot be read must not be replaced.
      if before == nil, FileStatus(path) != nil { continue }
      var after = before ?? []
      let edits = fixes.compactMap { if case .edit(path, let edit) = $0 { edit } else { nil } }
      for rank in 0...2 {
        for edit in edits where edit.rank == rank { after = edit.applied(to: after) }
      }
      if after != before ?? [] { texts[path] = after }
    }
    // Another line may use what a fix takes out.
    let plan = StartupPlan(texts, machine)
    paths += plan.texts.keys.filter { !paths.contains($0) }.sorted { $0.text < $1.text }
    for path in paths {
      let before = machine.read(path)
      guard let after = plan.texts[path] else { continue }
      if let reason = plan.faults[path] {
        let difference = UnifiedDiff(path, before: before, after: after).text
        refusals.append(Refusal(path: path, reason: reason, difference: difference))
      } else if before == nil, let link = path.brokenLink {
        // A new file in its place would hide that the user's own one is lost.
        let reason =
          "\(machine.show(link.path)) is a broken link to \(machine.show(link.target))"
        let difference = UnifiedDiff(path, before: before, after: after).text
        refusals.append(Refusal(path: path, reason: reason, difference: difference))
      } else if case .obstacle(_, let obstacle) = AtomicFile.obstacle(
        at: path, links: Repair.links(path, machine))
      {
        let difference = UnifiedDiff(path, before: before, after: after).text
        refusals.append(Refusal(path: path, reason: "\(obstacle)", difference: difference))
      } else if let shell = machine.scriptShell(path),
        let reason = machine.syntaxError(in: after, shell)
      {
        let difference = UnifiedDiff(path, before: before, after: after).text
        refusals.append(Refusal(path: path, reason: reason, difference: difference))
      } else {
        steps.append(.write(path, before: before, after: after))
      }
    }
    for fix in fixes {
      if case .edit = fix { continue }
      if !Repair.isDone(fix, machine) { steps.append(.other(fix)) }
    }
    self.steps = steps
    self.refusals = refusals
  }

  /// What becomes of links: those of the user's start-up files are followed, those of a project only
  /// within it.
  private static func links(_ path: Path, _ machine: Machine) -> AtomicFile.Links {
    guard machine.startup.file(path) == nil, let directory = machine.directory else {
      return .follow
    }
    let project = World.live.projectRoot(of: directory)
    return path.isInside(project) && project != machine.userHome ? .within(project) : .follow
  }

  private static func isDone(_ fix: Fix, _ machine: Machine) -> Bool {
    switch fix {
    case .createFolder(let path): Folder.exists(path)
    case .edit: false
    case .link(let path, let target): Folder.target(of: path) == target
    case .placeShims: ShimFolder(machine.home).isComplete
    case .cleanUp(let path): !Folder.isOccupied(path)
    case .removeLink(let path): Folder.target(of: path) == nil
    }
  }

  /// What would be done: files as a unified diff, the rest in words.
  package var preview: Bytes { steps.reduce(into: Bytes()) { $0 += preview(of: $1) } }

  /// What a step would do.
  func preview(of step: Step) -> Bytes {
    switch step {
    case .write(let path, let before, let after):
      UnifiedDiff(path, before: before, after: after).text
    case .other(let fix): Bytes("\(fix.text(machine))\n".utf8)
    }
  }

  /// Makes the changes.
  ///
  /// - Parameters:
  ///   - saved: the files that have a backup from before, and those that get one here.
  ///   - report: is told what was done, a line each.
  /// - Throws: ``FileError`` where a file cannot be changed; what was done before stays.
  package func run(_ saved: inout [Path], _ report: (String) -> Void) throws(FileError) {
    for step in steps {
      switch step {
      case .write(let path, let before, let after):
        var line = "changed \(machine.show(path))"
        if saved.contains(path) {
          line += " again"
        } else if let before {
          let backup = try backUp(before, of: path)
          line += " (backup: \(machine.show(backup)))"
        } else {
          line = "created \(machine.show(path))"
        }
        saved.append(path)
        try AtomicFile.write(after, to: path, links: Repair.links(path, machine))
        report(line)
      case .other(let fix):
        try perform(fix)
        report("done: \(fix.text(machine))")
      }
    }
  }

  private func perform(_ fix: Fix) throws(FileError) {
    switch fix {
    case .createFolder(let path): try Folder.create(path)
    case .edit: break
    case .link(let path, let target):
      if let folder = path.parent { try Folder.create(folder) }
      try Folder.link(path, to: target)
    case .placeShims:
      guard let shim = machine.shim else { break }
      try ShimFolder(machine.home).fill(with: shim, handingOverTo: machine.program)
    case .cleanUp:
      try Folder.create(machine.home.locks)
      Staging.clean(machine.home)
      // Without a home of rustup's nothing is left in it.
      try? RustHome(machine.world).clean()
    case .removeLink(let path): try Folder.remove(path)
    }
  }

  /// Writes a copy beside a file under a name that is free.
  private func backUp(_ contents: Bytes, of path: Path) throws(FileError) -> Path {
    var seconds = time(nil)
    var date = tm()
    localtime_r(&seconds, &date)
    var buffer = [CChar](repeating: 0, count: 32)
    strftime(&buffer, buffer.count, ".tvm-backup-%Y%m%d-%H%M%S", &date)
    var base = path.bytes + Bytes(cString: buffer)
    let isRead =
      machine.startup.file(path) != nil && path != machine.startup.hookFile(machine.hookShell)
    if isRead, let folder = path.parent, path.name.first != UInt8(ascii: ".") {
      // A shell that reads every file of a folder leaves out those with a dot.
      base = folder.appending(Bytes(".") + base[(folder.bytes.count + 1)...]).bytes
    }
    var backup = Path(base)
    var number = 1
    while Folder.isOccupied(backup) {
      number += 1
      backup = Path(base + Bytes("-\(number)".utf8))
    }
    // A backup must not be read by more people than the file.
    try AtomicFile.write(contents, to: backup, links: .never, permissions: FileStatus(path)?.mode)
    return backup
  }
}
