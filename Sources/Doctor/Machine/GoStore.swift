package import Resolution
import Shells
import Toolchains

/// A place where Go toolchains are kept, by whatever put them there.
package enum GoStore: String, CaseIterable, Sendable {
  case tvm
  case sdk = "golang.org/dl"
  case modules = "go's own downloads"
  case goenv, gvm, asdf, mise
  case local = "go.dev's archive"
  case distribution = "the distribution"

  /// A toolchain in a store.
  package struct Toolchain: Equatable, Sendable {
    /// The store.
    package let store: GoStore
    /// The name of its folder.
    package let name: String
    /// Its folder, a GOROOT.
    package let path: Path
    /// Its version as the file `VERSION` says, or else the folder.
    package let version: String
  }

  /// Whether the user may do without it.
  var mayBeRemoved: Bool { self != .tvm && self != .distribution }

  /// The command that removes a toolchain.
  func removal(_ toolchain: Toolchain, _ machine: Machine) -> String {
    let word = machine.hookShell.word(toolchain.path.bytes).text
    return switch self {
    case .goenv: "goenv uninstall \(toolchain.name)"
    case .local: machine.asAdministrator("rm -rf \(word)")
    // Go makes these folders read-only.
    case .modules: "chmod -R u+w \(word) && rm -rf \(word)"
    default: "rm -rf \(word)"
    }
  }

  /// The toolchains in a store, links left out.
  package static func toolchains(of machine: Machine, _ store: GoStore) -> [Toolchain] {
    let home = machine.userHome
    return switch store {
    case .tvm: store.toolchains(in: machine.home.goToolchains, machine)
    case .sdk: store.toolchains(in: home.appending("sdk"), machine)
    case .modules:
      machine.goFolders(.modules).flatMap { folder in
        store.toolchains(in: folder.path.appending("golang.org"), machine)
      }
    case .goenv:
      store.toolchains(
        in: (machine.variable(Variables.goenvRoot).map { Path($0) } ?? home.appending(".goenv"))
          .appending("versions"), machine)
    case .gvm: store.toolchains(in: home.appending(".gvm/gos"), machine)
    case .asdf:
      store.toolchains(in: home.appending(".asdf/installs/golang"), machine)
    case .mise:
      store.toolchains(in: home.appending(".local/share/mise/installs/go"), machine)
    case .local: store.toolchain(Path("/usr/local/go"), machine).map { [$0] } ?? []
    case .distribution: store.toolchains(in: Path("/usr/lib"), machine, prefix: "go-")
    }
  }

  private func toolchains(in folder: Path, _ machine: Machine, prefix: String = "") -> [Toolchain] {
    (machine.world.names(folder) ?? []).map(\.text).filter { $0.hasPrefix(prefix) }.sorted()
      .compactMap { toolchain(folder.appending(Bytes($0.utf8)), machine) }
  }

  private func toolchain(_ path: Path, _ machine: Machine) -> Toolchain? {
    guard FileStatus(link: path)?.kind == .folder else { return nil }
    // asdf keeps the toolchain in a folder of its folder.
    for root in [path, path.appending("go")]
    where machine.world.program(root.appending("bin/go")) != nil {
      guard let version = root.goVersion else { continue }
      return Toolchain(
        store: self, name: Bytes(path.name).text, path: root, version: version)
    }
    return nil
  }
}
