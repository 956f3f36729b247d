#!/usr/bin/env python3
"""Install from servers that mean harm: archives, lists and Rust releases of every bad kind.

    swift build && python3 Tests/Faults/hostile.py

Whatever an archive holds, nothing outside of the toolchain changes, nothing in it can be removed by
root alone, no name in it moves the cursor, and what is refused leaves nothing behind.
"""
import hashlib
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from inject import MIRRORS, Home

VERSION = "1.22.3"
SCRIPT = b"#!/bin/sh\necho go version go1.22.3\n"


def entry(name: str, kind=tarfile.REGTYPE, data: bytes = b"", link: str = "", mode: int = 0o644, **more):
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname, info.mode = kind, len(data), link, mode
    for key, value in more.items():
        setattr(info, key, value)
    return info, data


GOOD = [entry("go/VERSION", data=b"go1.22.3\n"), entry("go/bin/go", data=SCRIPT, mode=0o755),
        entry("go/bin/gofmt", data=SCRIPT, mode=0o755)]
LINK, HARD = tarfile.SYMTYPE, tarfile.LNKTYPE
# Each with whether it may be installed all the same.
ARCHIVES = {
    "an absolute name": ([entry("/tmp/tvm-hostile-absolute", data=b"x")], False),
    "an absolute name behind the folder": ([entry("go//tmp/../../../../outside", data=b"x")], False),
    "dots": ([entry("go/../../outside", data=b"x")], False),
    "dots at the end": ([entry("go/x/..", tarfile.DIRTYPE)], None),
    "a link out of it": ([entry("go/out", LINK, link="/etc"), entry("go/out/x", data=b"x")], False),
    "a link up and out": ([entry("go/out", LINK, link="../../.."), entry("go/out/outside", data=b"x")], False),
    "a link over a link": ([entry("go/a", LINK, link="b"), entry("go/b", LINK, link="../../.."),
                            entry("go/a/outside", data=b"x")], False),
    "a link in the place of bin": ([entry("go/bin", LINK, link="/tmp")], False),
    "a hard link out of it": ([entry("go/h", HARD, link="../../../outside")], False),
    "a hard link to the system": ([entry("go/h", HARD, link="/etc/passwd")], False),
    "a hard link through a link": ([entry("go/l", LINK, link="/etc"), entry("go/h", HARD, link="go/l/passwd")], False),
    "a device": ([entry("go/null", tarfile.CHRTYPE, devmajor=1, devminor=3)], False),
    "a disk": ([entry("go/disk", tarfile.BLKTYPE, devmajor=7, devminor=0)], False),
    "a pipe": ([entry("go/pipe", tarfile.FIFOTYPE)], False),
    "set-uid bits": ([entry("go/bin/su", data=SCRIPT, mode=0o6755)], True),
    "others may write": ([entry("go/bin/open", data=SCRIPT, mode=0o777)], True),
    "an unreadable folder": ([entry("go/shut", tarfile.DIRTYPE, mode=0o000), entry("go/shut/x", data=b"x")], None),
    "a newline in a name": ([entry("go/a\ntvm: installed go 9.9.9", data=b"x"),
                             entry("go/\n../../../outside", data=b"x")], False),
    "an escape in a name": ([entry("go/../\x1b[2J\x1b]0;x\x07", data=b"x")], False),
    "a zero in a name": ([entry("go/x", data=b"x", pax_headers={"path": "go/a\0/../../outside"})], None),
    "a long name": ([entry("go/" + "n" * 300, data=b"x")], False),
    "deep folders": ([entry("go/" + "d/" * 3000 + "x", data=b"x")], False),
    "an empty name": ([entry("", data=b"x")], None),
    "a second top folder": ([entry("other/x", data=b"x")], False),
    "a file in the place of the folder": ([entry("go", data=b"x")], None),
    "a file twice": ([entry("go/bin/go", data=b"#!/bin/sh\nexit 3\n", mode=0o755)], None),
    "a folder in the place of a file": ([entry("go/bin/go", tarfile.DIRTYPE)], None),
    "a name of another's staging": ([entry("go/../go-1.21.0/x", data=b"x")], False),
}


def mirror(folder: Path, entries: list, edit=lambda data: data, listed: str = VERSION, **index) -> Path:
    folder.mkdir(parents=True)
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w:gz", format=tarfile.PAX_FORMAT) as tar:
        for info, data in entries:
            tar.addfile(info, io.BytesIO(data))
    data = edit(raw.getvalue())
    name = f"go{listed}.linux-amd64.tar.gz"
    (folder / name).write_bytes(data)
    file = {"filename": name, "os": "linux", "arch": "amd64", "version": f"go{listed}", "kind": "archive",
            "sha256": hashlib.sha256(data).hexdigest(), "size": len(data), **index}
    (folder / "index.json").write_text(json.dumps([{"version": f"go{listed}", "stable": True, "files": [file]}]))
    return folder


def bomb(data: bytes) -> bytes:
    """Four gigabytes of zeros in four megabytes."""
    import gzip
    raw = io.BytesIO()
    with gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=9) as stream:
        info = tarfile.TarInfo("go/zeros")
        info.size = 1 << 40
        stream.write(info.tobuf(format=tarfile.GNU_FORMAT))
        for _ in range(256):
            stream.write(bytes(1 << 20))
    return raw.getvalue()


def state(folder: Path) -> dict:
    """Everything around the home: what must not change."""
    found = {}
    for path in folder.rglob("*"):
        if path.parts[len(folder.parts):][0] in ("tvm", "rustup", "mirror"):
            continue
        found[str(path)] = (path.lstat().st_mode, path.lstat().st_size)
    return found


def judge(what: str, home: Home, words: str, may_be_installed, root: Path) -> list:
    before = state(home.folder)
    result = home.tvm(words)
    wrong = []
    if state(home.folder) != before or os.path.lexists("/tmp/tvm-hostile-absolute"):
        wrong.append("something outside of the home changed")
    if any(byte in result.stderr for byte in "\x1b\x07\r") or "\ntvm: installed go 9" in result.stderr:
        wrong.append(f"a forged message: {result.stderr!r}")
    if result.returncode not in (0, 1) or "Fatal error" in result.stderr:
        wrong.append(f"status {result.returncode}: {result.stderr[-200:]}")
    if result.returncode == 0 and may_be_installed is False:
        wrong.append("was installed")
    if result.returncode != 0 and may_be_installed:
        wrong.append(f"was refused: {result.stderr[-200:]}")
    if result.returncode != 0:
        if root.exists():
            wrong.append("is there, although it was refused")
        if not result.stderr.startswith("tvm: ") and "\ntvm: " not in result.stderr:
            wrong.append(f"was refused without a word: {result.stderr[-200:]}")
    for path in (root if root.exists() else Path("/nonexistent")).rglob("*"):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            if not str(path.resolve()).startswith(str(root.resolve())):
                wrong.append(f"{path.name} leads out of it")
        elif mode & 0o6022 or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            wrong.append(f"{path.name} has mode {mode:o}")
    if result.returncode == 0 and home.tvm(f"uninstall {words.split()[-1]}").returncode != 0:
        wrong.append("cannot be removed again")
    return wrong + home.left()


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="tvm-faults-"))
    cases = [(what, GOOD + entries, {}, may) for what, (entries, may) in ARCHIVES.items()]
    cases += [(what + ", first", entries + GOOD, {}, None if may else may) for what, (entries, may) in ARCHIVES.items()]
    cases += [
        ("nothing", [], {}, False), ("no program", GOOD[:1], {}, False), ("no version", GOOD[1:], {}, False),
        ("another version", [entry("go/VERSION", data=b"go9.9.9\x1b[2J\ntvm: installed")] + GOOD[1:], {}, False),
        ("an endless version", [entry("go/VERSION", data=b"go1.22.3 " * 100000)] + GOOD[1:], {}, None),
        ("half of it", GOOD, {"edit": lambda data: data[:len(data) // 2]}, False),
        ("more behind it", GOOD, {"edit": lambda data: data + b"x" * 1000}, None),
        ("zeros without end", GOOD, {"edit": bomb}, False),
        ("no archive", GOOD, {"edit": lambda data: b"<html>sign in</html>"}, False),
        ("another checksum", GOOD, {"sha256": "0" * 64}, False),
        ("a checksum that is none", GOOD, {"sha256": "\x1b[2J"}, False),
        ("another size", GOOD, {"size": 1}, False), ("a size below nothing", GOOD, {"size": -1}, None),
        ("a name that leads elsewhere", GOOD, {"filename": "../../outside"}, False),
        ("a name with an escape", GOOD, {"filename": "go\x1b[2J.tar.gz"}, False),
    ]
    failed = 0
    for number, (what, entries, index, may) in enumerate(cases):
        home = Home(folder / f"case-{number}", folder)
        (home.folder / "project").mkdir(parents=True)
        (home.folder / "outside").write_text("mine")
        made = mirror(home.folder / "mirror/go", entries, **index)
        home.mirrors = made.parent
        root = home.folder / "tvm/go" / VERSION
        wrong = judge(what, home, f"install go@{VERSION}", may, root)
        failed += bool(wrong)
        for line in dict.fromkeys(wrong):
            print(f"{what}: {line}", flush=True)
        shutil.rmtree(home.folder)
    releases = ["conflict", "missing", "outside", "record", "link", "line", "version", "other"]
    for kind in releases:
        home = Home(folder / f"rust-{kind}", folder / f"mirror-{kind}")
        (home.folder / "project").mkdir(parents=True)
        subprocess.run([sys.executable, str(MIRRORS / "make_rust_mirror.py"), str(home.mirrors / "rust"), "1.70.0",
                        "2023-06-01", "--extra", kind], check=True, stdout=subprocess.DEVNULL)
        root = home.folder / "rustup/toolchains/stable-x86_64-unknown-linux-gnu"
        wrong = judge(kind, home, "install --component odd rust@stable", False, root)
        failed += bool(wrong)
        for line in dict.fromkeys(wrong):
            print(f"a Rust release with {kind}: {line}", flush=True)
    print(f"{len(cases) + len(releases)} hostile releases, {failed} of them with something wrong")
    shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
