import Foundation
import TestSupport
import Testing

@Suite("tvm doctor --fix leaves nothing behind that needs what it took out")
struct DoctorRepairTests {
  /// A file of the home with lines before what is in it, and what those lines are afterwards.
  struct Repair: Sendable, CustomTestStringConvertible {
    let name: String
    let shell: HookShell
    let file: String
    let before: String
    let after: String

    init(
      _ name: String, _ before: String, _ after: String, in file: String = ".bashrc",
      shell: HookShell = .bash
    ) {
      (self.name, self.before, self.after) = (name, before, after)
      (self.file, self.shell) = (file, shell)
    }

    var testDescription: String { name }
  }

  private static let goroot = "# tvm doctor: tvm sets GOROOT for each go\n# "
  private static let standard = "# tvm doctor: Go's default is better\n# "

  static let repairs: [Repair] = [
    Repair(
      "a relative GOBIN", "export GOBIN=bin\nexport PATH=$GOBIN:$PATH\n",
      standard + "export GOBIN=bin\nexport PATH=$HOME/go/bin:$PATH\n"),
    Repair(
      "GOROOT and PATH on one line", "export GOROOT=$HOME/sdk; export PATH=$GOROOT/bin:$PATH\n",
      goroot + "export GOROOT=$HOME/sdk; export PATH=$GOROOT/bin:$PATH\n"),
    Repair(
      "GOROOT, and PATH behind it only then",
      "export GOROOT=\"$HOME/sdk\" && export PATH=\"$GOROOT/bin:$PATH\"\n",
      goroot + "export GOROOT=\"$HOME/sdk\" && export PATH=\"$GOROOT/bin:$PATH\"\n"),
    Repair(
      "a GOPATH that is a project",
      "export GOPATH=$HOME/../project\nexport PATH=$PATH:$GOPATH/bin\n",
      standard + "export GOPATH=$HOME/../project\nexport PATH=$PATH:$HOME/go/bin\n"),
    Repair(
      "a CARGO_HOME that is a file", "export CARGO_HOME=$HOME/file\nPATH=$CARGO_HOME/bin:$PATH\n",
      "# tvm doctor: it does not name a usable directory\n# export CARGO_HOME=$HOME/file\n"
        + "PATH=$HOME/.cargo/bin:$PATH\n"),
    Repair(
      "a list of zsh", "typeset -x GOROOT=$HOME/sdk\npath=($GOROOT/bin ~/x $path)\n",
      goroot + "typeset -x GOROOT=$HOME/sdk\npath=( ~/x $path)\n", in: ".zshrc", shell: .zsh),
    Repair(
      "an empty element by a variable that is not set", "export PATH=$GOBIN:~/x:$PATH\n",
      "export PATH=~/x:$PATH\n"),
  ]

  @Test("a variable goes with its uses, and a second run changes nothing", arguments: repairs)
  func repair(_ repair: Repair) throws {
    guard findProgram(repair.shell.rawValue) != nil else { return }
    let fixture = try DoctorFixture(repair.shell)
    try fixture.toolchain("1.20.1", in: "home/sdk")
    try fixture.sandbox.write("module shop\n", to: "project/go.mod")
    try fixture.append("", to: "file")
    try fixture.sandbox.makeDirectory("home/x")
    let rest = fixture.sandbox.read("home/\(repair.file)")
    try fixture.sandbox.write(repair.before + rest, to: "home/\(repair.file)")
    try fixture.tvm("doctor", "--fix")
    #expect(fixture.sandbox.read("home/\(repair.file)") == repair.after + rest)
    let files = fixture.files
    try fixture.tvm("doctor", "--fix")
    #expect(fixture.files == files)
    #expect(try fixture.report().faults == [])
  }

  @Test("a line that zsh's last file loses with the variable does not move")
  func moved() throws {
    guard findProgram("zsh") != nil else { return }
    let fixture = try DoctorFixture(.zsh)
    try fixture.toolchain("1.20.1", in: "home/sdk")
    try fixture.sandbox.write(
      "typeset -x GOROOT=$HOME/sdk\npath=($GOROOT/bin $path)\n", to: "home/.zlogin")
    try fixture.tvm("doctor", "--fix")
    let lines = fixture.sandbox.read("home/.zshrc").split(separator: "\n")
    #expect(lines.filter { !$0.hasPrefix("#") } == [fixture.hookLine[...]])
    #expect(try fixture.report().faults == [])
  }

  @Test("a hook that moves before what puts tvm on PATH calls it by its path, at once")
  func early() throws {
    let fixture = try DoctorFixture(hook: false)
    let folder = URL(fileURLWithPath: Project.program("tvm")).deletingLastPathComponent().path
    try fixture.sandbox.write(
      "[ -n \"$TMUX\" ] || return\nexport PATH=\(folder):$PATH\neval \"$(tvm hook bash)\"\n",
      to: "home/.bashrc")
    try fixture.tvm("doctor", "--fix")
    let text = fixture.sandbox.read("home/.bashrc")
    #expect(text.hasPrefix(fixture.hookLine + "\n[ -n"), "\(text)")
    #expect(fixture.backups.count == 1)
    try fixture.tvm("doctor", "--fix")
    #expect(fixture.sandbox.read("home/.bashrc") == text)
    #expect(try fixture.report().verdict("path.shells") == "ok")
  }

  @Test("a change that needs a value which only the shell knows is shown and not made")
  func unknown() throws {
    let fixture = try DoctorFixture()
    try fixture.append(
      "export GOROOT=\"$(echo \"$HOME\")/sdk\"\nexport GOSRC=$GOROOT/src", to: ".bashrc")
    let before = fixture.sandbox.read("home/.bashrc")
    let result = try fixture.tvm("doctor", "--fix")
    #expect(fixture.sandbox.read("home/.bashrc") == before)
    #expect(result.errors.contains("did not change ~/.bashrc: GOROOT"), "\(result.errors)")
  }
}
