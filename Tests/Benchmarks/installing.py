"""How long an installation takes, and how much memory."""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench import ROOT, Bench
from tools import find_rust_toolchain

VERSION = "1.26.6"
PLATFORM = "linux-" + {"x86_64": "amd64", "aarch64": "arm64"}.get(os.uname().machine, "amd64")
ROUNDS = 5

# Bytes of memory that an installation may use: of Go, and of Rust, whose archives have
# dictionaries of 64 MiB.
MEMORY = 64 << 20
RUST_MEMORY = 128 << 20


def measure(bench: Bench) -> None:
    """Go's and Rust's toolchains."""
    measure_go(bench)
    measure_rust(bench)


def measure_rust(bench: Bench) -> None:
    """The minimal profile of the user's own toolchain, packed again as official ones are."""
    toolchain, rustup = find_rust_toolchain(), shutil.which("rustup")
    if toolchain is None or rustup is None:
        bench.skip("install Rust (no rustup with a toolchain)")
        return
    version, mirror = "1.90.0", bench.memory / "rust-mirror"
    # In a process of its own: what this one uses counts as used by the programs it starts.
    subprocess.run(
        [sys.executable, ROOT / "Tests/Mirror/make_rust_mirror.py", mirror, version, "2025-09-18",
         "--toolchain", toolchain, "--dictionary", "64"], check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        [sys.executable, ROOT / "Tests/Mirror/mirror_server.py", mirror],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = server.stdout.readline().strip()
        theirs, ours, peak = [], [], 0
        for number in range(ROUNDS + 1):
            home = bench.memory / "rustup"
            where = {"RUSTUP_HOME": str(home), "RUSTUP_DIST_SERVER": address,
                     "CARGO_HOME": str(bench.memory / "cargo")}
            rival, _ = timed(
                bench, [rustup, "toolchain", "install", version, "--profile", "minimal",
                        "--no-self-update"], **where)
            shutil.rmtree(home)
            mine, memory = timed(
                bench, [str(bench.tvm), "install", f"rust@{version}", "--profile", "minimal"],
                TVM_HOME=str(bench.memory / "installing"), **where)
            shutil.rmtree(home)
            if number:
                theirs, ours, peak = theirs + [rival], ours + [mine], max(peak, memory)
    finally:
        server.terminate()
        server.wait()
    bench.add_ratio("install Rust, minimal, from loopback", "rustup", theirs, ours, 0.56)
    bench.add("memory for that", "", "", f"{peak >> 20} MiB", "", f"≤ {RUST_MEMORY >> 20} MiB",
              peak <= RUST_MEMORY)


def measure_go(bench: Bench) -> None:
    """One Go toolchain, from a folder and from loopback."""
    mirror = bench.memory / "mirror"
    mirror.mkdir()
    given = os.environ.get("TVM_BENCHMARK_ARCHIVE")
    name = Path(given).name if given else f"go{VERSION}.{PLATFORM}.tar.gz"
    version = name.removeprefix("go").removesuffix(f".{PLATFORM}.tar.gz")
    if given:
        shutil.copy(given, mirror / name)
    # In a process of its own: what this one uses counts as used by the programs it starts.
    subprocess.run(
        [sys.executable, ROOT / "Tests/Benchmarks/made_up_go.py", mirror / name], check=True)
    kind = "real" if given else "made-up"
    bench.facts.append(f"{kind} archive of {(mirror / name).stat().st_size >> 20} MiB to install")
    server = subprocess.Popen(
        [sys.executable, ROOT / "Tests/Mirror/mirror_server.py", mirror],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        loopback = server.stdout.readline().strip()
        for where, url in [("loopback", loopback), ("file://", f"file://{mirror}")]:
            compare(bench, where, version, url, f"{url}/{name}")
    finally:
        server.terminate()
        server.wait()


def compare(bench: Bench, where: str, version: str, mirror: str, url: str) -> None:
    """Pairs of `tvm install` and `curl | tar`, each into a place that is empty."""
    plain, home = bench.memory / "unpacked", bench.memory / "installing"
    theirs, ours, peak = [], [], 0
    for number in range(ROUNDS + 1):
        plain.mkdir()
        rival, _ = timed(bench, ["/bin/sh", "-c", f"curl -s '{url}' | tar xz -C '{plain}'"])
        shutil.rmtree(plain)
        mine, memory = timed(
            bench, [str(bench.tvm), "install", f"go@{version}"], TVM_HOME=str(home),
            TVM_GO_MIRROR=mirror)
        shutil.rmtree(home)
        # The first round only fills the caches of the system.
        if number:
            theirs, ours, peak = theirs + [rival], ours + [mine], max(peak, memory)
    bench.add_ratio(f"install Go from {where}", "`curl -s URL \\| tar xz`", theirs, ours, 0.8)
    bench.add(f"memory for that", "", "", f"{peak >> 20} MiB", "", f"≤ {MEMORY >> 20} MiB",
              peak <= MEMORY)


def timed(bench: Bench, command: list[str], **variables: str) -> tuple[float, int]:
    """Milliseconds and peak memory in bytes of a program that has to succeed."""
    begin = time.monotonic()
    with open(os.devnull) as nothing:
        child = subprocess.Popen(
            command, env=bench.environment | variables, cwd=bench.work, stdin=nothing,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{command}: status {child.returncode}")
    return (time.monotonic() - begin) * 1000, usage.ru_maxrss << 10
