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
    directory = GoCommandLine.directory(arguments)
    runsPackageAtVersion = GoCommandLine.runsPackageAtVersion(arguments)
  }

  /// Source: `handleChdirFlag` in cmd/go's `main.go`: the flag stands first or right behind the
  /// command's words.
  private static func directory(_ arguments: ArraySlice<Bytes>) -> Bytes? {
    var rest = arguments
    if let command = rest.first, command.first != UInt8(ascii: "-") {
      rest.removeFirst()
      let isGroup = command[...].equals("mod") || command[...].equals("work")
      if isGroup, let word = rest.first, word.first != UInt8(ascii: "-") { rest.removeFirst() }
    }
    guard let flag = rest.first else { return nil }
    if flag[...].equals("-C") || flag[...].equals("--C") { return rest.dropFirst().first }
    var value = flag[...]
    return value.take("-C=") || value.take("--C=") ? Bytes(value) : nil
  }

  /// Source: `goInstallVersion` in cmd/go's `internal/toolchain/select.go`.
  private static func runsPackageAtVersion(_ arguments: ArraySlice<Bytes>) -> Bool {
    guard let command = arguments.first,
      command[...].equals("install") || command[...].equals("run")
    else { return false }
    var rest = arguments.dropFirst()
    while let argument = rest.first, argument.first == UInt8(ascii: "-") {
      rest.removeFirst()
      if argument[...].equals("--") { break }
      if takesValue(argument) { rest = rest.dropFirst() }
    }
    guard let package = rest.first, let at = package.firstIndex(of: UInt8(ascii: "@")) else {
      return false
    }
    let path = package[..<at]
    let isLocal =
      path.starts(with: "/") || path.starts(with: "./") || path.starts(with: "../")
      || path.equals(".") || path.equals("..")
    return !path.isEmpty && at + 1 < package.count && !isLocal
  }

  /// Whether a flag's value is the next argument.
  private static func takesValue(_ flag: Bytes) -> Bool {
    guard !flag.contains(UInt8(ascii: "=")) else { return false }
    var name = flag[...]
    while name.first == UInt8(ascii: "-") { name.removeFirst() }
    return valueFlags.contains { name.equals($0) }
  }

  private static let valueFlags: [StaticString] = [
    "C", "asmflags", "buildmode", "compiler", "covermode", "coverpkg", "exec", "gccgoflags",
    "gcflags", "installsuffix", "ldflags", "mod", "modfile", "o", "overlay", "p", "pgo", "pkgdir",
    "tags", "toolexec",
  ]
}
