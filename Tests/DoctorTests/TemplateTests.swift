import Resolution
import Testing

@testable import Doctor

@Suite("Templates")
struct TemplateTests {
  @Test(
    "values are put in place and escaped",
    arguments: [
      ("a{{x}}b", "a&lt;i&gt; &amp; &quot;&#39;b"),
      ("{{#l}}[{{n}}{{x}}]{{/l}}", "[1&lt;i&gt; &amp; &quot;&#39;][2&lt;i&gt; &amp; &quot;&#39;]"),
      ("{{nothing}}|{{#nothing}}x{{/nothing}}|", "||"), ("{{#l}}{{#l}}x{{/l}}{{/l}}", ""),
      ("no places { } }}", "no places { } }}"),
    ])
  func filled(_ template: String, _ expected: String) {
    let result = Template(Bytes(template.utf8)).filled(with: [
      "x": .text("<i> & \"'"),
      "l": .list([["n": .text("1")], ["n": .text("2")]]),
    ])
    #expect(String(decoding: result, as: UTF8.self) == expected)
  }
}
