import Foundation
import TestSupport
import Testing

/// A machine with one fault, what finds it, and whether `--fix` mends it.
struct Fault: Sendable, CustomTestStringConvertible {
  let check: String
  let verdict: String
  let name: String
  var shell = HookShell.bash
  var hook = true
  /// Part of what is said.
  var saying = ""
  /// Whether a new shell is well after `--fix`.
  var isMended = true
  let damage: @Sendable (DoctorFixture) throws -> Void

  init(
    _ check: String, _ verdict: String, _ name: String, shell: HookShell = .bash,
    hook: Bool = true, saying: String = "", mended: Bool = true,
    damage: @escaping @Sendable (DoctorFixture) throws -> Void
  ) {
    self.check = check
    self.verdict = verdict
    self.name = name
    self.shell = shell
    self.hook = hook
    self.saying = saying
    isMended = mended
    self.damage = damage
  }

  var testDescription: String { "\(check): \(name)" }

  /// Finds the fault, mends it if that is promised, and sees that a second `--fix` changes nothing.
  func check(shells: Bool) throws {
    guard findProgram(shell.rawValue) != nil else { return }
    let fixture = try DoctorFixture(shell, hook: hook)
    try damage(fixture)
    let report = try fixture.report(shells: shells)
    #expect(report.verdict(check) == verdict, "\(report.faults)")
    #expect(saying.isEmpty || report.text(check).contains(saying), "\(report.text(check))")
    guard isMended else { return }
    let before = fixture.files
    let preview = try fixture.tvm("doctor", "--fix", "--dry-run")
    #expect(preview.output.isEmpty == false)
    #expect(fixture.files == before, "--dry-run changes nothing")
    try fixture.tvm("doctor", "--fix")
    // What a new terminal inherits is not what this one has exported.
    for name in ["GOROOT", "GOPATH", "GOFLAGS", "GOOS"] {
      fixture.sandbox.environment[name] = nil
    }
    fixture.sandbox.environment["PATH"] = fixture.shims + ":/usr/bin:/bin"
    let after = try fixture.report(shells: shells)
    #expect(after.faults == [], "\(after.faults) \(fixture.files)")
    let (files, backups) = (fixture.files, fixture.backups)
    try fixture.tvm("doctor", "--fix")
    #expect(fixture.files == files)
    #expect(fixture.backups == backups)
  }
}

@Suite("tvm doctor: PATH and start-up files")
struct DoctorShellTests {
  private static let ownGo: @Sendable (DoctorFixture) throws -> Void = { fixture in
    try fixture.toolchain("1.20.1", in: "home/sdk/go1.20.1")
  }

  static let faults: [Fault] = [
    Fault(
      "path.shims", "failure", "no hook and no shims", hook: false, saying: "in any startup file"
    ) {
      $0.sandbox.environment["PATH"] = "/usr/bin:/bin"
    },
    Fault("path.shims", "failure", "no hook in zsh", shell: .zsh, hook: false) {
      $0.sandbox.environment["PATH"] = "/usr/bin:/bin"
    },
    Fault("shell.hook", "failure", "no hook in fish", shell: .fish, hook: false) {
      $0.sandbox.environment["PATH"] = "/usr/bin:/bin"
    },
    Fault(
      "path.shadowed", "failure", "Go's own bin, put there behind the hook", saying: ".bashrc:3"
    ) {
      try ownGo($0)
      try $0.append("export PATH=$HOME/sdk/go1.20.1/bin:$PATH", to: ".bashrc")
    },
    Fault("shell.hook-order", "failure", "Go's own bin in zsh", shell: .zsh, saying: ".zshrc:2") {
      try ownGo($0)
      try $0.append("path=($HOME/sdk/go1.20.1/bin $path)", to: ".zshrc")
    },
    Fault("path.shadowed", "failure", "Go's own bin in fish", shell: .fish, saying: "config.fish:2")
    {
      try ownGo($0)
      try $0.append("set -gx PATH $HOME/sdk/go1.20.1/bin $PATH", to: ".config/fish/config.fish")
    },
    Fault(
      "path.shadowed", "failure", "a login file that goes on behind ~/.bashrc", saying: ".profile:6"
    ) {
      try ownGo($0)
      try $0.append("PATH=\"$HOME/sdk/go1.20.1/bin:$PATH\"", to: ".profile")
    },
    Fault("path.shadowed", "failure", "goenv's shims", saying: "(goenv)") {
      try $0.sandbox.write("#!/bin/sh\n", to: "home/.goenv/shims/go", executable: true)
      try $0.append("export PATH=\"$HOME/.goenv/shims:$PATH\"", to: ".bashrc")
    },
    Fault("path.shells", "failure", "PATH is reset behind the hook", saying: "no shims") {
      try $0.append("export PATH=/usr/bin:/bin", to: ".bashrc")
    },
    Fault("path.shells", "failure", "the hook cannot find tvm", saying: "the hook fails") {
      try $0.sandbox.write("eval \"$(tvm hook bash)\"\n", to: "home/.bashrc")
    },
    Fault("shell.hook", "warning", "the hook only in a login file", hook: false) {
      try $0.append($0.hookLine, to: ".bash_profile")
    },
    Fault("shell.hook-name", "failure", "the hook of another shell", shell: .zsh, hook: false) {
      try $0.append(DoctorFixture.hookLine(.bash), to: ".zshrc")
    },
    Fault("shell.hook-twice", "warning", "the hook twice in a file", saying: "2 times") {
      try $0.append($0.hookLine, to: ".bashrc")
    },
    Fault("shell.hook-twice", "warning", "the hook in ~/.profile, too") {
      try $0.append($0.hookLine, to: ".profile")
    },
    Fault(
      "shell.login-files", "warning", "a login file that does not read ~/.bashrc",
      saying: ".bash_profile"
    ) {
      try $0.append("export EDITOR=vi", to: ".bash_profile")
    },
    Fault("path.empty", "warning", "an empty element") {
      try $0.append("export PATH=\"$PATH:\"", to: ".bashrc")
      $0.sandbox.environment["PATH"]? += ":"
    },
    Fault("path.relative", "warning", "a relative element", saying: "bin") {
      try $0.append("export PATH=\"$PATH:./bin\"", to: ".bashrc")
      $0.sandbox.environment["PATH"]? += ":./bin"
    },
    Fault("path.gobin", "warning", "programs of go install that are not found", saying: "gopls") {
      try $0.sandbox.write("#!/bin/sh\n", to: "home/go/bin/gopls", executable: true)
    },
    Fault("path.cargo-bin", "warning", "programs of cargo install that are not found", shell: .fish)
    {
      try $0.sandbox.write("#!/bin/sh\n", to: "home/.cargo/bin/cargo-nextest", executable: true)
    },
    Fault("tvm.shims", "failure", "a shim is missing", hook: false) {
      try $0.sandbox.remove("home/.local/share/tvm/shims/gofmt")
    },
    Fault("tvm.settings", "failure", "settings that are no TOML", mended: false) {
      try $0.sandbox.write("[go\n", to: "home/.config/tvm/config.toml")
    },
    Fault("tvm.bypass", "warning", "tvm is turned off", mended: false) {
      $0.sandbox.environment["TVM_BYPASS"] = "1"
    },
    Fault("path.desktop", "warning", "a session of the desktop with Go's own bin") {
      try ownGo($0)
      try $0.append("PATH=$HOME/sdk/go1.20.1/bin:$PATH", to: ".config/environment.d/go.conf")
    },
    Fault("path.shadowed", "failure", "a login file of zsh that is read last", shell: .zsh) {
      try ownGo($0)
      try $0.append("export PATH=$HOME/sdk/go1.20.1/bin:$PATH", to: ".zlogin")
    },
    Fault("path.shells", "failure", "a file that ends before the hook", saying: ".bashrc:1") {
      try $0.sandbox.write("return 0\n" + $0.sandbox.read("home/.bashrc"), to: "home/.bashrc")
    },
    Fault("path.relative", "warning", "a tilde within quotes", saying: "~/bin") {
      try $0.append("export PATH=\"~/bin:$PATH\"", to: ".bashrc")
    },
    Fault("path.duplicates", "warning", "a line twice") {
      try $0.append("export PATH=$PATH:/opt\nexport PATH=$PATH:/opt", to: ".bashrc")
    },
    Fault("shell.alias", "warning", "an alias for go", shell: .zsh, saying: ".zshrc:2") {
      try $0.append("alias go=/usr/local/go/bin/go", to: ".zshrc")
    },
    Fault("tvm.overrides", "warning", "an override for good", saying: "1.21") {
      try $0.append("export TVM_GO_VERSION=1.21", to: ".profile")
    },
    Fault("path.missing", "note", "a folder that does not exist", mended: false) {
      $0.sandbox.environment["PATH"]? += ":/nowhere/at/all"
    },
    Fault("path.duplicates", "note", "a folder twice", mended: false) {
      $0.sandbox.environment["PATH"]? += ":/usr/bin"
    },
  ]

  @Test("a fault is found and mended", arguments: faults)
  func fault(_ fault: Fault) throws { try fault.check(shells: true) }
}

@Suite("tvm doctor: Go")
struct DoctorGoTests {
  static let faults: [Fault] = [
    Fault("goroot.exported", "warning", "an exported GOROOT", saying: ".bashrc:3") {
      try $0.append(
        "export GOROOT=$HOME/.local/share/tvm/go/1.21.6\nexport PATH=$PATH:$GOROOT/bin",
        to: ".bashrc")
    },
    Fault("goroot.exists", "failure", "GOROOT does not exist", shell: .zsh) {
      try $0.append("export GOROOT=/usr/local/nowhere", to: ".zprofile")
    },
    Fault("goroot.exists", "failure", "GOROOT is a file", shell: .fish) {
      try $0.append("set -gx GOROOT /etc/passwd", to: ".config/fish/config.fish")
    },
    Fault("goroot.link", "failure", "GOROOT is a broken link", saying: "points to") {
      try FileManager.default.createSymbolicLink(
        atPath: $0.sandbox.path("home/go-current"), withDestinationPath: "/nowhere/go")
      try $0.append("export GOROOT=\"$HOME/go-current\"", to: ".profile")
    },
    Fault("goroot.readable", "failure", "GOROOT cannot be entered") {
      try $0.toolchain("1.20", in: "home/sdk/go1.20")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o044], ofItemAtPath: $0.sandbox.path("home/sdk/go1.20"))
      try $0.append("export GOROOT=$HOME/sdk/go1.20", to: ".bashrc")
    },
    Fault("goroot.complete", "failure", "GOROOT without a library", saying: "src/runtime") {
      try $0.toolchain("1.20", in: "home/sdk/go1.20")
      try $0.sandbox.remove("home/sdk/go1.20/src/runtime")
      try $0.append("export GOROOT=$HOME/sdk/go1.20", to: ".bashrc")
    },
    Fault("goroot.complete", "failure", "GOROOT of another machine", saying: "built for") {
      try $0.toolchain("1.20", in: "home/sdk/go1.20")
      try Data(
        [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + Array(repeating: 0, count: 11) + [22, 0] + [0, 0]
      )
      .write(to: URL(filePath: $0.sandbox.path("home/sdk/go1.20/bin/go")))
      try $0.append("export GOROOT=$HOME/sdk/go1.20", to: ".bashrc")
    },
    Fault("goroot.points-at", "failure", "GOROOT is src", saying: "a part of") {
      try $0.append("export GOROOT=$HOME/.local/share/tvm/go/1.21.6/src", to: ".bashrc")
    },
    Fault("goroot.points-at", "failure", "GOROOT is GOPATH", saying: "GOPATH") {
      try $0.sandbox.makeDirectory("home/go")
      try $0.append("export GOROOT=$HOME/go", to: ".bashrc")
    },
    Fault("goroot.points-at", "failure", "GOROOT is a project", saying: "project") {
      try $0.sandbox.write("module x\n", to: "home/shop/go.mod")
      try $0.append("export GOROOT=$HOME/shop", to: ".bashrc")
    },
    Fault("goroot.version", "failure", "GOROOT of another version", saying: "1.20") {
      try $0.toolchain("1.20", in: "home/sdk/go1.20")
      try $0.append("export GOROOT=$HOME/sdk/go1.20", to: ".bashrc")
    },
    Fault("goroot.exported", "warning", "GOROOT of the desktop's session", saying: "go.conf:1") {
      try $0.append(
        "GOROOT=\($0.sandbox.home)/.local/share/tvm/go/1.21.6", to: ".config/environment.d/go.conf")
    },
    Fault("goroot.exists", "failure", "GOROOT by go env -w", saying: "go/env:1") {
      try $0.append("GOROOT=/nowhere", to: ".config/go/env")
    },
    Fault("gopath.goroot", "failure", "GOPATH is the toolchain") {
      try $0.append("export GOPATH=$HOME/.local/share/tvm/go/1.21.6", to: ".bashrc")
    },
    Fault("gopath.entries", "warning", "several entries") {
      try $0.append("export GOPATH=$HOME/go:$HOME/work", to: ".profile")
    },
    Fault("gopath.characters", "warning", "a blank in GOPATH") {
      try $0.append("export GOPATH=\"$HOME/my go\"", to: ".bashrc")
    },
    Fault("gopath.absolute", "failure", "a relative GOPATH") {
      try $0.append("GOPATH=go", to: ".config/go/env")
    },
    Fault("gopath.absolute", "failure", "a GOPATH with a tilde in quotes") {
      try $0.append("export GOPATH=\"~/gopath\"", to: ".bashrc")
    },
    Fault("path.relative", "warning", "a variable in single quotes", saying: ".bashrc") {
      try $0.sandbox.makeDirectory("home/go/bin")
      try $0.append("export PATH='$HOME/go/bin':$PATH", to: ".bashrc")
    },
    Fault("gopath.cache-off", "failure", "no build cache") {
      try $0.append("GOCACHE=off", to: ".config/go/env")
    },
    Fault("gopath.project", "failure", "GOPATH is a project") {
      try $0.sandbox.write("module x\n", to: "home/shop/go.mod")
      try $0.append("export GOPATH=$HOME/shop", to: ".bashrc")
    },
    Fault("gopath.writable", "failure", "GOPATH cannot be written", mended: false) {
      try $0.sandbox.write("", to: "home/go")
    },
    Fault("gopath.leftovers", "note", "sources of GOPATH mode", mended: false) {
      try $0.sandbox.makeDirectory("home/go/src/example.com")
    },
    Fault("go.GOTOOLCHAIN", "warning", "a leftover of last year") {
      try $0.append("GOTOOLCHAIN=go1.20.1", to: ".config/go/env")
    },
    Fault("go.GOTOOLCHAIN", "failure", "not a choice") {
      try $0.append("export GOTOOLCHAIN=1.20", to: ".bashrc")
    },
    Fault("go.GOFLAGS", "failure", "vendor without a vendor folder", saying: "modules.txt") {
      try $0.sandbox.write("module x\n\nrequire example.com/a v1.0.0\n", to: "project/go.mod")
      try $0.append("GOFLAGS=-mod=vendor", to: ".config/go/env")
    },
    Fault("go.vendor", "failure", "a stale vendor folder", saying: "v1.1.0", mended: false) {
      try $0.sandbox.write(
        "module x\n\nrequire (\n\texample.com/a v1.1.0\n)\n", to: "project/go.mod")
      try $0.sandbox.write("# example.com/a v1.0.0\n", to: "project/vendor/modules.txt")
    },
    Fault("go.GOPROXY", "warning", "direct without private modules", mended: false) {
      try $0.append("GOPROXY=direct", to: ".config/go/env")
    },
    Fault("go.GOSUMDB", "warning", "the checksum database is off", mended: false) {
      $0.sandbox.environment["GOSUMDB"] = "off"
    },
    Fault("go.GOPRIVATE", "warning", "everything is private", mended: false) {
      try $0.append("GOPRIVATE=*", to: ".config/go/env")
    },
    Fault("go.GONOSUMDB", "warning", "no checksums at all", mended: false) {
      try $0.append("GONOSUMDB=*", to: ".config/go/env")
    },
    Fault("go.GOINSECURE", "note", "an insecure server", mended: false) {
      try $0.append("GOINSECURE=git.example.com", to: ".config/go/env")
    },
    Fault("go.GO111MODULE", "failure", "modules are off in a module") {
      try $0.sandbox.write("module x\n", to: "project/go.mod")
      try $0.append("export GO111MODULE=off", to: ".bashrc")
    },
    Fault("go.GOOS", "warning", "a leftover of a build for Windows") {
      try $0.append("GOOS=windows", to: ".config/go/env")
    },
    Fault("go.GOARCH", "failure", "no machine") {
      try $0.append("export GOARCH=x86", to: ".bashrc")
    },
    Fault("go.CGO_ENABLED", "failure", "cgo is off where it is needed", saying: "c.go") {
      try $0.sandbox.write("module x\n", to: "project/go.mod")
      try $0.sandbox.write("package x\n\nimport \"C\"\n", to: "project/sub/c.go")
      try $0.append("CGO_ENABLED=0", to: ".config/go/env")
    },
    Fault("go.GOWORK", "failure", "a workspace that does not exist") {
      try $0.append("export GOWORK=/nowhere/go.work", to: ".bashrc")
    },
    Fault("go.env-file", "failure", "go/env is a folder", mended: false) {
      try $0.sandbox.makeDirectory("home/.config/go/env")
    },
    Fault("stores.incomplete", "warning", "a link that leads nowhere", saying: "broken link") {
      try FileManager.default.createSymbolicLink(
        atPath: $0.sandbox.path("home/.local/share/tvm/go/corp"), withDestinationPath: "/nowhere")
    },
    Fault("stores.incomplete", "failure", "a toolchain without go", mended: false) {
      try $0.sandbox.remove("home/.local/share/tvm/go/1.21.6/bin/go")
    },
    Fault("tools.toolchain-machine", "failure", "a toolchain of another machine", mended: false) {
      try Data(
        [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + Array(repeating: 0, count: 11) + [22, 0] + [0, 0]
      )
      .write(to: URL(filePath: $0.sandbox.path("home/.local/share/tvm/go/1.21.6/bin/go")))
    },
    Fault("stores.go-links", "warning", "a name is missing", saying: "go1.21.6 is missing") {
      try $0.sandbox.remove("home/.local/share/tvm/go-links/go1.21.6")
    },
    Fault("stores.go-links", "warning", "nothing leads back", saying: "go2-go1-tvm is missing") {
      try $0.sandbox.remove("home/.local/share/tvm/go-return")
    },
    Fault("stores.go-links", "warning", "an absolute link", saying: "points to /old/go/bin/go") {
      try $0.link("home/.local/share/tvm/go-links/go1.21.6", to: "/old/go/bin/go")
    },
    Fault("stores.go-links", "warning", "a stale name", saying: "go1.20.1: not installed") {
      try $0.link("home/.local/share/tvm/go-links/go1.20.1", to: "../shims/tvm-shim")
    },
    Fault("stores.go-links", "warning", "a strange file", saying: "go-links/go1.99", mended: false)
    { try $0.sandbox.write("#!/bin/sh\n", to: "home/.local/share/tvm/go-links/go1.99") },
    Fault("stores.duplicates", "note", "a toolchain twice", saying: "2 times", mended: false) {
      try $0.toolchain("1.21.6", in: "home/sdk/go1.21.6")
    },
    Fault("stores.leftovers", "warning", "an interrupted install") {
      try $0.sandbox.write("x", to: "home/.local/share/tvm/tmp/go-1.22.0/bin/go")
      try $0.sandbox.write("", to: "home/.local/share/tvm/locks/go-1.22.0")
    },
  ]

  @Test("a fault is found and mended", arguments: faults)
  func fault(_ fault: Fault) throws { try fault.check(shells: true) }
}
