"""What grows: with the releases that an index has, with a manifest, with what is installed."""
import hashlib
import json
import shutil
import subprocess
import sys

from bench import ROOT, Bench
from tools import HOST, find_rust_toolchain, make_many, make_rust_toolchain

SYSTEMS = ["aix", "darwin", "freebsd", "linux", "netbsd", "openbsd", "solaris", "windows"]
MACHINES = ["386", "amd64", "arm64", "armv6l", "ppc64le"]


def measure(bench: Bench) -> None:
    """Answers of tvm's, all against a program that does nothing."""
    measure_index(bench)
    measure_many(bench)
    measure_manifest(bench)


def measure_index(bench: Bench) -> None:
    """An index of 400 releases, which a server says has not changed, and one that is read anew."""
    mirror = bench.work / "index"
    mirror.mkdir()
    releases = [release(number) for number in range(399, -1, -1)]
    (mirror / "index.json").write_text(json.dumps(releases))
    bench.install_nothing(bench.home / "go/1.26.15/bin/go")
    server = subprocess.Popen(
        [sys.executable, ROOT / "Tests/Mirror/mirror_server.py", mirror],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        url = f"TVM_GO_MIRROR={server.stdout.readline().strip()}"
        folder = f"TVM_GO_MIRROR=file://{mirror}"
        compare(bench, [
            ("`tvm list-remote go`, 400 releases", [url, bench.tvm, "list-remote", "go"]),
            ("the same, index loaded again", [folder, bench.tvm, "list-remote", "go"]),
            ("`tvm install 1.26`, already installed", [url, bench.tvm, "install", "go@1.26"]),
        ])
    finally:
        server.terminate()
        server.wait()


def release(number: int) -> dict:
    """A release of Go's with as many files as there are platforms, as go.dev lists it."""
    version = f"go1.{2 + number // 16}.{number % 16}"
    files = [
        {"filename": f"{version}.{system}-{machine}.tar.gz", "os": system, "arch": machine,
         "version": version, "sha256": f"{number:064x}", "size": 70_000_000, "kind": "archive"}
        for system in SYSTEMS for machine in MACHINES]
    return {"version": version, "stable": True, "files": files}


def measure_many(bench: Bench) -> None:
    """1,000 installed toolchains."""
    bench.install_nothing(bench.home / "go/1.21.6/bin/go")
    home, _ = make_many(bench)
    compare(bench, [
        ("`tvm list`, 1,000 toolchains", [home, bench.tvm, "list", "go"]),
        ("`tvm current`, 1,000 toolchains", [home, "TVM_GO_VERSION=1.26", bench.tvm, "current"]),
    ])


def measure_manifest(bench: Bench) -> None:
    """A manifest of Rust's of 1 MB, which is installed and has not changed."""
    if find_rust_toolchain() is None:
        bench.skip("a manifest of Rust's (no toolchain of rustup's)")
        return
    name = f"stable-{HOST}"
    toolchain = bench.work / "rustup/toolchains" / name
    for program in ["rustc", "cargo"]:
        bench.install_nothing(toolchain / "bin" / program)
    make_rust_toolchain(bench, toolchain)
    manifest = (toolchain / "lib/rustlib/multirust-channel-manifest.toml").read_bytes()
    bench.write(f"rustup/update-hashes/{name}", hashlib.sha256(manifest).hexdigest()[:20])
    bench.write("dist/dist/channel-rust-stable.toml", manifest.decode())
    bench.write(
        "dist/dist/channel-rust-stable.toml.sha256",
        f"{hashlib.sha256(manifest).hexdigest()}  channel-rust-stable.toml\n")
    server = f"RUSTUP_DIST_SERVER=file://{bench.work / 'dist'}"
    size = f"{len(manifest) / 1e6:.1f} MB of manifest"
    compare(bench, [
        ("`tvm install rust@stable`, already installed",
         [server, bench.tvm, "install", "rust@stable"]),
        (f"the same with a component, {size}",
         [server, bench.tvm, "install", "rust@stable", "-c", "cargo"]),
        ("`tvm update --check`, nothing new", [server, bench.tvm, "update", "--check"]),
    ])
    shutil.rmtree(toolchain)


def compare(bench: Bench, questions: list) -> None:
    """Rows for some commands, which have to succeed."""
    here = bench.write("scale/nothing", "").parent
    true, *times = bench.pair(
        [here, "/bin/true"], *[[here, *command] for _, command in questions], scale=0.1)
    for (what, _), time in zip(questions, times):
        bench.add_difference(what, "`/bin/true`", true, time)
