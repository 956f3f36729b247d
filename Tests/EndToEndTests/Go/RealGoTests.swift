import Foundation
import TestSupport
import Testing

// One after the other: they wait for the same toolchains, and Go itself uses all cores.
@Suite("Real Go toolchains", .serialized, .timeLimit(.minutes(20)))
struct RealGoTests {
  private let sandbox: Sandbox
  private let home: String
  private let old = RealGo.versions.old
  private let new = RealGo.versions.new

  init() throws {
    do { home = try RealGo.home.get() } catch {
      try Test.cancel("SKIPPED: real toolchains cannot be had: \(error)")
    }
    sandbox = try Sandbox()
    sandbox.environment["TVM_HOME"] = home
    sandbox.environment["PATH"] = "\(home)/shims:/usr/bin:/bin"
    sandbox.environment["GOPROXY"] = "off"
    sandbox.environment["GOFLAGS"] = "-modcacherw"
    sandbox.environment["GOCACHE"] = URL(filePath: home).deletingLastPathComponent().path + "/cache"
    try sandbox.write("\(new)\n", to: "shop/.go-version")
    try sandbox.write("module example.com/shop\n\ngo 1.21\n", to: "shop/go.mod")
    try sandbox.write(
      """
      package main

      import ("fmt"; "runtime")

      //go:generate go version
      //go:generate sh -c "cd ../old && ../go.sh"

      func main() { fmt.Println(runtime.Version(), runtime.GOOS) }

      """, to: "shop/main.go")
    try sandbox.write(
      "#!/bin/sh\nexec \"\(home)/shims/go\" version\n", to: "go.sh", executable: true)
    try sandbox.write("\(old)\n", to: "old/.go-version")
  }

  private func go(_ arguments: String..., in directory: String = "shop") throws -> ProgramOutput {
    try sandbox.run("\(home)/shims/go", arguments, in: directory)
  }

  @Test("each directory has its own version")
  func version() throws {
    #expect(try go("version").output.hasPrefix("go version go\(new) "))
    #expect(try go("version", in: "old").output.hasPrefix("go version go\(old) "))
    #expect(try go("-C", "../old", "version").output.hasPrefix("go version go\(old) "))
    #expect(try go("+1.21", "version").output.hasPrefix("go version go\(old) "))
  }

  @Test("a program is compiled and run, and tested")
  func build() throws {
    let run = try go("run", ".")
    #expect(run.output == "go\(new) linux\n" || run.output == "go\(new) darwin\n", "\(run.errors)")
    try sandbox.write(
      """
      package main

      import ("os"; "testing"; "os/exec"; "strings")

      func TestGo(t *testing.T) {
        out, err := exec.Command("go", "version").Output()
        if err != nil || !strings.Contains(string(out), "go\(new)") { t.Fatal(string(out), err) }
        if os.Getenv("GOTOOLCHAIN") != "local" { t.Fatal(os.Getenv("GOTOOLCHAIN")) }
      }

      """, to: "shop/main_test.go")
    let test = try go("test", "./...")
    #expect(test.status == 0 && test.output.hasPrefix("ok "), "\(test.output)\(test.errors)")
    try sandbox.write(
      "package main\n\nimport \"testing\"\n\nfunc TestNo(t *testing.T) { t.Fail() }\n",
      to: "shop/no_test.go")
    #expect(try go("test", "./...").status == 1)
  }

  @Test("go generate runs the same go, and another project's shim its own")
  func generate() throws {
    let result = try go("generate", "./...")
    #expect(
      result.output.matches(of: /go version go(\S+)/).map { String($0.1) } == [new, old],
      "\(result.output)\(result.errors)")
  }

  @Test("go install of a local tool, and a cross-compile without cgo")
  func install() throws {
    sandbox.environment["GOBIN"] = sandbox.path("bin")
    let result = try go("install", ".")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try sandbox.run(sandbox.path("bin/shop")).output.hasPrefix("go\(new) "))
    sandbox.environment["GOBIN"] = nil
    sandbox.environment["CGO_ENABLED"] = "0"
    sandbox.environment["GOOS"] = "windows"
    sandbox.environment["GOARCH"] = "arm64"
    // Without an import: the standard library would be compiled for a second system.
    try sandbox.write(
      "package main\n\nfunc main() { println(\"shop\") }\n", to: "shop/cross/main.go")
    let cross = try go("build", "-o", "shop.exe", "./cross")
    #expect(cross.status == 0, "\(cross.errors)")
    #expect(sandbox.read("shop/shop.exe").hasPrefix("MZ"))
  }

  @Test("GOROOT and GOTOOLCHAIN are those of the pin, whatever is left over")
  func leftovers() throws {
    try sandbox.write("GOTOOLCHAIN=go1.99.0\n", to: "home/.config/go/env")
    sandbox.environment["GOROOT"] = "/nowhere"
    let result = try go("env", "GOROOT", "GOTOOLCHAIN", in: "old")
    #expect(result.output == "\(home)/go/\(old)\nlocal\n", "\(result.errors)")
    #expect(try go("version", in: "old").output.contains("go\(old)"))
    let tvm = try sandbox.run(Project.program("tvm"), ["why", "go"], in: "old")
    #expect(tvm.output.contains("GOTOOLCHAIN=go1.99.0 from `go env -w` has no effect"))
    sandbox.environment["GOTOOLCHAIN"] = "go\(new)"
    sandbox.environment["PATH"] = "\(home)/go-links:/usr/bin:/bin"
    #expect(try go("version", in: "old").output.contains("go\(new)"))
  }

  @Test("go install PKG@VERSION may use a newer installed toolchain and never downloads one")
  func packageAtVersion() throws {
    let proxy = "proxy/example.com/tool/@v"
    try sandbox.write("v1.0.0\n", to: "\(proxy)/list")
    try sandbox.write("{\"Version\": \"v1.0.0\"}", to: "\(proxy)/v1.0.0.info")
    let module = "module example.com/tool\n\ngo 1.26\n"
    try sandbox.write(module, to: "\(proxy)/v1.0.0.mod")
    let top = "source/example.com/tool@v1.0.0"
    try sandbox.write(module, to: "\(top)/go.mod")
    try sandbox.write(sandbox.read("shop/main.go"), to: "\(top)/main.go")
    // Go refuses an archive with entries for folders.
    let packing = """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1], "w") as archive:
          for name in sys.argv[2:]: archive.write("source/" + name, name)
      """
    try sandbox.run(
      "python3",
      ["-c", packing, sandbox.path("\(proxy)/v1.0.0.zip")]
        + ["go.mod", "main.go"].map { "example.com/tool@v1.0.0/\($0)" })
    sandbox.environment["GOPROXY"] = "file://" + sandbox.path("proxy")
    sandbox.environment["GOSUMDB"] = "off"
    sandbox.environment["GOBIN"] = sandbox.path("bin")
    let result = try go("install", "example.com/tool@v1.0.0", in: "old")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try sandbox.run(sandbox.path("bin/tool")).output.hasPrefix("go\(new) "))
  }

  @Test("exec runs gofmt and go of the same toolchain")
  func exec() throws {
    let result = try sandbox.run(
      Project.program("tvm"),
      ["exec", old, "--", "sh", "-c", "go env GOROOT; gofmt -l . ; go version"],
      in: "shop")
    #expect(
      result.output.hasPrefix("\(home)/go/\(old)\nmain.go\ngo version go\(old) "),
      "\(result.errors)")
  }
}
