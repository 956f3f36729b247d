import TestSupport
import Testing

@Suite("Files that an environment file requires to be allowed") struct RequiredFileTests {
  private func fixture() throws -> EnvironmentFixture {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("{}", to: "home/shop/data/x.json")
    try fixture.sandbox.write("1", to: "home/shop/y")
    try fixture.allow("require_allowed data/x.json y\nexport A=1\n")
    return fixture
  }

  private func message(_ fixture: EnvironmentFixture, _ names: String...) -> String {
    let shop = "~/shop"
    return "tvm: \(shop)/.envrc requires files that are not allowed as they are now; "
      + names.map { "\(shop)/\($0)" }.joined(separator: "; ") + ": tvm allow\n"
  }

  @Test("are asked for by their names, all at once, and once")
  func names() throws {
    let fixture = try fixture()
    var (value, errors) = try fixture.value(of: "A")
    #expect(value == "" && errors == message(fixture, "data/x.json", "y"))
    let allowed = try fixture.allow()
    for name in ["data/x.json", "y"] {
      #expect(allowed.errors.contains("~/shop/\(name), which it sources\n"))
    }
    (value, errors) = try fixture.value(of: "A")
    #expect(value == "1" && errors == "tvm: loaded ~/shop/.envrc: +A\n")
  }

  @Test("are asked for again when they have changed, by whichever way they are used")
  func changes() throws {
    let fixture = try fixture()
    _ = try fixture.value(of: "A")
    try fixture.allow()
    try fixture.sandbox.write("2", to: "home/shop/y")
    let (value, errors) = try fixture.value(of: "A")
    #expect(value == "" && errors == message(fixture, "y"))
    let executed = try fixture.tvm("exec", ".", "--", "true")
    #expect(executed.status == 1)
    #expect(executed.errors.contains("\n  ~/shop/y\nhelp: tvm allow"))
    try fixture.sandbox.write("1", to: "home/shop/y")
    #expect(try fixture.value(of: "A").value == "1", "as it was allowed")
  }

  @Test("a file that was allowed for itself needs no second word, one that is denied is not used")
  func other() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export B=1\n", in: "home/shop/cart")
    try fixture.allow("require_allowed cart/.envrc\nexport A=1\n")
    #expect(try fixture.value(of: "A").value == "1")
    #expect(try fixture.tvm("deny", "cart/.envrc").status == 0)
    let (value, errors) = try fixture.value(of: "A")
    #expect(value == "" && errors.contains("cart/.envrc is denied"), "\(errors)")
  }

  @Test("are refused by the program named direnv, too")
  func direnv() throws {
    let fixture = try fixture()
    let envrc = fixture.sandbox.path("home/shop/.envrc")
    try fixture.sandbox.link("direnv", to: Project.program("tvm"))
    let ask = ["check-required", "bash", envrc, "data/x.json", "y"]
    let direnv = fixture.sandbox.path("direnv")
    let refused = try fixture.sandbox.run(direnv, ask, in: "home/shop")
    #expect(refused.status != 0 && refused.errors.contains("data/x.json"), "\(refused.errors)")
    try fixture.allow()
    #expect(try fixture.sandbox.run(direnv, ask, in: "home/shop").status == 0)
  }
}
