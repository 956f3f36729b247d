import Resolution

/// An outside made of dictionaries: a user ann with a home, a project and nothing installed.
struct FakeWorld {
  /// The home of tvm's in every fake world that does not move it.
  static let home = "/home/ann/.local/share/tvm"

  /// The environment.
  var variables = ["HOME": "/home/ann", "PATH": "\(FakeWorld.home)/shims:/usr/bin:/bin"]

  /// The current directory; nil where it has been deleted.
  var directory: String? = "/home/ann/shop"

  /// The folder whose file system lets no program run.
  var forbidding: String?

  /// Counts what is asked of the world.
  let calls = Calls()

  private var files: [String: FileReading] = [:]
  private var programs: [String: UInt64] = [:]
  private var links: [String: String] = [:]
  private var folders: [String: [String]] = [:]
  private var states: [String: Int] = [:]

  /// Writes a file of text.
  mutating func write(_ text: String, to path: String) {
    files[path] = .contents(bytes(text))
  }

  /// Writes a file of bytes.
  mutating func write(bytes: [UInt8], to path: String) {
    files[path] = .contents(bytes)
  }

  /// Puts something that is not to be read where a file is looked for.
  mutating func refuse(_ path: String, _ problem: FileFault) {
    files[path] = .refused(problem)
  }

  /// Puts an executable there; one number is one file.
  mutating func addProgram(_ path: String, file: UInt64? = nil) {
    programs[path] = file ?? UInt64(programs.count + 1000)
  }

  /// Makes one path lead to another.
  mutating func link(_ path: String, to target: String) { links[path] = target }

  /// Installs Go toolchains, linked ones under names of their own too.
  mutating func install(_ names: String...) {
    for name in names {
      addFolder(name)
      addProgram("\(FakeWorld.home)/go/\(name)/bin/go")
    }
  }

  /// Adds a folder without a `go` in it where toolchains are.
  mutating func addFolder(_ name: String) {
    folders["\(FakeWorld.home)/go", default: []].append(name)
  }

  /// Writes the list of the installed versions, for the folder as it was at this time.
  mutating func writeList(_ versions: String..., changed: Int) {
    writeList(versions, changed: changed)
  }

  /// Writes the list of the installed versions, for the folder as it was at this time.
  mutating func writeList(_ versions: [String], changed: Int) {
    states["\(FakeWorld.home)/go"] = changed
    let contents = GoInstalledList.contents(
      versions.compactMap { GoVersion(bytes($0)[...]) }, FakeWorld.state(changed))
    files["\(FakeWorld.home)/go-installed"] = .contents(contents)
  }

  /// Changes the time at which the folder of toolchains changed last.
  mutating func touchToolchains(_ changed: Int) { states["\(FakeWorld.home)/go"] = changed }

  private static func state(_ changed: Int) -> FolderState {
    FolderState(FileIdentity(device: 1, file: 2), changed: changed)
  }

  /// Puts a directory there with these names in it.
  mutating func addDirectory(_ path: String, _ names: [String] = []) {
    folders[path, default: []] += names
  }

  /// Installs a Go of the system's, with its own folder.
  mutating func installSystemGo(_ version: String) {
    addProgram("/usr/bin/go", file: 7)
    addProgram("/usr/bin/gofmt", file: 8)
    link("/usr/bin/go", to: "/usr/lib/go/bin/go")
    write("go\(version)\ntime 2024-01-01T00:00:00Z\n", to: "/usr/lib/go/VERSION")
  }

  /// Sets the default.
  mutating func setDefault(_ request: String) {
    write("[go]\ndefault = \"\(request)\"\n", to: "/home/ann/.config/tvm/config.toml")
  }

  /// The world as the resolver sees it.
  var world: World {
    let read = { @Sendable [files, calls] (path: Path, limit: Int) -> FileReading in
      calls.read.append(text(path.bytes))
      guard case .contents(let contents) = files[text(path.bytes)] else {
        return files[text(path.bytes)] ?? .absent
      }
      return contents.count > limit ? .refused(.tooLarge(limit: limit)) : .contents(contents)
    }
    return World(
      variable: { [variables] name in variables[name.description].map { bytes($0) } },
      read: read,
      search: { files, found in
        for level in files.levels {
          for index in files.names.indices {
            let step = UpwardSearch.Step(level: level, index: index)
            let reading = read(files.path(step), files.limit)
            if reading != .absent, !found(step, reading) { return }
          }
        }
      },
      names: { [folders, calls] path in
        calls.listed.append(text(path.bytes))
        return folders[text(path.bytes)].map { $0.map { bytes($0) } }
      },
      folder: { [states] path in states[text(path.bytes)].map { FakeWorld.state($0) } },
      program: { [programs, calls] path in
        calls.looked.append(text(path.bytes))
        return programs[text(path.bytes)].map { FileIdentity(device: 1, file: $0) }
      },
      forbidsPrograms: { [forbidding] path in forbidding == text(path.bytes) },
      physical: { [links] path in Path(bytes(links[text(path.bytes)] ?? text(path.bytes))) },
      workingDirectory: { [directory] in directory.map { Path(bytes($0)) } })
  }

  /// What is active for `go` in this world.
  func active(
    request: String? = nil, in directory: String? = nil, program: String = "go"
  ) throws(ResolutionError) -> Active {
    try Resolver(world).resolve(
      Query(
        .go, program: bytes(program), request: request.map { bytes($0) },
        directory: directory.map { Path(bytes($0)) }))
  }

  /// The active toolchain and its source in one line, or the error's first line.
  func answer(request: String? = nil, in directory: String? = nil) -> String {
    do throws(ResolutionError) {
      let active = try active(request: request, in: directory)
      return "\(text(active.name)) by \(text(active.source.text))"
    } catch { return text(error.what) }
  }

  /// The whole message of the error that resolving ends with; empty where it does not.
  func message(request: String? = nil) -> String {
    do throws(ResolutionError) {
      _ = try active(request: request)
      return ""
    } catch { return text(error.message) }
  }
}

/// What has been asked of a world, in order; a world under test is used from one thread.
final class Calls: @unchecked Sendable {
  /// The files that were read, absent ones included.
  var read: [String] = []
  /// The directories whose names were read.
  var listed: [String] = []
  /// The paths looked at as programs.
  var looked: [String] = []
}

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The text of bytes.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
