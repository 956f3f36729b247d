import Foundation
import TestSupport
import Testing

@Suite("Files that an environment file sources")
struct SourcedFileTests {
  private func project() throws -> EnvironmentFixture {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("export LIB=1\n", to: "home/shop/lib.sh")
    try fixture.allow("source ./lib.sh\nexport A=1\n")
    return fixture
  }

  private func refusal(_ fixture: EnvironmentFixture, _ name: String = "lib.sh") -> String {
    "tvm: \(fixture.sandbox.shown(fixture.sandbox.path("home/shop/\(name)"))), sourced by "
      + "~/shop/.envrc, is not allowed"
  }

  @Test("are allowed with it as they are, and not when they change")
  func change() throws {
    let fixture = try project()
    #expect(try fixture.value(of: "LIB").value == "1")
    try fixture.sandbox.write("export LIB=2\n", to: "home/shop/lib.sh")
    let (value, errors) = try fixture.value(of: "LIB")
    let reason = "; it changed after you allowed it: tvm allow\n"
    #expect(value == "" && errors == refusal(fixture) + reason, "\(errors)")
    #expect(try fixture.value(of: "A").value == "")
    let allowed = try fixture.allow()
    #expect(allowed.errors.contains("/lib.sh, which it sources"))
    #expect(try fixture.value(of: "LIB").value == "2")
    try fixture.sandbox.write("export LIB=1\n", to: "home/shop/lib.sh")
    #expect(try fixture.value(of: "LIB").value == "")
  }

  @Test("go by the name that the environment file gives them")
  func names() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("export LIB=${BASH_SOURCE[0]}\n", to: "home/shop/lib.sh")
    try fixture.allow("source ./lib.sh\nexport A=${BASH_SOURCE[0]}\n")
    #expect(try fixture.value(of: "LIB").value == "./lib.sh")
    #expect(try fixture.value(of: "A").value == "./.envrc")
  }

  @Test("count from the moment of the approval, even if they were never read before")
  func changedBeforeFirstUse() throws {
    let fixture = try project()
    try fixture.sandbox.write("export LIB=2\n", to: "home/shop/lib.sh")
    // The time of modification proves nothing.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
      ofItemAtPath: fixture.sandbox.path("home/shop/lib.sh"))
    let reason = "; it was created, changed, or moved after you allowed the .envrc: tvm allow\n"
    #expect(try fixture.value(of: "LIB").errors == refusal(fixture) + reason)
  }

  @Test("count when they are read as open files, too")
  func openFiles() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("export LIB=1\n", to: "home/shop/lib.sh")
    try fixture.allow(". /dev/stdin <lib.sh\n. /dev/stdin <<'END'\nexport A=1\nEND\n")
    #expect(try fixture.value(of: "LIB").value == "1")
    #expect(try fixture.value(of: "A").value == "1")
    try fixture.sandbox.write("export LIB=2\n", to: "home/shop/lib.sh")
    let (value, errors) = try fixture.value(of: "LIB")
    #expect(value == "" && errors.contains(refusal(fixture)), "\(errors)")
    try fixture.allow()
    #expect(try fixture.value(of: "LIB").value == "2")
  }

  @Test("that it has not read in its first run need an approval, however old they are")
  func namedLater() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("export OLD=1\n", to: "home/downloads/old.sh")
    try fixture.sandbox.write("export DEV=1\n", to: "home/shop/dev.env")
    try fixture.sandbox.write("dev.env\n", to: "home/shop/stage")
    try fixture.allow("source \"./$(cat stage)\"\n")
    #expect(try fixture.value(of: "DEV").value == "1")
    try fixture.sandbox.write("../downloads/old.sh\n", to: "home/shop/stage")
    let (value, errors) = try fixture.value(of: "OLD")
    let reason = "; the .envrc did not source it when you allowed it: tvm allow\n"
    #expect(
      value == ""
        && errors == refusal(fixture, "../downloads/old.sh")
          .replacing("shop/../", with: "") + reason,
      "\(errors)")
    try fixture.allow()
    #expect(try fixture.value(of: "OLD").value == "1")
    try fixture.sandbox.write("dev.env\n", to: "home/shop/stage")
    #expect(try fixture.value(of: "DEV").value == "1")
  }

  @Test("that the environment file makes itself are allowed once they are there")
  func madeByItself() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow(
      "[ -d venv ] || { mkdir venv; echo export V=1 >venv/activate; }\n. venv/activate\n")
    let (value, errors) = try fixture.value(of: "V")
    #expect(value == "" && errors.contains(refusal(fixture, "venv/activate")), "\(errors)")
    try fixture.allow()
    for isMadeAnew in [false, false, true, false] {
      if isMadeAnew { try fixture.sandbox.remove("home/shop/venv") }
      let (value, errors) = try fixture.value(of: "V")
      #expect(value == "1" && errors == "tvm: loaded ~/shop/.envrc: +V\n", "\(errors)")
    }
  }

  private static let token = "echo export TOKEN=$RANDOM$RANDOM >.token\n"

  @Test("that come out differently each time are allowed however they do")
  func madeAnew() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow(Self.token + "source ./.token\n")
    let (value, errors) = try fixture.value(of: "TOKEN")
    let reason = "; the .envrc has just generated it, so you have not seen it: tvm allow\n"
    #expect(value == "" && errors == refusal(fixture, ".token") + reason, "\(errors)")
    let allowed = try fixture.allow()
    #expect(
      allowed.errors.contains(
        "also allowed ~/shop/.token, which the .envrc generates, whatever its content"))
    var values: Set<String> = []
    for _ in 1...3 {
      let (value, errors) = try fixture.value(of: "TOKEN")
      #expect(value != "" && errors == "tvm: loaded ~/shop/.envrc: +TOKEN\n", "\(errors)")
      values.insert(value)
    }
    #expect(values.count == 3)
  }

  @Test(
    "that it makes may not be exchanged between two runs",
    arguments: ["", "chmod 600 .token; ", "mv .token .moved; mv .moved .token; "],
    [nil, Date(timeIntervalSince1970: 4_000_000_000)])
  func exchangedMade(_ preparation: String, _ date: Date?) throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("[ -e keep ] || \(Self.token)\(preparation)source ./.token\n")
    #expect(try fixture.value(of: "TOKEN").value == "")
    try fixture.allow()
    let made = try fixture.value(of: "TOKEN").value
    #expect(made != "")
    try fixture.sandbox.write("", to: "home/shop/keep")
    #expect(try fixture.value(of: "TOKEN").value == made)
    try fixture.sandbox.write("export TOKEN=evil\n", to: "home/shop/.token")
    if let date {
      try FileManager.default.setAttributes(
        [.modificationDate: date], ofItemAtPath: fixture.sandbox.path("home/shop/.token"))
    }
    let (value, errors) = try fixture.value(of: "TOKEN")
    #expect(value == "" && errors.contains("it changed after you allowed it"), "\(errors)")
    // Nor is it taken for what the next run makes.
    try fixture.sandbox.remove("home/shop/keep")
    #expect(try fixture.value(of: "TOKEN").value != "")
  }

  @Test("that nobody allowed are refused each time, however they are made")
  func madeUnasked() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow(Self.token + "source ./.token\n")
    for _ in 1...2 { #expect(try fixture.value(of: "TOKEN").value == "") }
    // What is allowed for one environment file is not for another.
    try fixture.allow()
    try fixture.allow(Self.token + "source ./.token\nexport A=1\n")
    #expect(try fixture.value(of: "TOKEN").value == "")
  }

  @Test("are not needed for a virtual environment of a layout")
  func layout() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write(
      """
      #!/bin/sh
      case $* in
        *python_version*) echo 3.12.4 ;;
        *'-m venv'*) for last; do :; done; mkdir -p "$last/bin"; echo : >"$last/bin/activate" ;;
      esac
      """, to: "home/bin/python", executable: true)
    try fixture.allow("export PATH=$HOME/bin:$PATH\nlayout python\n")
    let venv = fixture.sandbox.path("home/shop/.direnv/python-3.12")
    for _ in 1...2 {
      let (value, errors) = try fixture.value(of: "VIRTUAL_ENV")
      #expect(value == venv && errors.split(separator: "\n").count == 1, "\(errors)")
    }
  }

  @Test("may not be led elsewhere by a link", arguments: ["lib.sh", "lib"])
  func link(_ name: String) throws {
    let fixture = try EnvironmentFixture()
    for folder in ["old", "new"] {
      try fixture.sandbox.write("export LIB=\(folder)\n", to: "home/shop/\(folder)/lib.sh")
    }
    try fixture.sandbox.link("home/shop/\(name)", to: name == "lib" ? "old" : "old/lib.sh")
    try fixture.allow("source \(name == "lib" ? "lib/lib.sh" : "./lib.sh")\n")
    try fixture.sandbox.remove("home/shop/\(name)")
    try fixture.sandbox.link("home/shop/\(name)", to: name == "lib" ? "new" : "new/lib.sh")
    let refused = name == "lib" ? "new/lib.sh" : "lib.sh"
    let (value, errors) = try fixture.value(of: "LIB")
    #expect(value == "" && errors.contains(refusal(fixture, refused)), "\(errors)")
  }

  @Test("may not be exchanged by another name of their folder")
  func renamedFolder() throws {
    let fixture = try EnvironmentFixture()
    for folder in ["conf", "other"] {
      try fixture.sandbox.write("export LIB=\(folder)\n", to: "home/shop/\(folder)/x.sh")
    }
    try fixture.sandbox.write("export NEAR=1\n", to: "home/shop/near.sh")
    try fixture.allow("source ./near.sh\nsource ./conf/x.sh\n")
    let shop = fixture.sandbox.path("home/shop")
    for (old, new) in [("conf", "c2"), ("other", "conf")] {
      try FileManager.default.moveItem(atPath: "\(shop)/\(old)", toPath: "\(shop)/\(new)")
    }
    let (value, errors) = try fixture.value(of: "LIB")
    #expect(value == "" && errors.contains(refusal(fixture, "conf/x.sh")), "\(errors)")
    // The project's own folder has changed as well: what is beside the file does not suffer.
    #expect(!errors.contains("near.sh"))
    try fixture.allow()
    #expect(try fixture.value(of: "LIB").value == "other")
  }

  @Test("may not be exchanged together with the whole project; a copy of what was seen may")
  func exchangedProject() throws {
    let fixture = try EnvironmentFixture()
    for folder in ["shop", "evil"] {
      try fixture.sandbox.write("export LIB=\(folder)\n", to: "home/\(folder)/lib.sh")
      try fixture.write("source ./lib.sh\n", in: "home/\(folder)")
    }
    func move(_ old: String, _ new: String) throws {
      try FileManager.default.moveItem(
        atPath: fixture.sandbox.path("home/\(old)"), toPath: fixture.sandbox.path("home/\(new)"))
    }
    try fixture.allow()
    try move("shop", "mine")
    try move("evil", "shop")
    let (value, errors) = try fixture.value(of: "LIB")
    #expect(value == "" && errors.contains(refusal(fixture)), "\(errors)")
    try move("shop", "evil")
    try move("mine", "shop")
    #expect(try fixture.value(of: "LIB").value == "shop")
    try FileManager.default.copyItem(
      atPath: fixture.sandbox.path("home/shop"), toPath: fixture.sandbox.path("home/backup"))
    try fixture.sandbox.remove("home/shop")
    try move("backup", "shop")
    #expect(try fixture.value(of: "LIB").value == "shop", "a restored project")
  }

  @Test("that are refused keep the environment out, even where the file goes on without them")
  func refusedInside() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("export LIB=1\n", to: "home/shop/lib.sh")
    try fixture.allow("(source ./lib.sh) || true\nexport A=1\n")
    try fixture.sandbox.write("export LIB=2\n", to: "home/shop/lib.sh")
    let (value, errors) = try fixture.value(of: "A")
    #expect(value == "" && errors.contains(refusal(fixture)), "\(errors)")
    try fixture.tvm("env").expectFailure(saying: "lib.sh, sourced by ")
  }

  @Test("that are denied stay denied")
  func denied() throws {
    let fixture = try project()
    try fixture.tvm("deny", "lib.sh").expectSuccess()
    #expect(try fixture.value(of: "LIB").errors.contains("lib.sh is denied"))
  }

  @Test("may have an approval of their own: the parent's environment file")
  func ownApproval() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("source_up\nexport A=1\n", in: "home/shop/cart")
    try fixture.allow("export UP=1\n")
    #expect(try fixture.value(of: "UP", in: "home/shop/cart").value == "1")
    try fixture.write("export UP=2\n")
    #expect(try fixture.value(of: "UP", in: "home/shop/cart").value == "")
    try fixture.allow()
    #expect(try fixture.value(of: "UP", in: "home/shop/cart").value == "2")
  }

  @Test("are asked for by the library, which gets the bytes that were checked")
  func command() throws {
    let fixture = try project()
    let file = fixture.sandbox.path("home/shop/.envrc")
    try fixture.tvm("approve-source", file, "lib.sh").expectSuccess("export LIB=1\n")
    try fixture.tvm("approve-source", file, "none.sh").expectFailure(saying: "does not exist")
    try fixture.sandbox.write("export LIB=2\n", to: "home/shop/lib.sh")
    try fixture.tvm("approve-source", file, "lib.sh").expectFailure(saying: "is not allowed")
    try fixture.write("export A=2\n")
    try fixture.tvm("approve-source", file, "lib.sh").expectFailure(saying: ".envrc is not allowed")
  }

  @Test(
    "a worktree shares the approvals of the main checkout where the content is equal",
    .enabled(if: findProgram("git") != nil))
  func worktree() throws {
    let fixture = try EnvironmentFixture()
    // Not a name such as /dev/null for the user's file: git replaces what it is told to change.
    fixture.sandbox.environment["GIT_CONFIG_NOSYSTEM"] = "1"
    func git(_ arguments: String...) throws {
      let user = ["-c", "user.name=ann", "-c", "user.email=ann@example.org"]
      let result = try fixture.sandbox.run("git", user + arguments, in: "home/shop")
      #expect(result.status == 0, "\(result.errors)")
    }
    try fixture.sandbox.write("export LIB=1\n", to: "home/shop/lib.sh")
    try fixture.write("source ./lib.sh\nexport A=1\n")
    try git("init", "-q")
    try git("add", ".")
    try git("commit", "-qm", "x")
    try fixture.allow()
    #expect(try fixture.value(of: "LIB").value == "1")
    try git("worktree", "add", "-q", "../tree")
    #expect(try fixture.value(of: "LIB", in: "home/tree").value == "1")
    try fixture.sandbox.write("export LIB=2\n", to: "home/tree/lib.sh")
    #expect(try fixture.value(of: "LIB", in: "home/tree").value == "")
    try fixture.sandbox.write("export LIB=1\n", to: "home/tree/lib.sh")
    #expect(try fixture.value(of: "LIB", in: "home/tree").value == "1")
    try fixture.write("source ./lib.sh\nexport A=2\n", in: "home/tree")
    #expect(try fixture.value(of: "A", in: "home/tree").value == "")

    // A folder that only claims to be one shares nothing.
    try fixture.sandbox.makeDirectory("home/fake")
    try fixture.sandbox.write(fixture.sandbox.read("home/tree/.git"), to: "home/fake/.git")
    try fixture.write("source ./lib.sh\nexport A=1\n", in: "home/fake")
    #expect(try fixture.value(of: "A", in: "home/fake").value == "")
    try fixture.tvm("deny").expectSuccess()
    try fixture.write("source ./lib.sh\nexport A=1\n", in: "home/tree")
    #expect(try fixture.value(of: "A", in: "home/tree").value == "")
  }
}
