import Resolution
import Testing

@Suite("The arguments of go") struct GoCommandLineTests {
  private func parse(_ arguments: String) -> GoCommandLine {
    GoCommandLine(
      arguments.split(separator: " ").map { bytes($0 == "''" ? "" : String($0)) })
  }

  @Test(
    "the directory of -C stands first or behind the command",
    arguments: [
      ("-C sub build", "sub"), ("--C sub build", "sub"), ("-C=sub build", "sub"),
      ("--C=sub build", "sub"), ("build -C sub ./...", "sub"), ("build -C=sub", "sub"),
      ("mod tidy -C sub", "sub"), ("mod -C sub tidy", "sub"), ("work sync -C=/x", "/x"),
      ("test -C ../.. -v", "../.."), ("+1.21 -C sub build", "sub"), ("build -C ''", ""),
      ("tool -C sub x", "sub"),
    ])
  func directory(arguments: String, expected: String) {
    #expect(parse(arguments).directory.map { text($0) } == expected)
  }

  @Test(
    "-C elsewhere is not go's",
    arguments: [
      "", "build", "build -v -C sub", "run . -C sub", "-v -C sub", "build -C", "-C",
      "build ./x -C y",
      "test -Csub", "mod tidy -v -C sub",
    ])
  func noDirectory(arguments: String) {
    #expect(parse(arguments).directory == nil)
  }

  @Test(
    "a leading +REQUEST is the request",
    arguments: [
      ("+1.21.6 build", "1.21.6"), ("+ build", ""), ("+../x", "../x"), ("build +1.21", nil),
      ("'' +1.21", nil), ("", nil), ("++1.21", "+1.21"),
    ] as [(String, String?)])
  func request(arguments: String, expected: String?) {
    #expect(parse(arguments).request.map { text($0) } == expected)
  }

  @Test(
    "PKG@VERSION is seen as cmd/go sees it",
    arguments: [
      "install x.org/a@latest", "run x.org/a@v1.2.3 arg", "install -v x.org/a@v1",
      "install -tags a x.org/a@v1", "install -tags=a x.org/a@v1", "install --tags a x.org/a@v1",
      "install -- x.org/a@v1", "run -exec env x.org/a@v1", "install -modcacherw x.org/a@v1",
      "install -unknown what x.org/a@v1", "-C sub install x.org/a@v1", "install -C sub x.org/a@v1",
      "-C=sub run x.org/a@v1", "+1.21 install x.org/a@v1", "+1.21 -C sub install x.org/a@v1",
      "install -race -ldflags -s x.org/a@v1", "install x.org/a@v1 x.org/b@v1",
    ])
  func packageAtVersion(arguments: String) {
    #expect(parse(arguments).purpose.kind == .package)
  }

  @Test(
    "other calls follow the current directory",
    arguments: [
      "", "install", "install ./a", "install ./a@v1", "install /a@v1", "install ../a@v1",
      "install .",
      "install x.org/a", "install x.org/a@", "install @v1", "install -tags x.org/a@v1",
      "run . x.org/a@v1", "run x.go a@b", "build x.org/a@v1", "get x.org/a@v1", "test x.org/a@v1",
      "install go@1.21.6", "install toolchain@go1.21.6", "run -unknown x.org/a@v1", "install --",
      "install -unknown x.org/a@v1 -v", "-v install x.org/a@v1", "list -m x.org/a@v1",
    ])
  func currentDirectory(arguments: String) {
    #expect(parse(arguments).purpose.kind != .package)
  }

  @Test(
    "what the command does decides which Go it may need",
    arguments: [
      ("generate ./...", .programs, true), ("run .", .programs, true), ("tool x", .programs, false),
      ("-C sub generate", .programs, true), ("+1.21 run .", .programs, true),
      ("get x.org/a@latest", .requirements, true), ("mod download x.org/a@v1", .requirements, true),
      ("mod tidy", .requirements, true), ("work sync", .requirements, true),
      ("mod edit -go=1.21", .code, false), ("work edit -go=1.21", .code, false),
      ("mod init x", .code, false), ("work init", .code, false), ("env GOROOT", .code, false),
      ("version", .code, false), ("help build", .code, false), ("telemetry off", .code, false),
      ("bug", .code, false), ("", .code, false), ("-h", .code, false), ("build", .code, true),
      ("test ./...", .code, true), ("list -m all", .code, true), ("install .", .code, true),
      ("run x.org/a@v1 generate", .package, false), ("vet", .code, true),
    ] as [(String, GoPurpose.Kind, Bool)])
  func purpose(arguments: String, kind: GoPurpose.Kind, needsModule: Bool) {
    #expect(parse(arguments).purpose == GoPurpose(kind, needsModule: needsModule))
  }
}
