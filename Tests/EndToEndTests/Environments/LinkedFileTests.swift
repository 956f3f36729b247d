import Foundation
import TestSupport
import Testing

@Suite("Environment files that are symbolic links")
struct LinkedFileTests {
  /// A project `shop` whose file is allowed, and `home/evil` with a link to that file.
  private func project(listing whitelist: String? = nil) throws -> EnvironmentFixture {
    let fixture = try EnvironmentFixture()
    if let whitelist {
      let text = whitelist.replacingOccurrences(of: "~", with: fixture.sandbox.path("home"))
      try fixture.sandbox.write(
        "[whitelist]\n\(text)\n", to: "home/.config/direnv/direnv.toml")
    }
    try fixture.write("PATH_add bin\nsource_env_if_exists .envrc.local\nexport A=$PWD\n")
    try fixture.sandbox.makeDirectory("home/evil")
    try fixture.sandbox.write("touch $OUT/ran\n", to: "home/evil/.envrc.local")
    try fixture.sandbox.link("home/evil/.envrc", to: "../shop/.envrc")
    return fixture
  }

  @Test("have no part in the approval of the file that they lead to")
  func inherited() throws {
    let fixture = try project()
    try fixture.allow()
    let (value, errors) = try fixture.value(of: "A", in: "home/evil")
    let link = "~/evil/.envrc"
    #expect(value == "" && errors == "tvm: \(link) is not allowed yet: tvm allow\n")
    #expect(!fixture.sandbox.exists("ran"))
    try fixture.tvm("exec", ".", "--", "true", in: "home/evil").expectFailure(
      saying: "\(link) is not allowed")
    try fixture.tvm("env", in: "home/evil").expectFailure(saying: "\(link) is not allowed")
  }

  @Test("are allowed for one place and one file")
  func allowed() throws {
    let fixture = try EnvironmentFixture()
    for name in ["go", "rust"] {
      try fixture.sandbox.write("export A=$PWD\n", to: "home/dotfiles/\(name).envrc")
    }
    let link = "~/shop/.envrc"
    try fixture.sandbox.link("home/shop/.envrc", to: "../dotfiles/go.envrc")
    let target = "~/dotfiles/go.envrc"
    #expect(
      try fixture.allow().errors == "tvm: allowed \(link), a link to \(target)\n")
    #expect(try fixture.value(of: "A").value == fixture.sandbox.path("home/shop"))
    try fixture.sandbox.makeDirectory("home/other")
    try fixture.sandbox.link("home/other/.envrc", to: "../dotfiles/go.envrc")
    #expect(try fixture.value(of: "A", in: "home/other").value == "")
    try fixture.sandbox.remove("home/shop/.envrc")
    try fixture.sandbox.link("home/shop/.envrc", to: "../dotfiles/rust.envrc")
    #expect(try fixture.value(of: "A").value == "", "another file, even of equal content")
  }

  @Test("are found by one place, whatever links the way there has")
  func wayThere() throws {
    let fixture = try project()
    try fixture.allow()
    try fixture.sandbox.link("home/alias", to: "shop")
    let folder = fixture.sandbox.path("home/shop")
    #expect(try fixture.value(of: "A", in: "home/alias").value == folder)
    try fixture.tvm("allow", "../alias/.envrc", in: "home/evil").expectSuccess()
    try fixture.tvm("allow", "../evil/.envrc").expectSuccess()
    #expect(try fixture.value(of: "A", in: "home/evil").value.hasSuffix("/home/evil"))
  }

  @Test("are denied without the file that they lead to, and with it")
  func denied() throws {
    let fixture = try project()
    try fixture.allow()
    try fixture.allow(in: "home/evil")
    let link = "~/evil/.envrc"
    #expect(try fixture.tvm("deny", in: "home/evil").errors == "tvm: denied \(link)\n")
    #expect(try fixture.value(of: "A", in: "home/evil") == ("", ""))
    #expect(try fixture.value(of: "A").value != "")
    try fixture.allow(in: "home/evil")
    #expect(try fixture.value(of: "A", in: "home/evil").value != "")

    try fixture.tvm("deny").expectSuccess()
    #expect(try fixture.value(of: "A", in: "home/evil") == ("", ""))
    // The denial of one place is not taken back at another.
    try fixture.tvm("allow", in: "home/evil").expectFailure(
      saying: "~/shop/.envrc is denied")
    #expect(try fixture.value(of: "A") == ("", ""))
  }

  @Test(
    "need no approval only where the settings list both ends, or the link itself",
    arguments: [
      ("prefix = ['~/shop']", "shop"), ("prefix = ['~/evil']", ""),
      ("prefix = ['~/shop', '~/evil']", "both"), ("prefix = ['~']", "both"),
      ("exact = ['~/shop']", "shop"), ("exact = ['~/evil/.envrc']", "evil"),
    ])
  func listed(_ whitelist: String, _ loads: String) throws {
    let fixture = try project(listing: whitelist)
    for name in ["shop", "evil"] {
      let value = try fixture.value(of: "A", in: "home/\(name)").value
      #expect((value != "") == (loads == name || loads == "both"), "\(name)")
    }
    #expect(fixture.sandbox.exists("ran") == (loads == "evil" || loads == "both"))
    try fixture.tvm("deny", in: "home/evil").expectSuccess()
    #expect(try fixture.value(of: "A", in: "home/evil") == ("", ""))
    #expect((try fixture.value(of: "A").value != "") == (loads == "shop" || loads == "both"))
  }

  @Test("are not covered by the approval of a file that sources what they lead to")
  func sourced() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("PATH_add bin\n", to: "home/shop/parts/a/.envrc")
    try fixture.allow("for part in parts/*; do source_env $part; done\nexport A=1\n")
    #expect(try fixture.value(of: "A").value == "1")
    try fixture.sandbox.makeDirectory("home/shop/parts/b")
    try fixture.sandbox.link("home/shop/parts/b/.envrc", to: "../a/.envrc")
    let (value, errors) = try fixture.value(of: "A")
    #expect(value == "" && errors.contains("parts/b/.envrc, sourced by "), "\(errors)")
    try fixture.allow()
    #expect(try fixture.value(of: "A").value == "1")
  }

  @Test("to a file of the user's share its approval in linked worktrees")
  func worktree() throws {
    let fixture = try EnvironmentFixture()
    try fixture.sandbox.write("export A=$PWD\n", to: "home/dotfiles/shop.envrc")
    // What `git worktree add` writes.
    let data = "home/shop/.git/worktrees/tree"
    try fixture.sandbox.write("\(fixture.sandbox.path("home/tree/.git"))\n", to: "\(data)/gitdir")
    try fixture.sandbox.write(
      "gitdir: \(fixture.sandbox.path(data))\n", to: "home/tree/.git")
    for folder in ["shop", "shop/cart", "tree", "tree/cart"] {
      try fixture.sandbox.makeDirectory("home/\(folder)")
    }
    for folder in ["shop", "tree"] {
      try fixture.sandbox.link("home/\(folder)/.envrc", to: "../dotfiles/shop.envrc")
    }
    try fixture.allow()
    let tree = fixture.sandbox.path("home/tree")
    #expect(try fixture.value(of: "A", in: "home/tree").value == tree)
    // Another place of the worktree is another place.
    try fixture.sandbox.link("home/tree/cart/.envrc", to: "../.envrc")
    #expect(try fixture.value(of: "A", in: "home/tree/cart").value == "")
  }
}
