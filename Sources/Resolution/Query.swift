/// A question to the resolver.
package final class Query: Sendable {
  /// The language whose toolchain is wanted.
  package let language: Language

  /// The program that is to run, such as `gofmt`; matters where the system's is used.
  package let program: Bytes

  /// The request of a `+REQUEST` argument, without the plus.
  package let request: Bytes?

  /// The directory where the search starts, physical and absolute; nil for the current one.
  package let directory: Path?

  /// What a go command does; the project's code, where nothing is known of it.
  package let purpose: GoPurpose

  /// What cmd/go itself asks for, where it has looked for another Go.
  package let entry: GoEntry?

  /// Whether the program is run at once, so that whoever asks sees whether it is there.
  ///
  /// What can be named without a look at what is installed is then answered without one.
  package let isAboutToRun: Bool

  /// A question about a program.
  package init(
    _ language: Language, program: Bytes, request: Bytes? = nil, directory: Path? = nil,
    purpose: GoPurpose = GoPurpose(), entry: GoEntry? = nil, isAboutToRun: Bool = false
  ) {
    self.language = language
    self.program = program
    self.request = request
    self.directory = directory
    self.purpose = purpose
    self.entry = entry
    self.isAboutToRun = isAboutToRun
  }

  /// Whether what is run cannot do without the module that it is in.
  var needsModule: Bool { purpose.needsModule && !program.equals("gofmt") }
}
