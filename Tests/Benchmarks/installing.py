"""How long an installation takes, and how much memory."""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench import ROOT, Bench

VERSION = "1.26.6"
PLATFORM = "linux-" + {"x86_64": "amd64", "aarch64": "arm64"}.get(os.uname().machine, "amd64")
ROUNDS = 5

# Bytes of memory that an installation may use.
MEMORY = 64 << 20


def measure(bench: Bench) -> None:
    """One Go toolchain, from a folder and from loopback."""
    mirror = bench.work / "mirror"
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
    plain, home = bench.work / "unpacked", bench.work / "installing"
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
            stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{command}: status {child.returncode}")
    return (time.monotonic() - begin) * 1000, usage.ru_maxrss << 10
