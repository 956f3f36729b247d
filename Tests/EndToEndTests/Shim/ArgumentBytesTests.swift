import TestSupport
import Testing

/// What a shell passes on need not be text: names of files are bytes.
@Suite("Arguments that are not UTF-8")
struct ArgumentBytesTests {
  private static let bytes: [UInt8] = [0x61, 0xFF, 0xFE, 0x62]

  /// Runs lines of `sh` in which `$B` has bytes that no text has.
  private func run(_ lines: String, in fixture: EnvironmentFixture) throws -> ProgramOutput {
    let script = "B=$(printf 'a\\377\\376b')\n" + lines
    return try fixture.sandbox.run("sh", ["-c", script], in: "home")
  }

  @Test("reach the command behind -- as they are", arguments: ["exec", "x"])
  func command(_ verb: String) throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    let result = try run("\"$TVM\" \(verb) ./shop -- printf %s \"$B\" é", in: fixture)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.outputBytes == Self.bytes + Array("é".utf8))
    let missing = try run("\"$TVM\" \(verb) ./shop -- \"./$B\"", in: fixture)
    #expect(missing.errors.contains(#"cannot run ./a\xff\xfeb: "#), "\(missing.errors)")
  }

  // Apple's file systems take no such names.
  #if !canImport(Darwin)
  @Test("name directories and files")
  func directory() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("export A=$PWD\nsource ./lib.sh\n", to: "home/envrc")
    let result = try run(
      """
      mkdir "$B"; mv envrc "$B/.envrc"; echo 'export L=1' >"$B/lib.sh"
      "$TVM" allow "$B" && "$TVM" exec "./$B" -- printenv A && "$TVM" env --format dotenv "$B" &&
        "$TVM" deny "$B/.envrc" && ! "$TVM" env --format dotenv "$B"
      """, in: fixture)
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.outputBytes.split(separator: UInt8(ascii: "\n"))
    #expect(lines.first?.suffix(4) == Self.bytes[...])
    #expect(lines.filter { $0.starts(with: Array("L=".utf8)) }.count == 1)
    #expect(result.errors.contains(#"allowed ~/a\xff\xfeb/.envrc"#))
    #expect(result.errors.contains(#"denied ~/a\xff\xfeb/.envrc"#))
  }
  #endif
}
