"""A real `vigie serve --discord` against the fake Discord, and the comparison of its log with the fake's ledger."""
import collections
import json
import pathlib
import random
import re
import sqlite3
import subprocess
import threading
import time

from matrix_server import call, free_port


class Vigie:
    """A running `vigie serve --discord`."""

    def __init__(self, program, folder, fake, name="vigie", **more):
        self.program, self.folder, self.fake = program, pathlib.Path(folder) / name, fake
        self.folder.mkdir()
        self.port = free_port()
        self.process = None
        self.database = self.folder / "vigie.db"
        world = fake.world()
        self.guild = world["guild"]
        self.token_file = self.folder / "discord.token"
        self.token_file.write_text(more.pop("token", fake.token))
        guilds = [more.pop("guild", self.guild)]
        self.file = self.folder / "discord.yaml"
        self.file.write_text(
            f"token_file: discord.token\napplication: \"{world['application']}\"\nrest: {fake.rest}\n"
            f"guilds: {json.dumps(guilds)}\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in more.items()))

    def start(self, *further):
        self.process = subprocess.Popen(
            [str(self.program), "serve", "--db", str(self.database), "--listen", f"127.0.0.1:{self.port}", "--discord",
             str(self.file), *further], stdout=subprocess.DEVNULL, stderr=open(self.folder / "vigie.log", "ab"))
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                call(self.port, "GET", "/healthz", timeout=5)
                return self
            except OSError:
                time.sleep(0.05)
            if self.process.poll() is not None:
                raise RuntimeError("Vigie ended: " + self.log()[-3000:])
        raise RuntimeError("Vigie did not answer within 60 s: " + self.log()[-3000:])

    def log(self):
        file = self.folder / "vigie.log"
        return file.read_text() if file.exists() else ""

    def check(self):
        return subprocess.run([str(self.program), "connect", "discord", "--check", str(self.file)], capture_output=True,
                              text=True)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def memory(self):
        """Resident memory, in MiB."""
        try:
            status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
            return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024
        except (OSError, AttributeError):
            return 0

    def metrics(self):
        """What the running Vigie counts; nothing where it does not answer."""
        try:
            token = pathlib.Path(f"{self.database}.token").read_text().strip()
            status, answer = call(self.port, "GET", "/metrics", token=token, timeout=20)
        except OSError:
            return {}
        if status != 200:
            return {}
        lines = answer["text"].splitlines()
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines) if not name.startswith("#")}

    def rows(self, sql, *arguments):
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30)
        try:
            return connection.execute(sql, arguments).fetchall()
        finally:
            connection.close()

    def count(self):
        try:
            return self.rows("SELECT count(*) FROM events")[0][0]
        except sqlite3.OperationalError:
            return 0


class Found:
    """What Vigie has in its log of Discord."""

    def __init__(self, vigie):
        self.ids = collections.Counter()
        self.about = collections.Counter()
        connection = sqlite3.connect(f"file:{vigie.database}?mode=ro", uri=True, timeout=30)
        try:
            rows = connection.execute("SELECT s.name, e.id, e.body FROM events e JOIN sources s ON s.number = e.source "
                                      "WHERE s.name LIKE 'discord:guild/%'")
            for source, identifier, body in rows:
                guild = source.split("/")[1]
                self.ids[(guild, identifier)] += 1
                data = json.loads(body)
                kind, data = data["type"], data["data"]
                who = (data.get("target") or data.get("actor") or {}).get("id")
                if kind in ("member.banned", "member.unbanned", "member.left", "member.joined", "member.timed_out",
                            "member.renamed"):
                    self.about[(kind, guild, who)] += 1
                elif kind in ("role.granted", "role.revoked"):
                    self.about[(kind, guild, who, (data.get("role") or {}).get("id"))] += 1
                elif kind == "automod.triggered":
                    self.about[(kind, guild, (data.get("actor") or {}).get("id"))] += 1
        finally:
            connection.close()


def compare(lines, found):
    """Names of what is missing though it could be had, and of what is there twice.

    What REST can still fetch must be there once: messages, entries of the audit log, who is a member. Of the rest
    (deletions, reactions, invites, edits of old messages) whatever went into a session that Vigie took up again, or
    was told to have been read.
    """
    end = lines[-1]
    lines = [line for line in lines if line["k"] != "end"]
    ended = {session["number"]: session["known"] for session in end["ended"]}
    lost, doubled = collections.defaultdict(list), collections.defaultdict(list)
    counts = collections.Counter()

    def certain(line):
        if "s" not in line:
            return False
        number, last = line["s"]
        return number not in ended or last <= ended[number]

    def want(what, line, identifier):
        counts[what] += 1
        key = (line["g"], identifier)
        if found.ids[key] < 1:
            lost[what].append(identifier)

    deleted = {identifier for line in lines if line["k"] == "delete" for identifier in line["ids"]}
    facts, said, last_join, gone = collections.Counter(), {}, {}, {}
    for line in lines:
        kind = line["k"]
        if kind == "message":
            said[line["id"]] = line
            if not line["bot"] and line["id"] not in deleted:
                want("messages", line, line["id"])
        elif kind == "audit":
            counts["entries"] += 1
            prefix = f"audit/{line['id']}"
            near = found.ids[(line["g"], prefix)]
            if line["action"] == 25:
                near += sum(found.ids[(line["g"], f"{prefix}/{verb}/{role}")] for verb in ("add", "remove")
                            for role in found_roles(lines, line["g"]))
            if near < 1:
                lost["entries"].append(f"{prefix} ({line['action']})")
            elif near > 1:
                doubled["entries"].append(f"{prefix} ({line['action']})")
        elif kind == "edit" and line["id"] not in deleted and certain(line):
            want("edits", line, f"{line['id']}/edited/{line['at']}")
        elif kind == "delete" and certain(line):
            for identifier in line["ids"]:
                want("deletions", line, f"{identifier}/deleted")
        elif kind == "reaction" and certain(line):
            want("reactions", line, f"{line['id']}/reacted/{line['user']}/{line['emoji']}")
        elif kind == "invite" and certain(line):
            want("invites", line, f"invite/{line['code']}")
        elif kind == "thread" and certain(line):
            want("threads", line, f"{line['id']}/created")
        elif kind == "join":
            last_join[(line["g"], line["user"])] = line
            gone.pop((line["g"], line["user"]), None)
            if certain(line):
                want("joins", line, f"{line['user']}/joined/{line['at']}")
        if kind in ("leave", "kick", "ban"):
            gone[(line["g"], line["user"])] = True
            last_join.pop((line["g"], line["user"]), None)
        facts[(kind, line.get("g"), line.get("user"))] += 1
        if kind in ("grant", "revoke"):
            facts[(kind, line["g"], line["user"], line["role"])] += 1
    for line in last_join.values():
        counts["members"] += 1
        if found.ids[(line["g"], f"{line['user']}/joined/{line['at']}")] < 1:
            lost["members"].append(f"{line['user']}/joined/{line['at']}")
    for key, number in found.ids.items():
        if number > 1:
            doubled["events"].append(key[1])
    # One happening, one event: whatever ids the two tellings have.
    for (kind, guild, who, *role), number in found.about.items():
        most = {
            "member.banned": facts[("ban", guild, who)], "member.unbanned": facts[("unban", guild, who)],
            "member.left": facts[("leave", guild, who)] + facts[("kick", guild, who)],
            "member.joined": facts[("join", guild, who)], "member.timed_out": facts[("timeout", guild, who)],
            "member.renamed": facts[("rename", guild, who)], "automod.triggered": facts[("automod", guild, who)],
        }
        if role:
            most["role.granted"] = facts[("grant", guild, who, role[0])]
            most["role.revoked"] = facts[("revoke", guild, who, role[0])]
        if number > most[kind]:
            doubled[kind].append(f"{who}: {number} of {most[kind]}")
    for line in lines:
        if line["k"] == "ban":
            counts["bans"] += 1
            if found.about[("member.banned", line["g"], line["user"])] < 1:
                lost["bans"].append(line["user"])
    return counts, lost, doubled


def found_roles(lines, guild, _cache={}):
    if (id(lines), guild) not in _cache:
        _cache[(id(lines), guild)] = {line["role"] for line in lines if line["k"] in ("grant", "revoke") and line["g"] == guild}
    return _cache[(id(lines), guild)]


class Watch(threading.Thread):
    """Samples of the memory of a process, and of what it counts, once in a while."""

    def __init__(self, vigie, every=1.0):
        super().__init__(daemon=True)
        self.vigie, self.every, self.samples, self.ended = vigie, every, [], threading.Event()

    def run(self):
        while not self.ended.wait(self.every):
            size = self.vigie.memory()
            if size:
                self.samples.append({"MiB": size, **self.vigie.metrics()})

    def stop(self):
        self.ended.set()
        self.join()
        return self.samples


# How long Vigie may take to come to rest after the last fault, in seconds.
REST = 300


def settle(fake, vigie, seconds=REST):
    """Until Vigie is at rest: all that was missed is fetched, nothing waits to be stored or watched, and nothing more comes.

    Returns the seconds that took; `None` where it was not at rest after that many.
    """
    started, still, last = time.monotonic(), 0, None
    while time.monotonic() - started < seconds:
        state, counts = fake.state(), vigie.metrics()
        now = (vigie.count(), state["gateway"]["dispatches"])
        quiet = (now == last and not state["busy"] and state["backlog"] == 0 and any(s["open"] for s in state["sessions"])
                 and counts and not any(counts.get(name) for name in (
                     "vigie_discord_missed_places", "vigie_discord_held", "vigie_discord_waiting", "vigie_events_behind")))
        still = still + 1 if quiet else 0
        if still >= 4:
            return time.monotonic() - started
        last = now
        time.sleep(0.7)
    return None


# What a directed pair, a member, and a pair's evidence take in memory: the watch keeps at most 2.5 million pairs, 400,000
# members and the evidence of 500,000 pairs. The first two are upper bounds; evidence (at most twelve messages) came to 700
# bytes a pair in an hour of this traffic, in which few pairs wrote often.
BYTES_OF_PAIR, BYTES_OF_MEMBER, BYTES_OF_FILE, MOST_FILES = 250, 1_500, 900, 500_000


def memory(require, name, samples):
    """Memory grows with whom the watch remembers, which is bounded, and with nothing else."""
    third = len(samples) // 3
    early, late = min(samples[third // 2:third], key=lambda s: s["MiB"]), max(samples[-third:], key=lambda s: s["MiB"])

    def growth(*names):
        return sum(late.get(name, 0) - early.get(name, 0) for name in names)
    pairs, members, files = growth("vigie_watch_pairs"), growth("vigie_watch_members"), growth("vigie_watch_files")
    allowed = (pairs * BYTES_OF_PAIR + members * BYTES_OF_MEMBER + files * BYTES_OF_FILE) / 2**20 + 60
    most = max((sample.get("vigie_watch_files", 0) for sample in samples), default=0)
    require(most <= MOST_FILES, f"{name}: the evidence of at most {MOST_FILES:,} pairs is remembered: {most:,.0f}")
    require(late["MiB"] - early["MiB"] <= allowed,
            f"{name}: memory grows with whom the watch remembers alone: {early['MiB']} to {late['MiB']} MiB, with {pairs:,.0f} "
            f"more pairs, {files:,.0f} of them with evidence, and {members:,.0f} more members ({allowed:.0f} MiB more are allowed)")
    for sample in samples[::max(1, len(samples) // 10)]:
        print("       " + ", ".join(f"{sample.get(key, 0):,.0f} {word}" for key, word in (
            ("MiB", "MiB"), ("vigie_watch_pairs", "pairs"), ("vigie_watch_files", "files"), ("vigie_watch_members", "members"),
            ("vigie_discord_members", "in the connector"), ("vigie_discord_held", "held"), ("vigie_discord_waiting", "waiting"),
            ("vigie_events_behind", "behind"), ("vigie_discord_missed_places", "places to fetch from"))))


def tell(require, name, lines, found):
    counts, lost, doubled = compare(lines, found)
    total = sum(counts.values())
    missing, twice = sum(map(len, lost.values())), sum(map(len, doubled.values()))
    require(total > 0 and not missing and not twice,
            f"{name}: {total} happenings looked up, {missing} lost, {twice} doubled")
    print("       " + ", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    for word, names in (("lost", lost), ("doubled", doubled)):
        for what, found_names in names.items():
            print(f"       {word}: {len(found_names)} {what}, as {found_names[:4]}", flush=True)
    return not missing and not twice


RANDOM_FAULTS = {
    "drop": 1 / 4000, "close": 1 / 6000, "reconnect": 1 / 8000, "invalid": 1 / 20000, "deaf": 1 / 20000,
    "duplicate": 1 / 300, "swap": 1 / 300, "badText": 1 / 500, "truncate": 1 / 8000, "oddOpcode": 1 / 500,
    "refuseResume": 0.15, "storm": 1 / 200, "stormSeconds": 1.5, "serverError": 0.03, "lostAnswer": 0.02, "slow": 0.03,
    "slowSeconds": 1.0,
}


def rare(faults, times):
    """The faults of the gateway so many times rarer: in a long run that is quickened, connections must last."""
    kept = ("duplicate", "swap", "badText", "oddOpcode", "refuseResume", "storm", "stormSeconds", "serverError", "lostAnswer",
            "slow", "slowSeconds")
    return {name: value if name in kept else value / times for name, value in faults.items()}


def large(program, folder, make, require, *, members=300_000, seconds=600):
    """The connector itself takes a guild of that many members, whose list comes in chunks: all are known, and what that costs."""
    with make(name="large", members=members, channels=40) as fake:
        vigie = Vigie(program, folder, fake, "large-vigie")
        try:
            vigie.start()
            before, started, most, known = vigie.memory(), time.monotonic(), 0, 0
            # The bot is a member too.
            while known < members and time.monotonic() - started < seconds:
                time.sleep(0.2)
                known, most = int(vigie.metrics().get("vigie_discord_members", 0)), max(most, vigie.memory())
            took = time.monotonic() - started
            settled = settle(fake, vigie)
            known, size = int(vigie.metrics().get("vigie_discord_members", 0)), vigie.memory()
            most = max(most, size)
            require(members <= known <= members + 1,
                    f"large: {known:,} of {members:,} members and Vigie itself are known after {took:.1f} s")
            require(settled is not None, "large: then at rest within " + (f"{settled:.0f} s" if settled is not None else f"{REST} s: no"))
            sent = sum(session["sent"] for session in fake.state()["sessions"])
            require(sent > members // 1000, f"large: the list came in chunks: {sent} messages of the gateway")
            print(f"       {before} MiB at the start, at most {most} MiB, {size} MiB at rest: "
                  f"{(size - before) * 2**20 / max(known, 1):.0f} bytes a member")
            require(vigie.process.poll() is None and not any(" error " in line for line in vigie.log().splitlines()),
                    "large: it runs on, and its log has no error")
        finally:
            vigie.stop()


def chaos(program, folder, make, require, *, name, seconds, per_second=500, compression=1.0, faults=None, kills=0, seed=7,
          members=3000, channels=12):
    """So many seconds of the world's time, with faults; then what came of it."""
    fake = make(name=name, seed=seed, perSecond=per_second, seconds=0 if kills else seconds, compression=compression, members=members,
                channels=channels, heartbeatInterval=4000, buffer=20_000, resumeWindow=60, faults=faults or {})
    vigie = Vigie(program, folder, fake, name + "-vigie")
    try:
        vigie.start()
        watch = Watch(vigie, 1.0 if seconds < 300 else 5.0)
        watch.start()
        deadline = time.monotonic() + 60
        while not any(s["open"] and s["sent"] > 2 for s in fake.state()["sessions"]) and time.monotonic() < deadline:
            time.sleep(0.1)
        started = time.monotonic()
        fake.control("traffic", {"on": True})
        killed, stored, state, rng = 0, 0, fake.state(), random.Random(seed)
        limit = time.monotonic() + seconds / compression * 20 + 120 + 20 * kills
        while state["busy"] or state["trafficSeconds"] == 0:
            if kills and killed == kills:
                time.sleep(2)
                fake.control("traffic", {"on": False})
            elif kills and vigie.count() > stored + per_second // 3:
                time.sleep(rng.uniform(0, 0.6))
                vigie.kill()
                killed += 1
                vigie.start()
                stored = vigie.count()
            time.sleep(0.05)
            state = fake.state()
            if time.monotonic() > limit:
                break
        took = time.monotonic() - started
        fake.control("faults", {})
        settled = settle(fake, vigie)
        samples = watch.stop()
        # Lists of members are to be had once in half a minute: who left while nobody told is known by the next.
        if not kills and settled is not None:
            time.sleep(32)
            settled = settle(fake, vigie) and settled
        state = fake.state()
        require(settled is not None,
                f"{name}: {state['trafficSeconds']:.0f} s of {per_second} events a second in {took:.0f} s; then at rest within "
                + (f"{settled:.0f} s" if settled is not None else f"{REST} s: no, {vigie.metrics()}"))
        fake.stop()
        lines = fake.lines()
        gateway, rest = lines[-1]["gateway"], lines[-1]["rest"]
        fine = tell(require, name, lines, Found(vigie))
        if kills:
            require(killed == kills, f"{name}: killed {killed} times in mid-work")
        require(not gateway["violations"], f"{name}: no rule of the gateway was broken: {gateway['violations'] or 'none'}")
        require(gateway["mostSends"] <= 120 and gateway["identifies"] < 200,
                f"{name}: {gateway['identifies']} identifies, {gateway['resumed']} resumes, at most {gateway['mostSends']} sends in a minute")
        require(rest["limited"].get("user", 0) + rest["limited"].get("global", 0) <= 5 + sum(rest["requests"].values()) // 100,
                f"{name}: limits are kept: {rest['limited'] or 'no 429'} in {sum(rest['requests'].values())} requests")
        print(f"       faults: {gateway['faults']} {rest['faults']}; closed {gateway['closedByFake']} {gateway['closedByClient']}")
        print(f"       {state['gateway']['dispatches'] / took:.0f} dispatches a second")
        if len(samples) >= 20 and not kills:
            memory(require, name, samples)
        if not fine:
            print("       Vigie's log:\n" + vigie.log()[-2500:])
    finally:
        vigie.stop()
        fake.stop()
