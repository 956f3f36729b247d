import Foundation
import TestSupport
import Testing

@Suite("tvm doctor: start-up files that are hard to read")
struct DoctorStartupTests {
  private static let guarded = "case $- in *i*) ;; *) return ;; esac\n"

  static let faults: [Fault] = [
    Fault("tvm.shims", "failure", "the link to tvm is missing, and a new shell would make it") {
      try $0.sandbox.remove("home/.local/share/tvm/tvm")
    },
    Fault("path.shells", "failure", "a login file that resets PATH at its end") {
      try $0.append("PATH=/usr/bin:/bin; export PATH", to: ".profile")
    },
    Fault("path.shells", "failure", "a login file of zsh that resets PATH", shell: .zsh) {
      try $0.append("export PATH=/usr/bin:/bin", to: ".zlogin")
    },
    Fault("path.shells", "failure", "a block that ends the file before the hook", saying: ":2") {
      try $0.sandbox.write(
        guarded + "if true; then\n  return\nfi\n" + $0.hookLine + "\n", to: "home/.bashrc")
    },
    Fault("path.shells", "failure", "a file of fish that ends before the hook", shell: .fish) {
      try $0.sandbox.write(
        "if not set -q NOPE\n    return\nend\n" + $0.hookLine + "\n", to: "home/" + $0.rcFile)
    },
    Fault("path.shells", "failure", "the hook in a block, and PATH reset behind it") {
      try $0.sandbox.write(
        guarded + "if true; then\n  \($0.hookLine)\nfi\nexport PATH=/usr/bin:/bin\n",
        to: "home/.bashrc")
    },
    Fault("shell.hook-name", "failure", "the hook of bash in fish", shell: .fish, hook: false) {
      try $0.append(DoctorFixture.hookLine(.bash), to: $0.rcFile)
    },
    Fault("shell.hook-twice", "warning", "the hook in two forms") {
      try $0.append("command -v tvm >/dev/null && eval \"$(tvm hook bash)\"", to: ".bashrc")
    },
    Fault("shell.hook", "failure", "a file that ends in a backslash", hook: false) {
      $0.sandbox.environment["PATH"] = "/usr/bin:/bin"
      try $0.sandbox.write(guarded + "export EDITOR=vi \\", to: "home/.bashrc")
    },
    Fault("shell.hook", "failure", "a file that ends in a here-document", hook: false) {
      $0.sandbox.environment["PATH"] = "/usr/bin:/bin"
      try $0.sandbox.write(guarded + "cat >/dev/null <<EOF\nhello", to: "home/.bashrc")
    },
    Fault("path.relative", "warning", "a relative element beside another variable") {
      try $0.append("export EDITOR=vi PATH=$PATH:./bin", to: ".bashrc")
    },
    Fault("path.desktop", "warning", "a session of PAM with Go's own bin") {
      try $0.toolchain("1.20.1", in: "home/sdk/go1.20.1")
      try $0.append(
        "PATH DEFAULT=@{HOME}/sdk/go1.20.1/bin:/usr/bin", to: ".pam_environment")
    },
    Fault("path.shells", "failure", "PATH reset in zsh, whose files are elsewhere", shell: .zsh) {
      try $0.sandbox.write("ZDOTDIR=$HOME/.config/zsh\n", to: "home/.zshenv")
      try $0.sandbox.remove("home/.zshrc")
      try $0.sandbox.write(
        $0.hookLine + "\nexport PATH=/usr/bin:/bin\n", to: "home/.config/zsh/.zshrc")
    },
    Fault("path.shells", "failure", "a login file whose last lines do something else, too") {
      try $0.sandbox.write(
        "umask 022; . ~/.bashrc; export EDITOR=vi\nPATH=/usr/bin:/bin\n",
        to: "home/.bash_profile")
    },
    Fault("goroot.exported", "warning", "GOROOT in a file of set -a") {
      try $0.append("set -a; . ~/.env.sh; set +a", to: ".bashrc")
      try $0.append("GOROOT=/usr", to: ".env.sh")
    },
    Fault(
      "path.shadowed", "failure", "a prompt that puts Go's own bin first", mended: false
    ) {
      try $0.toolchain("1.20.1", in: "home/sdk/go1.20.1")
      try $0.append("PROMPT_COMMAND='PATH=$HOME/sdk/go1.20.1/bin:$PATH'", to: ".bashrc")
    },
    Fault("tvm.bypass", "warning", "tvm is turned off in a file") {
      try $0.append("export TVM_BYPASS=1", to: ".bashrc")
    },
    Fault("goroot.exported", "warning", "GOROOT beside what has to stay", saying: ".bashrc:3") {
      try $0.append("export GOROOT=$HOME/x GOPATH=$HOME/work \\\n  EDITOR=vi", to: ".bashrc")
    },
    Fault("goroot.exported", "warning", "GOROOT in a branch", saying: ".bashrc:4") {
      try $0.append("case x in\nx) export GOROOT=/x ;;\nesac", to: ".bashrc")
    },
    Fault("goroot.exported", "warning", "GOROOT behind a test", saying: ".bashrc:3") {
      try $0.append("[ -d /usr ] && export GOROOT=/usr", to: ".bashrc")
    },
    Fault("goroot.exported", "warning", "GOROOT from a program", saying: ".bashrc:3") {
      try $0.append("export GOROOT=$(echo /usr)", to: ".bashrc")
    },
    Fault(
      "goroot.exported", "warning", "GOROOT in a file that a loop reads", saying: "bashrc.d/go:1"
    ) {
      try $0.append("for f in ~/.bashrc.d/*; do . \"$f\"; done", to: ".bashrc")
      try $0.append("export GOROOT=/usr", to: ".bashrc.d/go")
    },
    Fault("goroot.exported", "warning", "GOROOT in fish, behind a test", shell: .fish) {
      try $0.append("test -d /usr\nand set -gx GOROOT /usr", to: ".config/fish/config.fish")
    },
    Fault("goroot.exported", "warning", "GOROOT of PAM", saying: ".pam_environment:1") {
      try $0.append("GOROOT DEFAULT=/usr/local/nowhere", to: ".pam_environment")
    },
  ]

  @Test("a fault is found and mended", arguments: faults)
  func fault(_ fault: Fault) throws { try fault.check(shells: true) }

  @Test("a change that the shell could not read is shown and not made")
  func refusal() throws {
    let fixture = try DoctorFixture(hook: false)
    fixture.sandbox.environment["PATH"] = "/usr/bin:/bin"
    let contents = "if true; then\n"
    try fixture.sandbox.write(contents, to: "home/.bashrc")
    let result = try fixture.tvm("doctor", "--fix")
    #expect(fixture.sandbox.read("home/.bashrc") == contents)
    #expect(fixture.backups == [])
    #expect(result.errors.contains("did not change ~/.bashrc"), "\(result.errors)")
    #expect(result.errors.contains("+\(fixture.hookLine)"), "\(result.errors)")
  }

  @Test("a file with the hook that the shell cannot read is named")
  func broken() throws {
    let fixture = try DoctorFixture()
    try fixture.sandbox.write("if true; then\n" + fixture.hookLine + "\n", to: "home/.bashrc")
    let text = try fixture.report().text("path.shells")
    #expect(text.contains("cannot read ~/.bashrc") && text.contains("syntax error"), "\(text)")
  }

  @Test("the backup of a file that a loop reads is not read by it")
  func backup() throws {
    let fixture = try DoctorFixture()
    try fixture.append("for f in ~/.bashrc.d/*; do . \"$f\"; done", to: ".bashrc")
    try fixture.append("export GOROOT=/usr", to: ".bashrc.d/go")
    try fixture.tvm("doctor", "--fix")
    #expect(fixture.backups.count == 1)
    #expect(fixture.backups.first?.hasPrefix(".bashrc.d/.go.tvm-backup-") == true)
  }

  @Test("what --fix leaves to the user names the file before the variable of this shell")
  func typed() throws {
    let fixture = try DoctorFixture()
    try fixture.append("export GOSUMDB=off EDITOR=vi", to: ".bashrc")
    fixture.sandbox.environment["GOSUMDB"] = "off"
    let lines = try DoctorReport(fixture.sandbox, "go.GOSUMDB").lines
    #expect(lines.count == 2 && lines.last == "unset GOSUMDB", "\(lines)")
    let line = try #require(lines.first)
    #expect(try fixture.sandbox.run("/bin/sh", ["-c", line]).status == 0)
    #expect(fixture.sandbox.read("home/.bashrc").hasSuffix("\nexport EDITOR=vi\n"))
  }

  @Test(
    "a function that hides a shim is typed away with all of its lines, and its block parses",
    arguments: [
      ("go()\n{\n  env\n}\nalias ll=ls", "# go()\n# {\n#   env\n# }\nalias ll=ls\n"),
      (
        "if :; then\n  go() {\n    env\n  }\nfi", "if :; then\n: #   go() {\n#     env\n#   }\nfi\n"
      ),
    ])
  func function(_ text: String, _ after: String) throws {
    let fixture = try DoctorFixture()
    let before = fixture.sandbox.read("home/.bashrc")
    try fixture.append(text, to: ".bashrc")
    let line = try #require(try fixture.report().lines("shell.alias").first)
    #expect(try fixture.sandbox.run("/bin/sh", ["-c", line]).status == 0)
    #expect(fixture.sandbox.read("home/.bashrc") == before + after)
    #expect(try fixture.report().verdict("shell.alias") == "ok")
  }

  @Test("looking puts no shims in place")
  func looking() throws {
    let fixture = try DoctorFixture()
    try fixture.sandbox.remove("home/.local/share/tvm/shims/gofmt")
    #expect(try fixture.report().verdict("tvm.shims") == "failure")
    #expect(try fixture.report().verdict("tvm.shims") == "failure")
  }
}
