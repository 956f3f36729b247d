/// What the arguments of a `go` call mean for the choice of its toolchain.
package struct GoCommandLine: Equatable, Sendable {
  /// The request of a leading `+REQUEST`, without the plus.
  package private(set) var request: Bytes?

  /// The directory of `go -C DIR` or `go build -C DIR`, as written.
  package private(set) var directory: Bytes?

  /// What the command does.
  package private(set) var purpose = GoPurpose()

  /// The meaning of the arguments behind the program's name.
  package init(_ arguments: [Bytes]) {
    var command = 0
    if let first = arguments.first, first.first == UInt8(ascii: "+") {
      request = Bytes(first.dropFirst())
      command = 1
    }
    directory = GoCommandLine.takeDirectory(arguments, before: &command)
    purpose = GoCommandLine.purpose(arguments, command)
  }

  private static func purpose(_ arguments: [Bytes], _ command: Int) -> GoPurpose {
    guard command < arguments.count, !arguments.isFlag(command) else {
      return GoPurpose(needsModule: false)
    }
    let word = arguments[command][...]
    // What is called most is none of all these.
    if word.equals("build") || word.equals("test") || word.equals("list") { return GoPurpose() }
    if freeCommands.contains(word: word) { return GoPurpose(needsModule: false) }
    if runsPackageAtVersion(arguments, command) { return GoPurpose(.package, needsModule: false) }
    if word.equals("tool") { return GoPurpose(.programs, needsModule: false) }
    if programCommands.contains(word: word) { return GoPurpose(.programs) }
    let isGroup = groups.contains(word: word)
    if isGroup, command + 1 < arguments.count,
      editCommands.contains(word: arguments[command + 1][...])
    {
      return GoPurpose(needsModule: false)
    }
    if isGroup || word.equals("get") { return GoPurpose(.requirements) }
    return GoPurpose()
  }

  /// The commands that run programs of the project, which may call go.
  private static let programCommands: StaticString = "generate run"

  /// The commands with commands of their own.
  private static let groups: StaticString = "mod work"

  /// The commands of those that only change the file.
  private static let editCommands: StaticString = "edit init"

  /// The commands that need no module.
  private static let freeCommands: StaticString = "bug env help telemetry version"

  /// The directory; where its flag stands first, the command comes behind it.
  ///
  /// Source: `handleChdirFlag` in cmd/go's `main.go`: the flag stands first or right behind the
  /// command's words.
  private static func takeDirectory(_ arguments: [Bytes], before command: inout Int) -> Bytes? {
    var index = command
    let isFirst = arguments.isFlag(index)
    if !isFirst {
      let isGroup =
        index < arguments.count
        && groups.contains(word: arguments[index][...])
      index += 1
      if isGroup, !arguments.isFlag(index) { index += 1 }
    }
    guard index < arguments.count else { return nil }
    var value = arguments[index][...]
    if !value.take("-C=") && !value.take("--C=") {
      index += 1
      guard value.equals("-C") || value.equals("--C"), index < arguments.count else { return nil }
      value = arguments[index][...]
    }
    if isFirst { command = index + 1 }
    return Bytes(value)
  }

  /// Source: `goInstallVersion` in cmd/go's `internal/toolchain/select.go`.
  private static func runsPackageAtVersion(_ arguments: [Bytes], _ command: Int) -> Bool {
    guard command < arguments.count else { return false }
    let isRun = arguments[command].equals("run")
    guard isRun || arguments[command].equals("install"),
      let package = packageArgument(arguments, behind: command, isRun: isRun),
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
  private static func packageArgument(
    _ arguments: [Bytes], behind command: Int, isRun: Bool
  ) -> Bytes? {
    var index = command + 1
    while arguments.isFlag(index) {
      let argument = arguments[index]
      index += 1
      if argument.equals("--") { break }
      if argument.contains(UInt8(ascii: "=")) { continue }
      let name = argument[(argument.starts(with: "--") ? 2 : 1)...]
      if valueFlags.contains(word: name) {
        index += 1
      } else if !switches.contains(word: name) {
        return isRun || arguments.isFlag(arguments.count - 1) ? nil : arguments.last
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

extension [Bytes] {
  /// Whether there is an argument at this index, and it is a flag.
  @inline(never)
  fileprivate func isFlag(_ index: Int) -> Bool {
    index < count && self[index].first == UInt8(ascii: "-")
  }
}
