import Resolution
import Toolchains

extension Check {
  /// Whether the active Go can read the module's and the workspace's file.
  static func goFiles(_ machine: Machine) -> [Finding] {
    guard let directory = machine.directory else { return [] }
    return Language.go.projectFiles.flatMap { file -> [Finding] in
      var next: Path? = directory
      while let folder = next {
        let path = folder.appending(file.name)
        if case .contents(let contents) = machine.world.read(path, ProjectFile.sizeLimit) {
          return GoFileFault.all(in: contents, file, machine.activeGoVersion).prefix(3).map {
            finding($0, path, machine)
          }
        }
        next = folder.parent
      }
      return []
    }
  }

  private static func finding(_ fault: GoFileFault, _ path: Path, _ machine: Machine) -> Finding {
    let place = "\(machine.show(path)):\(fault.line)"
    let summary: String
    let remedy: Remedy
    switch fault.kind {
    case .conflict:
      summary = "\(place) is within a merge conflict"
      remedy = Remedy("keep one of the two sides, and remove the lines with the marks")
    case .newer(let verb, let since):
      let active = machine.activeGoVersion?.name.text ?? ""
      summary = "\(place) has the directive \(verb), which Go \(active) does not know"
      remedy = Remedy(
        "pin Go \(since.name.text) or newer, or take the line out",
        lines: ShellLines("tvm use go@\(machine.goVersion(atLeast: since).name.text)"))
    case .repeated(let verb, let first):
      summary = "\(place) has the directive \(verb) once more"
      remedy = Remedy("keep this one or line \(first)")
    case .unclosed:
      summary = "\(place) begins a block that does not end"
      remedy = Remedy("end it with a line that is )")
    case .unknown(let verb):
      let shown = Bytes(verb.utf8).printable.text
      summary = "\(place) has the directive \(shown), which no Go knows"
      remedy = Remedy("correct the line, or take it out")
    case .usage(let usage):
      summary = "\(place) is incomplete: \(usage) is how it is written"
      remedy = Remedy("complete the line, or take it out")
    }
    return Finding(.failure, summary, remedy: remedy)
  }
}

/// Why Go refuses a `go.mod` or `go.work`.
///
/// Source: the Go Modules Reference, "go.mod files" and "Workspaces", with the releases that brought
/// each directive.
struct GoFileFault: Equatable {
  enum Kind: Equatable {
    case conflict
    case newer(String, since: GoVersion)
    case repeated(String, first: Int)
    case unclosed
    case unknown(String)
    case usage(String)
  }

  let kind: Kind
  let line: Int

  /// Every fault of a file, in the order of its lines.
  ///
  /// - Parameters:
  ///   - contents: the file.
  ///   - file: a module's or a workspace's.
  ///   - version: the Go that is to read it; nil where that is not known.
  /// - Returns: the faults.
  static func all(in contents: Bytes, _ file: ProjectFile, _ version: GoVersion?) -> [GoFileFault] {
    let directives = GoDirectives(contents)
    let known = file == .goWorkspace ? workspace : module
    var first: [String: Int] = [:]
    var faults = directives.all.compactMap { directive -> GoFileFault? in
      let (verb, line) = (directive.verb, directive.line)
      func fault(_ kind: Kind) -> GoFileFault { GoFileFault(kind: kind, line: line) }
      if conflictMarks.contains(verb) { return fault(.conflict) }
      guard let rule = known[verb] else { return fault(.unknown(verb)) }
      if let since = rule.since, let version, version < since {
        return fault(.newer(verb, since: since))
      }
      if rule.isSingle, let before = first.updateValue(line, forKey: verb) {
        return fault(.repeated(verb, first: before))
      }
      return rule.accepts(directive.words) ? nil : fault(.usage(rule.usage))
    }
    if let line = directives.unclosedBlock {
      faults.append(GoFileFault(kind: .unclosed, line: line))
    }
    // One conflict has three marks, and what is between them is seen twice.
    if let conflict = faults.first(where: { $0.kind == .conflict }) { return [conflict] }
    return faults
  }

  private static let conflictMarks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]

  private struct Rule {
    let usage: String
    var since: GoVersion?
    var isSingle = false
    var accepts: @Sendable ([String]) -> Bool = { !$0.isEmpty }
  }

  private static let common: [String: Rule] = [
    "go": Rule(usage: "go 1.23", isSingle: true) { $0.count == 1 },
    "toolchain": Rule(usage: "toolchain go1.23.1", since: GoVersion(1, 21), isSingle: true) {
      $0.count == 1
    },
    "godebug": Rule(usage: "godebug default=go1.21", since: GoVersion(1, 23)),
    "replace": Rule(usage: "replace example.com/a => ../a") { $0.contains("=>") },
  ]

  private static let module = common.merging([
    "module": Rule(usage: "module example.com/a", isSingle: true) { $0.count == 1 },
    "require": Rule(usage: "require example.com/a v1.2.3") { $0.count == 2 },
    "exclude": Rule(usage: "exclude example.com/a v1.2.3") { $0.count == 2 },
    "retract": Rule(usage: "retract v1.2.3", since: GoVersion(1, 16)),
    "tool": Rule(usage: "tool example.com/a/cmd", since: GoVersion(1, 24)),
    "ignore": Rule(usage: "ignore ./folder", since: GoVersion(1, 25)),
  ]) { $1 }

  private static let workspace = common.merging([
    "use": Rule(usage: "use ./module") { $0.count == 1 }
  ]) { $1 }
}
