import Resolution
import Toolchains

/// What the lines of start-up files set, as far as that can be told without running them.
struct StartupValues: Equatable, Sendable {
  private let home: Path
  private var values: [String: String]

  /// What is known before any file is read.
  init(home: Path) {
    self.home = home
    values = [Variables.userHome.text: home.text]
  }

  /// What files set, read one after the other.
  init(_ files: [StartupFile], home: Path) {
    self.init(home: home)
    for file in files { add(file) }
  }

  /// The value of a variable; nil where no line sets it.
  subscript(_ name: StaticString) -> String? { values[name] }

  /// Reads a file.
  mutating func add(_ file: StartupFile) {
    for line in file.lines {
      for assignment in line.assignments where assignment.name != Variables.path {
        values[assignment.name] = expand(assignment.value)
      }
    }
  }

  /// A value with `~`, `$NAME` and `${NAME}` replaced as far as the variables are known.
  func expand(_ value: String) -> String {
    var result = ""
    var rest = value[...]
    if rest.hasPrefix("~/") || rest == "~" {
      result = home.text
      rest = rest.dropFirst()
    }
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...].dropFirst()
      let isBraced = rest.first == "{"
      let name = rest.dropFirst(isBraced ? 1 : 0).prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")
      }
      let whole = isBraced ? "${\(name)}" : "$\(name)"
      if name.isEmpty || (isBraced && !rest.dropFirst(name.count + 1).hasPrefix("}")) {
        result += "$"
        continue
      }
      rest = rest.dropFirst(name.count + (isBraced ? 2 : 0))
      result += values[String(name)] ?? whole
    }
    return result + rest
  }
}
