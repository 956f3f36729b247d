"""Opens a page in headless Chromium and says what a reader would meet.

    look.py CHROMIUM PAGE FOLDER

Prints JSON: for desktop and phone, light and dark, the requests beside the page itself, the errors
on the console, whether the page is wider than the window, and what the buttons and the choice of
the shell do. A picture of each is put into FOLDER. It talks to Chromium by its pipe, so nothing but
Python's own library is needed.
"""

import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SIZES = {"desktop": (1280, 900, False), "phone": (360, 740, True)}


class Browser:
    def __init__(self, program, profile):
        read_end, self.to_browser = os.pipe()
        self.from_browser, write_end = os.pipe()

        def wire():
            # Chromium reads descriptor 3 and writes descriptor 4.
            os.dup2(read_end, 10)
            os.dup2(write_end, 11)
            os.dup2(10, 3)
            os.dup2(11, 4)

        self.process = subprocess.Popen(
            [
                program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--remote-debugging-pipe", "--no-first-run", "--disable-background-networking",
                f"--user-data-dir={profile}", "about:blank",
            ],
            preexec_fn=wire, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(read_end)
        os.close(write_end)
        self.number = 0
        self.rest = b""
        self.events = []

    def receive(self):
        while b"\0" not in self.rest:
            chunk = os.read(self.from_browser, 1 << 20)
            if not chunk:
                sys.exit("look.py: Chromium has ended")
            self.rest += chunk
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.to_browser, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"look.py: {method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.receive())

    def close(self):
        self.process.terminate()
        self.process.wait()


def evaluate(browser, session, code):
    result = browser.call(
        "Runtime.evaluate", session, expression=code, returnByValue=True, awaitPromise=True)
    return result["result"].get("value")


def look(browser, page, size, scheme, folder):
    width, height, is_phone = SIZES[size]
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Network", "Runtime", "Log"):
        browser.call(f"{domain}.enable", session)
    browser.call(
        "Emulation.setDeviceMetricsOverride", session, width=width, height=height,
        deviceScaleFactor=1, mobile=is_phone)
    browser.call(
        "Emulation.setEmulatedMedia", session,
        features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.events.clear()
    browser.call("Page.navigate", session, url=page)
    browser.wait("Page.loadEventFired")
    seen = {
        "overflow": evaluate(
            browser, session, "document.documentElement.scrollWidth - innerWidth"),
        "background": evaluate(browser, session, "getComputedStyle(document.body).backgroundColor"),
        "title": evaluate(browser, session, "document.title"),
        "findings": evaluate(browser, session, "document.querySelectorAll('.finding').length"),
        "scripts": evaluate(browser, session, "document.querySelectorAll('script').length"),
    }
    height = evaluate(browser, session, "document.documentElement.scrollHeight")
    picture = browser.call(
        "Page.captureScreenshot", session, captureBeyondViewport=True,
        clip={"x": 0, "y": 0, "width": width, "height": min(height, 4000), "scale": 1})
    pathlib.Path(folder, f"{size}-{scheme}.png").write_bytes(base64.b64decode(picture["data"]))
    evaluate(browser, session, "document.querySelector('#shell-fish').click()")
    seen["fish"] = evaluate(
        browser, session,
        "[...document.querySelectorAll('.lines')].filter(l => l.offsetParent).every(l => "
        "l.classList.contains('fish'))")
    evaluate(browser, session, "document.querySelector('#shell-bash').click()")
    seen["copy"] = evaluate(
        browser, session,
        "(async () => { const b = [...document.querySelectorAll('.lines button')]"
        ".find(b => b.offsetParent); if (!b) return 'none'; b.click();"
        "await new Promise(r => setTimeout(r, 100)); return b.textContent })()")
    evaluate(browser, session, "document.querySelectorAll('details').forEach(d => d.open = true)")
    seen["overflowOpen"] = evaluate(
        browser, session, "document.documentElement.scrollWidth - innerWidth")
    seen["requests"] = [
        event["params"]["request"]["url"] for event in browser.events
        if event.get("method") == "Network.requestWillBeSent"
        and event["params"]["request"]["url"] != page
        and not event["params"]["request"]["url"].startswith("data:")
    ]
    seen["errors"] = [
        json.dumps(event["params"]) for event in browser.events
        if event.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")
        or (event.get("method") == "Runtime.consoleAPICalled")
    ]
    browser.call("Target.closeTarget", targetId=target)
    return seen


def main():
    program, page, folder = sys.argv[1:]
    address = pathlib.Path(page).resolve().as_uri()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            seen = {
                f"{size}-{scheme}": look(browser, address, size, scheme, folder)
                for size in SIZES for scheme in ("light", "dark")
            }
        finally:
            browser.close()
    json.dump(seen, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
