import Resolution
import Toolchains

extension Session {
  /// The installed Rust toolchains, those of rustup's included.
  func rustReports() throws -> [InstalledReport] {
    let store = try rustStore()
    // What cannot be resolved here is reported by `current`; the list is still right.
    let active = try? self.active(.rust)
    let toolchains = store.entries
    let sizes = KnownSizes(.rust, in: home).sizes(of: toolchains.map(\.root))
    let orphans = RustPrevious(store).orphans
    let kept = zip(orphans, Folder.sizes(of: orphans.map(\.root))).map { orphan, size in
      InstalledReport(
        tool: "rust", version: orphan.name, path: orphan.root.text, link: nil, size: size,
        source: nil, isActive: false, newer: nil,
        problem: "removed, but for what it was before its last update: "
          + "tvm uninstall rust@\(Bytes(orphan.name.utf8).shellQuoted.text)")
    }
    return kept
      + zip(toolchains, sizes).map { toolchain, size in
        let isActive =
          active.map {
            $0.choice
              == .toolchain(Toolchain(name: Bytes(toolchain.name.utf8), root: toolchain.root))
          } ?? false
        let link = toolchain.link
        return InstalledReport(
          tool: "rust", version: toolchain.name, path: toolchain.root.text, link: link?.text,
          size: link == nil ? size : nil,
          source: isActive ? active?.source.text.text : nil, isActive: isActive, newer: nil,
          problem: toolchain.problem)
      }
  }
}

extension RustToolchain {
  /// What is wrong with it, and the command that helps.
  fileprivate var problem: String? {
    let name = Bytes(name.utf8).shellQuoted.text
    switch kind {
    case .incomplete: return "half installed: tvm install --repair rust@\(name)"
    case .custom where !RustLink.isToolchain(root):
      return "no toolchain is in it: tvm uninstall rust@\(name)"
    case nil: return "leads nowhere: tvm uninstall rust@\(name)"
    case .complete:
      return missingFiles.first.map {
        "damaged, without \(Bytes($0.utf8).printable.text): tvm install --repair rust@\(name)"
      }
    case .custom: return nil
    }
  }
}
