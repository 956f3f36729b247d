import Resolution
import Toolchains

/// The components and targets of a Rust toolchain, whoever put it there.
struct RustParts {
  /// Whether it is the user's own, which has no records and to which nothing can be added.
  let isOwn: Bool

  private let root: Path
  private let recorded: [ComponentID]?
  private let world: World

  /// The parts of a toolchain.
  init(_ toolchain: Toolchain, _ machine: Machine) {
    root = toolchain.root
    world = machine.world
    let installed = (try? RustHome(machine.world)).map {
      RustToolchain(RustToolchainName(toolchain.name), in: $0)
    }
    isOwn = installed?.kind == .custom
    recorded = installed?.kind == .complete ? try? installed?.components() : nil
  }

  /// Whether a component is there; one whose files nobody knows is taken to be.
  func hasComponent(_ name: String) -> Bool {
    if let recorded {
      return recorded.contains {
        $0.package == name || $0.package == name + "-preview" || $0.name == name
      }
    }
    guard let file = RustParts.files[name] else { return true }
    return Folder.isOccupied(root.appending(file))
  }

  /// Whether the standard library of a target is there.
  func hasTarget(_ name: String) -> Bool {
    if recorded?.contains(where: { $0.package == "rust-std" && $0.target == name }) == true {
      return true
    }
    // A target may have been added by hand, or built.
    return Folder.exists(root.appending(Bytes("lib/rustlib/\(name)/lib".utf8)))
  }

  /// The name nearest to one that the toolchain's release does not have; nil where it has it, or where
  /// that is not known.
  func correction(of name: String, isTarget: Bool) -> String? {
    let path = root.appending("lib/rustlib/multirust-channel-manifest.toml")
    guard case .contents(let contents) = world.read(path, 8 << 20) else { return nil }
    var names: Set<String> = []
    for line in contents.parts(between: "\n") {
      let words = Bytes(line.trimmed).text.split(separator: ".").map(String.init)
      if isTarget, words.count == 4, words[0] == "[pkg", words[1] == "rust-std" {
        names.insert(String(words[3].dropLast()))
      } else if !isTarget, words.count == 2, ["[pkg", "[renames"].contains(words[0]) {
        names.insert(String(words[1].dropLast()))
      }
    }
    names.formUnion(names.filter { $0.hasSuffix("-preview") }.map { String($0.dropLast(8)) })
    if names.isEmpty || names.contains(name) { return nil }
    return Spelling.nearest(to: name, among: names.sorted())
  }

  /// Whether what cargo is told to build for is a target whose standard library is not there.
  func lacks(_ target: String) -> Bool {
    // A file describes a target of one's own, and one word stands for this machine's target.
    target.isPlainWord && !target.hasSuffix(".json") && target != "host-tuple"
      && target.contains("-") && !hasTarget(target)
  }

  private static let files: [String: StaticString] = [
    "cargo": "bin/cargo", "clippy": "bin/cargo-clippy", "miri": "bin/miri",
    "rust-analyzer": "bin/rust-analyzer", "rust-src": "lib/rustlib/src/rust/library",
    "rustc": "bin/rustc", "rustfmt": "bin/rustfmt",
  ]
}
