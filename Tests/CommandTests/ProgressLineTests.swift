import Testing

@testable import tvm

@Suite("The line about a download")
struct ProgressLineTests {
  @Test(
    "the bar takes the room that the terminal leaves",
    arguments: [
      (200, "go 1.21.6  [############............]  50 %  36 MB of 72 MB  12 MB/s  3.0 s left"),
      (70, "go 1.21.6  [######.......]  50 %  36 MB of 72 MB  12 MB/s  3.0 s left"),
      (60, "go 1.21.6  50 %  36 MB of 72 MB  12 MB/s  3.0 s left"),
      (40, "go 1.21.6  50 %  36 MB of 72 MB  12 MB/"), (0, ""),
    ])
  func width(_ columns: Int, _ text: String) {
    let line = ProgressLine(
      label: "go 1.21.6", received: 36_000_000, total: 72_000_000, elapsed: 3)
    #expect(line.text(columns: columns) == text)
    #expect(text.count < max(columns, 1))
  }

  @Test("a server that does not say how much there is leaves out the rest")
  func unknown() {
    let line = ProgressLine(label: "go 1.21.6", received: 36_000_000, total: nil, elapsed: 3)
    #expect(line.text(columns: 80) == "go 1.21.6  36 MB  12 MB/s")
    #expect(line.text(columns: 20) == "go 1.21.6  36 MB  1")
  }
}
