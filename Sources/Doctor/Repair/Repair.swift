import CLibc
package import Resolution
package import Toolchains

/// Changes that mend a set-up, all prepared before the first one is made.
package struct Repair: Sendable {
  /// One thing that is done.
  package enum Step: Equatable, Sendable {
    /// A file gets other contents; nothing before where it does not exist.
    case write(Path, before: Bytes?, after: Bytes)
    /// Anything else.
    case other(Fix)
  }

  /// What is done, in this order.
  package let steps: [Step]

  private let machine: Machine

  /// The changes that fixes amount to; those that change nothing are left out.
  package init(_ fixes: [Fix], _ machine: Machine) {
    self.machine = machine
    var steps: [Step] = []
    var paths: [Path] = []
    for case .edit(let path, _) in fixes where !paths.contains(path) { paths.append(path) }
    for path in paths {
      let before = machine.read(path)
      // What cannot be read must not be replaced.
      if before == nil, FileStatus(path) != nil { continue }
      var after = before ?? []
      for case .edit(path, let edit) in fixes { after = edit.applied(to: after) }
      if after != before { steps.append(.write(path, before: before, after: after)) }
    }
    for fix in fixes {
      if case .edit = fix { continue }
      if !Repair.isDone(fix, machine) { steps.append(.other(fix)) }
    }
    self.steps = steps
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
  package var preview: Bytes {
    var text = Bytes()
    for step in steps {
      switch step {
      case .write(let path, let before, let after):
        text += UnifiedDiff(path, before: before, after: after).text
      case .other(let fix): text += Bytes("\(fix.text(machine))\n".utf8)
      }
    }
    return text
  }

  /// Makes the changes.
  ///
  /// - Parameter report: is told what was done, a line each.
  /// - Throws: ``FileError`` where a file cannot be changed; what was done before stays.
  package func run(_ report: (String) -> Void) throws(FileError) {
    for step in steps {
      switch step {
      case .write(let path, let before, let after):
        var line = "\(machine.show(path)) is changed"
        if let before {
          let backup = try Repair.backUp(before, of: path)
          line += ", and as it was before in \(machine.show(backup))"
        } else {
          line = "\(machine.show(path)) is new"
        }
        try AtomicFile.write(after, to: path)
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
    case .placeShims(let program, in: _):
      try ShimFolder(machine.home).fill(from: program)
      // The shim named rustup hands over to tvm by this link.
      if Folder.target(of: machine.home.program) != machine.program {
        try Folder.link(machine.home.program, to: machine.program)
      }
    case .cleanUp:
      try Folder.create(machine.home.locks)
      Staging.clean(machine.home)
      // Without a home of rustup's nothing is left in it.
      try? RustHome(machine.world).clean()
    case .removeLink(let path): try Folder.remove(path)
    }
  }

  /// Writes a copy beside a file under a name that is free.
  private static func backUp(_ contents: Bytes, of path: Path) throws(FileError) -> Path {
    var seconds = time(nil)
    var date = tm()
    localtime_r(&seconds, &date)
    var buffer = [CChar](repeating: 0, count: 32)
    strftime(&buffer, buffer.count, ".tvm-backup-%Y%m%d-%H%M%S", &date)
    let base = path.bytes + Bytes(cString: buffer)
    var backup = Path(base)
    var number = 1
    while Folder.isOccupied(backup) {
      number += 1
      backup = Path(base + Bytes("-\(number)".utf8))
    }
    try AtomicFile.write(contents, to: backup)
    // A backup must not be read by more people than the file.
    if let mode = FileStatus(path)?.mode {
      _ = backup.bytes.withCString { chmod($0, mode_t(mode)) }
    }
    return backup
  }
}
