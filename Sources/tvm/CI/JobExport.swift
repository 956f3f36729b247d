import ArgumentParser
import Environment
import Resolution
import Shells
import Toolchains

/// A form in which a pipeline takes variables.
enum JobFormat: String, CaseIterable, ExpressibleByArgument {
  case dotenv
  case github
  case gitlab
  case jenkins

  /// The form of the pipeline that this process runs in.
  static func own(_ world: World) -> JobFormat {
    if world.setVariable(Variables.gitHub) != nil { return .github }
    if world.setVariable(Variables.gitLab) != nil { return .gitlab }
    return world.setVariable(Variables.jenkins) != nil ? .jenkins : .dotenv
  }
}

/// What a job gets: folders for `PATH`, variables, and results that later steps may want.
///
/// Neither GOROOT nor RUSTUP_TOOLCHAIN is among them: the shims set both for each program, so that a
/// step in another directory gets that one's toolchain.
struct JobExport {
  private let session: Session
  private let folders: [Bytes]
  private let variables: [(name: String, value: Bytes)]
  private let results: [(name: String, value: Bytes)]
  /// The variables that the environment file removes, which no job can.
  let lost: [Bytes]

  /// What a job gets.
  ///
  /// - Parameters:
  ///   - session: Where the toolchains are.
  ///   - environment: What is different in the environment of the directory, which this process is in.
  ///   - path: The job's own `PATH`.
  ///   - tools: What was verified.
  ///   - cacheKey: The key of the job's cache.
  /// - Throws: ``CommandError/resolution(_:)``.
  init(
    _ session: Session, _ environment: [Bytes: Bytes?], from path: Bytes,
    tools: [Verification.Tool], cacheKey: String
  ) throws {
    self.session = session
    var own = [session.home.shims.bytes]
    var variables: [(name: String, value: Bytes)] = []
    var results = [(name: "cache-key", value: Bytes(cacheKey.utf8))]
    for tool in tools {
      switch tool.language {
      case .go:
        if session.world.goToolchainOfUser == nil {
          for name in [Variables.goToolchain, Variables.goToolchainOfTvm] {
            variables.append((Bytes(name).text, Bytes("local")))
          }
        }
      case .rust:
        let home = try CommandError.resolving { () throws(ResolutionError) in
          try RustHome(session.world)
        }
        variables.append((Bytes(Variables.rustupHome).text, home.rustup.bytes))
        variables.append((Bytes(Variables.cargoHome).text, home.cargo.bytes))
        own.append(home.cargoPrograms.bytes)
      }
      results.append(("\(tool.name)-version", Bytes(tool.version.utf8)))
      if let root = tool.root { results.append(("\(tool.name)-root", root.bytes)) }
    }
    let names = environment.keys.filter(\.isIdentifier).sorted { $0.lexicographicallyPrecedes($1) }
    lost = names.filter { environment[$0] == .some(nil) }
    for name in names where !name[...].equals(Variables.path) {
      guard let value = environment[name] ?? nil else { continue }
      variables.removeAll { Bytes($0.name.utf8) == name }
      variables.append((name.text, value))
    }
    folders = JobExport.folders(own, in: session.world.variable(Variables.path) ?? [], from: path)
    self.variables = variables
    self.results = results
  }

  /// The folders that come before the job's own on `PATH`: the shims and cargo's programs, in whose place
  /// there may be some of the environment file's before and after them.
  ///
  /// - Parameters:
  ///   - own: The shims and those that follow them.
  ///   - path: `PATH` with the shims.
  ///   - job: `PATH` without.
  /// - Returns: The folders in their order.
  static func folders(_ own: [Bytes], in path: Bytes, from job: Bytes) -> [Bytes] {
    let old = Set(job.parts(between: ":").map { Bytes($0) })
    let new = path.parts(between: ":").map { Bytes($0) }.filter {
      !old.contains($0) || $0 == own[0]
    }
    let start = new.firstIndex(of: own[0]) ?? 0
    return new[..<start].filter { !own.contains($0) } + own
      + new[start...].filter { !own.contains($0) }
  }

  /// Hands everything to the job.
  ///
  /// - Parameter format: the pipeline's form.
  /// - Throws: ``CommandError/noJobFile(_:)``, ``CommandError/notOneLine(_:format:)``, ``FileError``.
  func write(_ format: JobFormat) throws {
    switch format {
    case .dotenv:
      Output.print(
        bytes: (edits + named).flatMap {
          $0.name + Bytes("=") + EnvironmentFormat.dotenv.quoted($0.value) + Bytes("\n")
        })
    case .github: try writeGitHub()
    case .gitlab:
      Output.print(
        bytes: try lines(edits + named, "GitLab"))
    case .jenkins:
      let path = folders.enumerated().map { index, folder in
        (Bytes("PATH+TVM\(index)".utf8), folder)
      }
      let rest = variables.map { (Bytes($0.name.utf8), $0.value) }
      // The last one that is put in front of PATH comes first.
      Output.print(bytes: try lines(path.reversed() + rest + named, "Jenkins"))
    }
  }

  /// The results as variables.
  private var named: [(name: Bytes, value: Bytes)] {
    results.map { (JobExport.name($0.name), $0.value) }
  }

  /// The variables with a whole `PATH`.
  private var edits: [(name: Bytes, value: Bytes)] {
    // What the environment file has taken out stays out.
    let old = (session.world.variable(Variables.path) ?? []).parts(between: ":")
      .filter { part in !folders.contains { part == $0[...] } }
    let path = Bytes((folders.map { $0[...] } + old), separatedBy: ":")
    return [(Bytes(Variables.path), path)] + variables.map { (Bytes($0.name.utf8), $0.value) }
  }

  private func lines(
    _ edits: [(name: Bytes, value: Bytes)], _ format: String
  ) throws(CommandError) -> Bytes {
    var text = Bytes()
    for (name, value) in edits {
      if value.contains(10) { throw .notOneLine(name.text, format: format) }
      text += name + Bytes("=") + value + Bytes("\n")
    }
    return text
  }

  /// A result's name as a variable: `cache-key` is `TVM_CI_CACHE_KEY`.
  private static func name(_ result: String) -> Bytes {
    Bytes(Variables.jobPrefix)
      + result.utf8.map {
        $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0.isLetter ? $0 & 0xDF : $0
      }
  }

  private func writeGitHub() throws {
    let files = try GitHubFiles(session.world)
    for folder in folders where folder.contains(10) {
      throw CommandError.notOneLine(
        Variables.path.text, format: Variables.gitHubPath.text)
    }
    try files.variables.append(gitHubLines(variables))
    // The last folder that is added comes first.
    try files.path.append(Bytes(folders.reversed().flatMap { $0 + Bytes("\n") }))
    try files.results.append(gitHubLines(results))
  }

  private func gitHubLines(_ edits: [(name: String, value: Bytes)]) -> Bytes {
    Bytes(edits.map { EnvironmentFormat.gitHubLine(Bytes($0.name.utf8), $0.value) }.joined())
  }
}

/// The files that GitHub's runner gives to a step.
struct GitHubFiles {
  fileprivate let variables: JobFile
  fileprivate let path: JobFile
  fileprivate let results: JobFile

  /// The files that the environment names.
  ///
  /// - Parameter world: where variables are looked up.
  /// - Throws: ``CommandError/noJobFile(_:)`` where one is missing: the job would get nothing.
  init(_ world: World) throws(CommandError) {
    variables = try GitHubFiles.file(Variables.gitHubVariables, world)
    path = try GitHubFiles.file(Variables.gitHubPath, world)
    results = try GitHubFiles.file(Variables.gitHubResults, world)
  }

  private static func file(
    _ variable: StaticString, _ world: World
  ) throws(CommandError) -> JobFile {
    guard let value = world.setVariable(variable) else { throw .noJobFile(Bytes(variable).text) }
    return JobFile(Path(value))
  }
}

/// A file of the pipeline's runner that a step adds lines to.
private struct JobFile {
  private let path: Path

  init(_ path: Path) { self.path = path }

  func append(_ lines: Bytes) throws(FileError) {
    if !lines.isEmpty { try OutputFile.append(lines, to: path) }
  }
}
