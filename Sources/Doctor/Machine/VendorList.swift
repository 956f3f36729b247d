import Resolution
import Toolchains

/// What `vendor/modules.txt` says is vendored.
///
/// Source: `readVendorList` in cmd/go's `internal/modload/vendor.go`.
struct VendorList {
  /// What it says of a module.
  struct Module {
    /// Whether `go.mod` requires it by itself.
    var isExplicit = false
    /// What takes its place.
    var replacement: ModuleVersion?
    /// The version of Go that the module asks for.
    var goVersion: GoVersion?
  }

  let modules: [ModuleVersion: Module]

  /// The list in a file's contents.
  init(_ contents: Bytes) {
    var modules: [ModuleVersion: Module] = [:]
    var current: ModuleVersion?
    for line in contents.parts(between: "\n") {
      let words = line.words.map { Bytes($0).text }
      if words.first == "#" {
        let parts = words.dropFirst().split(separator: "=>", omittingEmptySubsequences: false)
        let module = ModuleVersion(parts.first ?? [])
        current = module
        modules[module, default: Module()].replacement =
          parts.count > 1 ? ModuleVersion(parts[1]) : nil
      } else if words.first == "##", let module = current {
        for note in words.dropFirst().joined(separator: " ").split(separator: ";") {
          let words = note.split(separator: " ")
          if words == ["explicit"] {
            modules[module]?.isExplicit = true
          } else if words.first == "go", words.count == 2 {
            modules[module]?.goVersion = GoVersion(Bytes(words[1].utf8)[...])
          }
        }
      }
    }
    self.modules = modules
  }

  /// How the list and a `go.mod` differ, in the words of Go's own check; nil where they agree.
  ///
  /// Source: `checkVendorConsistency` in the same file.
  ///
  /// - Parameters:
  ///   - module: the directives of `go.mod`.
  ///   - active: the version of Go that would read it.
  /// - Returns: the first difference.
  func difference(from module: GoDirectives, active: GoVersion?) -> String? {
    let file = "vendor/modules.txt"
    // Before 1.14 Go noted neither what is explicit nor every replacement.
    let isOld = module.goVersion < GoVersion(1, 14)
    let required = module.all("require").map { ModuleVersion($0.words) }
    for requirement in required where modules[requirement]?.isExplicit != true {
      if modules[requirement] != nil {
        if isOld { continue }
        return "\(requirement.text) is not marked as explicit in \(file)"
      }
      return "\(file) does not have \(requirement.text), which go.mod requires"
    }
    let replaced = module.all("replace").compactMap {
      replacement -> (ModuleVersion, ModuleVersion)? in
      let parts = replacement.words.split(separator: "=>")
      return parts.count == 2 ? (ModuleVersion(parts[0]), ModuleVersion(parts[1])) : nil
    }
    for (old, new) in replaced {
      switch modules[old]?.replacement {
      case new?: continue
      case nil where isOld: continue
      case nil: return "\(old.text) is replaced in go.mod, but not in \(file)"
      case let other?:
        return "\(old.text) is replaced by \(other.text) in \(file), and by \(new.text) in go.mod"
      }
    }
    for (name, entry) in modules.sorted(by: { $0.key.text < $1.key.text }) {
      if entry.isExplicit, !required.contains(name) {
        return "\(name.text) is marked as explicit in \(file), but go.mod does not require it"
      }
      if entry.replacement != nil,
        !replaced.contains(where: {
          $0.0.path == name.path && ($0.0.version.isEmpty || $0.0.version == name.version)
        })
      {
        return "\(name.text) is replaced in \(file), but not in go.mod"
      }
      if let needed = entry.goVersion, let active, needed > active {
        return "\(name.text) needs go \(needed.name.text), and \(active.name.text) is active"
      }
    }
    return nil
  }
}
