/// What is active here, as the hook is told: a line for each language, with what is active and its
/// source behind tabs.
package struct ActiveLines {
  /// The lines with their ends, none for a language of which nothing is active.
  package let bytes: Bytes

  /// The answer of a resolver for the current directory.
  package init(_ resolver: Resolver) {
    var bytes = Bytes()
    for language in Language.allCases {
      bytes.append(contentsOf: ActiveLines.line(language, resolver))
    }
    self.bytes = bytes
  }

  private static func line(_ language: Language, _ resolver: Resolver) -> Bytes {
    let what: Bytes
    let source: Bytes
    do throws(ResolutionError) {
      let active = try resolver.resolve(Query(language, program: Bytes(language.mainProgram)))
      what = active.name
      source = active.source.text
    } catch {
      switch error {
      case .nothingActive: return []
      case .notInstalled(_, let pins, _, _):
        what = Bytes("missing ") + (pins.first?.text.printable ?? [])
        source = pins.first?.source.text ?? []
      case .minimumNotMet(let module, _):
        what = Bytes("missing >=") + module.minimum.asWritten
        source = Source.minimum(module.path, line: module.line).text
      default:
        what = Bytes("error ") + error.what
        source = []
      }
    }
    let shown = source.withTilde(for: resolver.world.setVariable(Variables.userHome))
    return Bytes(language.name) + "\t" + what + "\t" + shown + "\n"
  }
}
