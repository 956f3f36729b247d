"""What the shim and the commands of tvm cost."""
import os
import re
import shutil
from pathlib import Path

from bench import Bench

HOST = f"{os.uname().machine}-unknown-linux-gnu"


def measure_shim(bench: Bench) -> None:
    """A program that does nothing, through the shim for Go."""
    real = bench.install_nothing(bench.home / "go/1.21.6/bin/go")
    for version in ["1.20.14", "1.21.5", "1.22.1", "1.22.3", "1.23.1", "1.24.0"]:
        bench.install_nothing(bench.home / f"go/{version}/bin/go")
    shim, floor = bench.home / "shims/go", bench.compile_exec("exec-go", real)
    here = bench.write("exact/.go-version", "1.21.6\n").parent
    deep = here / "1/2/3/4/5/6/7/8/9/10"
    deep.mkdir(parents=True)
    many = make_many(bench)

    # A variable more is work before the start, so both homes are named where they are compared.
    direct, execs, exact, up, seven, thousand = bench.pair(
        [here, real], [here, floor], [here, shim], [deep, shim],
        [here, f"TVM_HOME={bench.home}", shim], [here, *many])
    bench.add_ratio("exact pin here", "static C that only execs", execs, exact, 1.2)
    bench.add_difference("exact pin here", "the program itself", direct, exact, 0.15)
    bench.add_difference("exact pin ten levels up", "exact pin here", exact, up, 0.02)
    bench.add_difference("1,000 toolchains installed", "7 installed", seven, thousand, 0.02)
    measure_memory(bench, shim, "exact pin", ".go-version", "1.21.6\n")
    measure_glibc(bench, here, real)
    measure_sources(bench, here, shim, floor, many)
    measure_goenv(bench, here, shim, real)
    count(bench, here, shim)


def measure_memory(bench: Bench, shim: Path, what: str, file: str, pin: str) -> None:
    """The walk up where the project is on a file system in memory, which has no limit."""
    if bench.memory == bench.work:
        bench.skip(f"{what} on tmpfs (there is none)")
        return
    here = bench.memory / f"walk-{shim.name}"
    deep = here / "1/2/3/4/5/6/7/8/9/10"
    deep.mkdir(parents=True)
    (here / file).write_text(pin)
    exact, up = bench.pair([here, shim], [deep, shim])
    bench.add_difference(f"{what} ten levels up, tmpfs", f"{what} here", exact, up)


def make_many(bench: Bench) -> list:
    """A home with 1,000 toolchains; returns the words that run its shim."""
    home = bench.work / "many"
    words = [f"TVM_HOME={home}", home / "shims/go"]
    if home.exists():
        return words
    bench.fill_shims(home, bench.shim)
    real = home / "go/1.21.6/bin/go"
    real.parent.mkdir(parents=True)
    os.link(bench.home / "go/1.21.6/bin/go", real)
    for number in range(1000):
        folder = home / f"go/1.{25 + number // 50}.{number % 50}/bin"
        folder.mkdir(parents=True)
        os.link(real, folder / "go")
    # Any change that tvm makes brings the list of what is installed up to date.
    for name in [bench.home, home]:
        linked = bench.install_nothing(bench.work / "linked/bin/go").parents[1]
        bench.run(bench.tvm, "link", "linked", linked, TVM_HOME=str(name))
    return words


def measure_glibc(bench: Bench, here: Path, real: Path) -> None:
    """The same shim with the other C library."""
    shim = bench.work / "shim-glibc"
    if not shim.exists():
        return
    bench.fill_shims(bench.work / "glibc", shim)
    (bench.work / "glibc/go").symlink_to(bench.home / "go")
    home = bench.work / "glibc"
    direct, glibc = bench.pair([here, real], [here, f"TVM_HOME={home}", home / "shims/go"])
    bench.add_difference("exact pin here, glibc", "the program itself", direct, glibc, 0.45)


def measure_sources(bench: Bench, here: Path, shim: Path, floor: Path, many: list) -> None:
    """The other ways to ask for a toolchain, all against the floor."""
    partial = bench.write("partial/.go-version", "1.21\n").parent
    module = bench.write("module/go.mod", "module a.example/b\n\ngo 1.21.5\n").parent
    uses = "".join(f"\t./m{number}\n" for number in range(500))
    work = bench.write("work/go.work", f"go 1.21.5\n\nuse (\n{uses})\n").parent
    for number in range(500):
        bench.write(f"work/m{number}/go.mod", f"module a.example/m{number}\n\ngo 1.21.5\n")
    plugins = "".join(f"plugin-{number} 1.{number}.0\n" for number in range(500))
    tools = bench.write("tools/.tool-versions", f"{plugins}golang 1.21.6\n").parent
    bottom = here.joinpath(*["d"] * 100)
    bottom.mkdir(parents=True)
    names = [
        "partial pin", "partial pin, 1,000 installed", "go.mod only", "go.work of 500 modules",
        ".tool-versions of 500 lines", "exact pin 100 levels up",
    ]
    execs, *times = bench.pair(
        [here, floor], [partial, shim], [partial, *many], [module, shim], [work / "m499", shim],
        [tools, shim], [bottom, shim], scale=0.5)
    for name, time in zip(names, times):
        bench.add_ratio(name, "static C that only execs", execs, time)


def measure_goenv(bench: Bench, here: Path, shim: Path, real: Path) -> None:
    """goenv's own shim for the same program that does nothing."""
    sources = os.environ.get("GOENV_ROOT")
    if not sources or not os.access(f"{sources}/bin/goenv", os.X_OK):
        bench.skip("goenv (GOENV_ROOT does not name it)")
        return
    root = bench.work / "goenv"
    bench.install_nothing(root / "versions/1.21.6/bin/go")
    variables = {"GOENV_ROOT": str(root), "PATH": f"{sources}/bin:/usr/bin:/bin"}
    bench.run(f"{sources}/bin/goenv", "rehash", **variables)
    words = [f"{name}={value}" for name, value in variables.items()]
    rival, ours = bench.pair(
        [here, *words, root / "shims/go"], [here, shim], scale=0.1)
    bench.add_ratio("exact pin here", "goenv", rival, ours)


def count(bench: Bench, here: Path, shim: Path) -> None:
    """What does not depend on how fast the machine is."""
    size = bench.shim.stat().st_size
    bench.add("size of the shim", "", "", f"{size / 1000:.0f} KB", "", "≤ 150 KB", size <= 150_000)
    if shutil.which("strace"):
        log = bench.work / "strace"
        bench.run("strace", "-f", "-o", log, shim, directory=here)
        calls = re.split(r"execve\(.*\n", log.read_text())[1].count("\n")
        bench.add("system calls before the exec", "", "", str(calls), "", "≤ 25", calls <= 25)


def measure_rust(bench: Bench) -> None:
    """The same for Rust, and rustup's proxies on the same made-up toolchain."""
    toolchain = Path(bench.environment["RUSTUP_HOME"]) / f"toolchains/1.90.0-{HOST}"
    real = {name: bench.install_nothing(toolchain / "bin" / name) for name in ["cargo", "rustc"]}
    has_components = make_rust_toolchain(bench, toolchain)
    plain = bench.write("plain/rust-toolchain.toml", '[toolchain]\nchannel = "1.90.0"\n').parent
    components_pin = (
        '[toolchain]\nchannel = "1.90.0"\ncomponents = ["rustc", "cargo", "rust-std"]\n')
    listed = bench.write("listed/rust-toolchain.toml", components_pin).parent
    rustup = shutil.which("rustup")
    if rustup is None:
        bench.skip("rustup (not installed)")
    for name, program in real.items():
        floor = bench.compile_exec(f"exec-{name}", program)
        shim = bench.home / "shims" / name
        deep = listed / "1/2/3/4/5/6/7/8/9/10"
        deep.mkdir(parents=True, exist_ok=True)
        execs, without, components, up = bench.pair(
            [plain, floor], [plain, shim], [listed, shim], [deep, shim])
        bench.add_ratio(f"{name}, rust-toolchain.toml", "static C that only execs", execs, without,
                        1.2)
        bench.add_ratio(f"{name}, with components", "static C that only execs", execs, components,
                        1.2)
        bench.add_difference(f"{name}, ten levels up", f"{name}, with components", components, up,
                             0.02)
        measure_memory(bench, shim, f"{name}, with components,", "rust-toolchain.toml", components_pin)
        if rustup is None:
            continue
        proxy = bench.work / "proxies" / name
        proxy.parent.mkdir(exist_ok=True)
        proxy.symlink_to(os.path.realpath(rustup))
        rival, ours = bench.pair([plain, proxy], [plain, shim], scale=0.2)
        bench.add_ratio(f"{name}, rust-toolchain.toml", "rustup", rival, ours)
        if has_components:
            rival, ours = bench.pair([listed, proxy], [listed, shim], scale=0.2)
            bench.add_ratio(f"{name}, with components", "rustup", rival, ours)


def make_rust_toolchain(bench: Bench, toolchain: Path) -> bool:
    """Gives a made-up toolchain the lists of components of a real one, which rustup asks for."""
    rustup = Path(bench.environment["RUSTUP_HOME"])
    bench.write(
        "rustup/settings.toml",
        f'version = "12"\nprofile = "minimal"\ndefault_host_triple = "{HOST}"\n')
    real = find_rust_toolchain()
    if real is None:
        bench.skip("rustup with components (no toolchain of its own is installed)")
        return False
    target = toolchain / "lib/rustlib"
    target.mkdir(parents=True)
    for file in (real / "lib/rustlib").iterdir():
        if file.is_file():
            shutil.copy(file, target)
    # A toolchain that lacks what its lists name counts as damaged.
    for file in target.glob("manifest-*"):
        for line in file.read_text().splitlines():
            path = toolchain / line.removeprefix("file:")
            if line.startswith("file:bin/") and not path.exists():
                bench.install_nothing(path)
            elif line.startswith(("file:lib/", "file:libexec/")) and "/rustlib/src/" not in line:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()
    (rustup / "update-hashes").mkdir(exist_ok=True)
    return True


def find_rust_toolchain() -> Path | None:
    """A toolchain that rustup has installed for the user."""
    home = Path(os.environ.get("RUSTUP_HOME") or Path.home() / ".rustup")
    for real in sorted(home.glob(f"toolchains/*-{HOST}")):
        if (real / "lib/rustlib/multirust-channel-manifest.toml").exists():
            return real
    return None


def measure_commands(bench: Bench) -> None:
    """How long tvm itself takes to answer."""
    bench.install_nothing(bench.home / "go/1.21.6/bin/go")
    here = bench.write("commands/.go-version", "1.21.6\n").parent
    questions = ["--version", "current", "which go"]
    true, *times = bench.pair(
        [here, "/bin/true"], *[[here, bench.tvm, *words.split()] for words in questions],
        scale=0.5)
    for words, time in zip(questions, times):
        bench.add_difference(f"`tvm {words}`", "`/bin/true`", true, time, 5)
