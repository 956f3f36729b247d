#!/usr/bin/env python3
"""Make a mirror of Rust with a made-up release, or with one cut out of a toolchain.

    make_rust_mirror.py OUT VERSION DATE [OPTIONS]

VERSION is 1.70.0 or nightly. OUT gets the layout of static.rust-lang.org: the
channel's manifest under all its names, the dated archive, the components'
archives and manifests.txt.

    --without PKG     announce a package without building it; may be repeated
    --extra KIND      a component that must be refused, named "odd":
                      conflict, missing, outside, record, link, line, version, other;
                      with "plain" it is in order
    --padding KIB     so much more in rustc and in rust-src
    --toolchain DIR   cut the components of the default profile out of DIR, without rust-docs
    --format xz|gz    how archives are packed (xz)
    --dictionary MIB  of xz; Rust's own archives have 64, here it is small
"""
import argparse
import gzip
import hashlib
import io
import lzma
import tarfile
from pathlib import Path

HOST = "x86_64-unknown-linux-gnu"
SERVER = "https://static.rust-lang.org"
RENAMES = {"clippy": "clippy-preview", "rustfmt": "rustfmt-preview"}
MINIMAL = ["rustc", "cargo", "rust-std"]
# rust-docs would be most of a mirror that is cut out of a real toolchain.
CUT = MINIMAL + ["rustfmt-preview", "clippy-preview"]
DEFAULT = MINIMAL + ["rust-docs", "rustfmt-preview", "clippy-preview"]


def script(tool: str, label: str) -> str:
    return f'#!/bin/sh\nif [ "$1" = --version ]; then echo "{tool} {label}"; exit 0; fi\nenv\n'


def made_up(label: str) -> dict:
    """{(package, target): {path: text}}: enough to install, list and run."""
    return {
        ("rustc", HOST): {"bin/rustc": script("rustc", label), "bin/rustdoc": script("rustdoc", label),
                          "lib/librustc_driver.so": label, "share/man/man1/rustc.1": ".TH RUSTC\n"},
        ("cargo", HOST): {"bin/cargo": script("cargo", label)},
        ("rust-std", HOST): {f"lib/rustlib/{HOST}/lib/libstd.rlib": label},
        ("rust-docs", HOST): {"share/doc/rust/html/index.html": label,
                              "share/doc/rust/html/std/index.html": "std"},
        ("rustfmt-preview", HOST): {"bin/rustfmt": script("rustfmt", label),
                                    "bin/cargo-fmt": script("cargo-fmt", label)},
        ("clippy-preview", HOST): {"bin/cargo-clippy": script("cargo-clippy", label),
                                   "bin/clippy-driver": script("clippy-driver", label)},
        ("rust-src", "*"): {"lib/rustlib/src/rust/library/std/src/lib.rs": "// std\n"},
        ("rust-std", "wasm32-wasip1"): {"lib/rustlib/wasm32-wasip1/lib/libstd.rlib": label},
    }


def cut(toolchain: Path) -> dict:
    """The components of the default profile that an installed toolchain has, as paths of files."""
    found = {}
    for package in CUT:
        record = toolchain / f"lib/rustlib/manifest-{package}-{HOST}"
        if not record.exists():
            continue
        lines = record.read_text().splitlines()
        found[(package, HOST)] = {line.partition(":")[2]: toolchain / line.partition(":")[2]
                                  for line in lines}
    return found


def pack(component: str, files: dict, kind: str, dictionary: int, odd: str = "") -> bytes:
    """One archive in the form of rust-installer 3."""
    raw = io.BytesIO()
    if kind == "gz":
        stream = gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=1, mtime=0)
    else:
        lzma2 = {"id": lzma.FILTER_LZMA2, "preset": 0}
        if dictionary:
            lzma2["dict_size"] = dictionary << 20
        stream = lzma.LZMAFile(raw, "wb", filters=[lzma2])
    with stream, tarfile.open(fileobj=stream, mode="w|", format=tarfile.GNU_FORMAT) as tar:
        def add(path: str, content, mode: int = 0o644) -> None:
            info = tarfile.TarInfo(f"top/{path}")
            if isinstance(content, Path):
                info.size, info.mode = content.stat().st_size, content.stat().st_mode & 0o777
                with content.open("rb") as file:
                    tar.addfile(info, file)
                return
            data = content.encode()
            info.size = len(data)
            info.mode = 0o755 if content.startswith("#!") else mode
            tar.addfile(info, io.BytesIO(data))

        folders = "share/doc/rust/html" if component.startswith("rust-docs") else None
        lines = [f"dir:{folders}"] if folders else [f"file:{path}" for path in sorted(files)]
        if odd == "missing":
            lines.append("file:share/not-there")
        if odd == "outside":
            lines.append("file:../outside")
        if odd == "record":
            lines.append("file:lib/rustlib/components")
        if odd == "line":
            lines.append("what:ever")
        name = "another" if odd == "other" else component
        add("rust-installer-version", "4\n" if odd == "version" else "3\n")
        add("components", f"{name}\n")
        add(f"{name}/manifest.in", "".join(f"{line}\n" for line in lines))
        for path, content in sorted(files.items()):
            add(f"{name}/{path}", content)
        if odd == "link":
            info = tarfile.TarInfo(f"top/{name}/share/link")
            info.type, info.linkname = tarfile.SYMTYPE, "odd"
            tar.addfile(info)
    return raw.getvalue()


def write(path: Path, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.with_name(path.name + ".sha256").write_text(f"{digest}  {path.name}\n")
    return digest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("version")
    parser.add_argument("date")
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--extra")
    parser.add_argument("--padding", type=int, default=0)
    parser.add_argument("--toolchain", type=Path)
    parser.add_argument("--format", choices=["xz", "gz"], default="xz")
    parser.add_argument("--dictionary", type=int, default=0)
    args = parser.parse_args()
    label = f"{args.version} (000000000 {args.date})"
    components = cut(args.toolchain) if args.toolchain else made_up(label)
    if args.padding:
        for key in [("rustc", HOST), ("rust-src", "*")]:
            components[key][f"share/padding-{key[0]}"] = "x" * (args.padding << 10)
    if args.extra:
        path = "bin/cargo" if args.extra == "conflict" else "share/odd"
        components[("odd", HOST)] = {path: "odd\n"}
    dist = args.out / "dist"
    url_key, hash_key = ("xz_url", "xz_hash") if args.format == "xz" else ("url", "hash")
    text = f'manifest-version = "2"\ndate = "{args.date}"\n'
    named = set()
    for (package, target), files in components.items():
        if package not in named:
            text += f'\n[pkg.{package}]\nversion = "{label}"\n'
            named.add(package)
        key = '"*"' if target == "*" else target
        text += f"\n[pkg.{package}.target.{key}]\n"
        if package in args.without:
            text += "available = false\n"
            continue
        inner = package if package != "rust-std" else f"{package}-{target}"
        odd = args.extra if package == "odd" else ""
        stem = package if target == "*" else f"{package}-{target}"
        name = f"{args.date}/{stem}-{args.version}.tar.{args.format}"
        content = pack(inner, files, args.format, args.dictionary, odd or "")
        digest = write(dist / name, content)
        text += f'available = true\n{url_key} = "{SERVER}/dist/{name}"\n{hash_key} = "{digest}"\n'
    text += f'\n[pkg.rust]\nversion = "{label}"\n\n[pkg.rust.target.{HOST}]\navailable = true\n'
    text += f'{url_key} = "{SERVER}/dist/rust"\n{hash_key} = "{"0" * 64}"\n'
    for package, target in components:
        kind = "components" if (package, target) in [(p, HOST) for p in MINIMAL] else "extensions"
        text += f'\n[[pkg.rust.target.{HOST}.{kind}]]\npkg = "{package}"\ntarget = "{target}"\n'
    packages = {package for package, _ in components}
    for old, new in RENAMES.items():
        if new not in packages:
            continue
        text += f'\n[renames.{old}]\nto = "{new}"\n'
    text += f"\n[profiles]\nminimal = {MINIMAL}\ndefault = {DEFAULT}\ncomplete = {DEFAULT}\n"
    manifest = text.replace("'", '"').encode()
    channel = args.version if args.version in ("nightly", "beta") else "stable"
    write(dist / args.date / f"channel-rust-{channel}.toml", manifest)
    moving = [channel]
    if channel == "stable":
        write(dist / args.date / f"channel-rust-{args.version}.toml", manifest)
        write(dist / f"channel-rust-{args.version}.toml", manifest)
        moving.append(args.version.rpartition(".")[0])
    for name in moving:
        write(dist / f"channel-rust-{name}.toml", manifest)
    names = sorted(path.relative_to(args.out) for path in dist.glob("*/channel-rust-*.toml"))
    (args.out / "manifests.txt").write_text(
        "".join(f"static.rust-lang.org/{name}\n" for name in names))


if __name__ == "__main__":
    main()
