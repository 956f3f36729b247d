/// Why a toolchain is active: where its request was written.
package indirect enum Source: Equatable, Sendable {
  /// A `+REQUEST` argument, without the plus.
  case argument(Bytes)
  /// An argument of tvm's own.
  case commandLine
  /// The settings' default, at this line.
  case `default`(Path, line: Int)
  /// A line of an environment file that has set a variable.
  case environmentFile(Path, line: Int)
  /// A pin in a version file, at this line.
  case file(Path, line: Int)
  /// The minimum of a `go.mod`, `go.work` or `Cargo.toml`, at its line; 0 where none is written.
  case minimum(Path, line: Int)
  /// rustup's override for a directory, at this line of its settings.
  case override(Path, line: Int)
  /// Nothing asked for anything, so the system's tool is used.
  case system
  /// An environment variable.
  case variable(Literal)

  /// Whether a toolchain is pinned there, and not only what serves where nothing is.
  var isPin: Bool {
    switch self {
    case .default, .minimum, .system: false
    default: true
    }
  }

  /// Whether cmd/go itself has chosen.
  package var isGoToolchain: Bool {
    guard case .variable(let name) = self else { return false }
    return name.bytes.equals(Variables.goToolchain)
  }

  /// Where it is written, for people: `/home/ann/shop/.go-version:1`, `TVM_GO_VERSION`, `default`.
  package var text: Bytes {
    switch self {
    case .argument(let request): return Bytes("the argument +") + request.printable
    case .commandLine: return Bytes("the command line")
    case .default(let path, let line):
      return Bytes("the default, ") + Source.place(path, line)
    case .override(let path, let line):
      return Bytes("the directory override in ") + Source.place(path, line)
    case .environmentFile(let path, let line), .file(let path, let line),
      .minimum(let path, let line):
      return Source.place(path, line)
    case .system: return Bytes(Variables.path)
    case .variable(let name): return name.bytes
    }
  }

  /// The source of the request that a variable holds: the line of the environment file that has set it,
  /// where another variable says so of this very request, else the variable.
  ///
  /// - Parameters:
  ///   - name: the variable.
  ///   - request: what it holds.
  ///   - mark: the variable that may say where from, as `REQUEST@FILE:LINE`.
  ///   - world: where variables are looked up.
  @inline(never)
  init(_ name: StaticString, holding request: Bytes, mark: StaticString, _ world: World) {
    self = .variable(Literal(name))
    guard let value = world.setVariable(mark), value[...].begins(with: request) else { return }
    var place = value[request.count...]
    guard place.takeByte("@"), place.first == UInt8(ascii: "/"),
      let colon = place.lastIndex(of: UInt8(ascii: ":")),
      let line = place[(colon + 1)...].decimal
    else { return }
    self = .environmentFile(Path(Bytes(place[..<colon])), line: line)
  }

  /// The source as a line of an error: why something was asked for.
  @inline(never)
  package var asReason: Bytes { Bytes("asked for by ") + text }

  /// The source as a line of an error: in which file something is wrong.
  @inline(never)
  var asFile: Bytes { Bytes("in ") + text }

  private static func place(_ path: Path, _ line: Int) -> Bytes {
    var text = path.bytes.printable
    if line > 0 {
      text += ":"
      text.append(contentsOf: Bytes(decimal: line))
    }
    return text
  }
}
