import Resolution
import Testing
import Toolchains

@Suite("Groups that may write a file")
struct UserGroupTests {
  private static let groups: StaticString = """
    root:x:0:
    users:x:100:
    ann:x:1000:
    bob:x:1001:ann,bob
    wheel:x:10:root,ann
    shared:x:2000:ann,eve
    directory:x:2001:carol
    empty:x:2002:

    """

  private static let users: StaticString = """
    root:x:0:0:root:/root:/bin/bash
    ann:x:1000:1000:Ann,,,:/home/ann:/bin/zsh
    bob:x:1001:1001::/home/bob:/bin/sh
    eve:x:1002:100::/home/eve:/bin/sh

    """

  @Test(
    "a group counts as the user's own if nobody else is in it",
    arguments: [
      (1000, true), (1001, false), (100, false), (10, true), (2000, false), (0, true),
      // One whose member no file knows, one without members, two that no file knows.
      (2001, false), (2002, true), (1003, false), (4242, true),
    ] as [(UInt32, Bool)])
  func members(_ group: UInt32, _ isOwn: Bool) {
    let group = UserGroup(group, groups: Bytes(Self.groups), users: Bytes(Self.users))
    #expect(group.isWithin { [0, 1000, 4242].contains($0) } == isOwn)
  }

  @Test(
    "where a directory has the accounts, as on macOS, no group is known to be the user's own",
    arguments: [0, 12, 20, 80, 501, 502])
  func directory(_ group: UInt32) {
    // As `/etc` has them there: nobody's login account is in it.
    let groups: StaticString = """
      wheel:*:0:root
      everyone:*:12:
      staff:*:20:root
      admin:*:80:root

      """
    let users: StaticString = """
      nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false
      root:*:0:0:System Administrator:/var/root:/bin/sh

      """
    let group = UserGroup(
      group, groups: Bytes(groups), users: Bytes(users), areComplete: false)
    #expect(!group.isWithin { [0, 501].contains($0) })
  }
}
