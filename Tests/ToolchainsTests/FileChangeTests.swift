import Foundation
import TestSupport
import Testing

/// The rule that files are changed in one room: whoever opens, renames, links or removes by hand forgets
/// a link that was planted, a device, an owner, or what a crash leaves.
@Suite("Changes of files") struct FileChangeTests {
  /// What changes a file.
  private static let calls = [
    "O_CREAT", "O_TRUNC", "O_WRONLY", "O_RDWR",
    #"(^|[^.\w])(clibc_)?(unlink|rmdir|symlink|rename|mkdir|link|chmod|chown)at2?\("#,
    #"(^|[^.\w])(CLibc\.)?l?f?(chmod|chown|truncate)\("#,
    #"(^|[^.\w])(CLibc\.)?(unlink|rmdir|mkdir|mkfifo|creat|mkd?s?temp)\("#,
    #"(^|[^.\w])(CLibc\.)?(symlink|rename|link|remove)\((\$0|from|old|name|path|target), "#,
    #"utimens?(at)?\("#, "fopen", "FileManager", #"\.write\(toFile"#,
  ]

  /// What has its own way, and why.
  private static let others = [
    // Works below one open folder, too, for thousands of files at a time.
    "Toolchains/Archive/TreeWriter.swift",
    // Shortens the file that the former has opened.
    "Toolchains/Archive/TreeCopy.swift",
    // Gives a file another time, as `direnv reload` is to do.
    "Direnv/DirenvApproval.swift",
  ]

  @Test("are made in Toolchains/Files alone") func rooms() throws {
    let sources = Project.root + "/Sources"
    let expressions = try Self.calls.map { try Regex($0) }
    var found: [String] = []
    for case let path as String in FileManager.default.enumerator(atPath: sources) ?? .init()
    where path.hasSuffix(".swift") && !path.hasPrefix("Toolchains/Files/")
      && !Self.others.contains(path)
    {
      let text = try String(contentsOfFile: "\(sources)/\(path)", encoding: .utf8)
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      where !line.drop(while: { $0 == " " }).hasPrefix("//")
        && expressions.contains(where: { line.contains($0) })
      {
        found.append("\(path):\(number + 1): \(line)")
      }
    }
    #expect(found.isEmpty, "\n\(found.joined(separator: "\n"))\n")
  }

  @Test(
    "are seen by that rule",
    arguments: [
      "open(path, O_WRONLY | O_CREAT)", "path.withCString { unlink($0) }", "mkdir(name, 0o700)",
      "renameat(folder, from, folder, to)", "_ = chmod(name, 0o600)", "link(from, to)",
      "symlink(target, name)", "utimensat(AT_FDCWD, $0, nil, 0)", "rename($0, other)",
    ])
  func rule(_ line: String) throws {
    #expect(try Self.calls.contains { line.contains(try Regex($0)) })
  }
}
