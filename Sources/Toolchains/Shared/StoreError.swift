package import Resolution

/// Why a toolchain of either language could not be found, linked, removed or replaced.
package enum StoreError: Error, Equatable {
  /// Somebody else can change what is about to be installed.
  case exposed(Path, ForeignAccess)
  /// A file or folder could not be changed.
  case file(FileError)
  /// What is to be removed is being used by another process.
  case inUse(Language, Bytes, process: Int)
  /// A toolchain that is to be replaced while a process runs from it.
  case isRunning(Language, Bytes, process: Int)
  /// A link may not have this name.
  case invalidLinkName(Language, Bytes)
  /// A folder is no toolchain of the language, or of any; the language that it is one of instead.
  case notAToolchain(Path, Language?, holds: Language? = nil)
  /// The file system that a toolchain is to be installed on does not let programs run.
  case noPrograms(Language, Path)
  /// A toolchain that is not there; the nearest one.
  case notInstalled(Language, Bytes, nearest: Bytes?)
  /// The name of a new toolchain is taken; what stands there, or what the link there leads to.
  case occupied(Language, Bytes, by: Path)
  /// A folder is not what the name that it was to get says; nil where it does not say what it is.
  case otherVersion(Language, Bytes, Path, found: Bytes?)
  /// What is to be changed is in a home of others, which this user may not write.
  case othersHome(Language, Path)
  /// Several installed toolchains match what is to be removed.
  case severalInstalled(Language, Bytes, [Bytes])
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .exposed(let path, let access):
      """
      cannot install: \(path.bytes.shown) \(access)
      help: \(access.remedy(for: path))
      """
    case .file(let error): "\(error)"
    case .inUse(let language, let name, let process):
      """
      \(language.name) \(name.shown) is in use by process \(process)
      help: tvm uninstall --force \(language.request(name))
      """
    case .isRunning(let language, let name, let process):
      """
      \(language.name) \(name.shown) is in use by process \(process)
      help: stop process \(process), then try again
      """
    case .invalidLinkName(let language, let name):
      """
      "\(name.shown)" is not a valid link name: \(language.linkGrammar)
      help: tvm link NAME PATH
      """
    case .notAToolchain(let path, let language, let other):
      StoreError.notAToolchain(path, language, other)
    case .noPrograms(let language, let path):
      """
      cannot install \(language.name) in \(path.bytes.shown)\
      \(ResolutionError.mountedWithoutPrograms)
      help: export \(language.homeVariable.text)=DIRECTORY
      """
    case .notInstalled(let language, let name, let nearest):
      """
      \(ResolutionError.notInstalled(language, [name]).text)\
      \(nearest.map { "\n  \(ResolutionError.nearestInstalled($0).text)" } ?? "")
      help: tvm list \(language.name)
      """
    case .occupied(let language, let name, let place):
      """
      \(language.name) \(name.shown) already exists
        it is \(place.bytes.shown)
      help: tvm uninstall \(language.request(name))
      """
    case .otherVersion(let language, let name, let folder, let found):
      """
      \(folder.bytes.shown) is not \(language.name) \(name.shown): \
      \(found.map { "it is \($0.shown)" } ?? "it does not contain its version")
      help: tvm link \(language.request(found ?? Bytes("NAME"))) \(folder.bytes.shellQuoted.text)
      """
    case .othersHome(let language, let home):
      """
      cannot change \(home.bytes.shown): it belongs to another user
      help: unset \(language.homeVariable.text) for toolchains of your own
      """
    case .severalInstalled(let language, let request, let names):
      """
      several toolchains match "\(request.shown)": \(names.map(\.shown).joined(separator: ", "))
      help: tvm uninstall \(names.map { language.request($0) }.joined(separator: " "))
      """
    }
  }

  private static func notAToolchain(
    _ path: Path, _ language: Language?, _ other: Language?
  ) -> String {
    guard let language else {
      let lacks = Language.allCases.map { "no \($0.contents)" }.joined(separator: " and ")
      return "\(path.bytes.shown) is not a toolchain: it has \(lacks)"
    }
    return "\(path.bytes.shown) is not a \(language.name) toolchain: it has no \(language.contents)"
      + (other.map { "\nhelp: tvm link \($0.name)@NAME \(path.bytes.shellQuoted.text)" } ?? "")
  }
}

extension Language {
  /// A toolchain as one word of a command that may be copied.
  fileprivate func request(_ name: Bytes) -> String { "\(self.name)@\(name.shellQuoted.text)" }

  /// What makes a folder a toolchain.
  fileprivate var contents: String {
    switch self {
    case .go: "bin/go"
    case .rust: "bin/rustc or no lib"
    }
  }

  /// The variable that moves the toolchains.
  fileprivate var homeVariable: StaticString {
    switch self {
    case .go: Variables.home
    case .rust: Variables.rustupHome
    }
  }

  /// What a link may be called.
  fileprivate var linkGrammar: String {
    switch self {
    case .go: "use a letter, then letters, digits, or any of ._+-"
    case .rust: "it is a channel, or not a file name"
    }
  }
}
