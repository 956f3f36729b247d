import Foundation
import TestSupport
import Testing

@Suite("tvm doctor: reports")
struct DoctorReportTests {
  /// A machine with a failure, a warning and a note, and text that a page or a terminal would obey.
  private func damaged() throws -> DoctorFixture {
    let fixture = try DoctorFixture()
    try fixture.append("export GOROOT='/nowhere/<script>alert(1)</script>&\"x'", to: ".bashrc")
    fixture.sandbox.environment["PATH"]? += ":/nowhere/\u{1B}[31m<b>"
    return fixture
  }

  @Test("the exit status follows --fail-on")
  func status() throws {
    let fixture = try DoctorFixture()
    #expect(try fixture.tvm("doctor").status == 0)
    try fixture.append("GOOS=windows", to: ".config/go/env")
    #expect(try fixture.tvm("doctor", "--no-shells").status == 0)
    #expect(try fixture.tvm("doctor", "--no-shells", "--fail-on", "warning").status == 1)
    try fixture.append("GOCACHE=off", to: ".config/go/env")
    #expect(try fixture.tvm("doctor", "--no-shells").status == 1)
    #expect(try fixture.tvm("doctor", "--no-shells", "--check", "go.GOOS").status == 0)
  }

  @Test(
    "wrong usage is an error",
    arguments: [["--check", "nosuch"], ["--dry-run"], ["--fail-on", "note"], ["x"]])
  func usage(_ arguments: [String]) throws {
    let fixture = try DoctorFixture()
    let result = try fixture.sandbox.run(Project.program("tvm"), ["doctor"] + arguments)
    #expect(result.status == 64 && result.output == "", "\(result.errors)")
  }

  @Test("the worst comes first, and each family has a line")
  func order() throws {
    let fixture = try damaged()
    try fixture.append("GOOS=windows", to: ".config/go/env")
    let lines = try fixture.tvm("doctor").output.split(separator: "\n").map(String.init)
    let verdicts = lines.compactMap { line in
      ["failure", "warning", "note"].first { line.hasPrefix($0 + " ") }
    }
    #expect(verdicts == verdicts.sorted { rank($0) > rank($1) })
    #expect(verdicts.first == "failure")
    #expect(lines.first?.hasPrefix("Health: ") == true)
    #expect(lines.contains { $0.hasPrefix("Stores ") && $0.contains("ok (") })
    #expect(!lines.joined().contains("\u{1B}"))
  }

  private func rank(_ verdict: String) -> Int {
    ["note", "warning", "failure"].firstIndex(of: verdict) ?? -1
  }

  @Test("a report to be shared says neither whose machine it is nor with whom it talks")
  func shared() throws {
    let fixture = try DoctorFixture()
    fixture.sandbox.environment["USER"] = "annabel"
    fixture.sandbox.environment["GOPROXY"] = "ftp://annabel:pass@proxy.other.example"
    fixture.sandbox.environment["GOINSECURE"] = "*.acme.example/team"
    for line in [
      "GOPRIVATE=*.acme.example/team,https://git.other.example", "GONOSUMDB=git.third.example",
      "GOFLAGS=-ldflags=-X=main.token=pass", "GOCACHE=off",
    ] {
      try fixture.append(line, to: ".config/go/env")
    }
    for options in [
      ["--share"], ["--share", "--json"],
      ["--share", "--html", fixture.sandbox.path("health.html")],
    ] {
      let result = try fixture.sandbox.run(Project.program("tvm"), ["doctor"] + options)
      let page = fixture.sandbox.read("health.html")
      let report = result.output + result.errors + page
      for word in [
        fixture.sandbox.home, "annabel", "acme.example", "other.example", "third.example", "pass@",
        "=pass",
        ProcessInfo.processInfo.hostName,
      ] where word.count > 2 && word != "localhost" {
        #expect(!report.contains(word), "\(options): \(word)")
      }
      #expect(report.contains("GOINSECURE") && report.contains("HOST"), "\(options)")
    }
    #expect(try fixture.tvm("doctor").output.contains("acme.example"), "it is the user's own")
  }

  @Test("--list names what --check takes, and a group's name takes all of it")
  func list() throws {
    let fixture = try DoctorFixture()
    let ids = try fixture.tvm("doctor", "--list").output.split(separator: "\n")
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(ids.count > 40 && ids.contains("path.shims") && ids.contains("go.GOTOOLCHAIN"))
    let group = try fixture.report("--check", "goroot", shells: false)
    #expect(group.checks.map(\.id) == ids.filter { $0.hasPrefix("goroot.") })
    let one = try fixture.report("--check", "stores.space", shells: false)
    #expect(one.checks.map(\.id) == ["stores.space"])
  }

  @Test("the shape of the JSON is schema 1")
  func schema() throws {
    let fixture = try damaged()
    let result = try fixture.tvm("doctor", "--json", "--check", "goroot.exists")
    let path = fixture.sandbox.home + "/.bashrc"
    let golden = """
      {
        "counts" : {
          "failure" : 1,
          "note" : 0,
          "warning" : 0
        },
        "families" : [
          {
            "checks" : [
              {
                "explanation" : "every go that is not run by the shim ends with: cannot find GOROOT directory",
                "findings" : [
                  {
                    "evidence" : [
                      "~/.bashrc:3: export GOROOT='/nowhere/<script>alert(1)</script>&\\"x'",
                      "in a new login shell with a prompt",
                      "in a new interactive shell"
                    ],
                    "remedy" : {
                      "changes" : [
                        "~/.bashrc: comment out export GOROOT='/nowhere/<script>alert(1)</script>&\\"x'"
                      ],
                      "isAutomatic" : true,
                      "lines" : {
                        "bash" : [
                          "unset GOROOT"
                        ],
                        "fish" : [
                          "set -e GOROOT"
                        ],
                        "zsh" : [
                          "unset GOROOT"
                        ]
                      },
                      "summary" : "do not export it"
                    },
                    "summary" : "GOROOT is /nowhere/<script>alert(1)</script>&\\"x, which does not exist",
                    "verdict" : "failure"
                  }
                ],
                "id" : "goroot.exists",
                "looksAt" : "every exported GOROOT",
                "title" : "GOROOT exists",
                "verdict" : "failure"
              }
            ],
            "family" : "GOROOT",
            "verdict" : "failure"
          }
        ],
        "schema" : 1,
        "score" : 75,
        "shells" : [
          "login shell",
          "login shell with a prompt",
          "interactive shell",
          "non-interactive shell"
        ],
        "verdict" : "failure"
      }

      """
    #expect(result.output == golden, "\(path)")
  }

  @Test("a start-up file that waits for ever is given up")
  func patience() throws {
    let fixture = try DoctorFixture()
    try fixture.append("while :; do read -r answer </dev/zero; done", to: ".bashrc")
    let report = try fixture.report()
    #expect(report.text("path.shells").contains("took longer than 3 seconds"))
  }

  @Test("--fix keeps a backup with the mode of the file, and follows links")
  func backup() throws {
    let fixture = try damaged()
    try FileManager.default.moveItem(
      atPath: fixture.sandbox.home + "/.bashrc", toPath: fixture.sandbox.path("dotfiles-bashrc"))
    try FileManager.default.createSymbolicLink(
      atPath: fixture.sandbox.home + "/.bashrc",
      withDestinationPath: fixture.sandbox.path("dotfiles-bashrc"))
    let before = fixture.sandbox.read("dotfiles-bashrc")
    let result = try fixture.tvm("doctor", "--fix")
    #expect(result.errors.contains("changed ~/.bashrc"), "\(result.errors)")
    #expect(fixture.backups.count == 1)
    #expect(fixture.sandbox.read("home/" + (fixture.backups.first ?? "")) == before)
    #expect(fixture.sandbox.read("dotfiles-bashrc").contains("# export GOROOT="))
    let link = try FileManager.default.destinationOfSymbolicLink(
      atPath: fixture.sandbox.home + "/.bashrc")
    #expect(link.hasSuffix("dotfiles-bashrc"))
  }

  @Test(
    "--fix leaves a start-up file alone that is a broken link, and what is to be typed brings it back",
    arguments: [HookShell.bash, .zsh, .fish])
  func brokenLink(_ shell: HookShell) throws {
    guard findProgram(shell.rawValue) != nil else { return }
    let fixture = try DoctorFixture(shell, hook: false)
    fixture.sandbox.environment["PATH"] = "/usr/bin:/bin"
    let file = fixture.sandbox.home + "/" + fixture.rcFile
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? FileManager.default.removeItem(atPath: file)
    try FileManager.default.createSymbolicLink(
      atPath: file, withDestinationPath: fixture.sandbox.home + "/dotfiles/rc")
    let report = try fixture.report()
    #expect(report.verdict("shell.links") == "failure", "\(report.faults)")
    #expect(report.text("shell.links").contains("points to ~/dotfiles/rc"))
    #expect(report.text("shell.hook").contains("cannot be read"))
    let preview = try fixture.tvm("doctor", "--fix", "--dry-run")
    #expect(!preview.output.contains(fixture.rcFile), "\(preview.output)")
    try fixture.tvm("doctor", "--fix")
    let destination = try FileManager.default.destinationOfSymbolicLink(atPath: file)
    #expect(destination.hasSuffix("dotfiles/rc"))
    #expect(!FileManager.default.fileExists(atPath: file))
    try fixture.sandbox.write("", to: "home/dotfiles/rc")
    try fixture.tvm("doctor", "--fix")
    #expect(fixture.sandbox.read("home/dotfiles/rc").contains("hook \(shell.rawValue)"))
    #expect(try fixture.report().verdict("shell.links") == "ok")
  }

  @Test("--fix gives back a toolchain that an update had in its hands when it died")
  func handedBack() throws {
    let fixture = try DoctorFixture()
    let staging = "home/.rustup/tvm"
    try fixture.sandbox.write("kept", to: "\(staging)/tmp/stable/old/file")
    try fixture.sandbox.write("", to: "\(staging)/locks/stable")
    try fixture.sandbox.makeDirectory("home/.rustup/toolchains")
    #expect(try fixture.report(shells: false).verdict("stores.leftovers") == "warning")
    try fixture.tvm("doctor", "--fix", "--no-shells")
    #expect(fixture.sandbox.read("home/.rustup/toolchains/stable/file") == "kept")
    #expect(try fixture.report(shells: false).verdict("stores.leftovers") == "ok")
  }

  private static let chromium = ["chromium", "chromium-browser", "google-chrome"]
    .compactMap(findProgram).first

  @Test("the page goes where it is told to, and nowhere else")
  func destination() throws {
    let fixture = try DoctorFixture()
    let page = try fixture.tvm("doctor", "--no-shells", "--html", "-")
    #expect(page.output.lowercased().hasPrefix("<!doctype html>") && page.status == 0)
    #expect(!page.output.contains("\nHealth: "))
    #expect(try fixture.tvm("doctor", "--html", "-", "--json").status == 64)
    let missing = try fixture.tvm("doctor", "--no-shells", "--html", "new/health.html")
    #expect(missing.status == 1 && missing.errors.contains("new/health.html"), "\(missing.errors)")
    #expect(!FileManager.default.fileExists(atPath: fixture.sandbox.path("project/new")))
    let folder = try fixture.tvm("doctor", "--no-shells", "--html", "../tmp")
    #expect(folder.status == 1 && folder.errors.hasSuffix("tmp: it is a directory\n"))
    let pipe = try fixture.tvm("doctor", "--no-shells", "--html", "/dev/null")
    #expect(pipe.errors.contains("cannot write /dev/null: it is not a regular file"))
  }

  @Test("--json stays JSON with --dry-run, and has the changes")
  func dryRun() throws {
    struct Preview: Decodable {
      struct Change: Decodable { let file: String?, text: String }
      struct Refusal: Decodable { let file: String, reason: String, text: String }
      struct Repair: Decodable { let changes: [Change], refusals: [Refusal] }
      let schema: Int, repair: Repair
    }
    let fixture = try DoctorFixture()
    try fixture.append("export GOROOT=/nowhere", to: ".profile")
    try fixture.append("export GOROOT=/nowhere", to: ".bashrc")
    chmod(fixture.sandbox.path("home/.profile"), 0o444)
    let text = try fixture.tvm("doctor", "--fix", "--dry-run")
    #expect(text.errors.contains("did not change ~/.profile: it is read-only"), "\(text)")
    let result = try fixture.tvm("doctor", "--fix", "--dry-run", "--json")
    let preview = try JSONDecoder().decode(Preview.self, from: Data(result.outputBytes))
    #expect(preview.schema == 1)
    #expect(preview.repair.changes.map(\.text).joined() == text.output)
    #expect(preview.repair.changes.contains { $0.file == fixture.sandbox.path("home/.bashrc") })
    #expect(preview.repair.refusals.map(\.reason) == ["it is read-only"])
    try fixture.tvm("doctor", "--fix")
    #expect(fixture.sandbox.read("home/.profile").hasSuffix("\nexport GOROOT=/nowhere\n"))
    #expect(try fixture.tvm("doctor", "--fix", "--dry-run", "--html", "x").status == 64)
  }

  @Test(
    "settings of rustup's that cannot be read are found once, with a remedy",
    arguments: ["version = \"13\"\n", "version = \"12\"\n[overrides\n", "", nil])
  func rustupSettings(_ contents: String?) throws {
    let fixture = try DoctorFixture()
    if let contents {
      try fixture.sandbox.write(contents, to: "home/.rustup/settings.toml")
    } else {
      try fixture.sandbox.makeDirectory("home/.rustup/settings.toml")
    }
    let report = try fixture.report(shells: false)
    #expect(report.faults.filter { $0.hasSuffix("failure") } == ["rust.settings failure"])
    #expect(!report.lines("rust.settings").isEmpty)
  }

  @Test(
    "the page is readable on a desk and a phone, light and dark, and asks nobody",
    .enabled(if: chromium != nil, "chromium is not installed: apt-get install chromium"))
  func page() throws {
    struct Look: Decodable {
      let overflow: Int, overflowOpen: Int, findings: Int, scripts: Int
      let background: String, copy: String, title: String
      let fish: Bool
      let requests: [String], errors: [String]
    }
    let fixture = try damaged()
    try fixture.tvm("doctor", "--html", "report.html")
    let page = fixture.sandbox.read("project/report.html")
    #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert"))
    #expect(!page.contains("{{") && !page.contains("http://") && !page.contains("\u{1B}"))
    fixture.sandbox.environment["HOME"] = fixture.sandbox.path("tmp")
    let result = try fixture.sandbox.run(
      "python3",
      [
        Project.root + "/Tests/Browser/look.py", Self.chromium ?? "",
        fixture.sandbox.path("project/report.html"), fixture.sandbox.path("tmp"),
      ])
    let looks = try JSONDecoder().decode([String: Look].self, from: Data(result.outputBytes))
    #expect(looks.count == 4, "\(result.errors)")
    for (name, look) in looks {
      #expect(look.overflow <= 0 && look.overflowOpen <= 0, "\(name)")
      #expect(look.requests == [] && look.errors == [], "\(name)")
      #expect(look.findings >= 2 && look.scripts == 1 && look.fish, "\(name)")
      #expect(["Copied", "Selected"].contains(look.copy), "\(name)")
      #expect(look.title.contains("of 100"))
    }
    #expect(looks["phone-dark"]?.background != looks["phone-light"]?.background)
  }
}
