import Resolution

/// The environment files that are being evaluated around this process, the outermost first.
///
/// A file may well ask for its own environment once, and find by a variable of its own that it is inside;
/// what goes on doing so would never end.
struct EvaluationChain {
  private let places: [Path]

  private static let kind: StaticString = "tvm evaluations 1"
  /// How often a file may be evaluated within itself, itself included.
  private static let limit = 2

  private init(_ places: [Path]) { self.places = places }

  /// The chain that an environment tells of.
  init(_ environment: EnvironmentSnapshot) {
    var places: [Path] = []
    if let text = environment[Variables.evaluations],
      var reader = FieldReader(text, EvaluationChain.kind)
    {
      while let place = reader.bytes() { places.append(Path(place)) }
    }
    self.init(places)
  }

  /// The chain with one more file at its end.
  ///
  /// - Throws: ``EnvironmentError/evaluationLoop(_:)``.
  func adding(_ place: Path) throws(EnvironmentError) -> EvaluationChain {
    let chain = places + [place]
    guard places.count(where: { $0 == place }) < EvaluationChain.limit else {
      throw .evaluationLoop(Array(chain[(chain.firstIndex(of: place) ?? 0)...]))
    }
    return EvaluationChain(chain)
  }

  /// The value of the variable.
  var encoded: Bytes {
    var writer = FieldWriter(EvaluationChain.kind)
    for place in places { writer.add(place.bytes) }
    return writer.bytes
  }
}
