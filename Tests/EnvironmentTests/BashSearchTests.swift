import Environment
import Resolution
import Testing
import Toolchains

@Suite("Which bash evaluates environment files") struct BashSearchTests {
  @Test(
    "a newer one instead of that of macOS, unless PATH names another",
    arguments: [
      (
        "/bin/bash", true, ["/opt/homebrew/bin/bash", "/usr/local/bin/bash"],
        "/opt/homebrew/bin/bash"
      ),
      ("/bin/bash", true, ["/opt/local/bin/bash"], "/opt/local/bin/bash"),
      ("/bin/bash", true, [], "/bin/bash"),
      ("/home/ann/bin/bash", true, ["/opt/homebrew/bin/bash"], "/home/ann/bin/bash"),
      ("/bin/bash", false, ["/usr/local/bin/bash"], "/bin/bash"),
    ])
  func newest(_ found: String, _ isOld: Bool, _ installed: [String], _ expected: String) {
    let bash = BashSearch.newest(found: Path(found), isOld: isOld) { installed.contains($0.text) }
    #expect(bash.text == expected)
  }
}
