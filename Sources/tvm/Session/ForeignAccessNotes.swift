import Resolution
import Toolchains

extension Session {
  /// Says where somebody else could change what is about to be installed.
  func noteForeignAccess() {
    // Without a home of rustup's there is nothing in it.
    let rust = (try? RustHome(world))?.guarded ?? []
    for paths in [home.guarded, rust] {
      guard let path = paths.first(where: { ForeignAccess(of: $0) != nil }),
        let access = ForeignAccess(of: path)
      else { continue }
      Output.note(
        "\(path.bytes.printable.text) \(access)\nhelp: \(access.remedy(for: path))")
    }
  }
}
