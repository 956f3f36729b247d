import Resolution
import Toolchains

/// What stands at a path that settings name as a toolchain, against what is active here.
enum ToolchainPath: Equatable {
  /// The active toolchain, or something that leads to it wherever it is.
  case active
  /// Nothing is there.
  case missing
  /// Another toolchain; its version, if it says it.
  case other(String?)
  /// Something that is there, and nothing to compare it with.
  case unknown

  /// A path to nothing.
  ///
  /// tvm's own link to the active toolchain of a project leads to nothing as long as what is pinned is
  /// not installed, which is then the fault, and not the setting.
  private init(missing path: Path, isActive: Bool, _ machine: Machine) {
    self = !isActive && path.isInside(machine.home.projects) ? .unknown : .missing
  }

  /// What a GOROOT is.
  init(goRoot path: Path, _ machine: Machine) {
    guard let physical = machine.world.physical(path) else {
      self = ToolchainPath(missing: path, isActive: machine.goRoot != nil, machine)
      return
    }
    guard let root = machine.goRoot, let active = machine.world.physical(root) else {
      self = .unknown
      return
    }
    let version = machine.goVersion(of: physical)
    if physical == active || version != nil && version == machine.activeGoVersion {
      self = .active
    } else {
      self = .other(version?.name.text)
    }
  }

  /// What a program of Go's is.
  init(go program: Path, _ machine: Machine) {
    guard let physical = machine.world.physical(program) else {
      self = ToolchainPath(missing: program, isActive: machine.goRoot != nil, machine)
      return
    }
    if machine.isShim(program) || machine.isShim(physical) {
      self = .active
    } else if let root = physical.parent?.parent {
      self = ToolchainPath(goRoot: root, machine)
    } else {
      self = .unknown
    }
  }

  /// What the folder of a Rust toolchain is, or the folder with rustup's proxies or the shims.
  init(rust path: Path, _ machine: Machine) {
    guard let physical = machine.world.physical(path) else {
      self = ToolchainPath(missing: path, isActive: machine.active(.rust) != nil, machine)
      return
    }
    let choosers = [machine.home.shims, (try? RustHome(machine.world))?.cargoPrograms]
    if choosers.contains(path) || choosers.contains(physical) {
      self = .active
      return
    }
    guard case .toolchain(let toolchain) = machine.active(.rust)?.choice,
      let active = machine.world.physical(toolchain.root)
    else {
      self = .unknown
      return
    }
    if physical.isInside(active) {
      self = .active
    } else {
      // The name of rustup's folder says what it is.
      var folder: Path? = physical
      while let path = folder, path.parent?.name.equals("toolchains") == false {
        folder = path.parent
      }
      self = folder.map { .other(Bytes($0.name).printable.text) } ?? .unknown
    }
  }
}

extension Machine {
  /// Whether a program is one of tvm's shims.
  fileprivate func isShim(_ path: Path) -> Bool {
    guard let shim = world.program(home.shimProgram) else { return path.parent == home.shims }
    return world.program(path) == shim
  }
}
