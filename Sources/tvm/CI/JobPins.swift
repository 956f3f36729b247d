import Resolution
import Toolchains

/// What a directory pins, in lines that are the same wherever the same is pinned.
struct JobPins {
  /// One line for each thing that decides what is installed.
  let lines: [String]

  /// The pins of the current directory.
  ///
  /// - Parameters:
  ///   - session: where they are read.
  ///   - options: how to ask which release a moving pin means today.
  /// - Throws: ``CommandError/nothingAsked(directory:)`` and what reading the pins throws.
  init(_ session: Session, _ options: NetworkOptions) throws {
    var lines: [String] = []
    for language in Language.allCases {
      guard let candidate = try session.firstRequest(language) else { continue }
      for pin in try candidate.pins {
        switch pin.request {
        case .rust(let request):
          lines += try JobPins.rust(request, try session.rustWish(pin), session, options)
        case .system: lines.append("\(Bytes(language.name).text) system")
        case .go: lines.append("go \(JobPins.release(pin, session, options))")
        }
      }
    }
    if lines.isEmpty {
      throw CommandError.nothingAsked(directory: session.world.workingDirectory())
    }
    self.lines = lines
  }

  /// The release that a request of Go's means; the request itself where nobody can say.
  private static func release(_ pin: Pin, _ session: Session, _ options: NetworkOptions) -> String {
    if case .go(.exact(let version)) = pin.request { return version.name.text }
    var quiet = options
    quiet.quiet = true
    let release = try? quiet.goInstall(session).release(for: pin.request, text: pin.text)
    return release?.version.name.text ?? pin.text.text
  }

  private static func rust(
    _ request: RustRequest, _ wish: RustContents, _ session: Session, _ options: NetworkOptions
  ) throws -> [String] {
    var lines = ["rust \(request.name.text)"]
    if case .release(let release) = request, release.isTracking {
      // Without the server the name alone decides, as it does for what never changes.
      if let hash = try? options.rustStore(session).server.hash(of: release) {
        lines.append("manifest \(hash)")
      }
    }
    if let profile = wish.profile { lines.append("profile \(profile)") }
    lines += wish.components.sorted().map { "component \($0)" }
    lines += wish.targets.sorted().map { "target \($0)" }
    return lines
  }
}

extension Candidate {
  /// What it asks for.
  fileprivate var pins: [Pin] {
    get throws {
      switch finding {
      case .pins(let pins): pins
      case .minimum(let module):
        [try CommandError.resolving { () throws(ResolutionError) in try module.pinToInstall }]
      case .absent, .failure, .shadowed, .system: []
      }
    }
  }
}
