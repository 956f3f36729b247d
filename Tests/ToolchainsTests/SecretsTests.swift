import Testing

@testable import Toolchains

@Suite("What nobody else may read") struct SecretsTests {
  @Test(
    "secrets are covered wherever they stand",
    arguments: [
      ("GOPROXY=https://ann:pw@proxy.a/x,direct", "GOPROXY=https://***@proxy.a/x,direct"),
      ("https://ghp_0123@github.com/a", "https://***@github.com/a"),
      ("http://a:b@c@host/", "http://***@host/"),
      ("export GITHUB_TOKEN=abc; x", "export GITHUB_TOKEN=***; x"),
      ("  NPM_TOKEN: 'a b' # c", "  NPM_TOKEN: '***' # c"),
      ("{\"dbPassword\": \"x\"}", "{\"dbPassword\": \"***\"}"),
      ("Authorization: Bearer a.b.c", "Authorization: ***"),
      ("-H \"Authorization: token abc\" x", "-H \"Authorization: ***\" x"),
      ("AWS_SECRET_ACCESS_KEY = abc", "AWS_SECRET_ACCESS_KEY = ***"),
      ("TVM_ENV=0123abc:key", "TVM_ENV=***"),
      ("see ghp_0123456789abcdef0123 there", "see *** there"),
      ("a\nAPI-KEY: x\nb", "a\nAPI-KEY: ***\nb"),
    ])
  func covered(given: String, expected: String) { #expect(given.withoutSecrets == expected) }

  @Test(
    "everything else stays",
    arguments: [
      "", "1.21.6", "https://go.dev/dl/", "ssh://git@github.com/a", "ann@example.com",
      "http://USER:PASSWORD@HOST:PORT",
      "GOPROXY=https://proxy.golang.org,direct", "GOFLAGS=-mod=mod", "TOKEN=$TOKEN",
      "token: ${{ secrets.TOKEN }}", "TVM_BYPASS=1", "GOPRIVATE=a.b/c", "key: go-${{ hash }}",
      "the tokens of others", "npm_config_registry=https://a.b/",
    ])
  func kept(given: String) { #expect(given.withoutSecrets == given) }

  @Test("lines and tabs stay, what moves the cursor does not")
  func lines() { #expect("a\tb\n\u{1B}[2Jc\r".shownLines == "a\tb\n\\x1b[2Jc\\x0d") }
}
