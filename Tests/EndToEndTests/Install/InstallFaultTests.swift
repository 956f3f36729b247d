import Foundation
import TestSupport
import Testing

@Suite("tvm install: what goes wrong on the way")
struct InstallFaultTests {
  @Test("a connection cut at any tenth is resumed", arguments: 0...9)
  func cut(_ tenth: Int) throws {
    let (fixture, mirror) = try large()
    let archive = GoFixture.archive("1.21.13")
    let size = try FileManager.default.attributesOfItem(
      atPath: "\(try GoFixture.largeArchives)/\(archive)")[.size]
    let bytes = try #require(size as? Int) * tenth / 10
    try mirror.setFaults(#"{"tar.gz": {"cut": \#(bytes)}}"#)
    try fixture.tvm("install", "1.21").expectSuccess()
    #expect(fixture.installed == ["1.21.13"])
    let asked = mirror.log.filter { $0.contains(archive) }
    #expect(asked.count == 2)
    #expect(bytes == 0 || asked.last?.hasSuffix("range=bytes=\(bytes)- -> 206") == true)
  }

  @Test(
    "passing troubles of a server are lived through",
    arguments: [
      #"{"tar.gz": {"status": 503, "times": 2}}"#,
      #"{"tar.gz": {"cut": 100000}, "go1": {"norange": 1, "times": 9}}"#,
      #"{"tar.gz": {"norange": 1, "times": 9}}"#,
      #"{"mode=json": {"status": 503}}"#,
      #"{"go1.21.13.": {"redirect": "/other.tar.gz"}}"#,
    ])
  func passing(_ faults: String) throws {
    let (fixture, mirror) = try large()
    if faults.contains("other") {
      try FileManager.default.copyItem(
        atPath: fixture.sandbox.path("mirror/\(GoFixture.archive("1.21.13"))"),
        toPath: fixture.sandbox.path("mirror/other.tar.gz"))
    }
    try mirror.setFaults(faults)
    try fixture.tvm("install", "1.21").expectSuccess()
    #expect(fixture.installed == ["1.21.13"])
    #expect(fixture.staged == [])
  }

  @Test(
    "what lies in the current directory is never run",
    arguments: ["", ".", "./bin", "bin"])
  func planted(_ element: String) throws {
    let (fixture, mirror) = try large()
    for path in ["project/curl", "project/bin/curl"] {
      try fixture.sandbox.write("#!/bin/sh\ntouch \"$HOME/ran\"\n", to: path, executable: true)
    }
    let path = fixture.sandbox.environment["PATH"] ?? ""
    fixture.sandbox.environment["PATH"] = "\(element):\(path):\(element)"
    try fixture.tvm("install", "1.21").expectSuccess()
    #expect(fixture.installed == ["1.21.13"] && !fixture.sandbox.exists("home/ran"))
    #expect(!mirror.log.isEmpty, "the system's curl has asked it")
  }

  #if os(Linux)
  @Test("curl goes when tvm is killed") func orphan() throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "http://127.0.0.1:9"
    mkfifo(fixture.sandbox.path("told"), 0o600)
    try fixture.sandbox.write(
      "#!/bin/sh\necho $$ >\"\(fixture.sandbox.path("told"))\"\nexec sleep 1000\n",
      to: "bin/curl", executable: true)
    let path = fixture.sandbox.environment["PATH"] ?? ""
    fixture.sandbox.environment["PATH"] = "\(fixture.sandbox.path("bin")):\(path)"
    let tvm = try fixture.start("install", "1.21")
    // Opens once somebody writes to it.
    let pipe = open(fixture.sandbox.path("told"), O_RDONLY)
    var told = [UInt8](repeating: 0, count: 32)
    let count = read(pipe, &told, told.count)
    close(pipe)
    let curl = try #require(Int32(String(decoding: told.prefix(max(count - 1, 0)), as: UTF8.self)))
    tvm.send(SIGKILL)
    #expect(tvm.waitForExit() == 128 + SIGKILL)
    var isGone = false
    for _ in 0..<10_000 where !isGone {
      let status = (try? String(contentsOfFile: "/proc/\(curl)/stat", encoding: .utf8)) ?? ""
      isGone = status.isEmpty || status.contains(") Z ")
      sched_yield()
    }
    #expect(isGone)
  }
  #endif

  @Test("what a folder of tvm's leads to that is a link is not cleaned") func plantedFolders()
    throws
  {
    let fixture = try GoFixture()
    for name in ["go-1.21.0", String(repeating: "a", count: 64), "photo"] {
      try fixture.sandbox.write("mine", to: "disk/\(name)/file")
    }
    try fixture.sandbox.makeDirectory("tvm/cache")
    for folder in ["tmp", "cache/downloads", "go-links"] {
      try fixture.sandbox.link("tvm/\(folder)", to: fixture.sandbox.path("disk"))
    }
    _ = try fixture.tvm("install", "1.22.3")
    _ = try fixture.tvm("uninstall", "1.22.3")
    for name in ["go-1.21.0", String(repeating: "a", count: 64), "photo"] {
      #expect(fixture.sandbox.read("disk/\(name)/file") == "mine")
    }
  }

  @Test(
    "a bad archive leaves nothing behind",
    arguments: [
      ("parent", "'go/../evil' refused"), ("absolute", "'/evil' refused"),
      ("link", "links to '../../../evil'"), ("through", "refused"), ("device", "it is a device"),
      ("truncated", "archive"), ("empty", "archive"), ("text", "archive"),
      ("other", "contains \"go1.22.3\""), ("hollow", "contains no toolchain"),
      ("corrupt", "checksum mismatch"),
    ])
  func badArchive(_ kind: String, message: String) throws {
    let fixture = try GoFixture()
    let mirror = try fixture.copyMirror()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror
    let made = try fixture.sandbox.run(
      "python3",
      ["-c", Self.badArchives, kind, "\(mirror)/\(GoFixture.archive("1.21.0"))", mirror])
    #expect(made.status == 0, "\(made.errors)")
    let result = try fixture.tvm("install", "1.21.0")
    result.expectFailure(saying: message)
    #expect(!result.errors.contains("installed go"))
    #expect(fixture.installed == [])
    #expect(fixture.staged == [])
    #expect(!FileManager.default.fileExists(atPath: fixture.sandbox.path("evil")))
    #expect(try fixture.tvm("list").output == "")
  }

  @Test("a full disk leaves nothing behind", .enabled(if: getuid() == 0, "needs root to mount"))
  func diskFull() throws {
    let fixture = try GoFixture()
    let disk = try fixture.sandbox.makeDirectory("tvm")
    let mounted = try fixture.sandbox.run(
      "mount", ["-t", "tmpfs", "-o", "size=200k", "tmpfs", disk])
    guard mounted.status == 0 else {
      withKnownIssue("no file system can be mounted here: \(mounted.errors)") {
        #expect(mounted.status == 0)
      }
      return
    }
    defer { _ = try? fixture.sandbox.run("umount", [disk]) }
    let small = try GoFixture.archives
    fixture.sandbox.environment["TVM_GO_MIRROR"] = small
    try fixture.tvm("install", "1.21.0").expectSuccess()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = try GoFixture.largeArchives
    try fixture.tvm("install", "1.21.13").expectFailure(saying: "No space left on device")
    #expect(fixture.installed == ["1.21.0"])
    #expect(fixture.staged == [])
  }

  @Test("a home that cannot be written is named", arguments: ["file", "dangling"])
  func unwritable(_ kind: String) throws {
    let fixture = try GoFixture()
    try fixture.sandbox.remove("tvm")
    if kind == "file" {
      try fixture.sandbox.write("", to: "tvm")
    } else {
      try FileManager.default.createSymbolicLink(
        atPath: fixture.home, withDestinationPath: "/nowhere/else")
    }
    for verb in [["install", "1.21.0"], ["shims"], ["default", "system"]] {
      let result = try fixture.sandbox.run(Project.program("tvm"), verb)
      // The folder of the shims is told all the same: the answer stands in somebody's PATH.
      #expect(result.output == (verb == ["shims"] ? "\(fixture.home)/shims\n" : ""))
      #expect(result.status != 0)
      #expect(result.errors.contains(fixture.home))
      #expect(!result.errors.contains("installed"))
    }
  }

  @Test("a read-only home is named", .enabled(if: getuid() == 0, "needs root to mount"))
  func readOnly() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    let mounts = [
      ["--bind", fixture.home, fixture.home], ["-o", "remount,ro,bind", fixture.home],
    ]
    for (step, mount) in mounts.enumerated() {
      let mounted = try fixture.sandbox.run("mount", mount)
      guard mounted.status == 0 else {
        withKnownIssue("no file system can be mounted here: \(mounted.errors)") {
          #expect(mounted.status == 0)
        }
        if step > 0 { try fixture.sandbox.run("umount", [fixture.home]) }
        return
      }
    }
    defer { _ = try? fixture.sandbox.run("umount", [fixture.home]) }
    try fixture.tvm("install", "1.22.3").expectFailure(saying: "Read-only file system")
    try fixture.tvm("uninstall", "1.21.0").expectFailure(saying: "Read-only file system")
    try fixture.tvm("install", "1.21.0").expectSuccess()
    try fixture.tvm("list", "--json").expectSuccess(try fixture.tvm("list", "--json").output)
    #expect(fixture.installed == ["1.21.0"])
  }

  @Test("progress is lines without escapes where nobody watches")
  func lines() throws {
    let (fixture, mirror) = try large()
    let result = try fixture.tvm("install", "1.21")
    #expect(
      result.errors.split(separator: "\n").map { $0.replacing(/\(.*\)/, with: "()") } == [
        "tvm: installing go 1.21.13 from \(mirror.url)/\(GoFixture.archive("1.21.13"))",
        "tvm: installed go 1.21.13 ()",
        "tvm: set the default to go 1.21.13 ()",
      ])
    #expect(!result.errors.contains("\u{1B}") && !result.errors.contains("\r"))
  }

  @Test("progress is a bar with rate and remaining time on a terminal")
  func bar() throws {
    let (fixture, mirror) = try large()
    try mirror.setFaults(#"{"tar.gz": {"slow": 0.15, "times": 9}}"#)
    let terminal = try Terminal(
      Project.program("tvm"), ["install", "1.21"], environment: fixture.sandbox.environment,
      directory: fixture.sandbox.root)
    try terminal.wait(for: "go 1.21.13  [")
    let bar = try terminal.wait(for: " left")
    #expect(
      bar.contains(/[#.]{24}\]  \d+ %  \d+ k?B of \d+ kB  \d+ [kM]?B\/s  [\d.]+ s left$/), "\(bar)")
    let end = try terminal.wait(for: "installed go 1.21.13 (")
    #expect(end.contains("\r\u{1B}[Ktvm: installed"), "\(end)")
    #expect(try terminal.waitForExit() == 0)
  }

  private func large() throws -> (GoFixture, Mirror) {
    let fixture = try GoFixture()
    let mirror = try Mirror(
      try fixture.copyMirror(large: true), in: fixture.sandbox)
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror.url
    return (fixture, mirror)
  }

  /// Writes a bad archive of the kind that the first argument names, with a right checksum.
  private static let badArchives = """
    import hashlib, io, json, sys, tarfile
    kind, path, mirror = sys.argv[1:]
    def add(tar, name, data=b"x", type=tarfile.REGTYPE, link="", mode=0o755):
        info = tarfile.TarInfo(name)
        info.size, info.type, info.linkname, info.mode = len(data), type, link, mode
        tar.addfile(info, io.BytesIO(data))
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        add(tar, "go/VERSION", b"go1.22.3" if kind == "other" else b"go1.21.0")
        if kind != "hollow": add(tar, "go/bin/go", b"#!/bin/sh")
        if kind == "parent": add(tar, "go/../evil")
        if kind == "absolute": add(tar, "/evil")
        if kind == "link": add(tar, "go/out", b"", tarfile.SYMTYPE, "../../../evil")
        if kind == "through":
            add(tar, "go/out", b"", tarfile.SYMTYPE, "..")
            add(tar, "go/out/evil")
        if kind == "device": add(tar, "go/null", b"", tarfile.CHRTYPE)
    data = buffer.getvalue()
    if kind == "truncated": data = data[:-40]
    if kind == "empty": data = b""
    if kind == "text": data = b"<html>sign in</html>" * 100
    open(path, "wb").write(data)
    digest = hashlib.sha256(data).hexdigest()
    if kind == "corrupt": digest = "0" * 64
    name = path.rsplit("/", 1)[1]
    index = json.load(open(mirror + "/index.json"))
    for release in index:
        for file in release["files"]:
            if file["filename"] == name: file.update(sha256=digest, size=len(data))
    json.dump(index, open(mirror + "/index.json", "w"))
    """
}
