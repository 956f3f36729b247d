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
    var arguments = arguments[...]
    if let first = arguments.first, first.first == UInt8(ascii: "+") {
      request = Bytes(first.dropFirst())
      arguments.removeFirst()
    }
    directory = GoCommandLine.takeDirectory(from: &arguments)
    runsPackageAtVersion = GoCommandLine.runsPackageAtVersion(arguments)
  }

  /// Source: `handleChdirFlag` in cmd/go's `main.go`: the flag stands first or right behind the
  /// command's words, and is gone when anything else looks at the arguments.
  private static func takeDirectory(from arguments: inout ArraySlice<Bytes>) -> Bytes? {
    var index = arguments.startIndex
    if let command = arguments.first, command.first != UInt8(ascii: "-") {
      index += 1
      let isGroup = command[...].equals("mod") || command[...].equals("work")
      if isGroup, index < arguments.endIndex, arguments[index].first != UInt8(ascii: "-") {
        index += 1
      }
    }
    guard index < arguments.endIndex else { return nil }
    let flag = arguments[index]
    if flag[...].equals("-C") || flag[...].equals("--C") {
      guard index + 1 < arguments.endIndex else { return nil }
      let directory = arguments[index + 1]
      arguments.removeSubrange(index...(index + 1))
      return directory
    }
    var value = flag[...]
    guard value.take("-C=") || value.take("--C=") else { return nil }
    arguments.remove(at: index)
    return Bytes(value)
  }

  /// Source: `goInstallVersion` in cmd/go's `internal/toolchain/select.go`.
  private static func runsPackageAtVersion(_ arguments: ArraySlice<Bytes>) -> Bool {
    guard let command = arguments.first,
      command[...].equals("install") || command[...].equals("run"),
      let package = packageArgument(arguments.dropFirst(), isRun: command[...].equals("run")),
      let at = package.firstIndex(of: UInt8(ascii: "@"))
    else { return false }
    let path = package[..<at]
    let isLocal =
      path.starts(with: "/") || path.starts(with: "./") || path.starts(with: "../")
      || path.equals(".") || path.equals("..")
    // `go@1.21.6` and `toolchain@go1.21.6` are versions of Go and not packages.
    let isToolchain = path.equals("go") || path.equals("toolchain")
    return !path.isEmpty && at + 1 < package.count && !isLocal && !isToolchain
  }

  /// The first argument behind the flags; with flags that are not known here the last one of
  /// `go install`, and none of `go run`, whose program has arguments of its own.
  private static func packageArgument(_ arguments: ArraySlice<Bytes>, isRun: Bool) -> Bytes? {
    var rest = arguments
    while let argument = rest.first, argument.first == UInt8(ascii: "-") {
      rest.removeFirst()
      if argument[...].equals("--") { return rest.first }
      if argument.contains(UInt8(ascii: "=")) { continue }
      let name = argument.dropFirst(argument[...].starts(with: "--") ? 2 : 1)
      if valueFlags.contains(where: { name.equals($0) }) {
        rest = rest.dropFirst()
      } else if !switches.contains(where: { name.equals($0) }) {
        guard !isRun, let last = rest.last, last.first != UInt8(ascii: "-") else { return nil }
        return last
      }
    }
    return rest.first
  }

  /// The flags whose value is the next argument.
  private static let valueFlags: [StaticString] = [
    "C", "asmflags", "buildmode", "compiler", "covermode", "coverpkg", "exec", "gccgoflags",
    "gcflags", "installsuffix", "ldflags", "mod", "modfile", "o", "overlay", "p", "pgo", "pkgdir",
    "debug-actiongraph", "debug-runtime-trace", "debug-trace", "tags", "toolexec",
  ]

  /// The flags without a value.
  private static let switches: [StaticString] = [
    "a", "asan", "buildvcs", "cover", "i", "json", "linkshared", "modcacherw", "msan", "n", "race",
    "trimpath", "v", "work", "x",
  ]
}
