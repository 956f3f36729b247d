package import Resolution
import Shells
private import Toolchains

/// One run of an environment file in bash, on the library of tvm's.
package struct Evaluation {
  /// The programs that a run needs.
  package struct Tools: Sendable {
    /// The program tvm, for what the library asks it.
    let program: Path
    /// The program by the name of direnv, or nil where there is none.
    let direnv: Path?
    /// The tools of this installation.
    ///
    /// - Parameter direnv: The program by the name of direnv, or nil where there is none.
    package init(direnv: Path?) {
      program = Installation.program
      self.direnv = direnv
    }
  }

  /// How a run has ended.
  package struct End: Equatable, Sendable {
    /// The environment that the file left, or nil where bash did not get so far.
    package let environment: EnvironmentSnapshot?
    /// The status that the file ended with.
    package let status: Int32
    /// Why files that it wanted were refused.
    package let refusals: [EnvironmentError]
    /// Whether the user interrupted it.
    package let isInterrupted: Bool
    /// Whether what it left is to be used; not where it lacks a file that was refused, nor where the
    /// user interrupted it and it went on: the shell has gone on, too, and hears nothing of this.
    package var succeeded: Bool { status == 0 && refusals.isEmpty && !isInterrupted }
    /// The files that it depends on, as they were when it named them.
    package let watches: [Watch]
  }

  private let file: EnvironmentFile
  private let approval: Approval?
  private let trust: EnvironmentTrust
  private let tools: Tools
  private let voice: Asker.Voice

  /// A run of a file that is allowed.
  ///
  /// - Parameters:
  ///   - file: The file as it was read.
  ///   - approval: What allows it, if not the user's settings.
  ///   - trust: The user's approvals and settings.
  ///   - tools: What is needed.
  ///   - voice: Whose words the library uses.
  package init(
    _ file: EnvironmentFile, _ approval: Approval?, _ trust: EnvironmentTrust, _ tools: Tools,
    voice: Asker.Voice
  ) {
    self.file = file
    self.approval = approval
    self.trust = trust
    self.tools = tools
    self.voice = voice
  }

  /// Runs it.
  ///
  /// - Parameters:
  ///   - base: The environment that the file is given.
  ///   - onSlow: Is called once when it takes longer than the user's settings say.
  /// - Returns: What came of it.
  /// - Throws: ``EnvironmentError`` where bash cannot be started.
  package func run(
    in base: EnvironmentSnapshot, onSlow: () -> Void
  ) throws(EnvironmentError) -> End {
    let settings = trust.settings
    let library = ProgramFiles.folder(.environmentLibrary, trust.home).appending("stdlib.bash")
    guard case .contents = World.live.read(library, 1 << 20) else {
      throw .libraryMissing(library)
    }
    let bash = try bash(base[Variables.path] ?? [])
    let arguments = [
      bash.bytes, Bytes("--noprofile"), Bytes("--norc"), Bytes("-p"), library.bytes,
      Bytes("evaluate"), tools.program.bytes, tools.direnv?.bytes ?? [], file.place.bytes,
    ]
    var environment = base
    // Without it bash would protect the variable, which names the library's own files then.
    environment.values[Bytes(Variables.bashSource)] = []
    environment[Variables.locations] = EnvironmentLocations.encoded
    environment[Variables.evaluations] = try EvaluationChain(base).adding(file.place).encoded
    let pins = approval?.sources(trust.home).pins ?? []
    let start = Evaluation.start(isExact: pins.contains(where: \.isMade))
    var child = try BashChild(
      bash, arguments, environment, folder: file.folder, files: files(in: base, pins, start),
      readsInput: !settings.disablesInput)
    var records = EvaluationRecords()
    let status = child.wait(
      slowAfter: settings.warnTimeout, onSlow: onSlow, onOutput: { records.add($0) })
    let end = End(
      environment: records.environment, status: records.status ?? status,
      refusals: records.refused.compactMap { refusal(of: $0, since: start) }
        + [refusal(ofRequired: records.required)].compactMap { $0 },
      isInterrupted: child.isInterrupted, watches: records.watches)
    if end.succeeded, let approval { trust.finish(file.file.place, approval) }
    return end
  }

  /// A time such that what is written from here on, and nothing else, is younger.
  ///
  /// - Parameter isExact: Whether something depends on it. That takes a tick of the clock; otherwise
  ///   what was written in the same tick counts, too.
  /// - Returns: Nanoseconds since 1970.
  private static func start(isExact: Bool) -> Int {
    guard isExact else { return SystemClock.ticking - 1 }
    let now = SystemClock.now
    SystemClock.wait(past: now)
    return now
  }

  /// Why the file may not use another; nil where it may by now.
  private func refusal(of path: Path, since start: Int) -> EnvironmentError? {
    do throws(EnvironmentError) {
      _ = try trust.source(path, for: file.place, since: start)
      return nil
    } catch { return error }
  }

  /// Why the file may not rely on others; nil where it may by now.
  private func refusal(ofRequired paths: [Path]) -> EnvironmentError? {
    if paths.isEmpty { return nil }
    do throws(EnvironmentError) {
      try trust.require(paths, for: file.place)
      return nil
    } catch { return error }
  }

  private func bash(_ path: Bytes) throws(EnvironmentError) -> Path {
    if let bash = trust.settings.bash { return bash }
    guard let bash = ProgramSearch.path(of: Bytes(Shell.bash.program), on: path) else {
      throw .bashMissing(searched: path)
    }
    return BashSearch.newest(found: bash) { World.live.program($0) != nil }
  }

  /// The files whose content is decided, and settings, as pairs that end with a NUL each.
  private func files(
    in environment: EnvironmentSnapshot, _ pins: [Approval.Pin], _ start: Int
  ) -> Bytes {
    var pairs: [(Bytes, Bytes)] = [(file.place.bytes, file.file.contents)]
    for pin in pins { pairs.append((pin.place.bytes, pin.contents)) }
    pairs.append((Bytes(":start"), Bytes(decimal: start)))
    // The shim prints its environment quicker than the system's own program.
    let printer = trust.home.shimProgram
    if World.live.program(printer) != nil { pairs.append((Bytes(":printer"), printer.bytes)) }
    let settings = trust.settings
    if settings.isStrict { pairs.append((Bytes(":strict_env"), Bytes("1"))) }
    if let folder = settings.folder { pairs.append((Bytes(":config"), folder.bytes)) }
    if environment.values.keys.contains(where: { $0.starts(with: Variables.bashFunctionPrefix) }) {
      pairs.append((Bytes(":functions"), Bytes("1")))
    }
    switch voice {
    case .direnv(let format):
      pairs.append((Bytes(":log_format"), format))
      pairs.append((Bytes(":loading"), Bytes("1")))
    case .tvm(let leavesMissing):
      if leavesMissing { pairs.append((Bytes(":leaves_missing"), Bytes("1"))) }
      if let format = settings.logFormat { pairs.append((Bytes(":log_format"), format)) }
    }
    if let filter = settings.logFilter { pairs.append((Bytes(":log_filter"), filter)) }
    var bytes = Bytes()
    for (name, value) in pairs { bytes += name + [0] + value + [0] }
    return bytes
  }
}

/// What the library tells, each with a NUL at its end: `KIND VALUE`, and last the environment.
private struct EvaluationRecords {
  private var pending = Bytes()
  private var seen: Set<Bytes> = []
  private var isEnvironment = false
  private(set) var watches: [Watch] = []
  private(set) var status: Int32?
  private(set) var refused: [Path] = []
  private(set) var required: [Path] = []

  /// Takes the next bytes, and looks at files the moment they are named.
  mutating func add(_ bytes: BytesSlice) {
    pending += bytes
    guard !isEnvironment else { return }
    var rest = pending[...]
    while !isEnvironment, let end = rest.firstIndex(of: 0) {
      take(rest[..<end])
      rest = rest[(end + 1)...]
    }
    pending = Bytes(rest)
  }

  /// The environment, or nil where it was not told to its end.
  var environment: EnvironmentSnapshot? {
    guard isEnvironment, pending.last == 0 else { return nil }
    return EnvironmentSnapshot(nulTerminated: pending[...])
  }

  private mutating func take(_ record: BytesSlice) {
    let kind = record.prefix { $0 != UInt8(ascii: " ") }
    let value = Bytes(record[kind.endIndex...].dropFirst())
    if kind.equals("environment") {
      isEnvironment = true
    } else if kind.equals("status") {
      status = Int32(value.text)
    } else if kind.equals("watch-dir") {
      guard seen.insert(Bytes(record)).inserted else { return }
      for watch in Watch.all(in: Path(value)) { add(watch) }
    } else if kind.equals("required") {
      required.append(Path(value))
      add(Watch(Path(value)))
    } else if kind.equals("watch") || kind.equals("source") || kind.equals("refused") {
      if kind.equals("refused") { refused.append(Path(value)) }
      guard value.first == UInt8(ascii: "/"), !seen.contains(value) else { return }
      add(Watch(Path(value)))
    }
  }

  private mutating func add(_ watch: Watch) {
    if seen.insert(watch.path.bytes).inserted { watches.append(watch) }
  }
}
