import Foundation
import Resolution
import Testing

@Suite("The home") struct HomeTests {
  private func places(_ variables: [String: String]) throws(ResolutionError) -> [String] {
    var world = FakeWorld()
    world.variables = variables
    let home = try Home(world.world)
    return [home.root, home.settings, home.cache].map { text($0.bytes) }
  }

  @Test(
    "the variables decide",
    arguments: [
      (
        ["HOME": "/h"],
        ["/h/.local/share/tvm", "/h/.config/tvm/config.toml", "/h/.cache/tvm"]
      ),
      (["HOME": "/h", "TVM_HOME": "/t"], ["/t", "/t/config.toml", "/t/cache"]),
      (["TVM_HOME": "/t/"], ["/t", "/t/config.toml", "/t/cache"]),
      (["TVM_HOME": "/"], ["/", "/config.toml", "/cache"]),
      (
        ["HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c/", "XDG_CACHE_HOME": "/k"],
        ["/d/tvm", "/c/tvm/config.toml", "/k/tvm"]
      ),
      (
        ["XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k"],
        ["/d/tvm", "/c/tvm/config.toml", "/k/tvm"]
      ),
      (
        ["HOME": "/h", "XDG_DATA_HOME": "d", "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": "../k"],
        ["/h/.local/share/tvm", "/h/.config/tvm/config.toml", "/h/.cache/tvm"]
      ),
      (
        ["HOME": "/a b\n'ü", "TVM_HOME": ""],
        [
          "/a b\n'ü/.local/share/tvm", "/a b\n'ü/.config/tvm/config.toml", "/a b\n'ü/.cache/tvm",
        ]
      ),
    ])
  func home(variables: [String: String], expected: [String]) throws {
    #expect(try places(variables) == expected)
  }

  @Test("a relative TVM_HOME is an error", arguments: ["tvm", "./tvm", "~/tvm", "../x", " /t"])
  func relative(value: String) {
    #expect(throws: ResolutionError.relativeHome(value: bytes(value))) {
      try places(["HOME": "/h", "TVM_HOME": value])
    }
  }

  @Test(
    "without any home there is an error",
    arguments: [
      [:], ["HOME": ""], ["HOME": "relative"], ["XDG_DATA_HOME": "/d"],
      ["XDG_DATA_HOME": "d", "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k"],
    ])
  func unknown(variables: [String: String]) {
    #expect(throws: ResolutionError.homeUnknown(instead: Literal("TVM_HOME"))) {
      try places(variables)
    }
  }

  #if os(Linux)
  @Test(
    "without HOME the list of users has it",
    arguments: [
      ("ann:x:\(getuid()):100:Ann:/home/ann:/bin/sh", "/home/ann/.local/share/tvm"),
      ("nobody:x:4294967294:1:::\nann:x:\(getuid())::a,b,c:/:", "/.local/share/tvm"),
      ("#\n\n+::::::\nann:x:\(getuid()):1::/h\nbob:x:\(getuid()):1::/b:", "/h/.local/share/tvm"),
      ("ann:x:\(getuid()):1:", nil), ("ann:x:1\(getuid()):1::/h:", nil),
      ("ann:x:\(getuid()):1::home:", nil), ("", nil),
    ] as [(String, String?)])
  func users(list: String, expected: String?) {
    var world = FakeWorld()
    world.variables["HOME"] = nil
    world.write(list, to: "/etc/passwd")
    #expect((try? Home(world.world)).map { text($0.root.bytes) } == expected)
  }
  #endif

  @Test("everything of tvm's lies inside its home")
  func inside() throws {
    let home = try Home(FakeWorld().world)
    for path in [
      home.goToolchains, home.goLinks, home.goStable, home.shims, home.shimProgram, home.staging,
      home.locks,
    ] {
      #expect(path.isInside(home.root))
    }
  }
}
