import CLibc
import Foundation
import TestSupport
import Testing

#if os(Linux)
@Suite(
  "Devices stay devices", .enabled(if: geteuid() == 0, "SKIPPED: only root can make a device"))
struct DeviceTests {
  /// A file that tvm writes, and what makes it write.
  struct Writer: CustomTestStringConvertible, Sendable {
    let file: String
    let arguments: [String]
    var variables: [String] = []

    var testDescription: String { "\(arguments.joined(separator: " ")): \(file)" }
  }

  static let writers = [
    Writer(file: "project/.go-version", arguments: ["use", "1.21.0"]),
    Writer(file: "project/.tool-versions", arguments: ["use", "go@1.21.0"]),
    Writer(file: "project/rust-toolchain", arguments: ["use", "--no-install", "rust@1.70.0"]),
    Writer(file: "project/rust-toolchain.toml", arguments: ["use", "--no-install", "rust@1.70.0"]),
    Writer(file: "tvm/config.toml", arguments: ["default", "1.21.0"]),
    Writer(file: "rustup/settings.toml", arguments: ["rustup", "override", "set", "stable"]),
    Writer(file: "rustup/settings.toml", arguments: ["default", "rust@mine"]),
    Writer(file: "project/.vscode/settings.json", arguments: ["ide", "vscode"]),
    Writer(file: "project/.idea/workspace.xml", arguments: ["ide", "goland"]),
    Writer(file: "project/page", arguments: ["doctor", "--no-shells", "--html", "page"]),
    Writer(file: "home/.bashrc", arguments: ["doctor", "--fix"]),
    Writer(file: "home/.profile", arguments: ["doctor", "--fix"]),
    Writer(file: "tvm/shims/go", arguments: ["shims"]),
    Writer(file: "tvm/go/1.21.0", arguments: ["uninstall", "go@1.21.0"]),
    Writer(file: "tvm/cache", arguments: ["list-remote", "go"]),
    Writer(file: "tvm/locks/go-1.21.13", arguments: ["install", "1.21.13"]),
    Writer(file: "tmp/job", arguments: ["ci"], variables: ["ENV", "PATH", "OUTPUT"]),
  ]

  @Test(
    "a device in the place of a file, or behind a link there, is never replaced",
    arguments: writers, ["", "link"])
  func device(_ writer: Writer, _ way: String) throws {
    let fixture = try GoFixture()
    let sandbox = fixture.sandbox
    try fixture.adopt("1.21.0")
    try sandbox.makeDirectory("rustup/toolchains/mine/bin")
    try sandbox.write("#!/bin/sh\n", to: "rustup/toolchains/mine/bin/rustc", executable: true)
    try sandbox.makeDirectory((writer.file as NSString).deletingLastPathComponent)
    if sandbox.exists(writer.file) { try sandbox.remove(writer.file) }
    let device = way.isEmpty ? writer.file : "home/device"
    // A copy of /dev/null; where it cannot be opened, it can still be replaced.
    guard mknod(sandbox.path(device), characterDevice | 0o666, dev_t(0x103)) == 0 else {
      try Test.cancel("SKIPPED: no device can be made here")
    }
    if device != writer.file { try sandbox.link(writer.file, to: sandbox.path(device)) }
    let before = try status(sandbox.path(device))
    sandbox.environment["RUSTUP_HOME"] = sandbox.path("rustup")
    sandbox.environment["SHELL"] = "/bin/bash"
    sandbox.environment["GITHUB_ACTIONS"] = writer.variables.isEmpty ? nil : "true"
    for name in writer.variables {
      sandbox.environment["GITHUB_\(name)"] = sandbox.path(writer.file)
    }
    if !writer.variables.isEmpty { try sandbox.write("1.21\n", to: "project/.go-version") }
    // Whether it is written to, passed over or refused is another matter.
    try sandbox.run(Project.program("tvm"), writer.arguments, in: "project")
    #expect(try status(sandbox.path(device)) == before)
    #expect(before[0] & 0o170000 == UInt64(characterDevice))
  }

  /// The kind of a device such as /dev/null, in a mode: `S_IFCHR`, of which C has two here.
  private let characterDevice: mode_t = 0o020000

  /// Mode, numbers, node and owner of a file.
  private func status(_ path: String) throws -> [UInt64] {
    var status = stat()
    try #require(lstat(path, &status) == 0, "\(path) is gone")
    return [
      UInt64(status.st_mode), UInt64(status.st_rdev), UInt64(status.st_ino), UInt64(status.st_uid),
      UInt64(status.st_gid),
    ]
  }
}
#endif
