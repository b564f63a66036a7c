"""The fake Discord of Tests/FakeDiscord as a process, and what it wrote down."""
import json
import os
import pathlib
import subprocess
import sys
import urllib.error
import urllib.request

VENV = pathlib.Path(os.environ.get("VIGIE_VENVS") or pathlib.Path.home() / ".cache" / "vigie") / "discord"


def environment():
    """Python with discord.py; `None` where it cannot be had."""
    python = VENV / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True, capture_output=True)
        if subprocess.run([str(python), "-c", "import discord"], capture_output=True).returncode:
            subprocess.run([str(python), "-m", "pip", "install", "-q", "discord.py==2.7.1"], check=True,
                           capture_output=True, timeout=600)
    except (subprocess.SubprocessError, OSError):
        return None
    return python


class Fake:
    """A running `fake-discord`; every keyword is a member of its scenario."""

    def __init__(self, program, folder, name="fake", **scenario):
        folder = pathlib.Path(folder)
        self.ledger = folder / f"{name}.ndjson"
        file = folder / f"{name}.json"
        file.write_text(json.dumps(scenario))
        self.process = subprocess.Popen([str(program), str(file), "--ledger", str(self.ledger)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.address = json.loads(self.process.stdout.readline())
        self.rest, self.gateway, self.token = self.address["rest"], self.address["gateway"], self.address["token"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Ends it; its ledger is whole then."""
        if self.process.poll() is None:
            self.process.stdin.close()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def control(self, what, body=None, method=None):
        data = None if method == "GET" else json.dumps(body or {}).encode()
        request = urllib.request.Request(f"{self.address['control']}/{what}", data, {"Content-Type": "application/json"},
                                         method=method or "POST")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def state(self):
        return self.control("state", method="GET")

    def world(self):
        return self.control("world", method="GET")

    def call(self, method, path, body=None, token=None):
        """A request of the REST API; returns the status, the headers and what was answered."""
        request = urllib.request.Request(
            self.rest + path, None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json", "Authorization": "Bot " + (token or self.token)}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, dict(answer.headers), json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), json.loads(error.read() or b"null")

    def lines(self):
        """What happened, from the ledger; the last line says what was asked."""
        with open(self.ledger, "rb") as file:
            return [json.loads(line) for line in file]
