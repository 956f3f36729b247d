import CLibc
import JSON
import Environment
import Resolution
import Shells
import Toolchains

extension Direnv {
  /// `direnv status [--json]`.
  static func printStatus(_ call: DirenvCall) throws {
    let session = try DirenvSession(call)
    let found = RCStatus(session.search, session)
    let loaded = call.loadedPlace.map { place in
      RCStatus(place, (try? GuardedFile(place, session.settings)) ?? nil, session)
    }
    let folder = session.settings.folder?.bytes ?? []
    if let first = call.arguments.first, first[...].equals("--json") {
      let config = [
        JSONMember("ConfigDir", .string(folder)),
        JSONMember("SelfPath", .string(DirenvSession.program.bytes)),
      ]
      let state = [
        JSONMember("foundRC", found?.json ?? .null), JSONMember("loadedRC", loaded?.json ?? .null),
      ]
      let all = JSONValue.object([
        JSONMember("config", .object(config)), JSONMember("state", .object(state)),
      ])
      return Output.print(bytes: all.readable.indented + "\n")
    }
    let settings = session.settings
    func show(_ name: StaticString, _ value: Bytes) {
      Output.print(bytes: Bytes(name) + " " + value.printable + "\n")
    }
    func list(_ words: [Bytes]) -> Bytes {
      Bytes("[") + Bytes(words, separatedBy: " ") + "]"
    }
    show("direnv exec path", DirenvSession.program.bytes)
    show(Variables.direnvConfig, folder)
    show("bash_path", (session.bash ?? Path(Shell.bash.program)).bytes)
    show("disable_stdin", Bytes(settings.disablesInput ? "true" : "false"))
    show("warn_timeout", Bytes(duration(settings.warnTimeout ?? 0).utf8))
    show("whitelist.prefix", list(settings.allowedFolders.map(\.bytes)))
    show("whitelist.exact", Bytes("map") + list(settings.allowedFiles.map { $0.bytes + ":true" }))
    if let loaded {
      loaded.print("Loaded", try call.watches().files, session)
    } else {
      Output.print("No .envrc or .env loaded")
    }
    if let found {
      found.print("Found", found.watches(session), session)
    } else {
      Output.print("No .envrc or .env found")
    }
  }
}

/// An environment file as `direnv status` shows it.
private struct RCStatus {
  private let place: Path
  private let file: GuardedFile?
  /// 0 for allowed, 1 for not allowed, 2 for denied.
  private let verdict: Int

  init(_ place: Path, _ file: GuardedFile?, _ session: DirenvSession) {
    self.place = place
    self.file = file
    switch file.map({ session.trust.verdict($0) }) {
    case .allowed: verdict = 0
    case .denied: verdict = 2
    case .unknown, nil: verdict = 1
    }
  }

  init?(_ search: EnvironmentFile.Search, _ session: DirenvSession) {
    switch search {
    case .none: return nil
    case .found(let found): self.init(found.place, found.file, session)
    case .refused(let place, _): self.init(place, nil, session)
    }
  }

  var json: JSONValue {
    .object([
      JSONMember("allowed", .number(verdict)), JSONMember("path", .string(place.bytes)),
    ])
  }

  /// The files that a load would begin with.
  func watches(_ session: DirenvSession) -> [Watch] {
    guard let file else { return [Watch(place)] }
    return ([place] + session.trust.records(of: file)).map { Watch($0) }
  }

  func print(_ kind: String, _ watches: [Watch], _ session: DirenvSession) {
    Output.print("\(kind) RC path \(place.bytes.printable.text)")
    for watch in watches {
      let path = watch.path.relative(to: place.parent ?? Path("/")).printable.text
      Output.print("\(kind) watch: \"\(path)\" - \(timestamp(watch.seconds))")
    }
    Output.print("\(kind) RC allowed \(verdict)")
    let record = file.map { Approval.record($0.location, $0.contents, session.home).bytes } ?? []
    Output.print("\(kind) RC allowPath \(record.printable.text)")
  }
}

/// A duration in nanoseconds as Go writes it, such as `1m30s` and `250ms`.
private func duration(_ nanoseconds: Int) -> String {
  func decimal(_ value: Int, _ unit: Int) -> String {
    let digits = "\(unit + value % unit)".dropFirst().reversed().drop { $0 == "0" }
    return "\(value / unit)" + (digits.isEmpty ? "" : "." + String(digits.reversed()))
  }
  switch nanoseconds {
  case 0: return "0s"
  case ..<1_000: return "\(nanoseconds)ns"
  case ..<1_000_000: return decimal(nanoseconds, 1_000) + "µs"
  case ..<1_000_000_000: return decimal(nanoseconds, 1_000_000) + "ms"
  default:
    let minutes = nanoseconds / 60_000_000_000
    let seconds = decimal(nanoseconds % 60_000_000_000, 1_000_000_000) + "s"
    if minutes == 0 { return seconds }
    return (minutes < 60 ? "" : "\(minutes / 60)h") + "\(minutes % 60)m" + seconds
  }
}

/// A time in UTC as RFC 3339 writes it; `seconds` count from 1970.
private func timestamp(_ seconds: Int) -> String {
  var time = time_t(seconds)
  var parts = tm()
  gmtime_r(&time, &parts)
  func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let date = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  return "\(date)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
}

extension Path {
  /// The path as seen from a folder; both are absolute.
  fileprivate func relative(to folder: Path) -> Bytes {
    var own = bytes.parts(between: "/").filter { !$0.isEmpty }[...]
    var other = folder.bytes.parts(between: "/").filter { !$0.isEmpty }[...]
    while let first = own.first, first == other.first, own.count > 1 {
      own.removeFirst()
      other.removeFirst()
    }
    let ups = other.map { _ in Bytes("..") }
    return Bytes(ups + own.map { Bytes($0) }, separatedBy: "/")
  }
}
