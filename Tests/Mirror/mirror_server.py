#!/usr/bin/env python3
"""Static HTTP server for tests of downloads: Range requests, faults, a log.

    mirror_server.py ROOT [--port N] [--faults FILE]

Prints "http://127.0.0.1:PORT" on its first line of output, then logs one line
per request to standard error: "GET /path range=... -> status".

FILE is JSON, read again for every request, so a test can change it on the go:

    {"cargo-1.95.0": {"cut": 5000000, "times": 1}}

The key is a part of the path; of the first entry that matches, the fault is
applied to the first `times` requests (default 1):
    cut N      close the connection after N bytes of the body
    delay S    wait S seconds before the answer
    slow S     wait S seconds after every 64 KiB
    status N   answer with this status and no body
    corrupt 1  change the first byte of the body
    norange 1  ignore a Range header (as python -m http.server does)
    auth U:P   answer 401 unless asked with this user and password
    redirect P answer 302 to this path
    body TEXT  answer 200 with this text, whatever is asked for

Files have an ETag, and If-None-Match is answered. A request for a whole URL, as
a proxy gets it, is answered with the file of its path; the log shows the URL.
"""
import argparse
import base64
import http.server
import json
import os
import re
import sys
import threading
import time
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--faults", type=Path)
    args = parser.parse_args()
    lock = threading.Lock()
    used: dict[str, int] = {}

    def fault_for(path: str) -> dict:
        if not args.faults or not args.faults.exists():
            return {}
        for key, fault in json.loads(args.faults.read_text()).items():
            if key in path:
                with lock:
                    if used.get(key, 0) < fault.get("times", 1):
                        used[key] = used.get(key, 0) + 1
                        return fault
        return {}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format, *parts):
            status = parts[1] if len(parts) > 1 else parts
            print(f"{self.command} {self.path} range={self.headers.get('Range')} -> {status}",
                  file=sys.stderr, flush=True)

        def refuse(self, status: int, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self):
            fault = fault_for(self.path)
            time.sleep(fault.get("delay", 0))
            local = re.sub(r"^http://[^/]*", "", self.path)
            path = args.root / local.split("?")[0].lstrip("/")
            if path.is_dir():                  # MIRROR/?mode=json&include=all
                path /= "index.json"
            if "status" in fault:
                return self.refuse(fault["status"])
            if "body" in fault:
                self.send_response(200)
                self.send_header("Content-Length", str(len(fault["body"].encode())))
                self.end_headers()
                return self.wfile.write(fault["body"].encode())
            if "redirect" in fault:
                return self.refuse(302, Location=fault["redirect"])
            if "auth" in fault:
                token = base64.b64encode(fault["auth"].encode()).decode()
                if self.headers.get("Authorization") != f"Basic {token}":
                    return self.refuse(401, WWW_Authenticate='Basic realm="mirror"')
            if ".." in path.parts or not path.is_file():
                return self.refuse(404)
            size, start = path.stat().st_size, 0
            etag = f'"{size}-{path.stat().st_mtime_ns}"'
            if self.headers.get("If-None-Match") == etag:
                return self.refuse(304, ETag=etag)
            match = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range") or "")
            if match and not fault.get("norange"):
                start = int(match[1])
                if start >= size:
                    return self.refuse(416)
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(size - start))
            self.send_header("ETag", etag)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
            self.end_headers()
            left, first = fault.get("cut", size - start), True
            with path.open("rb") as file:
                file.seek(start)
                while left > 0 and (block := file.read(min(65536, left))):
                    if first and fault.get("corrupt"):
                        block = bytes([block[0] ^ 1]) + block[1:]
                    first = False
                    try:
                        self.wfile.write(block)
                    except OSError:            # the client went away
                        self.close_connection = True
                        return
                    left -= len(block)
                    time.sleep(fault.get("slow", 0))
            if "cut" in fault:
                self.wfile.flush()
                self.connection.shutdown(2)
                self.close_connection = True

    server = http.server.ThreadingHTTPServer(("127.0.0.1", args.port), Handler)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
