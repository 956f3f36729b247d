import Resolution
import Shells
import Toolchains

extension Check {
  /// Whether nobody else can change what is run.
  package static let owners: [Check] = [
    Check(
      "tvm.owners", .tvm, "nobody else can change what you run",
      looksAt:
        "owners and permissions of the homes of tvm and rustup, toolchains, shims, and settings",
      explanation: "whoever can write there runs programs as you", examine: exposed)
  ]

  private static func exposed(_ machine: Machine) -> [Finding] {
    var paths = machine.home.guarded
    paths += (machine.world.names(machine.home.goToolchains) ?? []).sorted {
      $0.lexicographicallyPrecedes($1)
    }.flatMap { programs(machine.home.goToolchains.appending($0), "bin/go") }
    // Without a home of rustup's there is nothing in it.
    if let rust = try? RustHome(machine.world) {
      paths += rust.guarded
      paths += (machine.world.names(rust.toolchains) ?? []).sorted {
        $0.lexicographicallyPrecedes($1)
      }.flatMap { programs(rust.toolchains.appending($0), "bin/rustc") }
    }
    let findings = findings(paths, machine)
    return findings.isEmpty ? [Finding(.ok, "nobody else can change what you run")] : findings
  }

  private static func programs(_ root: Path, _ program: StaticString) -> [Path] {
    [root, root.appending("bin"), root.appending(program)]
  }

  /// One finding a kind, or a home of many toolchains would fill the report.
  private static func findings(_ paths: [Path], _ machine: Machine) -> [Finding] {
    var found: [(access: ForeignAccess, paths: [Path])] = []
    for path in paths {
      guard let access = ForeignAccess(of: path) else { continue }
      if let index = found.firstIndex(where: { $0.access == access }) {
        found[index].paths.append(path)
      } else {
        found.append((access, [path]))
      }
    }
    return found.map { access, paths in
      let tops = paths.filter { path in !paths.contains { $0 != path && path.isInside($0) } }
      return Finding(
        .failure, "\(machine.show(paths[0])) \(access)",
        evidence: paths.dropFirst().map { machine.show($0) },
        remedy: Remedy(
          "take it back, or make the shared home root's",
          lines: ShellLines(
            posix: tops.map { access.remedy(for: $0) },
            fish: tops.map {
              access.remedy(for: $0).replacing("\"$(id -u)\"", with: "(id -u)")
            })))
    }
  }
}
