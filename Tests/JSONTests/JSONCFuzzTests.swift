import Resolution
import TestSupport
import Testing
import Toolchains

@testable import JSON

@Suite("Damaged JSON with comments is changed rightly or refused") struct JSONCFuzzTests {
  @Test func edits() {
    let seed = "// x\n{\n  \"a\": [1, 2.5e3, null,],\n  \"b\": {\"c\": \"\\u0041\"}, /* y */\n}\n"
    for damaged in Fuzz([seed], count: 5000) {
      var editor = JSONCEditor(damaged)
      guard (try? editor.set(.string("v"), at: ["k"])) != nil else { continue }
      #expect((try? JSONCDocument(editor.contents)) != nil, "\(damaged)")
    }
  }
}
