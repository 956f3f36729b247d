import Foundation
import TestSupport
import Testing

@Suite("The environment that the shim prints") struct PrintedEnvironmentTests {
  @Test("is what env prints, byte for byte, behind what is added", arguments: [true, false])
  func environment(built: Bool) throws {
    let sandbox = try Sandbox()
    sandbox.environment["ODD"] = "it's\n\"é\" =x="
    sandbox.environment["EMPTY"] = ""
    sandbox.environment["LONG"] = String(repeating: "x", count: 120_000)
    let program = built ? try BuiltShim.program : Project.program("tvm-shim")
    let shim = try sandbox.copy(program, to: "tvm-shim")
    let expected = try sandbox.run("env", ["-0"]).outputBytes
    #expect(try sandbox.run(shim, ["--environment"]).outputBytes == expected)
    let added = try sandbox.run(shim, ["--environment", "A=1", "EMPTY=b c"]).outputBytes
    #expect(added == Array("A=1\0EMPTY=b c\0".utf8) + expected)
    sandbox.environment = [:]
    #expect(try sandbox.run(shim, ["--environment"]).outputBytes == [])
  }

  @Test("is what an environment file leaves, whichever program prints it")
  func evaluated() throws {
    let text = "export A=$'1\\n2' B= D=é; unset USER\ntrap 'echo bye >&2' USR1"
    let system = try EnvironmentLibrary().evaluate(text)
    let library = try EnvironmentLibrary()
    library.settings = [(":printer", Project.program("tvm-shim"))]
    let own = try library.evaluate(text)
    func relevant(_ file: EvaluatedFile) -> [String: String] {
      (file.environment ?? [:]).filter { !["_", "SHLVL"].contains($0.key) }
    }
    #expect(relevant(own) == relevant(system) && own["A"] == "1\n2" && own.status == 0)
    library.settings = [(":printer", "/nosuch")]
    #expect(relevant(try library.evaluate(text)) == relevant(system))
  }
}
