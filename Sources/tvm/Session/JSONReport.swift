import ArgumentParser
import Toolchains

/// What a command reports as JSON: one object, with the number of its form and, where something
/// failed, why.
struct JSONReport: Encodable {
  /// The number of the form, which grows when a key changes its meaning.
  static let schema = 1

  /// Why a command failed.
  struct Problem: Encodable {
    /// What failed, and where from.
    let message: String
    /// A command that helps; nil where none is known.
    let help: String?

    /// An error in its own words.
    init(_ text: String) {
      let parts = text.split(separator: "\nhelp: ", maxSplits: 1).map(String.init)
      message = parts.first ?? ""
      help = parts.count > 1 ? parts[1] : nil
    }
  }

  private let contents: [String: any Encodable]
  private let error: Problem?

  /// A report.
  ///
  /// - Parameters:
  ///   - contents: what is reported, by its keys.
  ///   - error: why that is not all.
  init(_ contents: [String: any Encodable], error: Problem? = nil) {
    self.contents = contents
    self.error = error
  }

  /// Prints a report.
  ///
  /// - Parameters:
  ///   - contents: what is reported, by its keys.
  ///   - error: why that is not all.
  /// - Throws: `ExitCode` where something failed, which has been told then.
  static func print(_ contents: [String: any Encodable], _ error: (any Error)? = nil) throws {
    let problem = error.map { Problem("\($0)") }
    try Output.print(json: JSONReport(contents, error: problem))
    guard let error else { return }
    Output.failure("\(error)")
    throw ExitCode.failure
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }

    init?(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { return nil }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(JSONReport.schema, forKey: Key("schema"))
    for (name, value) in contents { try container.encode(value, forKey: Key(name)) }
    try container.encodeIfPresent(error, forKey: Key("error"))
  }
}
