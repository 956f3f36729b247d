/// What the arguments of a `go` call mean for the choice of its toolchain.
package struct GoCommandLine: Equatable, Sendable {
  /// The request of a leading `+REQUEST`, without the plus.
  package private(set) var request: Bytes?

  /// The directory of `go -C DIR` or `go build -C DIR`, as written.
  package private(set) var directory: Bytes?

  /// Whether this is `go install PKG@VERSION` or `go run PKG@VERSION`, which follow the package's own
  /// go.mod and not the current directory's.
  package private(set) var runsPackageAtVersion = false

  /// The meaning of the arguments behind the program's name.
  package init(_ arguments: [Bytes]) {
    var start = 0
    if let first = arguments.first, first.first == UInt8(ascii: "+") {
      request = Bytes(first.dropFirst())
      start = 1
    }
    var rest: [BytesSlice] = []
    for index in start..<arguments.count { rest.append(arguments[index][...]) }
    directory = GoCommandLine.takeDirectory(from: &rest)
    runsPackageAtVersion = GoCommandLine.runsPackageAtVersion(rest)
  }

  /// Source: `handleChdirFlag` in cmd/go's `main.go`: the flag stands first or right behind the
  /// command's words, and is gone when anything else looks at the arguments.
  private static func takeDirectory(from arguments: inout [BytesSlice]) -> Bytes? {
    var index = 0
    if let command = arguments.first, command.first != UInt8(ascii: "-") {
      index += 1
      let isGroup = command.equals("mod") || command.equals("work")
      if isGroup, index < arguments.count, arguments[index].first != UInt8(ascii: "-") {
        index += 1
      }
    }
    guard index < arguments.count else { return nil }
    var value = arguments[index]
    if value.equals("-C") || value.equals("--C") {
      guard index + 1 < arguments.count else { return nil }
      arguments.remove(at: index)
      return Bytes(arguments.remove(at: index))
    }
    guard value.take("-C=") || value.take("--C=") else { return nil }
    arguments.remove(at: index)
    return Bytes(value)
  }

  /// Source: `goInstallVersion` in cmd/go's `internal/toolchain/select.go`.
  private static func runsPackageAtVersion(_ arguments: [BytesSlice]) -> Bool {
    guard let command = arguments.first,
      command.equals("install") || command.equals("run"),
      let package = packageArgument(arguments, isRun: command.equals("run")),
      let at = package.firstIndex(of: UInt8(ascii: "@"))
    else { return false }
    let path = package[..<at]
    let isLocal =
      path.starts(with: "/") || path.starts(with: "./") || path.starts(with: "../")
      || path.equals(".") || path.equals("..")
    // `go@1.21.6` and `toolchain@go1.21.6` are versions of Go and not packages.
    let isToolchain = path.equals("go") || path.equals("toolchain")
    return !path.isEmpty && at + 1 < package.endIndex && !isLocal && !isToolchain
  }

  /// The first argument behind the flags; with flags that are not known here the last one of
  /// `go install`, and none of `go run`, whose program has arguments of its own.
  private static func packageArgument(_ arguments: [BytesSlice], isRun: Bool) -> BytesSlice? {
    var index = 1
    while index < arguments.count, arguments[index].first == UInt8(ascii: "-") {
      let argument = arguments[index]
      index += 1
      if argument.equals("--") { break }
      if argument.contains(UInt8(ascii: "=")) { continue }
      let name = argument.dropFirst(argument.starts(with: "--") ? 2 : 1)
      if valueFlags.contains(word: name) {
        index += 1
      } else if !switches.contains(word: name) {
        guard !isRun, let last = arguments.last, last.first != UInt8(ascii: "-") else { return nil }
        return last
      }
    }
    return index < arguments.count ? arguments[index] : nil
  }

  /// The flags whose value is the next argument.
  private static let valueFlags: StaticString = """
    C asmflags buildmode compiler covermode coverpkg exec gccgoflags gcflags installsuffix ldflags \
    mod modfile o overlay p pgo pkgdir debug-actiongraph debug-runtime-trace debug-trace tags \
    toolexec
    """

  /// The flags without a value.
  private static let switches: StaticString = """
    a asan buildvcs cover i json linkshared modcacherw msan n race trimpath v work x
    """
}
