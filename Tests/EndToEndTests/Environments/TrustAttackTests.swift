import Foundation
import TestSupport
import Testing

@Suite("Environment files that want to run without being asked")
struct TrustAttackTests {
  @Test("a file that was not allowed does not run, and says so in one line with its remedy")
  func unknown() throws {
    let fixture = try EnvironmentFixture()
    try fixture.write("touch ran; export A=1\n")
    let (value, errors) = try fixture.value(of: "A")
    let file = "~/shop/.envrc"
    #expect(errors == "tvm: \(file) is not allowed yet: tvm allow\n")
    #expect(value == "" && !fixture.sandbox.exists("home/shop/ran"))
    #expect(try fixture.tvm("export", "bash").status == 0)
  }

  @Test(
    "that line comes once in a session, until the file changes", arguments: HookShell.installed)
  func once(_ shell: HookShell) throws {
    let fixture = try EnvironmentFixture("it's")
    try fixture.write("export A=1\n")
    try fixture.write("export A=1\n", in: "home/other")
    let result = try fixture.script(
      shell,
      """
      look; cd ../other; look; cd ../shop; look; cd cart; look; cd ..; settle
      echo 'export A=2' >.envrc; look; look
      """)
    #expect(result.errors.matches(of: /is not allowed/).count == 3, "\(result.errors)")
    #expect(result.output == "" && result.status == 0)
  }

  @Test("an approval is for one content at one place")
  func content() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    #expect(try fixture.value(of: "A").value == "1")
    try fixture.write("export A=2\n")
    #expect(try fixture.value(of: "A").value == "")
    try fixture.write("export A=1\n")
    #expect(try fixture.value(of: "A").value == "1")
    try fixture.write("export A=1\n", in: "home/shop/cart")
    #expect(try fixture.value(of: "A", in: "home/shop/cart").value == "")
  }

  @Test("what was checked is what runs, even if the file is exchanged meanwhile")
  func exchange() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("export A=good\n", to: "home/shop/good")
    try fixture.sandbox.write("export A=evil\n", to: "home/shop/evil")
    try fixture.sandbox.link("home/shop/.envrc", to: "good")
    try fixture.allow()
    // The user's own file runs first: from here on the other file stands there.
    try fixture.sandbox.write(
      "ln -sfn evil ${OUT:?}/home/shop/.envrc\n", to: "home/.config/direnv/direnvrc")
    #expect(try fixture.value(of: "A").value == "good")
    #expect(try fixture.value(of: "A").value == "")
  }

  @Test("a denial wins over approval and settings, and is silent")
  func denial() throws {
    let fixture = try EnvironmentFixture()
    let folder = fixture.sandbox.path("home/shop")
    try fixture.sandbox.write(
      "[whitelist]\nprefix = [\"\(folder)\"]\n", to: "home/.config/direnv/direnv.toml")
    try fixture.allow("export A=1\n")
    try fixture.tvm("deny").expectSuccess()
    let (value, errors) = try fixture.value(of: "A")
    #expect(value == "" && errors == "")
    try fixture.write("export A=2\n")
    #expect(try fixture.value(of: "A").value == "")
    try fixture.allow()
    #expect(try fixture.value(of: "A").value == "2")
  }

  @Test("a listed folder does not stand for others with a longer name")
  func siblings() throws {
    let fixture = try EnvironmentFixture()
    let folder = fixture.sandbox.path("home/shop")
    try fixture.sandbox.write(
      "[whitelist]\nprefix = [\"\(folder)\"]\n", to: "home/.config/direnv/direnv.toml")
    for directory in ["home/shop", "home/shop/cart", "home/shop-evil"] {
      try fixture.write("export A=1\n", in: directory)
    }
    #expect(try fixture.value(of: "A").value == "1")
    #expect(try fixture.value(of: "A", in: "home/shop/cart").value == "1")
    #expect(try fixture.value(of: "A", in: "home/shop-evil").value == "")
  }

  @Test("nothing in a project extends trust")
  func ownSettings() throws {
    let fixture = try EnvironmentFixture()
    try fixture.write("export A=1\n")
    let list = "[whitelist]\nprefix = [\"\(fixture.sandbox.path("home/shop"))\"]\n"
    for name in ["direnv.toml", "config.toml", ".config/direnv/direnv.toml"] {
      try fixture.sandbox.write(list, to: "home/shop/\(name)")
    }
    #expect(try fixture.value(of: "A").value == "")
  }

  @Test(
    "a file that moves the user's folders extends no trust, and can be left",
    arguments: [
      "export XDG_CONFIG_HOME=$PWD/mine", "export DIRENV_CONFIG=$PWD/mine/direnv",
      "export TVM_HOME=$PWD/mine", "unset HOME TVM_HOME",
    ])
  func movedFolders(_ line: String) throws {
    let fixture = try EnvironmentFixture()
    let list = "[whitelist]\nprefix = [\"\(fixture.sandbox.path("home"))\"]\n"
    try fixture.sandbox.write(list, to: "home/shop/mine/direnv/direnv.toml")
    try fixture.write("export B=1\n", in: "home/other")
    try fixture.allow("export A=1\n\(line)\n")
    let other = fixture.sandbox.path("home/other")
    let result = try fixture.script(
      .bash, "look; printf '<%s>' $A; cd \(other); look; printf '<%s>' ${A-none} ${B-none} $HOME")
    #expect(result.output == "<1><none><none><\(fixture.sandbox.path("home"))>")
    #expect(result.errors.contains("~/other/.envrc is not allowed"), "\(result.errors)")
  }

  @Test(
    "a file that moves the user's folders cannot make its own of them trusted",
    arguments: ["export XDG_CONFIG_HOME=$PWD/mine", "export DIRENV_CONFIG=$PWD/mine/direnv"])
  func movedSettings(_ line: String) throws {
    let fixture = try EnvironmentFixture()
    let list = "[whitelist]\nprefix = [\"\(fixture.sandbox.path("home"))\"]\n"
    try fixture.sandbox.write(list, to: "home/shop/mine/direnv/direnv.toml")
    for name in ["mine/direnv/lib.sh", "lib.sh"] {
      try fixture.allow("\(line)\nsource ./\(name)\n")
      try fixture.sandbox.write("export A=late\n", to: "home/shop/\(name)")
      let (value, errors) = try fixture.value(of: "A")
      #expect(value == "" && errors.contains("is not allowed"), "\(errors)")
    }
  }

  @Test("approvals of sourced files are found where the user has them")
  func movedHome() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("export A=1\n", to: "home/shop/lib.sh")
    try fixture.allow("unset HOME\nexport TVM_HOME=$PWD/mine\nsource ./lib.sh\n")
    #expect(try fixture.value(of: "A").value == "1")
    #expect(!fixture.sandbox.exists("home/shop/mine"))
    try fixture.allow("env >$OUT/inside\n")
    let printed = try fixture.tvm("env", "--format", "json")
    #expect(!printed.output.contains("TVM_LOCATIONS"))
  }

  @Test("what was allowed can be read by nobody else")
  func privateRecords() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export SECRET=1\n")
    let folder = fixture.sandbox.path("tvm/allow")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try fixture.setMode(0o644, of: "tvm/allow/\(name)")
    }
    try fixture.allow()
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(folder) == 0o700)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      #expect(try mode("\(folder)/\(name)") == 0o600)
    }
  }

  @Test("a file that others can change is refused with the reason", arguments: [true, false])
  func writable(_ isFolder: Bool) throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    let open = isFolder ? "home/shop" : "home/shop/.envrc"
    try fixture.setMode(isFolder ? 0o777 : 0o666, of: open)
    let (value, errors) = try fixture.value(of: "A")
    #expect(value == "")
    #expect(errors.contains("/.envrc was not loaded: other users can write to "), "\(errors)")
    #expect(
      errors.contains(": chmod go-w \(fixture.sandbox.shown(fixture.sandbox.path(open)))\n"),
      "\(errors)")
    try fixture.tvm("allow").expectFailure(saying: "other users can write")
    // In a sticky folder nobody can replace what is ours.
    try fixture.setMode(isFolder ? 0o1777 : 0o644, of: open)
    #expect(try fixture.value(of: "A").value == "1")
  }

  @Test(
    "a file or a folder of somebody else's is refused", .enabled(if: geteuid() == 0),
    arguments: ["home/shop", "home/shop/.envrc"])
  func foreign(_ path: String) throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    #expect(chown(fixture.sandbox.path(path), 65534, 65534) == 0)
    let (value, errors) = try fixture.value(of: "A")
    #expect(value == "" && errors.contains("belongs to user 65534"), "\(errors)")
    #expect(errors.contains(": chown it, or add its directory to prefix under [whitelist] in "))
    let settings = "home/.config/direnv/direnv.toml"
    try fixture.sandbox.write("[whitelist]\nprefix = [\"~/shop\"]\n", to: settings)
    #expect(try fixture.value(of: "A").value == "1", "the user's own settings decide")
    try fixture.sandbox.remove(settings)
    #expect(chown(fixture.sandbox.path(path), 0, 65534) == 0)
    #expect(try fixture.value(of: "A").value == "1")
    // A group counts only if it is the user's own.
    try fixture.setMode(path == "home/shop" ? 0o775 : 0o664, of: path)
    #expect(try fixture.value(of: "A").errors.contains("other users can write"))
  }

  @Test("a link in a folder that others can change is refused")
  func exposedLink() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("export A=1\n", to: "home/safe/rc")
    try fixture.sandbox.link("home/shop/.envrc", to: "../safe/rc")
    try fixture.allow()
    #expect(try fixture.value(of: "A").value == "1")
    try fixture.setMode(0o777, of: "home/shop")
    #expect(try fixture.value(of: "A").errors.contains("other users can write"))
  }

  @Test("a FIFO hangs nothing and is passed over")
  func fifo() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    #expect(mkfifo(fixture.sandbox.path("home/shop/cart/.envrc"), 0o600) == 0)
    let (value, errors) = try fixture.value(of: "A", in: "home/shop/cart")
    #expect(value == "1" && errors.contains("loaded"))
    try fixture.allow("source cart/.envrc\n")
    #expect(try fixture.value(of: "A").errors.contains("tvm: "))
  }

  @Test("a file of 200 MB is not read")
  func huge() throws {
    let fixture = try EnvironmentFixture()
    try fixture.write("export A=1\n")
    #expect(truncate(fixture.sandbox.path("home/shop/.envrc"), 200_000_000) == 0)
    let (value, errors) = try fixture.value(of: "A")
    #expect(value == "" && errors.contains("is larger than 65536 bytes"))
    #expect(try fixture.tvm("allow").status == 1)
  }

  @Test("a NUL byte, which bash would leave out, is refused")
  func nul() throws {
    let fixture = try EnvironmentFixture()
    try fixture.write("export A=1\u{0}\n")
    #expect(try fixture.value(of: "A").errors.contains("contains a NUL byte"))
  }

  @Test("in a directory that is gone everything stays, in silence")
  func deletedDirectory() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    let result = try fixture.script(
      .bash, "look; cd cart; rmdir ../cart; look; look; printf %s \"$A\"")
    #expect(result.output == "1" && result.status == 0)
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test("without bash one line says so, and only where a file is to be loaded")
  func noBash() throws {
    let fixture = try EnvironmentFixture()
    try fixture.allow("export A=1\n")
    let result = try fixture.script(
      .bash,
      """
      PATH=/nowhere; cd ..; look; cd shop; look
      __tvm_same_environment && printf 'same<%s>' ${A-none}
      """)
    #expect(result.output == "same<none>")
    #expect(result.errors == "tvm: bash is not in /nowhere (an .envrc needs it)\n")
  }

  @Test("with a HOME that is none one line says so, and the code is safe to evaluate")
  func noHome() throws {
    let fixture = try EnvironmentFixture()
    try fixture.write("export A=1\n")
    fixture.sandbox.environment["HOME"] = "home"
    #expect(try fixture.value(of: "A").errors.contains("is not allowed"))
    fixture.sandbox.environment["TVM_HOME"] = nil
    let result = try fixture.script(
      .bash, "look; __tvm_same_environment && printf '<%s>' \"$__tvm_environment_file\"")
    #expect(result.output == "<>")
    #expect(result.errors.split(separator: "\n").first?.hasPrefix("tvm: ") == true)
  }

  @Test(
    "a record that is none is named once and dropped",
    arguments: ["../../allow/x", "0123456789abcdef", "x", "/etc/passwd"])
  func forgedRecord(_ id: String) throws {
    let fixture = try EnvironmentFixture()
    fixture.sandbox.environment["TVM_ENV"] = id
    let result = try fixture.script(.bash, "look; look; printf '<%s>' \"${TVM_ENV-none}\"")
    #expect(result.output == "<none>")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }
}
