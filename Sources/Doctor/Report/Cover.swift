import CLibc
import Resolution
import Toolchains

/// What stays covered in a report: what is secret always is, and whose machine it is where somebody else
/// is to read it.
package struct Cover: Sendable {
  /// What is replaced by what, the longest first.
  private let names: [(name: String, mark: String)]
  private let hidesHosts: Bool

  /// Hosts that say nothing of whoever asks them.
  private static let knownHosts = [
    "go.dev", "proxy.golang.org", "sum.golang.org", "golang.org", "pkg.go.dev", "crates.io",
    "index.crates.io", "static.rust-lang.org", "doc.rust-lang.org", "rust-lang.org", "github.com",
    "goproxy.io", "goproxy.cn",
  ]

  /// The cover of reports about a machine.
  ///
  /// - Parameters:
  ///   - machine: the machine.
  ///   - isShared: whether somebody else is to read them.
  init(_ machine: Machine, isShared: Bool) {
    hidesHosts = isShared
    guard isShared else {
      names = []
      return
    }
    var buffer = [CChar](repeating: 0, count: 256)
    let host = gethostname(&buffer, buffer.count - 1) == 0 ? Bytes(cString: buffer).text : ""
    let user = Bytes(machine.userHome.name).text
    let physical = machine.world.physical(machine.userHome)
    let homes = [machine.userHome, physical ?? machine.userHome].map { ($0.text, "~") }
    let short = host.split(separator: ".").first.map(String.init) ?? host
    let login = machine.variable(Variables.user)?.text ?? ""
    names =
      (homes + [(user, "USER"), (login, "USER"), (host, "HOST"), (short, "HOST")]
      + Cover.privateHosts(machine).map { ($0, "HOST") })
      // A home that is `/`, or a name of one letter, says nothing and stands everywhere.
      .filter { $0.0.count > 2 && $0.0 != "root" && $0.0 != "localhost" }
      .map { (name: $0.0, mark: $0.1) }
  }

  /// The hosts that the user keeps from the public proxy and database, which stand without a scheme.
  private static func privateHosts(_ machine: Machine) -> [String] {
    let settings = GoSettings(machine)
    let names = [
      Variables.goPrivate, Variables.goNoProxy, Variables.goNoSumDatabase, Variables.goInsecure,
      Variables.goProxy,
    ]
    return names.flatMap { settings.value($0)?.text.split { ",|;/:@".contains($0) } ?? [] }
      .map { String($0.drop { "*.".contains($0) }) }
      .filter { $0.contains(".") && !knownHosts.contains($0) }
  }

  /// A finding as it is reported; what its fixes change stays what it is.
  func finding(_ finding: Finding) -> Finding {
    Finding(
      finding.verdict, text(finding.summary), evidence: finding.evidence.map(text),
      remedy: finding.remedy.map { remedy in
        Remedy(text(remedy.summary), fixes: remedy.fixes, lines: remedy.lines.map(text))
      })
  }

  /// A text as it is reported, which may have several lines.
  func text(_ text: String) -> String {
    var text = text.withoutSecrets.shownLines
    guard hidesHosts else { return text }
    for (name, mark) in names { text = Cover.replacing(name, by: mark, in: text) }
    return Cover.withoutHosts(text)
  }

  /// Replaces a name where it stands by itself.
  private static func replacing(_ name: String, by mark: String, in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: name) {
      let before = rest[..<range.lowerBound]
      let isAlone =
        !isPart(before.last ?? result.last) && !isPart(rest[range.upperBound...].first)
      result += before + (isAlone ? mark : name)
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  private static func isPart(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
  }

  private static func withoutHosts(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: "://") {
      result += rest[..<range.upperBound]
      rest = rest[range.upperBound...]
      let host = rest.prefix { $0.isLetter || $0.isNumber || ".-:*@[]_".contains($0) }
      let isKnown = host.isEmpty || knownHosts.contains(String(host))
      result += isKnown ? String(host) : "HOST"
      rest = rest[host.endIndex...]
    }
    return result + rest
  }
}
