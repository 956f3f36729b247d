/// The component that provides a program, and why the program is missing.
package struct RustComponent: Equatable, Sendable {
  /// Why a program is not in its toolchain.
  package enum State: Equatable, Sendable {
    /// The component is there, or the toolchain was never completed.
    case damaged
    /// The component of this name has not been added.
    case notInstalled(Literal)
  }

  /// Why the program is missing.
  package let state: State

  /// Why a program is missing in an official toolchain, or nil for programs of no component.
  ///
  /// - Parameters:
  ///   - program: the program's name.
  ///   - root: the toolchain's folder.
  ///   - world: where the list of installed components is read.
  init?(providing program: Bytes, in root: Path, _ world: World) {
    guard let name = RustComponent.name(providing: program) else { return nil }
    guard case .contents(let list) = world.read(root.appending(RustComponent.list), 65536) else {
      state = .damaged
      return
    }
    let isListed = list.parts(between: "\n").contains { line in
      var rest = line.trimmed
      guard rest.take(name) else { return false }
      _ = rest.take("-preview")
      return rest.isEmpty || rest.takeByte("-") && RustTarget(rest) != nil
    }
    state = isListed ? .damaged : .notInstalled(Literal(name))
  }

  /// The names of the installed components, one a line.
  package static let list: StaticString = "lib/rustlib/components"

  /// The component that provides a program, by the name that `component add` takes.
  package static func name(providing program: Bytes) -> StaticString? {
    for (name, programs) in providers where programs.contains(where: { program.equals($0) }) {
      return name
    }
    return nil
  }

  private static let providers: [(StaticString, [StaticString])] = [
    ("rustc", ["rustc", "rustdoc", "rust-lldb", "rust-gdb", "rust-gdbgui"]),
    ("cargo", ["cargo"]), ("clippy", ["cargo-clippy", "clippy-driver"]),
    ("rustfmt", ["rustfmt", "cargo-fmt"]), ("miri", ["cargo-miri"]),
    ("rust-analyzer", ["rust-analyzer"]), ("rls", ["rls"]),
  ]

  /// The command that brings the program.
  func help(toolchain: Bytes, _ source: Source) -> Bytes {
    switch state {
    case .damaged: return Bytes("tvm install --repair rust@") + toolchain.shellQuoted
    case .notInstalled(let name):
      let command = Bytes("tvm component add ") + name.bytes
      switch source {
      case .default, .file: return command
      // Commands act on the toolchain of the directory, which is not the one that was asked for.
      default: return command + " --toolchain " + toolchain.shellQuoted
      }
    }
  }
}
