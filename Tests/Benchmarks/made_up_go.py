#!/usr/bin/env python3
"""Makes up an archive like a Go release, unless it is there, and the index of its folder.

    made_up_go.py FOLDER/go1.26.6.linux-amd64.tar.gz
"""
import io
import random
import sys
import tarfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Mirror"))
import make_go_mirror  # noqa: E402


def make_text(chance: random.Random) -> bytes:
    """Ten megabytes that pack about as well as sources."""
    words = [bytes(chance.choices(b"etaoinshrdlucmfwypvbgk_.(", k=chance.randint(2, 11)))
             for _ in range(3000)]
    shares = [1 / rank for rank in range(1, len(words) + 1)]
    lines = [b" ".join(chance.choices(words, shares, k=6)) for _ in range(2000)]
    fresh = iter(chance.choices(words, shares, k=1_000_000))
    return b"\n\t".join(
        line if chance.random() < 0.5 else b" ".join(next(fresh) for _ in range(6))
        for line in chance.choices(lines, shares[:len(lines)], k=300_000))


def make_code(chance: random.Random) -> bytes:
    """Eight megabytes that pack about as well as programs."""
    common = b"\x00H\x89\x8b\xe8\x0f\xff$"
    return b"".join(
        chance.randbytes(1) + bytes(chance.choices(common, [9, 5, 3, 3, 1, 1, 1, 1], k=4))
        for _ in range(1_600_000))


def make_archive(path: Path) -> None:
    """Many sources of all sizes, some large programs: 220 MB."""
    chance = random.Random(path.name)
    text, code = make_text(chance), make_code(chance)
    with tarfile.open(path, "w:gz", compresslevel=6) as tar:
        def add(name: str, data: bytes, mode: int) -> None:
            info = tarfile.TarInfo(f"go/{name}")
            info.size, info.mode = len(data), mode
            tar.addfile(info, io.BytesIO(data))

        def add_some(name: str, pool: bytes, size: int, mode: int = 0o644) -> None:
            parts = []
            while size > 0:
                begin = chance.randrange(len(pool))
                parts.append(pool[begin:begin + min(size, 20_000)])
                size -= len(parts[-1])
            add(name, b"".join(parts), mode)

        version = path.name.removeprefix("go").split(".linux")[0]
        add("VERSION", f"go{version}\n".encode(), 0o644)
        add_some("bin/go", code, 14_000_000, 0o755)
        add_some("bin/gofmt", code, 3_000_000, 0o755)
        for number in range(14):
            add_some(f"pkg/tool/tool{number}", code, 6_000_000, 0o755)
        for number in range(12_000):
            size = min(round(chance.lognormvariate(8.4, 1.3)), 900_000)
            add_some(f"src/p{number // 40}/file{number % 40}.go", text, size)


if __name__ == "__main__":
    archive = Path(sys.argv[1])
    if not archive.exists():
        make_archive(archive)
    make_go_mirror.write_index(archive.parent)
