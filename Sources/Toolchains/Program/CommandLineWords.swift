package import Resolution

extension CommandLine {
  /// The command line as the kernel has it; Swift's own repairs what is not UTF-8.
  package static var words: [Bytes] {
    (0..<Int(argc)).compactMap { index in unsafeArgv[index].map { Bytes(cString: $0) } }
  }
}
