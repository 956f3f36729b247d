import Foundation
import TestSupport
import Testing

@Suite("tvm doctor on healthy machines")
struct DoctorHealthyTests {
  /// A healthy machine: what makes it differ from a plain one.
  struct Healthy: Sendable, CustomTestStringConvertible {
    let name: String
    var shell = HookShell.bash
    var hook = true
    let change: @Sendable (DoctorFixture) throws -> Void

    var testDescription: String { name }
  }

  static let machines: [Healthy] = [
    Healthy(name: "Debian with bash") { _ in },
    Healthy(name: "zsh", shell: .zsh) { _ in },
    Healthy(name: "fish", shell: .fish) { _ in },
    Healthy(name: "a command without a prompt: no shims on its own PATH") {
      $0.sandbox.environment["PATH"] = "/usr/bin:/bin"
    },
    Healthy(name: "a container with the shims on PATH and no hook", hook: false) { _ in },
    Healthy(name: "a container without any start-up file", hook: false) {
      try $0.sandbox.remove("home/.profile")
      try $0.sandbox.remove("home/.bashrc")
    },
    Healthy(name: "no login file, only ~/.bashrc") { try $0.sandbox.remove("home/.profile") },
    Healthy(name: "lines about GOROOT and the hook that no shell comes to") {
      try $0.append(
        """
        if [ "$(uname)" = Plan9 ]; then
          export GOROOT=/opt/go
          alias go=/opt/go/bin/go
        fi
        [ -d /nowhere ] && export GOROOT=/nowhere
        usego() { export GOROOT=/opt/go; }
        cat >/dev/null <<EOF
        export GOROOT=/opt/go
        alias go=x
        eval "$(tvm hook bash)"
        EOF
        help='
        export GOROOT=/opt/go
        eval "$(tvm hook bash)"
        '
        """, to: ".bashrc")
    },
    Healthy(name: "a function that calls what it is named after") {
      try $0.append("go() {\n  command go \"$@\"\n}", to: ".bashrc")
    },
    Healthy(name: "a file of another shell that exports GOROOT") {
      try $0.append("export GOROOT=/opt/go", to: ".zshrc")
    },
    Healthy(name: "the hook in a file that a loop reads", hook: false) {
      try $0.append("for f in ~/.bashrc.d/*; do . \"$f\"; done", to: ".bashrc")
      try $0.append($0.hookLine, to: ".bashrc.d/tvm")
    },
    Healthy(name: "an alias that only adds arguments") {
      try $0.append("alias cargo='cargo --color=always'", to: ".bashrc")
    },
    Healthy(name: "rustup beside, behind the shims") {
      try rustup($0)
      try $0.sandbox.write(
        ". \"$HOME/.cargo/env\"\n" + $0.sandbox.read("home/.bashrc"), to: "home/.bashrc")
      $0.sandbox.environment["PATH"]? += ":" + $0.sandbox.path("home/.cargo/bin")
    },
    Healthy(name: "the distribution's Go at the end of PATH") {
      try $0.sandbox.write("#!/bin/sh\n", to: "usr/lib/go/bin/go", executable: true)
      $0.sandbox.environment["PATH"]? += ":" + $0.sandbox.path("usr/lib/go/bin")
    },
    Healthy(name: "tools of go install on PATH, behind the hook") {
      try $0.append("export PATH=\"$PATH:$HOME/go/bin\"", to: ".bashrc")
      try $0.sandbox.write("#!/bin/sh\n", to: "home/go/bin/gopls", executable: true)
    },
    Healthy(name: "a folder without Go or Rust before the shims") {
      try $0.sandbox.write("#!/bin/sh\n", to: "home/bin/hello", executable: true)
      try $0.append("export PATH=\"$HOME/bin:$PATH\"", to: ".bashrc")
    },
    Healthy(name: "a proxy of a company, with private modules") {
      try $0.sandbox.write(
        "GOPROXY=https://proxy.example.com,direct\nGOPRIVATE=git.example.com/*\n",
        to: "home/.config/go/env")
    },
    Healthy(name: "a vendor folder that fits") {
      try $0.sandbox.write(
        "module x\n\ngo 1.21\n\nrequire example.com/a v1.0.0 // indirect\n", to: "project/go.mod")
      try $0.sandbox.write(
        "# example.com/a v1.0.0\n## explicit\nexample.com/a\n", to: "project/vendor/modules.txt")
      $0.sandbox.environment["GOFLAGS"] = "-mod=vendor"
    },
    Healthy(name: "start-up files that print and change directory") {
      try $0.append("echo hello; cd /; false", to: ".bashrc")
    },
    Healthy(name: "a login file of its own that reads ~/.bashrc") {
      try $0.sandbox.write("source ~/.bashrc\n", to: "home/.bash_profile")
    },
  ]

  @Test("nothing is called wrong", arguments: machines)
  func healthy(_ machine: Healthy) throws {
    guard findProgram(machine.shell.rawValue) != nil else { return }
    let fixture = try DoctorFixture(machine.shell, hook: machine.hook)
    try machine.change(fixture)
    for shells in [true, false] {
      let report = try fixture.report(shells: shells)
      let texts = report.faults.map { fault in
        "\(fault): \(report.text(String(fault.prefix { $0 != " " })))"
      }
      #expect(report.faults == [], "\(texts.joined(separator: "\n"))")
      #expect(report.score == 100)
    }
    let text = try fixture.tvm("doctor", "--fail-on", "warning")
    #expect(text.status == 0, "\(text.output)")
  }

  @Test("nothing is changed, however often --fix is asked")
  func unchanged() throws {
    let fixture = try DoctorFixture()
    let before = fixture.files
    #expect(try fixture.tvm("doctor", "--fix").status == 0)
    #expect(fixture.files == before)
    #expect(fixture.backups == [])
  }

  private static func rustup(_ fixture: DoctorFixture) throws {
    let script = "#!/bin/sh\nexit 0\n"
    let program = try fixture.sandbox.write(
      script, to: "home/.cargo/bin/rustup", executable: true)
    for name in ["cargo", "rustc"] {
      try FileManager.default.linkItem(
        atPath: program, toPath: fixture.sandbox.path("home/.cargo/bin/\(name)"))
    }
    try fixture.sandbox.write(
      "case \":${PATH}:\" in *:\"$HOME/.cargo/bin\":*) ;; *) export PATH=\"$HOME/.cargo/bin:$PATH\" ;; esac\n",
      to: "home/.cargo/env")
    // A linked toolchain needs no records.
    try fixture.sandbox.write(script, to: "home/rust/bin/rustc", executable: true)
    try fixture.sandbox.makeDirectory("home/.rustup/toolchains")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.sandbox.path("home/.rustup/toolchains/mine"),
      withDestinationPath: fixture.sandbox.path("home/rust"))
  }
}
