package import Resolution
import Shells
import Toolchains

/// The values of Go's variables, and which layer each comes from.
///
/// Source: cmd/go's `cfg.Getenv`: the environment where it is not empty, else the file of
/// `go env -w`, else `$GOROOT/go.env`, else what is built in.
package struct GoSettings: Sendable {
  /// Where a value comes from, the most binding first.
  package enum Layer: Equatable, Sendable {
    /// The environment of this process.
    case process
    /// The environment of new shells, or of the desktop, which this process does not have.
    case newShell
    /// A line of the file that `go env -w` writes.
    case userFile(Path, line: Int)
    /// The file in the toolchain.
    case toolchainFile(Path)
    /// What Go does by itself.
    case builtIn
  }

  /// A variable's value.
  package struct Value: Equatable, Sendable {
    /// What counts.
    package let text: String
    /// Where it comes from.
    package let layer: Layer
  }

  /// The file that `go env -w` writes; nil where `GOENV=off`.
  package let userFile: Path?

  /// The lines of that file, in order.
  package let userLines: [(name: String, value: String, bytes: Bytes, number: Int)]

  private let toolchainFile: Path?
  private let toolchainLines: [String: String]
  private let environment: [String: Bytes]
  private let shellEnvironment: [String: Bytes]
  private let userHome: Path

  /// The layers on a machine.
  package init(_ machine: Machine) {
    environment = machine.environment
    userHome = machine.userHome
    // What only a login sets is seen by everything that it starts.
    shellEnvironment = machine.prompts.reduce(into: machine.startup.session) { all, prompt in
      all.merge(prompt.environment) { $1 }
    }
    userFile = GoSettingsFile.path(home: machine.userHome) { machine.variable($0) }
    userLines = userFile.flatMap { machine.read($0) }.map { GoSettings.lines($0) } ?? []
    let file = machine.goRoot?.appending("go.env")
    toolchainFile = file
    var toolchain: [String: String] = [:]
    for line in file.flatMap({ machine.read($0) }).map({ GoSettings.lines($0) }) ?? [] {
      toolchain[line.name] = line.value
    }
    toolchainLines = toolchain
  }

  private static func lines(
    _ contents: Bytes
  ) -> [(name: String, value: String, bytes: Bytes, number: Int)] {
    contents.parts(between: "\n").enumerated().compactMap { index, line in
      guard let sign = line.firstIndex(of: UInt8(ascii: "=")), line.first?.isLetter == true else {
        return nil
      }
      let value = Bytes(line[(sign + 1)...]).text
      return (Bytes(line[..<sign]).text, value, Bytes(line), index + 1)
    }
  }

  /// The value of a variable, or nil where only what is built in counts.
  package func value(_ name: String) -> Value? {
    if let text = environment[name], !text.isEmpty {
      return Value(text: text.text, layer: .process)
    }
    if let text = shellEnvironment[name], !text.isEmpty {
      return Value(text: text.text, layer: .newShell)
    }
    // The last line of a name counts.
    if let file = userFile, let line = userLines.last(where: { $0.name == name }) {
      if !line.value.isEmpty {
        return Value(text: line.value, layer: .userFile(file, line: line.number))
      }
    }
    if let file = toolchainFile, let text = toolchainLines[name] {
      return Value(text: text, layer: .toolchainFile(file))
    }
    return GoSettings.builtIn[name].map { Value(text: $0, layer: .builtIn) }
  }

  /// The value of a variable, or nil where only what is built in counts.
  package func value(_ name: StaticString) -> Value? { value(name.text) }

  private static let builtIn = [
    Variables.goToolchain.text: "local", Variables.goProxy.text: "https://proxy.golang.org,direct",
    Variables.goSumDatabase.text: "sum.golang.org", Variables.goModules.text: "on",
    Variables.cCompiler.text: compiler,
  ]

  #if canImport(Darwin)
  private static let compiler = "clang"
  #else
  private static let compiler = "gcc"
  #endif

  /// What the `go.env` of go.dev's toolchains says.
  static let official = [
    Variables.goToolchain.text: "auto", Variables.goProxy.text: "https://proxy.golang.org,direct",
    Variables.goSumDatabase.text: "sum.golang.org",
  ]

  /// The folders of `GOPATH`.
  package var goPath: Value {
    value(Variables.goPath) ?? Value(text: userHome.appending("go").text, layer: .builtIn)
  }

  /// The folder of `go install`'s programs.
  package var goBin: Value {
    if let value = value(Variables.goBin) { return value }
    let path = goPath
    let first = path.text.split(separator: ":").first.map(String.init) ?? path.text
    return Value(text: first + "/bin", layer: path.layer)
  }
}

extension Machine {
  /// The folder of the active Go toolchain, or of the system's one.
  package var goRoot: Path? {
    switch active(.go)?.choice {
    case .toolchain(let toolchain): toolchain.root
    case .system(let program): world.physical(program)?.parent?.parent
    case nil: nil
    }
  }

  /// A layer as messages name it.
  package func show(_ layer: GoSettings.Layer) -> String {
    switch layer {
    case .process: "the environment"
    case .newShell: "the startup files of new shells and sessions"
    case .userFile(let file, let line): "go env -w (\(show(file)):\(line))"
    case .toolchainFile(let file): show(file)
    case .builtIn: "Go's default"
    }
  }
}
