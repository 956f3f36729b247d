/// The component that brings a missing program, and why it is missing.
package struct RustComponent: Equatable, Sendable {
  /// Why a program is not in its toolchain.
  package enum State: Equatable, Sendable {
    /// The component is there or is always there, or the toolchain was never completed.
    case damaged
    /// The component of this name has not been added.
    case notInstalled(Literal)
  }

  /// Why the program is missing.
  package let state: State

  /// Why a program is missing in an official toolchain, or nil for programs of no component that its
  /// release has.
  ///
  /// - Parameters:
  ///   - program: the program's name.
  ///   - toolchain: the toolchain.
  ///   - world: where its records are read.
  init?(providing program: Bytes, in toolchain: Toolchain, _ world: World) {
    guard let name = RustComponent.name(providing: program) else { return nil }
    guard
      let list = try? world.contents(
        of: toolchain.root.appending(RustComponent.list), limit: 65536),
      let contents = try? world.contents(
        of: toolchain.root.appending(RustComponent.manifest), limit: 8 << 20),
      let document = try? TOMLDocument(contents), !program.equals("rustc")
    else {
      state = .damaged
      return
    }
    let isListed = list.parts(between: "\n").contains { line in
      var rest = line.trimmed
      guard rest.take(name) else { return false }
      _ = rest.take("-preview")
      return rest.isEmpty || rest.takeByte("-") && RustTarget(rest) != nil
    }
    if isListed {
      state = .damaged
    } else {
      guard RustComponent.isOffered(name, for: toolchain, in: document) else { return nil }
      state = .notInstalled(Literal(name))
    }
  }

  /// Whether a release has a component for the platform of a toolchain.
  private static func isOffered(
    _ name: StaticString, for toolchain: Toolchain, in manifest: TOMLDocument
  ) -> Bool {
    var package = Bytes(name)
    if case .string(let renamed)? = manifest.entry(dotted: Bytes("renames.") + name + ".to")?.value
    {
      package = renamed
    }
    let target = RustRelease(toolchain.name[...])?.target.name ?? []
    let path = Bytes("pkg.") + package + ".target." + target + ".available"
    return manifest.entry(dotted: path)?.value == .boolean(true)
  }

  /// The names of the installed components, one a line.
  package static let list: StaticString = "lib/rustlib/components"

  /// The channel's manifest, which is there once the toolchain is complete.
  private static let manifest: StaticString = "lib/rustlib/multirust-channel-manifest.toml"

  /// The component that provides a program, by the name that `component add` takes.
  package static func name(providing program: Bytes) -> StaticString? {
    for (name, programs) in providers where programs.contains(word: program[...]) { return name }
    return nil
  }

  private static let providers: [(StaticString, programs: StaticString)] = [
    ("rustc", "rustc rustdoc rust-lldb rust-gdb rust-gdbgui"), ("cargo", "cargo"),
    ("clippy", "cargo-clippy clippy-driver"), ("rustfmt", "rustfmt cargo-fmt"),
    ("miri", "cargo-miri"), ("rust-analyzer", "rust-analyzer"), ("rls", "rls"),
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
