import TestSupport
import Testing

@Suite("Environment files that evaluate themselves") struct EvaluationLoopTests {
  @Test(
    "end with an error that shows the way round",
    arguments: [
      "\"$TVM\" exec . -- true", "\"$TVM\" export bash >/dev/null",
      "direnv exec . true", "make -s",
    ])
  func loop(command: String) throws {
    if command == "make -s", findProgram("make") == nil { return }
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("all:\n\t@\"$(TVM)\" exec . -- true\n", to: "home/shop/Makefile")
    try fixture.allow("echo run >>$OUT/runs\nexport A=1\n\(command)\n")
    let result = try fixture.tvm("exec", ".", "--", "sh", "-c", "echo $A$TVM_EVALUATIONS")
    let place = "~/shop/.envrc"
    #expect(fixture.sandbox.read("runs") == "run\nrun\n")
    #expect(
      fixture.sandbox.shown(result.errors).contains(
        "\(place) evaluates itself, by a command that it runs\n  \(place) → \(place) → \(place)\n"),
      "\(result.errors)")
    // The command fails, and the file goes on as it is written.
    #expect(result.output == "1\n")
  }

  @Test("a way through several files is shown as a whole")
  func severalFiles() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("\"$TVM\" exec ~/other -- true\n")
    try fixture.allow("\"$TVM\" exec ~/shop -- true\n", in: "home/other")
    let result = try fixture.tvm("exec", ".", "--", "true")
    let shop = "~/shop/.envrc"
    let other = "~/other/.envrc"
    #expect(
      result.errors.contains("  \(shop) → \(other) → \(shop) → \(other) → \(shop)\n"),
      "\(result.errors)")
  }

  @Test("a file may ask for its own environment once")
  func once() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow(
      """
      if [[ -z ${INSIDE-} ]]; then
        export FOUND="$(INSIDE=1 "$TVM" exec . -- sh -c 'echo $A')"
      fi
      export A=1
      """)
    let (value, errors) = try fixture.value(of: "FOUND")
    #expect(value == "1")
    #expect(!errors.contains("evaluates itself"), "\(errors)")
  }

  @Test("one environment inside of another is no loop")
  func nested() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export B=1\n", in: "home/other")
    try fixture.allow("for i in 1 2 3; do \"$TVM\" exec ~/other -- true; done\nexport A=1\n")
    let (value, errors) = try fixture.value(of: "A")
    #expect(value == "1")
    #expect(!errors.contains("evaluates"), "\(errors)")
  }
}
