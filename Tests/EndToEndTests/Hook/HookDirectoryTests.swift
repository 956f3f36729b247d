import Foundation
import TestSupport
import Testing

@Suite("Hook: cd, pushd and popd in bash")
struct HookDirectoryTests {
  private func start(before setup: [String] = []) throws -> (HookFixture, Terminal) {
    let fixture = try HookFixture(.bash)
    try fixture.sandbox.write("NAME=1\n", to: "home/shop/.envrc")
    return (fixture, try fixture.start(before: setup))
  }

  @Test(
    "they do what they do without the hook",
    arguments: [
      "cd shop; pwd", "cd; pwd", "cd nowhere", "cd shop cart", "CDPATH=~/shop; cd cart", "cd ''",
      "cd ~/shop/cart; cd ..; pwd; cd -; pwd", "cd -- shop; pwd", "cd -P shop; pwd", "cd -x shop",
      "pushd shop; pushd; dirs -v; popd; popd", "pushd -n shop; dirs; popd -n", "pushd; popd",
      "cd shop; echo \"[$_]\"",
      "true | (exit 3) | false; cd shop; echo \"${PIPESTATUS[@]}\"",
      "IFS=os/; cd shop; pwd", "cd nowhere || echo other; cd shop && echo \"$OLDPWD\"",
      "mkdir -- -d; cd ./-d; cd ..; cd -- -d; pwd", "shopt -s cdspell autocd; shop; pwd",
      "set -- a b; cd shop; echo \"$@\"", "cd() { echo mine \"$@\"; }; cd shop",
      "set -f; cd shop; pwd", "cd *op; pwd",
      "trap 'echo left' ERR; cd nowhere; cd shop", "set -u; cd shop; pwd",
      "(set -e; cd nowhere; echo on); (set -e; cd shop; echo on)",
      "{ cd shop & } 2>/dev/null; wait 2>/dev/null; pwd",
      "f() { local x=1; cd shop; echo $x; }; f; pwd", "cd shop | cat; pwd", "command cd shop; pwd",
      "complete -p cd pushd; type -a echo >/dev/null; pwd", "set -o posix; cd shop; pwd",
    ])
  func same(_ line: String) throws {
    func screen(hooked: Bool) throws -> String {
      let fixture = try HookFixture(.bash)
      let terminal = try fixture.start(hooked: hooked)
      try terminal.run("{ \(line)\necho \"status $?\"; } >\"$OUT/result\" 2>&1")
      return fixture.sandbox.read("result").replacing(fixture.sandbox.root, with: "ROOT")
    }
    #expect(try screen(hooked: true) == screen(hooked: false))
  }

  @Test("the environment follows each of them")
  func follows() throws {
    let (fixture, terminal) = try start(before: ["CDPATH=~/shop"])
    for line in [
      "cd shop", "cd ~/shop/cart", "cd cart", "pushd shop", "pushd ~/bare; popd; cd shop",
      "shopt -s autocd; shop", "cd bare; cd ~/shop; popd -n",
    ] {
      try terminal.run("cd ~; dirs -c")
      #expect(try terminal.run("\(line); echo \"[$NAME]\"").contains("\n[1]"), "\(line)")
    }
    #expect(try terminal.run("cd; echo \"[$NAME]\"").contains("[]"))
    #expect(!fixture.exports.isEmpty)
  }

  @Test(
    "functions and aliases of these names stay",
    arguments: ["cd() { builtin cd \"$@\"; mine=1; }", "alias cd='mine=1; builtin cd'"])
  func others(_ definition: String) throws {
    let (fixture, terminal) = try start(before: [definition])
    #expect(try terminal.run("cd shop; echo \"[$mine$NAME]\"").contains("[1]"))
    #expect(try terminal.run("echo \"[$mine$NAME]\"").contains("[11]"), "at the prompt")
    try terminal.run("__tvm_unhook")
    #expect(try terminal.run("unset mine; cd ..; echo \"[$mine]\"").contains("[1]"))
    #expect(try terminal.run("type -t pushd").contains("builtin"))
    _ = fixture
  }

  @Test("a completion that looks around changes nothing")
  func completion() throws {
    let (fixture, terminal) = try start()
    try terminal.run("words() { cd shop; COMPREPLY=(\"found[$NAME]\"); cd ..; }")
    try terminal.run("complete -F words x")
    terminal.type("x \t")
    try terminal.wait(for: "found[]")
    terminal.type("\u{3}")
    try terminal.run(":")
    #expect(fixture.exports == [])
  }
}
