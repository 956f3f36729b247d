import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("Releases of tvm: versions, lists, settings, what is inside")
struct ReleaseTests {
  @Test("Versions are in the order in which they were released")
  func versions() throws {
    let texts = ["0.2.0-rc1", "0.2.0-rc2", "0.2.0", "0.2.1", "0.10.0", "1.0.0-beta", "1.0.0"]
    let versions = try texts.map { try #require(ReleaseVersion($0)) }
    #expect(versions.shuffled().sorted().map(\.text) == texts)
    for text in ["", "1", "1.2", "1.2.x", "1.2.3.4", "-1.2.3", "1..3"] {
      #expect(ReleaseVersion(text) == nil, "\(text)")
    }
  }

  @Test("A list has one archive for each platform")
  func list() {
    let hash = String(repeating: "a1", count: 32)
    let text = """
      \(hash)  install.sh
      \(hash)  tvm-0.3.0-linux-x86_64.tar.gz
      \(hash) *tvm-0.3.0-rc1-macos-universal.tar.gz
      \(hash)  tvm_0.3.0-1_amd64.deb
      not a sum  tvm-0.3.0-linux-aarch64.tar.gz
      """
    let list = ReleaseSums(Bytes(text.utf8))
    #expect(list.archives.map(\.platform) == ["linux-x86_64", "macos-universal"])
    #expect(list.archives.map(\.version.text) == ["0.3.0", "0.3.0-rc1"])
    #expect(list.archives.first?.sha256 == hash)
  }

  @Test("Empty settings are none")
  func settings() {
    let empty = ReleaseSettings(Bytes("# key=x\naddress=\nkey=\n"))
    #expect(empty.address == nil && empty.key == nil)
    let filled = ReleaseSettings(Bytes("address=https://example.org/a=b\nkey=RWx"))
    #expect(filled.address == "https://example.org/a=b")
    #expect(filled.key == Bytes("RWx"))
  }

  @Test("Packed files come out as they went in")
  func packed() throws {
    let text = Bytes("digest 12\ncommit ab\nfile 3 a\nfile 0 b/c\nfile 4 b/d e\n\nxyz\n\n\n1")
    let files = try #require(EmbeddedFiles(text))
    #expect(files["digest"] == Bytes("12"))
    #expect(files["commit"] == Bytes("ab"))
    #expect(files["target"] == nil)
    #expect(files.entries.map(\.name) == [Bytes("a"), Bytes("b/c"), Bytes("b/d e")])
    #expect(files.contents(of: Bytes("a")) == Bytes("xyz"))
    #expect(files.contents(of: Bytes("b/c")) == [])
    #expect(files.contents(of: Bytes("b/d e")) == Bytes("\n\n\n1"))
    #expect(files.contents(of: Bytes("x")) == nil)
    for broken in ["", "digest 1\n", "file 9 a\n\nxy", "file x a\n\nxy"] {
      #expect(EmbeddedFiles(Bytes(broken.utf8)) == nil, "\(broken)")
    }
  }

  @Test("A manager of the files says which commands are its own")
  func manager() {
    let text = "name apt\nupdate sudo apt-get install tvm\nuninstall sudo apt-get remove tvm\n"
    let manager = InstallationPrefix.Manager(Bytes(text.utf8))
    #expect(manager.name == "apt")
    #expect(manager.update == "sudo apt-get install tvm")
    #expect(manager.uninstall == "sudo apt-get remove tvm")
  }

  @Test("A program started by a link keeps the path that an upgrade keeps")
  func stablePath() throws {
    let sandbox = try Sandbox("it's a path")
    let real = try sandbox.write("x", to: "Cellar/tvm/0.2.0/bin/tvm", executable: true)
    try sandbox.makeDirectory("bin")
    try sandbox.makeDirectory("tvm home/shims")
    try sandbox.link("bin/tvm", to: "../Cellar/tvm/0.2.0/bin/tvm")
    try sandbox.link("bin/direnv", to: "tvm")
    try sandbox.link("tvm home/tvm", to: sandbox.path("bin/tvm"))
    try sandbox.link("tvm home/shims/direnv", to: sandbox.path("tvm home/tvm"))
    try sandbox.link("tvm home/shims/tvm", to: sandbox.path("tvm home/tvm"))
    let other = try sandbox.write("y", to: "other/tvm", executable: true)
    let shim = try sandbox.write("z", to: "tvm home/shims/rustup", executable: true)
    let root = sandbox.root
    let world = World(
      variables: ["PATH": "\(root)/tvm home/shims:\(root)/bin", "TVM_HOME": "\(root)/tvm home"],
      directory: root)
    let home = try Home(world)
    func path(_ word: String) -> String {
      Installation.stable(Path(Bytes(real.utf8)), as: Bytes(word.utf8), home, world).bytes.text
    }
    let stable = "\(root)/bin/tvm"
    for word in [
      "tvm", stable, "bin/tvm", "./bin/tvm", "direnv", "\(root)/bin/direnv", "rustup", shim,
      "\(root)/tvm home/tvm", "\(root)/tvm home/shims/direnv", "\(root)/tvm home/shims/tvm",
      // By these no path can be told: what is known of the home counts.
      other, "nothing", "", "bin/../bin/tvm",
    ] {
      #expect(path(word) == stable, "\(word)")
    }
    #expect(path(real) == real)
  }
}

extension World {
  /// The real world with other variables and another directory.
  fileprivate convenience init(variables: [String: String], directory: String) {
    let live = World.live
    self.init(
      variable: { name in variables[Bytes(name).text].map { Bytes($0.utf8) } },
      read: live.read, search: live.search, names: live.names, folder: live.folder,
      program: live.program, forbidsPrograms: live.forbidsPrograms, physical: live.physical,
      workingDirectory: { Path(Bytes(directory.utf8)) })
  }
}
