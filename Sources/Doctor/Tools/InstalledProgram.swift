package import Resolution
import Toolchains

/// A program that `go install` or `cargo install` put where it can be called.
struct InstalledProgram {
  /// Who put it there, as far as that can be told.
  enum Origin {
    case cargo(CrateRecords.Record)
    case go(GoBuildInfo)
    case unknown
  }

  let path: Path
  let origin: Origin
  let executable: Executable

  var name: String { Bytes(path.name).text }

  /// What it is and what built it, in a line.
  var description: String {
    switch origin {
    case .cargo(let record):
      let compiler = record.compiler.isEmpty ? "an unknown rustc" : record.compiler
      return "\(record.name) \(record.version), built by \(compiler)"
    case .go(let info):
      let version = info.moduleVersion.map { " \($0)" } ?? ""
      return "\(info.path ?? name)\(version), built by \(info.goVersion)"
    case .unknown: return "not known what built it"
    }
  }

  /// The command that builds it anew, where that can be told.
  var rebuild: ShellLines {
    switch origin {
    case .cargo(let record):
      return ShellLines("cargo install --force \(record.name)")
    case .go(let info):
      guard let path = info.path, let version = info.moduleVersion, version.hasPrefix("v") else {
        return ShellLines()
      }
      return ShellLines("go install \(path)@\(version)")
    case .unknown: return ShellLines()
    }
  }
}

extension Machine {
  /// The folders that `go install` and `cargo install` fill.
  package var programFolders: [Path] {
    let bin = Path(GoSettings(self).goBin.text)
    let cargo = try? RustHome(world).cargoPrograms
    return ([bin] + (cargo.map { [$0] } ?? [])).filter { $0.isAbsolute }
  }

  /// The records of `cargo install`, with what they were read from; nil where there are none.
  var crateRecords: (file: Path, records: CrateRecords?)? {
    guard let file = (try? RustHome(world))?.cargo.appending(".crates2.json"),
      let contents = read(file)
    else { return nil }
    return (file, CrateRecords(contents))
  }

  /// What is installed in those folders: without rustup's proxies, scripts, and links to tvm.
  var installedPrograms: [InstalledProgram] {
    let records = crateRecords?.records?.records ?? []
    return programFolders.flatMap { folder -> [InstalledProgram] in
      let rustup = world.program(folder.appending("rustup"))
      return (world.names(folder) ?? []).sorted { $0.lexicographicallyPrecedes($1) }.compactMap {
        let path = folder.appending($0)
        let name = $0.text
        guard let identity = world.program(path), identity != rustup,
          let executable = Executable(path)
        else { return nil }
        let origin: InstalledProgram.Origin
        if let record = records.first(where: { $0.programs.contains(name) }) {
          origin = .cargo(record)
        } else if let info = GoBuildInfo(path) {
          origin = .go(info)
        } else {
          origin = .unknown
        }
        return InstalledProgram(path: path, origin: origin, executable: executable)
      }
    }
  }
}
