"""Headless Chromium over the WebDriver protocol, for tests/report.py and scripts/pictures.

    with Browser(width=1366, height=768) as browser:
        browser.open(path)
        browser.run("return document.title")

Chromium and its driver are Debian's `chromium` and `chromium-driver`; available() tells whether they
are there. The network is off, and the profile is new and empty each time.
"""
import base64
import http.client
import json
import pathlib
import re
import shutil
import subprocess
import tempfile

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--disable-dev-shm-usage", "--proxy-server=127.0.0.1:9"]  # what is asked for goes nowhere
ENTER, ESCAPE, TAB, RIGHT = "\ue007", "\ue00c", "\ue004", "\ue014"
SECONDS = 120


def available():
    return all(shutil.which(program) for program in ("chromium", "chromedriver"))


class Browser:
    def __init__(self, width=1366, height=768, dark=False, script=True):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.driver = subprocess.Popen(
            [shutil.which("chromedriver"), "--port=0"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.session = None
        try:
            self.port = self.read_port()
            arguments = [*ARGUMENTS, f"--user-data-dir={self.profile.name}",
                         f"--window-size={width},{height}"]
            options = {"binary": shutil.which("chromium"), "args": arguments,
                       "prefs": {} if script else
                       {"profile.managed_default_content_settings.javascript": 2}}
            made = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
                "browserName": "chrome", "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}})
            self.session = made["sessionId"]
        except BaseException:
            self.close()
            raise
        self.set_size(width, height, dark)

    def read_port(self):
        for line in self.driver.stdout:
            if found := re.search(r"started successfully on port (\d+)", line):
                return int(found[1])
        raise RuntimeError("chromedriver did not start")

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, json.dumps(body or {}) if method == "POST" else None)
            answer = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        if isinstance(answer, dict) and "error" in answer:
            raise RuntimeError(f"{path}: {answer['error']}: {answer['message'][:500]}")
        return answer

    def ask(self, command, body=None, method="POST"):
        return self.call(method, f"/session/{self.session}/{command}", body)

    def devtools(self, command, **parameters):
        return self.ask("goog/cdp/execute", {"cmd": command, "params": parameters})

    def set_size(self, width, height, dark=False):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                      deviceScaleFactor=1, mobile=width < 600)
        self.devtools("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def open(self, path, behind=""):
        self.log(), self.requests()  # those of the empty window
        self.ask("url", {"url": pathlib.Path(path).resolve().as_uri() + behind})

    def run(self, script, *arguments):
        return self.ask("execute/sync", {"script": script, "args": list(arguments)})

    def press(self, *keys):
        """Presses and releases keys, one after the other, where the focus is."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask("actions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def click(self, selector):
        """A real click in the middle of an element, which must be where a user could hit it."""
        found = self.ask("element", {"using": "css selector", "value": selector})
        self.ask(f"element/{next(iter(found.values()))}/click")

    def log(self):
        return self.ask("se/log", {"type": "browser"})

    def events(self):
        """What happened on the network and to pages since the last call."""
        return [json.loads(entry["message"])["message"]
                for entry in self.ask("se/log", {"type": "performance"})]

    def requests(self):
        """The addresses that the browser asked for since the last call."""
        return [event["params"]["request"]["url"] for event in self.events()
                if event["method"] == "Network.requestWillBeSent"]

    def picture(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self.ask("screenshot", method="GET")))

    def pdf(self):
        return base64.b64decode(self.ask("print", {"background": False}))

    def close(self):
        try:
            if self.session:
                self.call("DELETE", f"/session/{self.session}")
        except (OSError, RuntimeError, http.client.HTTPException):
            pass
        self.driver.terminate()
        self.driver.wait(timeout=20)
        self.driver.stdout.close()
        self.profile.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
