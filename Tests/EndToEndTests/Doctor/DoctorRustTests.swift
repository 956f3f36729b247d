import Foundation
import TestSupport
import Testing

@Suite("Doctor: Rust")
struct DoctorRustTests {
  private static let pin = "project/rust-toolchain.toml"
  private static let toml = "[toolchain]\nchannel = \"1.70.0\"\n"
  private static let root = "rustup/toolchains/1.70.0-\(RustFixture.host)"

  /// A home with one installed toolchain, which the project pins.
  private func fixture() throws -> RustFixture {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write(Self.toml, to: Self.pin)
    #expect(try fixture.tvm("install").status == 0)
    return fixture
  }

  static let cases: [DoctorCase] = [
    DoctorCase(
      "project.rust-version", "failure", "rust 1.70.0 is active, and {ROOT}/project/Cargo.toml:3",
      ["project/Cargo.toml": "[package]\nname = \"x\"\nrust-version = \"1.75\"\n"],
      healthy: ["project/Cargo.toml": "[package]\nname = \"x\"\nrust-version = \"1.70\"\n"]),
    DoctorCase(
      "project.components", "warning", "lacks rust-src, wasm32-unknown-unknown",
      [
        pin: toml
          + "components = [\"rust-src\", \"cargo\"]\ntargets = [\"wasm32-unknown-unknown\"]\n"
      ],
      healthy: [pin: toml + "components = [\"rustc\"]\ntargets = [\"\(RustFixture.host)\"]\n"]),
    DoctorCase(
      "project.installed", "failure", "rust 1.99.0", [pin: "[toolchain]\nchannel = \"1.99.0\"\n"],
      healthy: [pin: toml]),
    DoctorCase(
      "project.pins", "warning", "rustup reads 1.70.0, and asdf reads 1.60.0",
      ["project/.tool-versions": "rust 1.60.0\n"], healthy: [pin: toml]),
    DoctorCase(
      "project.ci", "warning", "uses rust stable, which is not",
      ["project/.github/workflows/a.yml": "steps:\n  - uses: dtolnay/rust-toolchain@stable\n"],
      healthy: [
        "project/.github/workflows/a.yml":
          "steps:\n  - uses: dtolnay/rust-toolchain@master\n    with:\n      toolchain: 1.70.0\n"
      ]),
    DoctorCase(
      "project.ci", "warning", "uses rust 1.65.0, but rust 1.70.0 is pinned",
      [
        "project/.github/workflows/a.yml":
          "steps:\n  - uses: actions-rs/toolchain@v1\n    with:\n      toolchain: \"1.65.0\"\n"
      ], healthy: [pin: toml]),
    DoctorCase(
      "project.dockerfile", "warning", "uses rust 1.68",
      ["project/Dockerfile": "FROM rust:1.68-slim-bookworm\n"],
      healthy: ["project/Dockerfile": "FROM docker.io/library/rust:1.70.0-slim\n"]),
    DoctorCase(
      "rust.homes", "failure", "{ROOT}/project/rust-toolchain.toml is not a directory", ["x": ""],
      healthy: [pin: toml],
      environment: ["RUSTUP_HOME": "{ROOT}/project/rust-toolchain.toml"]),
    DoctorCase(
      "rust.homes", "warning", "CARGO_HOME is \"cargo\", which depends", ["x": ""],
      healthy: [pin: toml], environment: ["CARGO_HOME": "cargo"]),
    DoctorCase(
      "rust.homes", "warning", "RUSTUP_HOME is {ROOT}/gone, which does not exist",
      ["home/.rustup/settings.toml": ""], healthy: [pin: toml],
      environment: ["RUSTUP_HOME": "{ROOT}/gone"]),
    DoctorCase(
      "rust.homes", "warning", "RUSTUP_HOME is {ROOT}/gone, which does not exist",
      [
        "home/.rustup/settings.toml": "", "home/.bashrc": "export RUSTUP_HOME={ROOT}/gone\n",
      ], healthy: ["home/.bashrc": "# export RUSTUP_HOME={ROOT}/gone\n"]),
    DoctorCase(
      "rust.homes", "failure", "{ROOT}/project/rust-toolchain.toml is not a directory",
      ["home/.profile": "CARGO_HOME={ROOT}/project/rust-toolchain.toml; export CARGO_HOME\n"],
      healthy: [pin: toml, "home/.profile": "export CARGO_HOME={ROOT}/cargo\n"]),
    DoctorCase(
      "rust.exported", "warning", "RUSTUP_TOOLCHAIN is exported as nightly", ["x": ""],
      healthy: [pin: toml],
      environment: ["RUSTUP_TOOLCHAIN": "nightly"]),
    DoctorCase(
      "rust.exported", "warning", "RUSTUP_TOOLCHAIN is exported as nightly",
      ["home/.bashrc": "export RUSTUP_TOOLCHAIN=nightly\n"],
      healthy: ["home/.bashrc": "# export RUSTUP_TOOLCHAIN=nightly\n"]),
    DoctorCase(
      "rust.settings", "failure", "version", ["rustup/settings.toml": "version = \"13\"\n"],
      healthy: ["rustup/settings.toml": "version = \"12\"\n"]),
    DoctorCase(
      "rust.default", "warning", "the default toolchain beta is not installed",
      ["rustup/settings.toml": "version = \"12\"\ndefault_toolchain = \"beta\"\n"],
      healthy: ["rustup/settings.toml": "version = \"12\"\ndefault_toolchain = \"1.70.0\"\n"]),
    DoctorCase(
      "rust.complete", "failure", "is incomplete",
      ["\(root)/lib/rustlib/components": "rustc-x\ncargo-x\n", "\(root)/bin/cargo": "not run"],
      healthy: [pin: toml]),
    DoctorCase(
      "rust.complete", "failure", "is incomplete", ["\(root)/bin/rustc": ""],
      healthy: [pin: toml]),
    DoctorCase(
      "rust.complete", "failure", "is incomplete", healthy: [pin: toml],
      removed: ["\(root)/lib/rustlib/\(RustFixture.host)/lib/libstd.rlib"]),
    DoctorCase(
      "rust.cargo-config", "failure", "takes a compiler that does not exist",
      ["project/.cargo/config.toml": "[build]\nrustc = \"/nowhere/rustc\"\n"],
      healthy: ["project/.cargo/config.toml": "[build]\njobs = 2\n"]),
    DoctorCase(
      "project.cargo-config", "failure", "config.toml:2 builds for wasm32-wasip1, which rust",
      ["project/.cargo/config.toml": "[build]\ntarget = [\"wasm32-wasip1\"]\n"],
      healthy: ["project/.cargo/config.toml": "[build]\ntarget = \"\(RustFixture.host)\"\n"]),
    DoctorCase(
      "project.cargo-config", "failure", "gives RUSTUP_TOOLCHAIN to what cargo runs",
      ["project/.cargo/config.toml": "[env]\nRUSTUP_TOOLCHAIN = { value = \"nightly\" }\n"],
      healthy: ["project/.cargo/config.toml": "[env]\nCC = \"gcc\"\n"]),
    DoctorCase(
      "rust.variables", "warning", "RUSTFLAGS names another sysroot", ["x": ""],
      healthy: [pin: toml], environment: ["RUSTFLAGS": "-Dwarnings --sysroot {ROOT}"]),
    DoctorCase(
      "rust.variables", "failure", "RUSTFLAGS names a sysroot that does not exist", ["x": ""],
      healthy: [pin: toml], environment: ["RUSTFLAGS": "--sysroot=/nowhere"]),
    DoctorCase(
      "rust.variables", "failure", "RUSTFLAGS takes the linker ld.no-mold, which does not exist",
      ["home/.bashrc": "export RUSTFLAGS='-C target-cpu=native -Clink-arg=-fuse-ld=no-mold'\n"],
      healthy: ["home/.bashrc": "export RUSTFLAGS='-C target-cpu=native -C linker=env'\n"]),
    DoctorCase(
      "rust.variables", "failure", "RUSTFLAGS has the flag -Z threads=8, which only a nightly",
      ["home/.bashrc": "export RUSTFLAGS='-Z threads=8'\n"],
      healthy: ["home/.bashrc": "export RUSTFLAGS='-C opt-level=1'\n"]),
    DoctorCase(
      "rust.cargo-config", "failure", "config.toml:2 has the flag -Z share-generics",
      ["project/.cargo/config.toml": "[target.x86_64-any]\nrustflags = \"-Zshare-generics\"\n"],
      healthy: ["project/.cargo/config.toml": "[build]\nrustflags = [\"-C\", \"opt-level=1\"]\n"]),
    DoctorCase(
      "rust.cargo-config", "failure", "config.toml:2 takes the linker no-ld, which does not exist",
      ["project/.cargo/config.toml": "[build]\nrustflags = [\"-Clinker=no-ld\"]\n"],
      healthy: ["project/.cargo/config.toml": "[build]\nrustflags = [\"-Clinker=env\"]\n"]),
    DoctorCase(
      "rust.variables", "failure", "CARGO_BUILD_TARGET is wasm32-wasip1, which rust 1.70.0",
      ["home/.bashrc": "export CARGO_BUILD_TARGET=wasm32-wasip1\n"],
      healthy: ["home/.bashrc": "export CARGO_BUILD_TARGET=\(RustFixture.host)\n"]),
    DoctorCase(
      "rust.variables", "warning", "CARGO_BUILD_TARGET is my.json: every build is for that target",
      healthy: ["home/.bashrc": "export CARGO_BUILD_TARGET=host-tuple\n"],
      environment: ["CARGO_BUILD_TARGET": "my.json"]),
    DoctorCase(
      "rust.variables", "failure", "RUSTC_WRAPPER is no-sccache, which does not exist",
      ["home/.profile": "RUSTC_WRAPPER=no-sccache\nexport RUSTC_WRAPPER\n"],
      healthy: ["home/.profile": "export RUSTC_WRAPPER=env\n"]),
    DoctorCase(
      "rust.variables", "failure", "_LINKER is no-gcc, which does not exist",
      [
        "home/.bashrc":
          "export CARGO_TARGET_ARMV7_LINUX_LINKER=no-gcc CARGO_BUILD_TARGET=armv7-linux\n"
      ], healthy: ["home/.bashrc": "export CARGO_TARGET_ARMV7_LINUX_LINKER=no-gcc\n"]),
    DoctorCase(
      "rust.cargo-config", "warning", "names a linker that does not exist",
      ["\(root)/lib/rustlib/wasm32-wasip1/lib/libstd.rlib": ""],
      healthy: [
        "project/.cargo/config.toml": "[target.wasm32-wasip1]\nlinker = \"no-lld\"\n"
      ]),
    DoctorCase(
      "rust.cargo-config", "failure", "names a program that does not exist",
      ["cargo/config.toml": "[build]\njobs = 2\nrustc-wrapper = \"no-sccache\" # fast\n"],
      healthy: ["cargo/config.toml": "[build]\nrustc-wrapper = \"env\"\n"]),
    DoctorCase(
      "rust.variables", "warning", "RUSTC is exported as /usr/bin/env", healthy: [pin: toml],
      environment: ["RUSTC": "/usr/bin/env"]),
    DoctorCase(
      "rust.variables", "failure", "RUSTC is /nowhere/rustc, which does not exist",
      healthy: [pin: toml], environment: ["RUSTC": "/nowhere/rustc"]),
    DoctorCase(
      "rust.source", "warning", "lacks rust-src",
      [
        "home/.vscode/extensions/rust-lang.rust-analyzer-0.3/package.json": "{}"
      ],
      healthy: ["\(root)/lib/rustlib/src/rust/library/Cargo.toml": ""],
      removed: ["\(root)/lib/rustlib/src"]),
    DoctorCase(
      "rust.analyzer", "warning", "lacks rust-analyzer",
      ["project/.helix/languages.toml": "[language-server.rust-analyzer]\n"],
      healthy: ["\(root)/bin/rust-analyzer": "#!/bin/sh\n"],
      removed: ["\(root)/bin/rust-analyzer"]),
    // The extension of VS Code brings its own rust-analyzer, but not the sources.
    DoctorCase(
      "rust.source", "warning", "lacks rust-src",
      ["project/.vscode/settings.json": "{ \"rust-analyzer.check.command\": \"clippy\" }"],
      healthy: ["project/.vscode/settings.json": "{ \"x\": \"rust-analyzer\" }"]),
    DoctorCase(
      "rust.analyzer", "note", "lacks rust-analyzer",
      ["project/.vscode/settings.json": "{ \"rust-analyzer.check.command\": \"clippy\" }"],
      healthy: ["\(root)/bin/rust-analyzer": "#!/bin/sh\n"],
      removed: ["\(root)/bin/rust-analyzer"]),
    DoctorCase(
      "editors.rust", "warning", "rust-analyzer.cargo.sysroot of",
      [
        "project/.vscode/settings.json": "{ \"rust-analyzer.cargo.sysroot\": \"{ROOT}/project\" }",
        "rustup/toolchains/beta-x86_64-unknown-linux-gnu/x": "",
        "home/.config/VSCodium/User/settings.json":
          "{ \"rust-analyzer.cargo.sysroot\": \"{ROOT}/rustup/toolchains/beta-x86_64-unknown-linux-gnu\" }",
      ],
      healthy: [
        "project/.vscode/settings.json": "{ \"rust-analyzer.cargo.sysroot\": \"{ROOT}/\(root)\" }"
      ]),
    DoctorCase(
      "editors.rust", "warning", "RUSTUP_TOOLCHAIN of",
      [
        "project/.vscode/settings.json":
          "{ \"rust-analyzer.server.extraEnv\": { \"RUSTUP_TOOLCHAIN\": \"nightly\" } }"
      ],
      healthy: [
        "project/.vscode/settings.json":
          "{ \"rust-analyzer.server.extraEnv\": { \"RUSTUP_TOOLCHAIN\": \"1.70.0\", \"X\": \"y\" } }"
      ]),
    DoctorCase(
      "editors.jetbrains", "failure", "the toolchain of RustRover does not exist",
      [
        "project/.idea/workspace.xml":
          "<project><component name=\"RustProjectSettings\"><option name=\"toolchainHomeDirectory\" value=\"/gone/bin\" /></component></project>"
      ],
      healthy: [
        "project/.idea/workspace.xml":
          "<project><component name=\"RustProjectSettings\"><option name=\"toolchainHomeDirectory\" value=\"{ROOT}/\(root)/bin\" /></component></project>"
      ]),
  ]

  @Test("a fault is found and named, and its absence is no fault", arguments: cases)
  func fault(_ test: DoctorCase) throws {
    let fixture = try fixture()
    try fixture.sandbox.expect(test) { sandbox in
      guard test.id == "rust.complete" else { return }
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o644], ofItemAtPath: sandbox.path("\(Self.root)/bin/cargo"))
    }
  }

  @Test("links that lead nowhere are found and removed")
  func links() throws {
    let fixture = try fixture()
    #expect(try DoctorReport(fixture.sandbox, "rust.links").verdict == "ok")
    let link = fixture.sandbox.path("rustup/toolchains/mine")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/nowhere")
    let loop = fixture.sandbox.path("rustup/toolchains/loop")
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    let report = try DoctorReport(fixture.sandbox, "rust.links")
    #expect(report.verdict == "warning")
    #expect(report.summaries.count == 2)
    #expect(try DoctorReport(fixture.sandbox, "rust.links", ["--fix"]).verdict == "ok")
    #expect(fixture.names("rustup/toolchains") == ["1.70.0-\(RustFixture.host)"])
  }

  @Test(
    "folders that are links that lead nowhere are found",
    arguments: ["rustup", "cargo", "cargo/bin"])
  func dangling(_ name: String) throws {
    let sandbox = try RustFixture().sandbox
    try sandbox.makeDirectory("rustup")
    try sandbox.makeDirectory("cargo/bin")
    #expect(try DoctorReport(sandbox, "rust.homes").verdict == "ok")
    try sandbox.remove(name)
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path(name), withDestinationPath: "/nowhere")
    let report = try DoctorReport(sandbox, "rust.homes")
    #expect(report.verdict == "failure")
    #expect(report.summaries == ["\(sandbox.path(name)) is a broken link"])
    let fixed = try DoctorReport(sandbox, "rust.homes", ["--fix"])
    #expect(fixed.verdict != "failure", "\(fixed.summaries)")
  }

  @Test("a half-installed toolchain is found, and mended by the printed line")
  func half() throws {
    let fixture = try fixture()
    try fixture.release("1.70.0", "2023-06-01")
    try fixture.sandbox.remove("\(Self.root)/lib/rustlib/components")
    let report = try DoctorReport(fixture.sandbox, "rust.complete")
    #expect(report.verdict == "failure")
    #expect(report.lines == ["tvm install --repair rust@1.70.0-\(RustFixture.host)"])
    let words = try #require(report.lines.first).split(separator: " ").dropFirst().map(String.init)
    #expect(try fixture.sandbox.run(Project.program("tvm"), words, in: "project").status == 0)
    #expect(try DoctorReport(fixture.sandbox, "rust.complete").verdict == "ok")
  }

  @Test("a machine without Rust, and one with the toolchain as installed, have no fault")
  func healthy() throws {
    let ids = [
      "rust.homes", "rust.exported", "rust.settings", "rust.default", "rust.links",
      "rust.complete", "rust.sysroot", "rust.source", "rust.analyzer", "project.components",
    ]
    for sandbox in [try fixture().sandbox, try GoFixture().sandbox] {
      for id in ids {
        let report = try DoctorReport(sandbox, id)
        #expect(["ok", "note"].contains(report.verdict), "\(report.summaries)")
      }
    }
  }

  @Test("an export in a start-up file is commented out by --fix")
  func exported() throws {
    let fixture = try fixture()
    try fixture.sandbox.write("a=1\nexport RUSTUP_TOOLCHAIN=nightly\n", to: "home/.bashrc")
    #expect(try DoctorReport(fixture.sandbox, "rust.exported", ["--fix"]).verdict == "ok")
    #expect(fixture.sandbox.read("home/.bashrc").contains("\n# export RUSTUP_TOOLCHAIN=nightly\n"))
  }
}
