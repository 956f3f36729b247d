import Resolution
import Testing

@Suite("The settings") struct SettingsTests {
  static let path = Path("/home/ann/.config/tvm/config.toml")

  private func settings(_ contents: String) throws(ResolutionError) -> Settings {
    var world = FakeWorld()
    world.write(contents, to: text(Self.path.bytes))
    return try Settings(at: Self.path, world.world)
  }

  @Test("nobody has to have settings", arguments: ["", "# nothing\n", "[go]\n", "other = 1"])
  func empty(contents: String) throws {
    #expect(try settings(contents) == Settings())
    #expect(try Settings(at: Self.path, FakeWorld().world) == Settings())
  }

  @Test("every setting is read")
  func all() throws {
    let settings = try settings(
      """
      set_goroot = false
      [hook]
      quiet = true
      cd = false
      [go]
      default = "1.21" # mine
      mirror = "https://a, file:///b,"
      index = 'https://i'
      """)
    #expect(settings.setsGoRoot == false)
    #expect(settings.isHookQuiet)
    #expect(!settings.hookFollowsDirectory)
    #expect(settings.goDefault?.request == .go(.newest(major: 1, minor: 21)))
    #expect(settings.goDefault?.source == .default(Self.path, line: 6))
    #expect(settings.goMirrors.map { text($0) } == ["https://a", "file:///b"])
    #expect(settings.goIndex.map { text($0) } == "https://i")
  }

  @Test(
    "a value of the wrong type is an error with its line",
    arguments: [
      ("[go]\ndefault = 1.21", 2, "go.default"), ("go.default = true", 1, "go.default"),
      ("\nset_goroot = \"no\"", 2, "set_goroot"), ("set_goroot = 0", 1, "set_goroot"),
      ("[hook]\n\nquiet = 'yes'", 3, "hook.quiet"), ("go.mirror = 1", 1, "go.mirror"),
      ("go.mirror = ['a',\n1]", 1, "go.mirror"), ("go = { index = [] }", 1, "go.index"),
    ])
  func wrongType(contents: String, line: Int, key: String) {
    let error = #expect(throws: ResolutionError.self) { try settings(contents) }
    guard case .invalidSetting(Self.path, line, bytes(key), _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      error.map { text($0.message) }?.hasSuffix("\n  in \(text(Self.path.bytes)):\(line)") == true)
  }

  @Test(
    "what is not TOML is an error with its line",
    arguments: [
      ("[go\n", 1), ("a = 1\nb\n", 2), ("a = 1\n\na = 2\n", 3), ("a = \"x\n", 1), ("a = no", 1),
      ("a = 1\r\nb = [1,\n2\n", 4), ("\u{FEFF}x\n", 1),
    ])
  func invalid(contents: String, line: Int) {
    let error = #expect(throws: ResolutionError.self) { try settings(contents) }
    guard case .invalidSettings(Self.path, line, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(
    "a default of no dialect is an error with its line",
    arguments: [
      "", "../x", "1.21.",
      "$(id)",
    ])
  func malformedDefault(request: String) {
    #expect(
      throws: ResolutionError.malformedRequest(
        text: bytes(request), source: .default(Self.path, line: 2))
    ) { try settings("[go]\ndefault = \"\(request)\"\n") }
  }

  @Test(
    "settings that are no readable file are an error",
    arguments: [FileFault.directory, .special, .unreadable(13), .tooLarge(limit: 65536)])
  func refused(problem: FileFault) {
    var world = FakeWorld()
    world.refuse(text(Self.path.bytes), problem)
    #expect(throws: ResolutionError.refused(Self.path, problem)) { try world.active() }
  }
}
