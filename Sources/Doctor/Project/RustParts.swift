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
      RustToolchain(toolchain.name.text, in: $0)
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
