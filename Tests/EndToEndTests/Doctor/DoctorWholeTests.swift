import Foundation
import TestSupport
import Testing

/// Toolchains that lack something, and folders of Go's that lie in a toolchain.
@Suite("tvm doctor: whole toolchains")
struct DoctorWholeTests {
  static let faults: [Fault] = [
    Fault("gopath.goroot", "failure", "GOPATH is another toolchain than the active one") {
      try $0.toolchain("1.20.1", in: "home/sdk/go1.20.1")
      try $0.append("export GOPATH=$HOME/sdk/go1.20.1", to: ".bashrc")
    },
    Fault("gopath.goroot", "failure", "GOMODCACHE in a toolchain, by go env -w", saying: "go/env:1")
    {
      try $0.toolchain("1.20.1", in: "home/sdk/go1.20.1")
      try $0.append("GOMODCACHE=\($0.sandbox.home)/sdk/go1.20.1/pkg/mod", to: ".config/go/env")
    },
    Fault("gopath.goroot", "failure", "GOCACHE in a toolchain behind a link") {
      try $0.toolchain("1.20.1", in: "home/sdk/go1.20.1")
      try FileManager.default.createSymbolicLink(
        atPath: $0.sandbox.path("home/now"), withDestinationPath: "sdk/go1.20.1")
      try $0.append("export GOCACHE=$HOME/now/cache", to: ".profile")
    },
    Fault("gopath.goroot", "failure", "GOBIN is the bin of a toolchain, which is not put on PATH") {
      try $0.append(
        "GOBIN=\($0.sandbox.home)/.local/share/tvm/go/1.21.6/bin", to: ".config/go/env")
    },
    Fault("gopath.writable", "failure", "GOPATH is a link that leads nowhere", saying: "points to")
    {
      try FileManager.default.createSymbolicLink(
        atPath: $0.sandbox.path("home/go"), withDestinationPath: "/nowhere/go")
    },
    Fault("goroot.points-at", "failure", "GOROOT is deep in a toolchain", saying: "a part of") {
      try $0.append("export GOROOT=$HOME/.local/share/tvm/go/1.21.6/src/runtime", to: ".bashrc")
    },
    Fault("stores.incomplete", "failure", "no gofmt", saying: "bin/gofmt", mended: false) {
      try $0.sandbox.remove("home/.local/share/tvm/go/1.21.6/bin/gofmt")
    },
    Fault("stores.incomplete", "failure", "no library", saying: "src/runtime", mended: false) {
      try $0.sandbox.remove("home/.local/share/tvm/go/1.21.6/src/runtime")
    },
    Fault(
      "stores.incomplete", "failure", "a go that is empty", saying: "bin/go is not a program",
      mended: false
    ) {
      try $0.sandbox.write("", to: "home/.local/share/tvm/go/1.21.6/bin/go", executable: true)
    },
    Fault("go.GOFLAGS", "failure", "a quote that is not closed") {
      try $0.append("GOFLAGS='-ldflags=-s -w", to: ".config/go/env")
    },
    Fault("go.GOFLAGS", "failure", "another go.mod that is not there", saying: "tools.mod") {
      try $0.sandbox.write("module x\n\ngo 1.21\n", to: "project/go.mod")
      try $0.append("GOFLAGS=-modfile=tools.mod", to: ".config/go/env")
    },
    Fault(
      "project.pins", "warning", "a pin that is a broken link", saying: ".go-version", mended: false
    ) {
      try FileManager.default.createSymbolicLink(
        atPath: $0.sandbox.path("project/.go-version"), withDestinationPath: "../nowhere")
    },
    Fault("go.GOFLAGS", "warning", "two modes", saying: "-mod is set 2 times") {
      try $0.append("GOFLAGS=-mod=readonly -mod=mod", to: ".config/go/env")
    },
    Fault("go.GOFLAGS", "failure", "a race detector without cgo") {
      try $0.append("GOFLAGS=-race\nCGO_ENABLED=0", to: ".config/go/env")
    },
    Fault("go.CC", "failure", "a C compiler that is not there", saying: "imports C") {
      try $0.sandbox.write("module x\n", to: "project/go.mod")
      try $0.sandbox.write("package x\n\nimport \"C\"\n", to: "project/c.go")
      try $0.append("CC=/nowhere/gcc -m64", to: ".config/go/env")
    },
    Fault("go.GOTMPDIR", "failure", "no folder for temporary files") {
      try $0.append("GOTMPDIR=/nowhere/tmp", to: ".config/go/env")
    },
    Fault("go.GONOSUMCHECK", "note", "a variable of old", mended: false) {
      try $0.append("GONOSUMCHECK=1", to: ".config/go/env")
    },
    Fault("go.GOSUMDB", "warning", "checksums are off in a toolchain of tvm's", mended: false) {
      try $0.append("GOSUMDB=off", to: ".local/share/tvm/go/1.21.6/go.env")
    },
    Fault("go.GOPROXY", "warning", "no downloads, by the toolchain's go.env", mended: false) {
      try $0.append("GOPROXY=off", to: ".local/share/tvm/go/1.21.6/go.env")
    },
  ]

  @Test("a fault is found and mended", arguments: faults)
  func fault(_ fault: Fault) throws { try fault.check(shells: true) }

  @Test("flags in quotes are flags")
  func quotes() throws {
    let fixture = try DoctorFixture()
    try fixture.append("GOFLAGS='-ldflags=-s -w' -trimpath", to: ".config/go/env")
    #expect(try fixture.report(shells: false).verdict("go.GOFLAGS") == "ok")
  }

  @Test(
    "a compiled toolchain needs its tools and sources",
    arguments: [
      "pkg/tool/{PLATFORM}/compile", "pkg/tool/{PLATFORM}/vet", "src/runtime/runtime.go",
      "pkg/include", "src/fmt/print.go",
    ])
  func compiled(_ part: String) throws {
    let fixture = try DoctorFixture()
    let folder = "home/.local/share/tvm/go/1.21.6"
    let platform = GoFixture.platform.replacingOccurrences(of: "-", with: "_")
    let program = try Data(
      contentsOf: URL(filePath: try #require(findProgram("true") ?? findProgram("ls"))))
    let programs =
      ["bin/go", "bin/gofmt"]
      + ["asm", "cgo", "compile", "cover", "link", "vet"].map { "pkg/tool/\(platform)/\($0)" }
    for name in programs {
      let path = try fixture.sandbox.write("", to: "\(folder)/\(name)", executable: true)
      try program.write(to: URL(filePath: path))
    }
    for name in ["src/runtime/runtime.go", "src/fmt/print.go", "src/os/x", "src/internal/x"] {
      try fixture.sandbox.write("", to: "\(folder)/\(name)")
    }
    try fixture.sandbox.makeDirectory("\(folder)/pkg/include")
    let healthy = try fixture.report("--check", "stores.incomplete", shells: false)
    #expect(healthy.faults == [], "\(healthy.text("stores.incomplete"))")
    let name = part.replacingOccurrences(of: "{PLATFORM}", with: platform)
    try fixture.sandbox.remove("\(folder)/\(name)")
    let broken = try fixture.report("--check", "stores.incomplete", shells: false)
    #expect(broken.verdict("stores.incomplete") == "failure")
    #expect(broken.text("stores.incomplete").contains("\(name) is missing"))
  }
}
