import Resolution
import Shells
import Toolchains

/// A variable that a change takes out of start-up files, and what stands for it from then on.
struct LostVariable: Equatable {
  let name: String
  /// What programs take where it is not set, or the value it had; nil where that cannot be written.
  let value: String?
  /// Whether programs have a value of their own, so that what stands below it stays of worth.
  let isStandard: Bool

  /// A variable that had a value.
  init(_ name: String, was old: String?) {
    self.name = name
    let standard = LostVariable.standard[name]
    isStandard = standard != nil
    value = standard ?? old.flatMap { LostVariable.writable($0, name) }
  }

  /// What Go, cargo and rustup take where these are not set.
  private static let standard = [
    Variables.goPath.text: "$HOME/go", Variables.goBin.text: "$HOME/go/bin",
    Variables.goModuleCache.text: "$HOME/go/pkg/mod", Variables.cargoHome.text: "$HOME/.cargo",
    Variables.rustupHome.text: "$HOME/.rustup",
  ]

  /// A value as it may stand in a script within double quotes and without any.
  private static func writable(_ value: String, _ name: String) -> String? {
    let text = value.hasPrefix("~/") ? "$HOME" + value.dropFirst() : value
    guard !text.contains(where: { "\"'\\ \t\n`;&|<>*?".contains($0) }),
      !text.mentions(name)
    else { return nil }
    return text
  }
}

extension String {
  /// Whether a variable's value is part of this text.
  func mentions(_ variable: String) -> Bool { !Bytes(utf8).mentions(of: variable).isEmpty }
}

extension Bytes {
  /// Where `$NAME` and `${NAME}` stand.
  fileprivate func mentions(of name: String) -> [Range<Int>] {
    let (plain, braced) = (Bytes("$\(name)".utf8), Bytes("${\(name)}".utf8))
    return indices.compactMap { index in
      guard self[index] == UInt8(ascii: "$"), index == 0 || self[index - 1] != 92 else {
        return nil
      }
      if self[index...].starts(with: braced) { return index..<(index + braced.count) }
      guard self[index...].starts(with: plain) else { return nil }
      let end = index + plain.count
      let isLonger = end < count && (self[end].isLetter || self[end].isDigit || self[end] == 95)
      return isLonger ? nil : index..<end
    }
  }

  fileprivate func replacing(_ lost: [LostVariable]) -> Bytes? {
    var result = self
    for variable in lost {
      for range in result.mentions(of: variable.name).reversed() {
        guard let value = variable.value else { return nil }
        result.replaceSubrange(range, with: value.utf8)
      }
    }
    return result
  }
}

/// Why the uses of a variable cannot be changed.
struct UnknownValue: Error {
  let name: String
}

extension StartupLine {
  /// What makes this line do without variables that are not set any more.
  ///
  /// Elements of `PATH` below one go, or stay below what programs take in its place; anything else has
  /// the value written in.
  ///
  /// - Parameters:
  ///   - lost: the variables.
  ///   - isOnPath: whether another line puts an element on `PATH`.
  /// - Returns: the change; nil where the line has nothing to do with them.
  /// - Throws: ``UnknownValue`` where a value would have to be written in that nobody can tell.
  func change(
    without lost: [LostVariable], isOnPath: (String) -> Bool
  ) throws(UnknownValue) -> Edit? {
    let lost = lost.filter { bytes.text.mentions($0.name) }
    guard !lost.isEmpty else { return nil }
    let why = lost.map(\.name).joined(separator: " and ") + " is no longer set"
    var cuts: [LineCut] = []
    var covered: [Range<Int>] = []
    var dropped: [Int] = []
    for assignment in assignments where assignment.name == Variables.path {
      let others = pathElements(assignment).map(\.text)
      let found = pathCuts(assignment) { element in
        let own = lost.filter { element.text.mentions($0.name) }
        if own.isEmpty { return .stays }
        guard own.allSatisfy(\.isStandard), let bytes = element.bytes.replacing(own),
          let text = Bytes(element.text.utf8).replacing(own)?.text,
          !others.contains(text), !isOnPath(text)
        else { return .goes }
        return .becomes(bytes)
      }
      let isOfWorth = found.cuts.isEmpty || found.rest == .elements
      if syntax == .environment {
        guard isOfWorth else { return .commentOut(bytes, in: syntax, why: why) }
        return found.cuts.isEmpty ? nil : .replace(bytes, with: bytes.replacing(found.cuts))
      }
      let command = commands[assignment.command]
      covered += assignment.words.map { command.ranges[$0] }
      if isOfWorth {
        cuts += found.cuts
      } else if assignments.count(where: { $0.command == assignment.command }) == 1 {
        dropped.append(assignment.command)
      } else {
        let word = command.ranges[assignment.words.lowerBound]
        cuts.append((start(ofBlanksBefore: word.lowerBound)..<word.upperBound, []))
      }
    }
    if !dropped.isEmpty, isWhole, isNothing(without: dropped) {
      return .commentOut(bytes, in: syntax, why: why)
    }
    for command in dropped {
      cuts.append((commands[command].range, Bytes((syntax.nothing ?? "").utf8)))
    }
    for (index, command) in commands.enumerated() where !dropped.contains(index) {
      let isLater = command.words.first == "alias" || command.words.first == "trap"
      for range in command.ranges where !covered.contains(range) {
        let word = Bytes(bytes[range])
        // What single quotes keep as it is nobody reads, unless the words are a command.
        if word.first == UInt8(ascii: "'"), !isLater { continue }
        guard let changed = word.replacing(lost) else {
          throw UnknownValue(name: lost.first { $0.value == nil }?.name ?? "")
        }
        if changed != word { cuts.append((range, changed)) }
      }
    }
    return cuts.isEmpty ? nil : .replace(bytes, with: bytes.replacing(cuts))
  }

  /// Whether the line does nothing without some of its commands.
  private func isNothing(without dropped: [Int]) -> Bool {
    commands.enumerated().allSatisfy { index, command in
      dropped.contains(index) || command.isTest
        || command.words.first == "export"
          && command.words.dropFirst().allSatisfy { $0 == Variables.path }
    }
  }

  /// Whether the line does nothing but set a variable and put folders below it on `PATH`.
  func onlyServes(_ name: String) -> Bool {
    guard isWhole, syntax != .environment, !LostVariable(name, was: nil).isStandard else {
      return false
    }
    return commands.enumerated().allSatisfy { index, command in
      let own = assignments.filter { $0.command == index }
      if own.isEmpty {
        return command.isTest
          || command.words.first == "export"
            && command.words.dropFirst().allSatisfy { $0 == Variables.path || $0 == name }
      }
      return own.allSatisfy { assignment in
        assignment.name == name
          || assignment.name == Variables.path
            && pathElements(assignment).allSatisfy { $0.isOldPath || $0.text.mentions(name) }
      }
    }
  }
}
