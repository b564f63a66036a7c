"""What Scripts/test-mail runs in its environment."""
import email, email.policy, os, socket, ssl, subprocess, sys, tempfile

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

program, folder = sys.argv[1], tempfile.mkdtemp(prefix="vigie-mail-")
certificate, key = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
subprocess.run(
    ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
     "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
password = os.path.join(folder, "password")
with open(password, "w") as out:
    out.write("s3cret, été\n")
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(certificate, key)


class Box:
    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope, session))
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    fits = isinstance(data, LoginPassword) and (data.login, data.password) == (b"ada", "s3cret, été".encode())
    return AuthResult(success=fits, handled=False)


def port():
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return free.getsockname()[1]


failures = 0


def check(what, fits):
    global failures
    print(("ok      " if fits else "FAILED  ") + what)
    failures += not fits


def vigie(address, server, *further, trust=True, user="ada", file=password):
    arguments = ["mail", address, "--mail-host", "localhost", "--mail-port", str(server.port), "--mail-from",
                 "vigie@h.example", "--mail-user", user, "--mail-password-file", file, *further]
    if trust:
        arguments += ["--mail-trust", certificate]
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=90)


for name, further, options in [
    ("STARTTLS", [], {"tls_context": tls, "require_starttls": True}),
    ("TLS at once", ["--mail-security", "tls"], {"ssl_context": tls}),
]:
    box = Box()
    server = Controller(box, hostname="localhost", port=port(), authenticator=authenticate, auth_required=True,
                        auth_require_tls="tls_context" in options, **options)
    server.start()
    try:
        sent = vigie("g@t.example", server, *further)
        check(f"{name}: taken ({sent.stderr.strip()})", sent.returncode == 0 and len(box.mails) == 1)
        envelope, session = box.mails[0] if box.mails else (None, None)
        if envelope:
            mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
            check(f"{name}: envelope", (envelope.mail_from, envelope.rcpt_tos) == ("vigie@h.example", ["g@t.example"]))
            check(f"{name}: subject", mail["Subject"] == "Vigie : essai d’envoi, test message")
            lines = mail.get_content().splitlines()
            check(f"{name}: letters", "arrivent à cette adresse" in lines[0] and "." in lines and len(lines) == 4)
            check(f"{name}: no faults in the head", not mail.defects and mail["Date"].datetime is not None)
        refused = vigie("nobody@t.example", server, *further)
        check(f"{name}: nobody there: {refused.stderr.strip()}", refused.returncode == 4 and "550" in refused.stderr)
        untrusted = vigie("g@t.example", server, *further, trust=False)
        check(f"{name}: {untrusted.stderr.strip()}", untrusted.returncode == 4 and "not trusted" in untrusted.stderr)
        wrong = os.path.join(folder, "wrong")
        with open(wrong, "w") as out:
            out.write("guess\n")
        guess = vigie("g@t.example", server, *further, file=wrong)
        check(f"{name}: {guess.stderr.strip()}", guess.returncode == 4 and "refused mail.user" in guess.stderr
              and "guess" not in guess.stderr)
        check(f"{name}: only what was to be delivered was", len(box.mails) == 1)
    finally:
        server.stop()
plain = Controller(Box(), hostname="localhost", port=port())
plain.start()
try:
    bare = vigie("g@t.example", plain)
    check(f"no STARTTLS: {bare.stderr.strip()}", bare.returncode == 4 and "unprotected" in bare.stderr
          and not plain.handler.mails)
finally:
    plain.stop()
sys.exit(1 if failures else 0)
