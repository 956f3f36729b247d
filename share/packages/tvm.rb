# The formula of a tap, as shell/release.sh renders it for a release. Untested: no Homebrew was at hand.
class Tvm < Formula
  desc "Per-directory toolchains for Go and Rust"
  homepage "@HOMEPAGE@"
  version "@VERSION@"
  license "Apache-2.0"

  on_macos do
    url "@ADDRESS@/tvm-@VERSION@-macos-universal.tar.gz"
    sha256 "@MACOS@"
  end

  on_linux do
    on_arm do
      url "@ADDRESS@/tvm-@VERSION@-linux-aarch64.tar.gz"
      sha256 "@LINUX_ARM@"
    end
    on_intel do
      url "@ADDRESS@/tvm-@VERSION@-linux-x86_64.tar.gz"
      sha256 "@LINUX_INTEL@"
    end
  end

  def install
    bin.install "bin/tvm"
    share.install Dir["share/*"]
    (libexec/"tvm/managed-by").write <<~EOS
      name brew
      update brew upgrade tvm
      uninstall brew uninstall tvm
    EOS
  end

  def caveats
    <<~EOS
      To set up your shell:
        tvm setup
    EOS
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/tvm --version")
  end
end
