import CLibc
import Resolution
import Shells
import Toolchains

extension Check {
  /// Programs of `go install` and `cargo install` that cannot be run.
  static func brokenPrograms(_ machine: Machine) -> [Finding] {
    machine.programFolders.flatMap { folder -> [Finding] in
      (machine.world.names(folder) ?? []).sorted { $0.lexicographicallyPrecedes($1) }.compactMap {
        let path = folder.appending($0)
        return BrokenProgram(path).map { finding($0, path, machine) }
      }
    }
  }

  private static func finding(
    _ program: BrokenProgram, _ path: Path, _ machine: Machine
  ) -> Finding {
    let shown = machine.show(path)
    let word = machine.hookShell.word(path.bytes).text
    // The shims stand in for what has one.
    let verdict: Verdict = Language(program: path.name) == nil ? .failure : .warning
    switch program {
    case .brokenLink(let target):
      return Finding(
        verdict, "\(shown) is a broken link",
        evidence: ["it points to \(machine.show(target))"],
        remedy: Remedy("remove the link", fixes: [.removeLink(path)]))
    case .notExecutable:
      return Finding(
        verdict, "\(shown) is not executable",
        remedy: Remedy("make it executable", lines: ShellLines("chmod +x \(word)")))
    case .empty, .noProgram, .truncated:
      let records = machine.crateRecords?.records?.records ?? []
      let record = records.first { $0.programs.contains(Bytes(path.name).text) }
      let again =
        record.map { ShellLines("cargo install --force \($0.name)") }
        ?? GoBuildInfo(path).flatMap { info in
          info.path.map { ShellLines("go install \($0)@latest") }
        } ?? ShellLines("rm \(word)")
      let reason =
        switch program {
        case .empty: "is empty"
        case .truncated: "is cut off before its end"
        default: "is not a program"
        }
      return Finding(
        verdict, "\(shown) \(reason), so it does not run",
        remedy: Remedy("reinstall it, or remove it", lines: again))
    }
  }
}

/// Why a file among programs cannot be run on any machine.
enum BrokenProgram: Equatable {
  case brokenLink(target: Path)
  case empty
  case noProgram
  case notExecutable
  case truncated

  /// What is wrong with a file; nil for a program, and for what is not meant to be one.
  init?(_ path: Path) {
    guard let status = FileStatus(path) else {
      guard let target = Folder.target(of: path) else { return nil }
      self = .brokenLink(target: target)
      return
    }
    guard status.kind == .file, path.allows(.read) else { return nil }
    let isExecutable = status.mode & 0o111 != 0
    switch Executable(path) {
    case nil, .foreign: return nil
    case .script:
      if isExecutable { return nil }
      self = .notExecutable
    case .binary:
      if let end = ProgramFile(path)?.elfEnd, end > UInt64(status.size) {
        self = .truncated
      } else if isExecutable {
        return nil
      } else {
        self = .notExecutable
      }
    case .unknown:
      // Notes and such lie beside programs, too.
      guard isExecutable else { return nil }
      self = status.size == 0 ? .empty : .noProgram
    }
  }
}

extension ProgramFile {
  /// The number of bytes that the headers of an ELF file speak of; nil for any other file.
  fileprivate var elfEnd: UInt64? {
    guard let head = bytes(at: 0, count: 64), head.starts(with: "\u{7F}ELF") else { return nil }
    // Less than a header is no program.
    guard head.count == 64 else { return .max }
    let fields = Fields(head, head[5] == 2)
    let is64 = head[4] == 2
    let size = is64 ? fields.number(54, 2) : fields.number(42, 2)
    let count = is64 ? fields.number(56, 2) : fields.number(44, 2)
    let table = is64 ? fields.number(32, 8) : fields.number(28, 4)
    guard size >= (is64 ? 56 : 32), size < 1024, count < 1024, table < 1 << 40 else { return nil }
    var end = table + size * count
    guard let headers = bytes(at: table, count: Int(size * count)),
      headers.count == Int(size * count)
    else { return end }
    for index in 0..<Int(count) {
      let entry = Fields(
        Bytes(headers[(index * Int(size))..<((index + 1) * Int(size))]), head[5] == 2)
      let offset = is64 ? entry.number(8, 8) : entry.number(4, 4)
      let length = is64 ? entry.number(32, 8) : entry.number(16, 4)
      if offset < 1 << 40, length < 1 << 40 { end = max(end, offset + length) }
    }
    return end
  }
}
