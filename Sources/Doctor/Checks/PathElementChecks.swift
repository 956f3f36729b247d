import Resolution
import Shells
import Toolchains

extension Check {
  /// Whether each element of `PATH` makes sense.
  package static let pathElements: [Check] = [
    Check(
      "path.empty", .path, "PATH has no empty entries", looksAt: "PATH",
      explanation:
        "an empty element is the current directory: a project can put programs before yours"
    ) { machine in
      guard machine.allElements.contains([]) else { return [] }
      return [
        Finding(
          .warning, "PATH has an empty element",
          evidence: machine.pathLines { element in element.isEmpty },
          remedy: machine.remedyForElement("remove the colon at its end, its start, or doubled") {
            $0.isEmpty
          })
      ]
    },
    Check(
      "path.relative", .path, "PATH has no relative entries", looksAt: "PATH",
      explanation: "a relative entry depends on the current directory"
    ) { machine in
      machine.allElements.filter { !$0.isEmpty && $0.first != UInt8(ascii: "/") }.map {
        element in
        let text = element.printable.text
        let (isTilde, isHome) = (text.hasPrefix("~/"), text.hasPrefix("$HOME/"))
        return Finding(
          .warning, "PATH has the relative entry \"\(text)\"",
          evidence: machine.pathLines { $0 == element.text },
          remedy: machine.remedyForElement(
            isTilde
              ? "write $HOME for the tilde, which a shell does not replace within quotes"
              : isHome
                ? "write $HOME within double quotes, since a shell does not replace it within others"
                : "write the whole path, or leave the element out",
            mendsHome: isTilde || isHome
          ) { $0 == element.text })
      }
    },
    Check(
      "path.missing", .path, "every entry of PATH exists", looksAt: "PATH, the directories",
      explanation: "harmless but slow; whoever creates the directory can add programs to your PATH"
    ) { machine in
      let missing = machine.allElements.filter {
        $0.first == UInt8(ascii: "/") && !Folder.exists(Path($0))
      }
      return missing.map { element in
        let isThere = FileStatus(Path(element)) != nil
        return Finding(
          .note,
          "\(machine.show(Path(element))) on PATH \(isThere ? "is not a directory" : "does not exist")",
          evidence: machine.origin(of: Path(element)))
      }
    },
    Check(
      "path.duplicates", .path, "PATH has no duplicate entries", looksAt: "PATH",
      explanation: "nothing breaks; only the first one counts"
    ) { machine in
      var seen: [Bytes] = []
      var twice: [Bytes] = []
      for element in machine.searchPath.elements where !element.isEmpty {
        if seen.contains(element), !twice.contains(element) { twice.append(element) }
        seen.append(element)
      }
      return machine.repeatedLines
        + twice.map { element in
          Finding(
            .note, "\(machine.show(Path(element))) is on PATH twice",
            evidence: machine.origin(of: Path(element)))
        }
    },
    Check(
      "path.gobin", .path, "programs from go install are on PATH",
      looksAt: "GOBIN or GOPATH/bin, PATH of this process and of new shells",
      explanation: "programs such as gopls and dlv are installed, but not found", needsShells: true
    ) { machine in
      let folder = Path(GoSettings(machine).goBin.text)
      // What lies in a toolchain must not be found on PATH, as another check says.
      if machine.goToolchain(around: folder) != nil { return [] }
      return machine.reachable(folder, except: { _ in false }, "go install")
    },
    Check(
      "path.cargo-bin", .path, "programs from cargo install are on PATH",
      looksAt: "CARGO_HOME/bin, PATH of this process and of new shells",
      explanation: "programs such as cargo-nextest are installed, but not found", needsShells: true
    ) { machine in
      // Without a home there is no such folder, which other checks say.
      guard let folder = try? RustHome(machine.world).cargoPrograms else { return [] }
      let rustup = machine.world.program(folder.appending("rustup"))
      return machine.reachable(
        folder,
        except: { path in
          // The shims stand in for rustup and its proxies.
          machine.world.program(path) == rustup || Language(program: path.name) == .rust
        }, "cargo install")
    },
  ]
}

extension Machine {
  /// The lines of start-up files that put an element on `PATH`, as evidence.
  fileprivate func pathLines(_ matches: (String) -> Bool) -> [String] {
    pathAssignments(matches).map { "added by \(place($0.line)): \($0.line.text)" }
  }

  private func pathAssignments(
    _ matches: (String) -> Bool
  ) -> [(file: StartupFile, line: StartupLine)] {
    startup.files.flatMap { file in
      file.lines.filter { line in
        line.assignments.contains { assignment in
          assignment.name == Variables.path
            && line.pathElements(assignment).contains { matches($0.text) || matches(known($0)) }
        }
      }.map { (file, $0) }
    }
  }

  /// What an element is, as far as that is known: nothing, where it is a variable that nobody has set.
  private func known(_ element: StartupLine.PathElement) -> String {
    let value = startup.expanded(element.text)
    guard !element.isOldPath, hookShell != .fish, value.hasPrefix("$") else { return value }
    let name = String(value.filter { !"${}".contains($0) })
    let isVariable = value == "$\(name)" || value == "${\(name)}"
    let isSet = environment[name] != nil || views.contains { $0.environment?[name] != nil }
    return isVariable && !isSet ? "" : value
  }

  /// What takes an element out of `PATH`: in the line that puts it there, or in the running shell.
  fileprivate func remedyForElement(
    _ summary: String, mendsHome: Bool = false, _ matches: (String) -> Bool
  ) -> Remedy {
    var fixes: [Fix] = []
    var typed = ShellLines()
    for (file, line) in pathAssignments(matches) {
      let mended = mendsHome ? line.withHome(in: Variables.path.text) : nil
      // A variable that has a value is wrong where it is set.
      let kept = line.withoutElements { matches($0.text) || known($0).isEmpty && matches("") }
      guard let bytes = mended ?? kept else { continue }
      let edit = Edit.replace(line.bytes, with: bytes)
      if file.isUsers {
        fixes.append(.edit(file.path, edit))
      } else {
        typed = typed + self.typed(edit, of: line, in: file)
      }
    }
    let kept = searchPath.elements.filter { !matches($0.text) }
    let value = hookShell.word(Bytes(kept, separatedBy: ":")).text
    return Remedy(
      summary, fixes: fixes,
      lines: typed
        + ShellLines(
          posix: ["export PATH=\(value)"],
          fish: [
            "set -gx PATH "
              + kept.map { Shell.fish.word($0).text }.joined(separator: " ")
          ]))
  }

  /// The elements of this process's `PATH`, and those that only new shells have.
  fileprivate var allElements: [Bytes] {
    ([searchPath] + prompts.map(\.path)).flatMap(\.elements).reduce(into: []) { all, element in
      if !all.contains(element) { all.append(element) }
    }
  }

  /// The lines that put the same folder on `PATH` several times.
  fileprivate var repeatedLines: [Finding] {
    startup.files.filter(\.isUsers).flatMap { file in
      let lines = file.lines.filter { line in
        line.assignments.contains {
          $0.name == Variables.path && $0.isAlone && $0.value.contains("$")
        }
      }
      return lines.filter { line in
        lines.first { $0.bytes == line.bytes }?.number != line.number
          && lines.last { $0.bytes == line.bytes }?.number == line.number
      }.map { line in
        Finding(
          .warning, "\(show(file.path)) changes PATH by the same line several times",
          evidence: lines.filter { $0.bytes == line.bytes }.map { "\(place($0)): \($0.text)" },
          remedy: Remedy(
            "keep one of the lines",
            fixes: [
              .edit(
                file.path, .keepLast(line.bytes, in: line.syntax, why: "it stands below once more"))
            ],
            lines: newShell))
      }
    }
  }

  fileprivate func reachable(
    _ folder: Path, except: (Path) -> Bool, _ verb: String
  ) -> [Finding] {
    let programs = (world.names(folder) ?? []).filter { name in
      let path = folder.appending(name)
      return world.program(path) != nil && !except(path)
    }
    let shown = show(folder)
    guard !programs.isEmpty else { return [Finding(.ok, "\(shown) holds nothing of \(verb)")] }
    if searchPath.contains(folder) { return [Finding(.ok, "\(shown) is on PATH")] }
    if prompts.contains(where: { $0.path.contains(folder) }) {
      return [Finding(.note, "\(shown) is not on PATH of this process, but of new shells")]
    }
    if prompts.isEmpty, !origin(of: folder).isEmpty {
      return [
        Finding(.ok, "\(shown) is added to PATH by startup files", evidence: origin(of: folder))
      ]
    }
    // Another check mends the line.
    let spoilt = Path(folder.bytes + [13])
    if searchPath.contains(spoilt) || prompts.contains(where: { $0.path.contains(spoilt) }) {
      return [Finding(.ok, "a carriage return keeps \(shown) off PATH")]
    }
    let names = programs.map(\.printable.text).sorted().prefix(5).joined(separator: ", ")
    let word = inHome(folder)
    let line =
      hookShell == .fish
      ? "fish_add_path --append \(word)" : "export PATH=\"$PATH\":\(word)"
    return [
      Finding(
        .warning, "\(shown), the directory of \(verb), is not on PATH",
        evidence: ["in it: \(names)"],
        remedy: Remedy(
          "add it to PATH in \(show(startup.hookFile(hookShell)))",
          fixes: [
            .edit(
              startup.hookFile(hookShell),
              .append([Bytes(line.utf8)], in: hookShell.syntax))
          ],
          lines: ShellLines(
            posix: ["export PATH=\"$PATH\":\(word)"], fish: ["fish_add_path --append \(word)"])))
    ]
  }
}
