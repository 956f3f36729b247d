import Foundation
import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("A program that is started") struct ProcessTests {
  private let fixture: FileFixture
  private var sandbox: Sandbox { fixture.sandbox }

  init() throws { fixture = try FileFixture("process") }

  private func ask(_ script: String, isBound: Bool = true) throws -> Probe {
    let probe = try Probe(
      Spawn([Bytes("sh"), Bytes("-c"), Bytes(script.utf8)], [Bytes("A=b")]), isMerged: false)
    Probe.wait([probe], milliseconds: 20_000)
    return probe
  }

  @Test("is found on absolute folders of PATH only") func search() throws {
    let program = try sandbox.write("#!/bin/sh\n", to: "bin/curl", executable: true)
    try sandbox.write("", to: "other/curl")
    let path = { (elements: String) in
      ProgramSearch.path(of: Bytes("curl"), on: Bytes(elements.utf8))
    }
    let found = Path(Bytes(program.utf8))
    #expect(path("\(sandbox.path("other")):\(sandbox.path("bin"))") == found)
    #expect(path("::.:bin:../bin:\(sandbox.path("bin"))") == found)
    for elements in ["", ":", ".", "bin", "./bin:", sandbox.path("other")] {
      #expect(path(elements) == nil, "\(elements)")
    }
    #expect(ProgramSearch.path(of: Bytes("./curl"), on: []) == Path("./curl"))
    #expect(ProgramSearch.path(of: []) == nil)
  }

  @Test("sees nothing but what it is given") func surroundings() throws {
    let probe = try ask("echo $A $HOME; cat; echo error >&2; echo three >&3; exit 7")
    #expect(probe.outputs.map(\.text) == ["b\n", "error\n", "three\n"])
    #expect(probe.status == 7 && probe.isFinished)
    #expect(try ask("kill -TERM $$").status == 128 + 15)
    let folder = fixture.path("home")
    var spawn = Spawn([Bytes("pwd")], [])
    spawn.folder = folder
    spawn.isBound = true
    let child = try Child(spawn, outputs: 1)
    var buffer = Bytes(repeating: 0, count: 4096)
    let count = read(child.outputs[0], &buffer, buffer.count)
    #expect(Bytes(buffer.prefix(max(count, 0))) == folder.bytes + Bytes("\n"))
    #expect(child.wait() == 0)
  }

  @Test("is ended when it takes too long, however busy it is") func limit() throws {
    let start = Date()
    let probe = try Probe(
      Spawn([Bytes("sh"), Bytes("-c"), Bytes("yes")], [Bytes("PATH=/bin:/usr/bin")]))
    Probe.wait([probe], milliseconds: 200)
    #expect(!probe.isFinished && probe.status == nil)
    #expect(probe.outputs[0].count <= (1 << 20) + 65536)
    let silent = try Probe(
      Spawn([Bytes("sh"), Bytes("-c"), Bytes("exec 1>&- 2>&- 3>&-; sleep 100")], []))
    Probe.wait([silent], milliseconds: 200)
    #expect(!silent.isFinished && Date().timeIntervalSince(start) < 30)
  }

  @Test("says why it cannot be", arguments: [false, true]) func failure(_ isBound: Bool) throws {
    let text = try sandbox.write("no program", to: "text", executable: true)
    chmod(text, 0o600)
    for (name, error) in [("no-such-program", ENOENT), ("/no/program", ENOENT), (text, EACCES)] {
      var spawn = Spawn([Bytes(name.utf8)], [])
      spawn.isBound = isBound
      #expect(throws: SpawnError(program: Bytes(name.utf8), errno: error)) { _ = try spawn.run() }
    }
    var spawn = Spawn([Bytes("true")], [])
    spawn.isBound = isBound
    spawn.folder = Path("/no/folder")
    #expect(throws: SpawnError.self) { _ = try spawn.run() }
    spawn.folder = nil
    #expect(try spawn.run() == 0)
  }

  #if os(Linux)
  @Test("is gone when the thread that started it is") func bound() throws {
    let thread = try Thread { () -> Int32 in
      var spawn = Spawn([Bytes("sleep"), Bytes("100")], [])
      spawn.isBound = true
      var process: Int32 = 0
      return spawn.start(&process) == 0 ? process : -1
    }
    let process = try #require(thread.join())
    #expect(Spawn.wait(for: process) == 128 + SIGKILL)
  }
  #endif

  @Test("gets the variables of this process with changes") func variables() {
    setenv("TVM_TEST_SPAWN", "x", 1)
    let name = Bytes("TVM_TEST_SPAWN")
    #expect(Spawn.environment().contains(name + Bytes("=x")))
    #expect(Spawn.environment(changing: [name: Bytes("y")]).contains(name + Bytes("=y")))
    #expect(!Spawn.environment(changing: [name: nil]).contains { $0.starts(with: name) })
  }
}
