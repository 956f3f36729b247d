package import Resolution

extension CommandLine {
  /// The command line as the kernel has it; Swift's own repairs what is not UTF-8. Empty where it cannot
  /// be had, which is no command line without arguments.
  package static var words: [Bytes] {
    guard argc == 0 else {
      return (0..<Int(argc)).compactMap { index in unsafeArgv[index].map { Bytes(cString: $0) } }
    }
    // Swift finds it through /proc/self/maps, and says nothing where that cannot be read.
    guard case .contents(let text) = World.live.read(Path("/proc/self/cmdline"), 1 << 22) else {
      return []
    }
    return text.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { Bytes($0) }
  }
}
