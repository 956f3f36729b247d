"""What all measurements share: the places, the environment, paired timing, the table."""
import os
import platform
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Bench:
    """One run: where things are, and the rows so far."""

    def __init__(self, work: Path, memory: Path, prefix: Path, rounds: int) -> None:
        self.work, self.prefix, self.rounds = work, prefix, rounds
        # A file system in memory, or the working directory where there is none.
        self.memory = memory
        self.tvm = prefix / "bin/tvm"
        # The program has it inside.
        made = work / "made"
        subprocess.run([self.tvm, "shims"], env={"TVM_HOME": str(made)}, check=True,
                       stdout=subprocess.DEVNULL)
        self.shim = made / "shims/tvm-shim"
        self.home = work / "home"
        self.rows: list[tuple[str, ...]] = []
        self.facts: list[str] = []
        self.missing: list[str] = []
        # Made from nothing: what the user has set must not change what is measured.
        self.environment = {
            "HOME": str(work / "user"), "TVM_HOME": str(self.home), "LANG": "C.UTF-8",
            "PATH": f"{self.home}/shims:/usr/local/bin:/usr/bin:/bin", "TERM": "dumb",
            "RUSTUP_HOME": str(work / "rustup"), "CARGO_HOME": str(work / "cargo"),
            "TMPDIR": str(work), "XDG_DATA_HOME": str(work / "user/data"),
            "XDG_CONFIG_HOME": str(work / "user/config"),
        }
        (work / "user").mkdir()
        self.fill_shims(self.home, self.shim)

    def fill_shims(self, home: Path, shim: Path) -> None:
        """Puts shims into a home, as `tvm shims` does, which need not be of this very shim."""
        folder = home / "shims"
        folder.mkdir(parents=True)
        first = self.home / "shims/tvm-shim"
        if shim == self.shim and first.exists():
            # One file in all homes: a second copy would be one more for the processor's caches.
            os.link(first, folder / "tvm-shim")
        else:
            shutil.copy(shim, folder / "tvm-shim")
        for name in ["go", "gofmt", "cargo", "rustc", "rustup"]:
            os.link(folder / "tvm-shim", folder / name)

    def write(self, name: str, text: str) -> Path:
        """Writes a file below the working directory."""
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def install_nothing(self, path: Path) -> Path:
        """A program that does nothing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.work / "nothing", path)
        return path

    def compile_exec(self, name: str, target: Path) -> Path:
        """A static C program that only becomes another one, linked as the shim is."""
        compiler = shutil.which("musl-gcc") or "cc"
        output = self.work / name
        subprocess.run(
            [compiler, "-O2", "-static", f'-DPROGRAM="{target}"', "-o", output,
             ROOT / "Tests/Benchmarks/floor.c"], check=True)
        return output

    def run(self, *command, directory: Path | None = None, **variables) -> str:
        """Runs a program that has to succeed; returns what it printed."""
        result = subprocess.run(
            [str(word) for word in command], env=self.environment | variables,
            cwd=directory or self.work, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if result.returncode:
            sys.exit(f"{command}: status {result.returncode}\n{result.stderr}")
        return result.stdout

    def pair(self, *commands, scale: float = 1) -> list[list[float]]:
        """Times commands in turn.

        A command is a list: a directory, NAME=VALUE words, a program, its arguments. Returns the
        milliseconds of each round of each command.
        """
        words = [str(max(5, round(self.rounds * scale)))]
        for number, command in enumerate(commands):
            words += (["--"] if number else []) + [str(word) for word in command]
        output = self.run(self.work / "pair", *words)
        return [[int(word) / 1e6 for word in line.split()] for line in output.splitlines()]

    def measure_machine(self) -> None:
        """What the figures stand on."""
        self.true = statistics.median(self.pair(["/", "/bin/true"])[0])
        model = next(
            (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")), platform.machine())
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
        self.facts += [
            f"{os.cpu_count()} × {model}, {memory} GB, {platform.system()} {platform.release()}",
            f"load {os.getloadavg()[0]:.1f} before, files on {file_system(self.work)}",
            f"`/bin/true` takes {self.true:.2f} ms; limits in ms grow with it from 0.5 ms on",
            f"{self.run(self.tvm, '--version').strip()}, shim {self.shim.stat().st_size} bytes",
        ]

    def limit(self, milliseconds: float) -> float:
        """A limit that holds on a machine where /bin/true takes 0.5 ms, for this one."""
        return milliseconds * max(1, self.true / 0.5)

    def add(self, what: str, rival: str, theirs: str, ours: str, result: str, limit: str = "",
            met: bool | None = None) -> None:
        """Adds a row."""
        mark = {None: "", True: "yes", False: "**no**"}[met]
        self.rows.append((what, rival, theirs, ours, result, limit, mark))
        print(f"{what}: {result}", file=sys.stderr)

    def add_ratio(self, what: str, rival: str, theirs: list[float], ours: list[float],
                  limit: float | None = None) -> None:
        """A row for the median of the ratio of each pair."""
        ratio = statistics.median(b / a for a, b in zip(theirs, ours))
        self.add(
            what, rival, milliseconds(theirs), milliseconds(ours), f"{ratio:.2f} ×",
            f"≤ {limit} ×" if limit else "", ratio <= limit if limit else None)

    def add_difference(self, what: str, rival: str, theirs: list[float], ours: list[float],
                       limit: float | None = None) -> None:
        """A row for the median of the difference of each pair, in milliseconds."""
        difference = statistics.median(b - a for a, b in zip(theirs, ours))
        limit = self.limit(limit) if limit else None
        self.add(
            what, rival, milliseconds(theirs), milliseconds(ours), f"{difference:+.3f} ms",
            f"≤ {limit:.3f} ms" if limit else "", difference <= limit if limit else None)

    def skip(self, what: str) -> None:
        """Notes what cannot take part."""
        self.missing.append(what)

    def print_table(self) -> None:
        """Prints everything."""
        for fact in self.facts:
            print(f"- {fact}")
        print("\n| what | against | that | tvm | tvm against it | limit | met |")
        print("| --- | --- | --: | --: | --: | --: | --- |")
        for row in self.rows:
            print(f"| {' | '.join(row)} |")
        if self.missing:
            print(f"\nNot measured: {'; '.join(self.missing)}.")


def file_system(path: Path) -> str:
    """What kind of file system a path is on, and where that is mounted."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    place, kind = max(
        (mount for mount in mounts if path.is_relative_to(mount[0])), key=lambda mount: len(mount[0]))
    return f"{kind} ({place})"


def milliseconds(times: list[float]) -> str:
    """The median, for the table."""
    return f"{statistics.median(times):.3f} ms"
