import Testing

@testable import Toolchains

@Suite("The memory of several decoders") struct MemoryGateTests {
  /// What all decoders of a test have, and the most that it was.
  private final class Account: @unchecked Sendable {
    private let monitor = Monitor()
    private var used: UInt64 = 0
    private var peak: UInt64 = 0

    func add(_ bytes: UInt64) {
      monitor.locked {
        used += bytes
        peak = max(peak, used)
      }
    }

    func remove(_ bytes: UInt64) { monitor.locked { used -= bytes } }

    var most: UInt64 { monitor.locked { peak } }
  }

  @Test("decoders grow side by side, never above the limit, and all come to their end")
  func growth() throws {
    let gate = MemoryGate(limit: 108)
    let account = Account()
    let needs: [UInt64] = [64, 20, 64, 42, 64, 64, 10, 64]
    try ThreadPool.run(needs.count, threads: needs.count) { number in
      let share = gate.enter(most: 64)
      for size in 1...needs[number] {
        gate.grow(share, to: size)
        account.add(1)
      }
      account.remove(needs[number])
      gate.leave(share)
    }
    #expect(account.most >= 64 && account.most <= 108)
  }

  @Test("the first takes what it needs, whatever the limit, and the next what is left beside it")
  func first() {
    let gate = MemoryGate(limit: 100)
    let small = gate.enter(most: 60)
    let large = gate.enter(most: 300)
    gate.grow(large, to: 40)
    gate.grow(small, to: 60)
    gate.leave(small)
    gate.grow(large, to: 300)
    #expect(large.taken == 300)
  }

  @Test("a decoder that comes to need more keeps what it has and goes behind the others")
  func again() {
    let gate = MemoryGate(limit: 100)
    let former = gate.enter(most: 30)
    gate.grow(former, to: 30)
    let other = gate.enter(most: 60)
    let share = gate.enter(most: 90, insteadOf: former)
    #expect(share.taken == 30)
    gate.grow(other, to: 60)
    gate.grow(share, to: 40)
    gate.leave(other)
    gate.grow(share, to: 90)
    #expect(share.taken == 90)
  }
}
