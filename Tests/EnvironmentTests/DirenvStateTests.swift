import Environment
import Resolution
import Testing

@Suite("What direnv keeps in variables")
struct DirenvStateTests {
  @Test("a difference comes back, and undoes itself by elements")
  func difference() throws {
    let before = environment(["PATH": "/a:/b", "OLD": "1", "PWD": "/x"])
    var after = environment(["PATH": "/new:/a:/b", "PWD": "/y"])
    after["NEW"] = [0xFF]
    let change = EnvironmentDifference(from: before, to: after)
    let difference = DirenvDifference(change, from: before, to: after)
    #expect(difference.previous == environment(["PATH": "/a:/b", "OLD": "1"]).values)
    #expect(difference.next.count == 2)
    let read = try #require(DirenvDifference(gzenv: difference.gzenv))
    #expect(read == difference && read.difference == change)
    var now = after
    now["PATH"] = Bytes("/mine:/new:/a:/b:/c")
    let undone = read.difference.undone(in: now)
    #expect(text("PATH", undone) == "/mine:/a:/b:/c")
    #expect(text("OLD", undone) == "1" && text("NEW", undone) == nil)
  }

  @Test(
    "what is no difference",
    arguments: ["", "x", "eJyLjgUAARUAuQ=="])
  func noDifference(_ text: String) {
    #expect(DirenvDifference(gzenv: Bytes(text.utf8)) == nil)
  }

  @Test("a list of watched files that direnv wrote")
  func watches() throws {
    let json =
      #"[{"Path":"/nowhere","Modtime":0,"Exists":false},{"path":"/","modtime":1,"exists":true}]"#
    let watches = try #require(WatchList(gzenv: Gzenv.encode(Bytes(json.utf8))))
    #expect(watches.files.map(\.isUnchanged) == [true, false])
    #expect(watches.files.map(\.seconds) == [0, 1])
    #expect(WatchList(gzenv: watches.gzenv) == watches)
    #expect(WatchList(gzenv: Gzenv.encode(Bytes("null")))?.files == [])
    #expect(WatchList(gzenv: Bytes("x")) == nil)
  }

  @Test("a list that tvm wrote keeps all that tvm knows, and what direnv wants")
  func ownWatches() throws {
    let list = WatchList([
      Watch(
        Path("/a"), .present(modified: 2_500_000_000, size: 3, file: 4, youngHash: Bytes("ab"))),
      Watch(Path("/b"), .missing), Watch(Path("/c"), .dated(seconds: 7)),
    ])
    #expect(WatchList(gzenv: list.gzenv) == list)
    let json = try #require(Gzenv.decode(list.gzenv))
    #expect(
      String(decoding: json, as: UTF8.self).hasPrefix(
        #"[{"path":"/a","modtime":2,"exists":true,"tvm":[2500000000,3,4,"ab"]},{"path":"/b","#))
  }
}
