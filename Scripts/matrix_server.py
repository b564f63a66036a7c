"""A Synapse on this machine, for tests and the demo: in a folder of its own, on the loopback address, with SQLite."""
import http.client
import json
import os
import pathlib
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse

CACHE = pathlib.Path(os.environ.get("VIGIE_MATRIX_VENV", pathlib.Path.home() / ".cache" / "vigie-matrix"))
SERVER = "harbour.test"


def environment():
    """Python with Synapse and matrix-nio; `None` where it cannot be had."""
    python = CACHE / "bin" / "python"
    if not (CACHE / "ready").exists():
        try:
            if not python.exists():
                subprocess.run([sys.executable, "-m", "venv", str(CACHE)], check=True, capture_output=True)
            subprocess.run([str(python), "-m", "pip", "install", "-q", "matrix-synapse==1.163.*", "matrix-nio==0.26.*"],
                           check=True, capture_output=True, timeout=900)
        except (subprocess.SubprocessError, OSError):
            return None
        (CACHE / "ready").touch()
    return python


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def call(port, method, path, body=None, token=None, timeout=60):
    """One exchange of JSON; returns the status and what was answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    try:
        return answer.status, json.loads(text or b"{}")
    except ValueError:
        return answer.status, {"text": text.decode("utf-8", "replace")}


def until(condition, seconds=40):
    """What a condition comes to once it holds, or what it came to last."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    return condition()


def quoted(piece):
    return urllib.parse.quote(piece, safe="")


class Synapse:
    def __init__(self, folder, registration, port=None):
        self.folder, self.port = pathlib.Path(folder), port or free_port()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.secret = secrets.token_hex(16)
        self.process = None
        plenty = {"per_second": 10000, "burst_count": 10000}
        config = {
            "server_name": SERVER, "pid_file": str(self.folder / "pid"), "report_stats": False,
            "listeners": [{"port": self.port, "type": "http", "bind_addresses": ["127.0.0.1"],
                           "resources": [{"names": ["client"]}]}],
            "database": {"name": "sqlite3", "args": {"database": str(self.folder / "homeserver.db")}},
            "media_store_path": str(self.folder / "media"), "signing_key_path": str(self.folder / "signing.key"),
            "log_config": str(self.folder / "log.yaml"), "trusted_key_servers": [], "bcrypt_rounds": 4,
            "registration_shared_secret": self.secret, "macaroon_secret_key": secrets.token_hex(16),
            "form_secret": secrets.token_hex(16), "app_service_config_files": [str(registration)],
            "suppress_key_server_warning": True, "enable_registration": False,
            "rc_message": plenty, "rc_registration": plenty, "rc_admin_redaction": plenty, "rc_reports": plenty,
            "rc_login": {"address": plenty, "account": plenty, "failed_attempts": plenty},
            "rc_joins": {"local": plenty, "remote": plenty}, "rc_joins_per_room": plenty,
            "rc_invites": {"per_room": plenty, "per_user": plenty, "per_issuer": plenty}, "rc_room_creation": plenty,
        }
        (self.folder / "homeserver.yaml").write_text(json.dumps(config))
        (self.folder / "log.yaml").write_text(json.dumps({
            "version": 1, "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
            "handlers": {"file": {"class": "logging.FileHandler", "formatter": "plain",
                                  "filename": str(self.folder / "synapse.log")}},
            "root": {"level": "WARNING", "handlers": ["file"]}, "disable_existing_loggers": False}))

    def start(self):
        python, config = environment(), str(self.folder / "homeserver.yaml")
        if not (self.folder / "signing.key").exists():
            subprocess.run([str(python), "-m", "synapse.app.homeserver", "-c", config, "--generate-keys"], check=True,
                           capture_output=True)
        self.process = subprocess.Popen([str(python), "-m", "synapse.app.homeserver", "-c", config],
                                        stdout=subprocess.DEVNULL, stderr=open(self.folder / "stderr.log", "ab"))
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            try:
                if call(self.port, "GET", "/_matrix/client/versions", timeout=5)[0] == 200:
                    return self
            except OSError:
                time.sleep(0.2)
            if self.process.poll() is not None:
                raise RuntimeError("Synapse ended: " + (self.folder / "stderr.log").read_text()[-2000:])
        raise RuntimeError("Synapse did not answer within 90 s")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def register(self, name, admin=False):
        """An account, by the shared secret; returns its token."""
        import hashlib
        import hmac
        _, answer = call(self.port, "GET", "/_synapse/admin/v1/register")
        nonce = answer["nonce"]
        mac = hmac.new(self.secret.encode(), digestmod=hashlib.sha1)
        password = "correct horse " + name
        mac.update(b"\0".join([nonce.encode(), name.encode(), password.encode(), b"admin" if admin else b"notadmin"]))
        status, answer = call(self.port, "POST", "/_synapse/admin/v1/register", {
            "nonce": nonce, "username": name, "displayname": name.capitalize(), "password": password, "admin": admin,
            "mac": mac.hexdigest()})
        if status != 200:
            raise RuntimeError(f"{name} could not be registered: {status} {answer}")
        return answer["access_token"]

    def make_administrator(self, token, user):
        """What docs/connect-matrix.md tells an administrator to do, once Vigie's account is there."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            status, answer = call(self.port, "PUT", f"/_synapse/admin/v1/users/{quoted(user)}/admin", {"admin": True}, token)
            if status == 200:
                return
            time.sleep(0.3)
        raise RuntimeError(f"{user} could not be made an administrator: {status} {answer}")

    def client(self, method, path, body=None, token=None):
        status, answer = call(self.port, method, "/_matrix/client/v3" + path, body, token)
        if status != 200:
            raise RuntimeError(f"{method} {path}: {status} {answer}")
        return answer


class Vigie:
    """A running `vigie serve --matrix`."""

    def __init__(self, program, folder, synapse_port, further=""):
        self.program, self.folder = program, pathlib.Path(folder)
        self.port, self.listen = free_port(), free_port()
        self.process = None
        self.database = self.folder / "vigie.db"
        self.registration = self.folder / "vigie-registration.yaml"
        self.synapse_port = synapse_port
        subprocess.run([program, "connect", "matrix", "--generate-registration", "--url",
                        f"http://127.0.0.1:{self.listen}", "--out", str(self.registration)], check=True,
                       capture_output=True)
        self.file = self.folder / "matrix.yaml"
        self.file.write_text(f"homeserver: http://127.0.0.1:{synapse_port}\nserver: {SERVER}\n"
                             f"registration: vigie-registration.yaml\nlisten: 127.0.0.1:{self.listen}\n"
                             f"poll_seconds: 1\n{further}")

    def start(self, *further):
        self.process = subprocess.Popen(
            [self.program, "serve", "--db", str(self.database), "--listen", f"127.0.0.1:{self.port}", "--matrix",
             str(self.file), *further], stdout=subprocess.DEVNULL, stderr=open(self.folder / "vigie.log", "ab"))
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                call(self.port, "GET", "/healthz", timeout=5)
                call(self.listen, "GET", "/", timeout=5)
                return self
            except OSError:
                time.sleep(0.05)
            if self.process.poll() is not None:
                raise RuntimeError("Vigie ended: " + self.log()[-3000:])
        raise RuntimeError("Vigie did not answer within 60 s: " + self.log()[-3000:])

    def log(self):
        return (self.folder / "vigie.log").read_text()

    def check(self):
        return subprocess.run([self.program, "connect", "matrix", "--check", str(self.file)], capture_output=True,
                              text=True)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def rows(self, sql, *arguments):
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30)
        try:
            return connection.execute(sql, arguments).fetchall()
        finally:
            connection.close()

    def events(self):
        """Id and body of every event from the homeserver, in the order of the log."""
        rows = self.rows("SELECT e.id, e.body FROM events e JOIN sources s ON s.number = e.source "
                         "WHERE s.name = ? ORDER BY e.sequence", "matrix:" + SERVER)
        return [(identifier, json.loads(body)) for identifier, body in rows]


class Console:
    """The console as a browser without scripts uses it."""

    def __init__(self, vigie):
        import http.cookiejar
        import urllib.request
        self.base = f"http://127.0.0.1:{vigie.port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        code = vigie.log().split("enter the code ")[-1].split()[0]
        self.post("/setup", self.page("/setup"), code=code, name="Maren", password="a long pass phrase")
        self.post("/accounts/1", self.page("/accounts"), role=["administrator", "lead", "reviewer"],
                  active="on")
        # Other rights, another session.
        self.post("/sign-in", self.page("/sign-in"), name="Maren", password="a long pass phrase")

    def page(self, path):
        with self.opener.open(self.base + path, timeout=60) as answer:
            self.address = answer.geturl()
            return answer.read().decode()

    def post(self, path, page, **fields):
        import re
        import urllib.error
        hidden = {name: re.search(f'name="{name}" value="([^"]*)"', page) for name in ("form", "version")}
        data = {name: found.group(1) for name, found in hidden.items() if found} | fields
        try:
            with self.opener.open(self.base + path, urllib.parse.urlencode(data, doseq=True).encode(), 60) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.code} {error.read().decode()[:3000]}") from None

    def case_about(self, words):
        """The path of the first undecided case whose page says these words."""
        import re
        for path in dict.fromkeys(re.findall(r'href="(/cases/\d+)"', self.page("/queue"))):
            if words in self.page(path):
                return path
        return None

    def second(self):
        """Somebody else, who may agree to what this one proposes."""
        import html
        import http.cookiejar
        import re
        import urllib.request
        page = self.post("/accounts", self.page("/accounts"), name="Ilka", role=["lead"], language="en")
        other = Console.__new__(Console)
        other.base = self.base
        other.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        password = html.unescape(re.search(r'class="secret mono">([^<]+)<', page).group(1))
        other.post("/sign-in", other.page("/sign-in"), name="Ilka", password=password)
        return other

    def ban(self, case):
        """One proposes the ban, a second person agrees."""
        self.post(case + "/claim", self.page(case))
        sentence = "Messages that were asked not to be sent."
        self.post(case + "/decide", self.page(case), outcome="ban", reason="read the exchange", facts=sentence,
                  policy="harassment.insult", ground="rules", ground_name="Rule 4", explanation=sentence,
                  content="CONTENT_TYPE_TEXT", visibility="DECISION_VISIBILITY_CONTENT_REMOVED", detected="1")
        other = self.second()
        return other.post(case + "/decide", other.page(case), outcome="ban", reason="read it too")
