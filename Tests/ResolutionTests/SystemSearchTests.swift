import Resolution
import Testing

@Suite("The system's programs") struct SystemSearchTests {
  @Test(
    "shims, relative and empty elements of PATH are passed over",
    arguments: [
      ("/usr/bin:/bin", "/usr/bin/go"), ("/bin:/usr/bin", "/bin/go"), ("/none:/bin", "/bin/go"),
      ("", nil), (nil, nil), (":", nil), ("bin:.:..:/bin", "/bin/go"), (":/bin:", "/bin/go"),
      ("\(FakeWorld.home)/shims:/bin", "/bin/go"), ("\(FakeWorld.home)/shims//:/bin", "/bin/go"),
      ("\(FakeWorld.home)/shims:\(FakeWorld.home)/shims", nil), ("/links:/bin", "/bin/go"),
      ("/other/shims:/bin", "/bin/go"), ("/bin/:/usr/bin", "/bin/go"),
    ] as [(String?, String?)])
  func find(path: String?, expected: String?) throws {
    var world = FakeWorld()
    world.variables["PATH"] = path
    for name in ["/usr/bin/go", "/bin/go", "bin/go", "./go", "go"] { world.addProgram(name) }
    for name in ["go", "tvm-shim"] {
      world.addProgram("\(FakeWorld.home)/shims/\(name)", file: 1)
      world.addProgram("/other/shims/\(name)", file: 2)
    }
    world.addProgram("/links/go", file: 1)
    let search = SystemSearch(home: try Home(world.world), world.world)
    #expect(search.find(bytes("go")).map { text($0.bytes) } == expected)
  }
}
