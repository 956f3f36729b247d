import Resolution
import Toolchains

extension Installation {
  /// The built shim.
  var shimProgram: Path {
    get throws(CommandError) {
      let places = shimPlaces
      guard let found = places.first(where: { World.live.program($0) != nil }) else {
        throw .shimMissing(places[0])
      }
      return found
    }
  }
}
