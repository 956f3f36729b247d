import Resolution
import Testing

@Suite("The language of the nearest project") struct NearestProjectTests {
  /// Files below `/home/ann`, and the languages that they make of `/home/ann/shop/deep`.
  private static let cases: [([String: String], [Language])] = [
    ([:], []),
    (["shop/.go-version": "1.21\n"], [.go]),
    (["shop/go.mod": "go 1.21\n"], [.go]),
    (["shop/go.work": "go 1.21\n"], [.go]),
    (["shop/Cargo.toml": "[package]\n"], [.rust]),
    (["shop/rust-toolchain": "stable\n"], [.rust]),
    (["shop/rust-toolchain.toml": "[toolchain]\n"], [.rust]),
    // A list of tools is about the languages that it has lines for.
    (["shop/.tool-versions": "golang 1.20.14\n"], [.go]),
    (["shop/.tool-versions": "go 1.20.14\n"], [.go]),
    (["shop/.tool-versions": "rust 1.70\n"], [.rust]),
    (["shop/.tool-versions": "nodejs 20\n"], []),
    (["shop/.tool-versions": "golang # none yet\n"], []),
    (["shop/.tool-versions": "nodejs 20\n", "go.mod": "go 1.21\n"], [.go]),
    (["shop/.tool-versions": "rust 1.70\n", "go.mod": "go 1.21\n"], [.rust]),
    (["shop/.tool-versions": "golang 1.20.14\n", "Cargo.toml": "[package]\n"], [.go]),
    // Both in one directory.
    (["shop/.tool-versions": "golang 1.20.14\n", "shop/Cargo.toml": "[package]\n"], [.go, .rust]),
    (["shop/.tool-versions": "rust 1.70\ngolang 1.20.14\n"], [.go, .rust]),
    (["shop/.tool-versions": "rust 1.70\n", "shop/go.mod": "go 1.21\n"], [.go, .rust]),
    (["shop/go.mod": "go 1.21\n", "shop/Cargo.toml": "[package]\n"], [.go, .rust]),
    // The nearest counts.
    (["shop/deep/Cargo.toml": "[package]\n", "shop/go.mod": "go 1.21\n"], [.rust]),
    (["shop/deep/go.mod": "go 1.21\n", "shop/rust-toolchain": "stable\n"], [.go]),
  ]

  @Test("version files and project files decide, lists by their lines", arguments: cases)
  func languages(_ files: [String: String], _ expected: [Language]) {
    var world = FakeWorld()
    world.directory = "/home/ann/shop/deep"
    for (name, contents) in files { world.write(contents, to: "/home/ann/\(name)") }
    let found = world.world.languagesOfNearestProject()
    #expect(Set(found) == Set(expected) && found.count == expected.count)
  }

  @Test("a folder of such a name is no project, and what cannot be read is one")
  func odd() {
    var world = FakeWorld()
    world.refuse("/home/ann/shop/go.mod", .directory)
    world.refuse("/home/ann/shop/Cargo.toml", .unreadable(13))
    world.refuse("/home/ann/shop/.tool-versions", .special)
    #expect(world.world.languagesOfNearestProject() == [.rust])
    world.directory = nil
    #expect(world.world.languagesOfNearestProject().isEmpty)
  }
}
