package import Resolution

extension RustManifest {
  /// The manifest that a file holds; keys and tables it does not know are passed over.
  ///
  /// - Parameters:
  ///   - contents: the whole file.
  ///   - url: where it comes from, for errors.
  /// - Throws: ``RustError/manifest(url:_:)``.
  package init(_ contents: Bytes, url: String) throws(RustError) {
    let document: TOMLDocument
    do throws(TOMLError) { document = try TOMLDocument(contents) } catch {
      throw .manifest(url: url, .notTOML(line: error.line, error.reason))
    }
    var reader = RustManifestReader()
    for entry in document.entries { reader.read(entry) }
    guard let version = reader.version else { throw .manifest(url: url, .noVersion) }
    guard version == "2" else { throw .manifest(url: url, .version(version)) }
    guard let date = reader.date else { throw .manifest(url: url, .noDate) }
    guard CalendarDay(date) != nil else { throw .manifest(url: url, .date(date)) }
    if let place = reader.undeclared { throw .manifest(url: url, .noAvailability(place)) }
    origin = url
    self.date = date
    packages = reader.packages
    renames = reader.renames
    profiles = reader.profiles
    offers = reader.offers
    self.contents = contents
    for component in offers.values.flatMap(\.components) {
      // They become names of files and lines of the toolchain's records.
      let name = component.name.utf8
      guard name.first?.isLetter == true, name.allSatisfy(\.isPlain) else {
        throw .manifest(url: url, .componentName(component.name))
      }
      guard let archives = packages[component.package]?.archives else {
        throw .manifest(url: url, .noPackage(component.package))
      }
      guard archives["*"] != nil || archives[component.target ?? "*"] != nil else {
        throw .manifest(url: url, .noPackage(component.name))
      }
    }
    // rustup cannot work with what it would refuse, and a toolchain keeps its manifest.
    if let name = renames.values.filter({ packages[$0] == nil }).min() {
      throw .manifest(url: url, .noPackage(name))
    }
    if let name = packages.filter({ $0.value.archives.isEmpty }).keys.min() {
      throw .manifest(url: url, .noTarget(name))
    }
  }
}

/// Sorts the entries of a manifest into place.
private struct RustManifestReader {
  var version: String?
  var date: String?
  var packages: [String: RustManifest.Package] = [:]
  var renames: [String: String] = [:]
  var profiles: [String: [String]] = [:]
  var offers: [String: RustManifest.Offer] = [:]

  private var named: Set<ArraySlice<Bytes>> = []
  private var declared: Set<ArraySlice<Bytes>> = []
  private var last: ArraySlice<Bytes> = []
  private var target: (path: ArraySlice<Bytes>, fields: [String: String], isAvailable: Bool)?
  private var reference: [String: String] = [:]

  /// A target of a package that does not say whether it is available.
  var undeclared: String? {
    named.subtracting(declared).map { path in
      path.map(\.text).joined(separator: ".")
    }.min()
  }

  /// Notes that there is something about a target of a package.
  private mutating func name(_ path: ArraySlice<Bytes>) {
    if path == last { return }
    last = path
    named.insert(path)
  }

  mutating func read(_ entry: TOMLDocument.Entry) {
    let path = entry.path
    switch (path.count, path[0].text) {
    case (1, "manifest-version"): version = entry.value.text
    case (1, "date"): date = entry.value.text
    case (2, "profiles"):
      if case .array(let names) = entry.value {
        profiles[path[1].text] = names.compactMap(\.text)
      }
    case (3, "renames"):
      if path[2][...].equals("to"), let name = entry.value.text { renames[path[1].text] = name }
    case (3, "pkg"):
      if path[2][...].equals("version"), let text = entry.value.text {
        packages[path[1].text, default: .init()].version = Bytes(text.utf8).printable.text
      }
    case (5, "pkg"): readTarget(entry)
    case (6, "pkg"): readReference(entry)
    default: break
    }
  }

  /// One of `available`, `url`, `hash`, `xz_url`, `xz_hash`, which may come in any order.
  private mutating func readTarget(_ entry: TOMLDocument.Entry) {
    let path = entry.path
    guard path[2][...].equals("target") else { return }
    name(path[..<4])
    if target?.path != path[..<4] { target = (path[..<4], [:], false) }
    switch entry.value {
    case .boolean(let value) where path[4][...].equals("available"):
      target?.isAvailable = value
      declared.insert(path[..<4])
    case .string(let value): target?.fields[path[4].text] = value.text
    default: return
    }
    guard let target else { return }
    let fields = target.fields
    var archive: RustManifest.Archive?
    for prefix in ["xz_", ""] where target.isAvailable && archive == nil {
      if let url = fields["\(prefix)url"], let hash = fields["\(prefix)hash"] {
        archive = RustManifest.Archive(url: url, sha256: hash)
      }
    }
    packages[path[1].text, default: .init()].archives.updateValue(archive, forKey: path[3].text)
  }

  /// One of `pkg` and `target` of an element of `components` or `extensions`.
  private mutating func readReference(_ entry: TOMLDocument.Entry) {
    let path = entry.path
    if path[2][...].equals("target") { name(path[..<4]) }
    let isRequired = path[4][...].equals("components")
    guard path[1][...].equals("rust"), path[2][...].equals("target"),
      isRequired || path[4][...].equals("extensions"), let value = entry.value.text
    else { return }
    let key = path[5].text
    // An element that repeats a key is the next one, whose first half was lost.
    if reference[key] != nil { reference = [:] }
    reference[key] = value
    guard let package = reference["pkg"], let target = reference["target"] else { return }
    reference = [:]
    let component = ComponentID(package, target: target)
    let host = path[3].text
    if isRequired {
      let end = offers[host]?.required ?? 0
      offers[host, default: .init()].components.insert(component, at: end)
      offers[host]?.required += 1
    } else {
      offers[host, default: .init()].components.append(component)
    }
  }
}

extension TOMLValue {
  /// A string's text, or nil for other values.
  fileprivate var text: String? {
    if case .string(let bytes) = self { return bytes.text }
    return nil
  }
}
