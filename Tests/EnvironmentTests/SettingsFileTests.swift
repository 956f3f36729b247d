import Environment
import Resolution
import Testing

@Suite("Settings of direnv.toml")
struct SettingsFileTests {
  @Test(
    "durations are written as Go does",
    arguments: [
      ("5s", 5_000_000_000), ("1m30s", 90_000_000_000), ("500ms", 500_000_000), ("0", 0),
      ("-1s", -1_000_000_000), ("1.5h", 5_400_000_000_000), ("2us", 2000), ("", nil), ("5", nil),
      ("s", nil), ("5 s", nil), ("1d", nil),
    ] as [(String, Int?)])
  func durations(_ text: String, _ nanoseconds: Int?) {
    #expect(Bytes(text.utf8).duration == nanoseconds)
  }

  private func settings(
    _ file: String?, name: String = "direnv.toml", variables: [String: String] = [:]
  ) throws(EnvironmentError) -> EnvironmentSettings {
    var all = variables
    all["HOME"] = "/home/ann"
    let values = all
    let place = "/home/ann/.config/direnv/" + name
    return try EnvironmentSettings(
      World(
        variable: { values["\($0)"].map { Bytes($0.utf8) } },
        read: { path, _ in
          guard let file, path == Path(Bytes(place.utf8)) else { return .absent }
          return .contents(Bytes(file.utf8))
        }, search: { _, _ in }, names: { _ in nil }, folder: { _ in nil }, program: { _ in nil },
        forbidsPrograms: { _ in false }, physical: { _ in nil }, workingDirectory: { nil }))
  }

  private func location(_ path: StaticString) -> FileLocation {
    FileLocation(place: Path(path), path: Path(path))
  }

  @Test("without a file nothing is set") func none() throws {
    let settings = try settings(nil)
    #expect(settings.folder == Path("/home/ann/.config/direnv"))
    #expect(!settings.isStrict && !settings.loadsDotenv && settings.logFormat == nil)
    #expect(settings.warnTimeout == 5_000_000_000)
    #expect(settings.fileNames.count == 1)
  }

  @Test(
    "keys stand under [global] or at the top, in either file",
    arguments: ["direnv.toml", "config.toml"], ["[global]\n", ""])
  func keys(_ name: String, _ header: String) throws {
    let settings = try settings(
      header + """
        bash_path = "~/bin/bash"
        strict_env = true
        load_dotenv = true
        disable_stdin = true
        hide_env_diff = true
        warn_timeout = "0"
        log_format = "-"
        log_filter = "^x"
        unknown = 1
        [whitelist]
        prefix = [ "~/code" ]
        exact = [ "/srv/a", "/srv/b/.envrc" ]
        """, name: name)
    #expect(settings.bash == Path("/home/ann/bin/bash"))
    #expect(settings.isStrict && settings.disablesInput && settings.hidesDifference)
    #expect(settings.fileNames.count == 2 && settings.warnTimeout == nil)
    #expect(settings.logFormat == Bytes("-") && settings.logFilter == Bytes("^x"))
    let allowed: [StaticString] = [
      "/home/ann/code/x/.envrc", "/srv/a/.envrc", "/srv/b/.envrc",
    ]
    for path in allowed { #expect(settings.allow(location(path)), "\(path)") }
    let others: [StaticString] = ["/home/ann/code-evil/.envrc", "/srv/a/x/.envrc", "/srv/c/.envrc"]
    for path in others { #expect(!settings.allow(location(path)), "\(path)") }
  }

  @Test("the environment's log format wins, and may be empty") func logFormat() throws {
    let settings = try settings("log_format = 'x'", variables: ["DIRENV_LOG_FORMAT": ""])
    #expect(settings.logFormat == [])
    let report = EnvironmentReport.unloaded(Path("/home/ann/p/.envrc"))
    #expect(report.changeLine(settings, home: Bytes("/home/ann")) == nil)
  }

  @Test("what is wrong is an error with its line") func wrong() {
    #expect(throws: EnvironmentError.self) { try settings("strict_env = 'yes'") }
    #expect(throws: EnvironmentError.self) { try settings("[global\n") }
    #expect(throws: EnvironmentError.self) { try settings("warn_timeout = 'soon'") }
  }

  @Test(
    "the line about a change follows the settings",
    arguments: [
      ("", "tvm: loaded ~/p/.envrc: +A ~PATH"), ("hide_env_diff = true", "tvm: loaded ~/p/.envrc"),
      ("log_format = 'direnv: %s!'", "direnv: loaded ~/p/.envrc: +A ~PATH!"),
      ("log_format = '-'", nil), ("log_filter = '^unloaded'", nil),
      ("log_filter = '^(un)?loaded'", "tvm: loaded ~/p/.envrc: +A ~PATH"),
    ] as [(String, String?)])
  func changeLine(_ file: String, _ expected: String?) throws {
    let report = EnvironmentReport.loaded(
      Path("/home/ann/p/.envrc"), [Bytes("+A"), Bytes("~PATH")])
    let line = report.changeLine(try settings(file), home: Bytes("/home/ann"))
    #expect(line.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test("that a toolchain is missing is said where a file is loaded")
  func missingToolchain() throws {
    let report = EnvironmentReport.loaded(
      Path("/home/ann/p/.envrc"), [Bytes("+A")], problem: Bytes("go 1.99 is not installed"))
    let line = report.changeLine(try settings(""), home: Bytes("/home/ann"))
    #expect(
      line.map { String(decoding: $0, as: UTF8.self) }
        == "tvm: loaded ~/p/.envrc, but go 1.99 is not installed: +A")
  }
}
