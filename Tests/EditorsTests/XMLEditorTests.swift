import Editors
import Resolution
import Testing
import Toolchains

@Suite("XML, changed in place")
struct XMLEditorTests {
  private func set(_ before: String) throws -> String {
    var editor = XMLEditor(Bytes(before.utf8))
    try editor.set("url", to: "file://$USER_HOME$/a & \"b\"", in: [("component", "GOROOT")])
    return editor.contents.text
  }

  private static let component =
    "<component name=\"GOROOT\" url=\"file://$USER_HOME$/a &amp; &quot;b&quot;\" />"

  @Test(
    "an attribute is set where its element is, or with a new one",
    arguments: [
      (
        "",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<project version=\"4\">\n  \(component)\n</project>\n"
      ),
      ("<project/>", "<project>\n  \(component)\n</project>"),
      ("<project></project>", "<project>\n  \(component)\n</project>"),
      (
        "<project>\r\n  <!-- <component name=\"GOROOT\"> -->\r\n  <a>x &lt; y</a>\r\n</project>\r\n",
        "<project>\r\n  <!-- <component name=\"GOROOT\"> -->\r\n  <a>x &lt; y</a>\r\n  \(component)\r\n</project>\r\n"
      ),
      ("<p><component name=\"GOROOT\" /></p>", "<p>\(component)</p>"),
      (
        "<p><component name='GOROOT' url='x' k=\"1\"/></p>",
        "<p><component name='GOROOT' url='file://$USER_HOME$/a &amp; &quot;b&quot;' k=\"1\"/></p>"
      ),
      (
        "<p><component name=\"X\"><![CDATA[</p>]]></component><component name=\"GOROOT\" url=\"\" /></p>",
        "<p><component name=\"X\"><![CDATA[</p>]]></component>\(component)</p>"
      ),
    ])
  func attribute(_ before: String, after: String) throws {
    #expect(try set(before) == after)
    #expect(try set(after) == after)
  }

  @Test("elements within each other are made over lines")
  func nesting() throws {
    var editor = XMLEditor(Bytes("<project version=\"4\">\n</project>".utf8))
    let path = [(element: "component", name: "R"), (element: "option", name: "o")]
    try editor.set("value", to: "v", in: path)
    #expect(
      editor.contents.text == """
        <project version="4">
          <component name="R">
            <option name="o" value="v" />
          </component>
        </project>
        """)
    #expect(try !editor.set("value", to: "v", in: path))
  }

  @Test(
    "what is no XML is refused", arguments: ["<a>", "<a x=1/>", "<!-- ", "</a>", "<a></b>", "x"])
  func refusal(_ text: String) {
    #expect(throws: XMLError.self) { try set(text) }
  }
}
