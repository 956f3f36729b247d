import Foundation
import TestSupport
import Testing

@Suite("shell/install.sh with a release")
struct InstallerTests {
  @Test(
    "A release is installed, upgraded and removed without a trace", arguments: ReleaseFixture.shells
  )
  func life(_ shell: String) throws {
    let fixture = try ReleaseFixture(shell)
    let old = try fixture.release(
      "0.2.0", files: ["share/doc/tvm/old": "x", "libexec/tvm/a b": "y"])
    let new = try fixture.release("0.10.0")
    let first = try fixture.install("--from", old)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("installed tvm 0.2.0"))
    #expect(try fixture.version() == "0.2.0")
    #expect(fixture.sandbox.read("home/called") == "shims of 0.2.0\n")
    #expect(try fixture.install("--from", new).status == 0)
    #expect(try fixture.version() == "0.10.0")
    #expect(!fixture.sandbox.exists("home/.local/share/doc"))
    #expect(!fixture.sandbox.exists("home/.local/libexec/tvm/a b"))

    let older = try fixture.install("--from", old)
    #expect(older.status == 1)
    #expect(older.errors.contains("tvm 0.10.0, which is newer than 0.2.0; --downgrade"))
    #expect(try fixture.version() == "0.10.0")
    #expect(try fixture.install("--from", old, "--downgrade").status == 0)
    #expect(try fixture.version() == "0.2.0")

    #expect(try fixture.install("--uninstall").status == 0)
    #expect(try fixture.tree("home") == ["called"])
    #expect(try fixture.install("--uninstall").status == 0)
  }

  @Test(
    "An archive, an unpacked tree, an address of a file, and the script as standard input do as well"
  )
  func sources() throws {
    let fixture = try ReleaseFixture()
    let release = try fixture.release("0.2.0")
    let archive = "\(release)/tvm-0.2.0-\(ReleaseFixture.platform).tar.gz"
    try fixture.sandbox.run("tar", ["-xzf", archive])
    let tree = fixture.sandbox.path("tvm-0.2.0-\(ReleaseFixture.platform)")
    for (index, source) in [archive, tree, "file://\(release)", release].enumerated() {
      let result = try fixture.install("--from=\(source)", "--prefix=p\(index)")
      #expect(result.status == 0, "\(source): \(result.errors)")
      #expect(try fixture.version(in: "p\(index)") == "0.2.0")
    }
    fixture.sandbox.environment["TVM_INSTALL_FROM"] = release
    fixture.sandbox.environment["TVM_INSTALL_PREFIX"] = fixture.sandbox.path("piped")
    fixture.sandbox.environment["TVM_INSTALL_QUIET"] = "1"
    let piped = try fixture.sandbox.run("sh", input: fixture.sandbox.read("script/install.sh"))
    #expect(piped.status == 0 && piped.output.isEmpty && piped.errors.isEmpty, "\(piped)")
    #expect(try fixture.version(in: "piped") == "0.2.0")
  }

  @Test("A script that was cut off does nothing")
  func cut() throws {
    let fixture = try ReleaseFixture()
    fixture.sandbox.environment["TVM_INSTALL_FROM"] = try fixture.release("0.2.0")
    let text = fixture.sandbox.read("script/install.sh")
    for part in [3, 5, 8, 9] {
      let half = String(text.prefix(text.count * part / 10))
      try fixture.sandbox.run("sh", input: half)
    }
    try fixture.sandbox.run("sh", input: String(text.dropLast("main \"$@\"\n".count)))
    #expect(try fixture.tree("home") == [])
  }

  @Test("What is damaged, missing or for another machine is not installed")
  func refused() throws {
    let fixture = try ReleaseFixture()
    let sandbox = fixture.sandbox
    let damaged = try fixture.release("0.2.0", in: "damaged")
    try sandbox.run(
      "sh", ["-c", "printf x >>tvm-0.2.0-\(ReleaseFixture.platform).tar.gz"], in: "damaged")
    let foreign = try fixture.release("0.2.0", in: "foreign", for: "plan9-mips")
    try sandbox.makeDirectory("empty")
    try sandbox.write("", to: "unlisted/SHA256SUMS")
    try sandbox.copy(
      "\(damaged)/tvm-0.2.0-\(ReleaseFixture.platform).tar.gz",
      to: "unlisted/tvm-0.2.0-\(ReleaseFixture.platform).tar.gz")
    let cases = [
      (damaged, "is damaged or was changed"), (foreign, "has nothing for"),
      ("\(foreign)/tvm-0.2.0-plan9-mips.tar.gz", "is not for this machine"),
      (sandbox.path("empty"), "SHA256SUMS cannot be read"),
      (sandbox.path("nothing"), "no such file or folder"), ("ftp://example.org", "cannot read"),
    ]
    for (source, words) in cases {
      let result = try fixture.install("--from", source)
      #expect(result.status == 1, "\(source)")
      #expect(result.errors.contains(words), "\(source): \(result.errors)")
    }
    let nowhere = try fixture.install()
    #expect(nowhere.status == 1 && nowhere.errors.contains("help: --from"))
    #expect(try fixture.tree("home") == [])
    #expect(try fixture.install("--frum").status == 64)
    #expect(try fixture.install("--prefix=").status == 64)
    #expect(try fixture.install("--from").status == 64)
  }

  @Test(
    "The signature has to be that of the key, by minisign or OpenSSL", arguments: [true, false])
  func signature(_ isLegacy: Bool) throws {
    let fixture = try ReleaseFixture()
    let sandbox = fixture.sandbox
    guard findProgram("minisign") != nil else { return }
    let release = try fixture.release("0.2.0")
    for name in ["own", "other"] {
      try sandbox.run("minisign", ["-G", "-W", "-p", "\(name).pub", "-s", "\(name).key"])
    }
    let sign = ["-S", "-s", sandbox.path("own.key"), "-m", "SHA256SUMS"] + (isLegacy ? ["-l"] : [])
    #expect(try sandbox.run("minisign", sign, in: "0.2.0").status == 0)
    let keys = ["own", "other"].map { sandbox.read("\($0).pub").split(separator: "\n").last ?? "" }
    let path = Sandbox.systemPath
    // Without minisign it is OpenSSL that is asked.
    try sandbox.makeDirectory("few")
    for name in [
      "sh", "awk", "basename", "cat", "chmod", "cmp", "cp", "cut", "dirname", "find", "grep",
      "gzip",
      "head", "id", "mkdir", "mktemp", "mv", "od", "openssl", "rm", "rmdir", "sed", "sha256sum",
      "sort", "tail", "tar", "uname",
    ] {
      if let program = findProgram(name) { try sandbox.link("few/\(name)", to: program) }
    }
    for (index, path) in [path, sandbox.path("few")].enumerated() {
      if index == 1, findProgram("openssl") == nil { continue }
      sandbox.environment["PATH"] = path
      let wrong = try fixture.install("--from", release, "--key", String(keys[1]))
      #expect(wrong.status == 1 && wrong.errors.contains("is not that of the key"), "\(wrong)")
      #expect(try fixture.tree("home") == [])
      let right = try fixture.install(
        "--from", release, "--key", String(keys[0]), "--require-signature", "--no-setup")
      #expect(right.status == 0, "\(right.errors)")
      #expect(try fixture.install("--uninstall").status == 0)
    }
    sandbox.environment["PATH"] = path
    try sandbox.remove("0.2.0/SHA256SUMS.minisig")
    let unsigned = try fixture.install(
      "--from", release, "--key", String(keys[0]), "--require-signature")
    #expect(unsigned.status == 1 && unsigned.errors.contains("is not signed"))
  }

  @Test(
    "What stands in the way is told before anything is fetched", arguments: ReleaseFixture.shells)
  func targets(_ shell: String) throws {
    let fixture = try ReleaseFixture(shell)
    let sandbox = fixture.sandbox
    let nowhere = sandbox.path("no release")
    try sandbox.write("", to: "file")
    try sandbox.makeDirectory("folder/bin/tvm")
    try sandbox.write("other", to: "foreign/bin/tvm")
    try sandbox.write(
      "name apt\nupdate sudo apt-get install tvm\nuninstall sudo apt-get remove tvm\n",
      to: "managed/libexec/tvm/managed-by")
    let cases = [
      ("file", "cannot create"), ("folder", "is a directory"),
      ("foreign", "was not installed by this script; --force"), ("managed", "belongs to apt"),
    ]
    for (prefix, words) in cases {
      let before = try fixture.tree(".").filter { $0.hasPrefix(prefix) }
      let result = try fixture.install("--from", nowhere, "--prefix", prefix)
      #expect(result.status == 1)
      #expect(result.errors.contains(words), "\(prefix): \(result.errors)")
      #expect(try fixture.tree(".").filter { $0.hasPrefix(prefix) } == before)
    }
    #expect(
      try fixture.install("--prefix", "managed", "--uninstall").errors
        .contains("help: sudo apt-get remove tvm"))
    let release = try fixture.release("0.2.0")
    #expect(try fixture.install("--from", release, "--prefix", "foreign", "--force").status == 0)
    #expect(try fixture.version(in: "foreign") == "0.2.0")
  }

  @Test("Folders are for everybody, whatever the umask; paths in lines are plain ones")
  func modes() throws {
    let fixture = try ReleaseFixture("bash")
    let release = try fixture.release("0.2.0")
    fixture.sandbox.environment["SHELL"] = "/bin/zsh"
    fixture.sandbox.environment["ZDOTDIR"] = "/z"
    let script = fixture.sandbox.path("script/install.sh")
    let result = try fixture.sandbox.run(
      "sh",
      [
        "-c", "umask 077; sh \"$1\" --from \"$2\" --prefix \"it's/x/../a prefix\"", "sh", script,
        release,
      ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(!fixture.sandbox.exists("it's/x"))
    #expect(result.output.contains("at the end of /z/.zshrc"))
    #expect(result.output.contains("it'\\''s/a prefix/bin/tvm' hook zsh"), "\(result.output)")
    let closed = try fixture.sandbox.run(
      "sh", ["-c", "find \"it's\" ! -perm -o=r -o -type d ! -perm -o=x"])
    #expect(closed.output.isEmpty)
  }

  @Test("A bin that is a link is followed; a link that was planted later is not")
  func links() throws {
    let fixture = try ReleaseFixture()
    let sandbox = fixture.sandbox
    let release = try fixture.release("0.2.0", files: ["share/a/f": "x"])
    try sandbox.makeDirectory("dotfiles")
    try sandbox.makeDirectory("home/.local")
    try sandbox.link("home/.local/bin", to: sandbox.path("dotfiles"))
    #expect(try fixture.install("--from", release).status == 0)
    #expect(sandbox.exists("dotfiles/tvm"))
    try sandbox.write("precious", to: "elsewhere/f")
    try sandbox.remove("home/.local/share/a")
    try sandbox.link("home/.local/share/a", to: sandbox.path("elsewhere"))
    let list = sandbox.read("home/.local/libexec/tvm/installed")
    try sandbox.write(
      list + "file ../../elsewhere/f\nfile /etc/none\n", to: "home/.local/libexec/tvm/installed")
    #expect(try fixture.install("--uninstall").status == 0)
    #expect(!sandbox.exists("dotfiles/tvm"))
    #expect(sandbox.read("elsewhere/f") == "precious")
  }

  @Test("A staged tree changes nothing else, and needs nothing of what is there")
  func staging() throws {
    let fixture = try ReleaseFixture()
    let release = try fixture.release("0.2.0")
    let result = try fixture.install(
      "--from", release, "--prefix", "/usr", "--destdir", fixture.sandbox.path("stage"))
    #expect(result.status == 0, "\(result.errors)")
    #expect(try fixture.version(in: "stage/usr") == "0.2.0")
    #expect(try fixture.tree("home") == [])
  }

  @Test("What version 0.1 has put into the folder of data is taken away")
  func former() throws {
    let fixture = try ReleaseFixture()
    let sandbox = fixture.sandbox
    let release = try fixture.release("0.2.0")
    let files = [
      "bin/tvm", "libexec/tvm/tvm-shim", "share/tvm/envrc/stdlib.bash",
      "share/tvm/completions/_tvm",
    ]
    for file in files { try sandbox.write("old", to: "home/.local/\(file)") }
    let folders = [
      "bin", "libexec", "libexec/tvm", "share", "share/tvm", "share/tvm/envrc",
      "share/tvm/completions",
    ]
    try sandbox.write(
      (files.map { "file \($0)" } + folders.map { "folder \($0)" }).joined(separator: "\n") + "\n",
      to: "home/.local/libexec/tvm/installed")
    try sandbox.write("mine", to: "home/.local/share/tvm/go/1.21.6/bin/go")
    #expect(try fixture.install("--from", release).status == 0)
    #expect(
      try fixture.tree("home/.local/share/tvm") == [
        "go", "go/1.21.6", "go/1.21.6/bin", "go/1.21.6/bin/go",
      ])
    #expect(!sandbox.exists("home/.local/libexec/tvm/tvm-shim"))
    #expect(try fixture.version() == "0.2.0")
  }

  @Test("An installation that was killed is completed by the next one, and can be removed")
  func remains() throws {
    let fixture = try ReleaseFixture()
    let sandbox = fixture.sandbox
    let release = try fixture.release("0.2.0")
    #expect(try fixture.install("--from", release).status == 0)
    // No process has such a number.
    for name in ["bin/.tvm.99999999", "share/man/man1/.tvm.1.99999999"] {
      try sandbox.write("half", to: "home/.local/\(name)")
    }
    #expect(try fixture.install("--from", release).status == 0)
    #expect(try fixture.tree("home/.local").allSatisfy { !$0.contains("99999999") })
    try sandbox.write("half", to: "home/.local/bin/.tvm.99999999")
    #expect(try fixture.install("--uninstall").status == 0)
    #expect(try fixture.tree("home") == ["called"])
  }
}
