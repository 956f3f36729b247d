/// A component of a Rust toolchain: a package, for one target or for all.
package struct ComponentID: Hashable, Sendable {
  /// The package's name in the manifest: `rustc`, `clippy-preview`.
  package let package: String

  /// The target it is built for; nil for a package that is the same everywhere, such as `rust-src`.
  package let target: String?

  /// A component of a package.
  ///
  /// - Parameters:
  ///   - package: the package's name in the manifest.
  ///   - target: its target; `*` stands for none.
  package init(_ package: String, target: String?) {
    self.package = package
    self.target = target == "*" ? nil : target
  }

  /// The name in the lists of installed components: `rustc-x86_64-unknown-linux-gnu`, `rust-src`.
  package var name: String { target.map { "\(package)-\($0)" } ?? package }

  /// Whether it is the compiler.
  var isCompiler: Bool { package == "rustc" }
}

extension ComponentID: Comparable {
  package static func < (left: ComponentID, right: ComponentID) -> Bool {
    (left.package, left.target ?? "") < (right.package, right.target ?? "")
  }
}
