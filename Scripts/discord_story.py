"""What people do with Vigie on Discord: refusals that are named, reports, a decision that bans."""
import signal
import time

from discord_chaos import Found, Vigie, compare
from full_disk import full_disk, small_disk
from matrix_server import Console, until


def lines_with(vigie, words):
    """Lines of the log that say it."""
    return [line for line in vigie.log().splitlines() if words in line]


def named(require, what, run, checked, told, hint):
    """The check and the running service each name a fault in one line, with the way to mend it."""
    result = run.check()
    found = [line for line in result.stdout.splitlines() if checked in line]
    require(result.returncode == 1 and len(found) == 1 and hint in found[0],
            f"{what}: named in one line by the check, with the way to mend it")
    if len(found) != 1:
        print("       " + result.stdout.replace("\n", "\n       ") + result.stderr)
    run.start()
    try:
        said = until(lambda: lines_with(run, told), 25)
        require(bool(said) and len(said) == 1 and hint in said[0], f"{what}: and by the log while it runs: {len(said)} line")
        if not said:
            print("       " + run.log()[-1500:])
        requests = sum(run.fake.state()["rest"]["statuses"].get(code, 0) for code in ("401", "403"))
        require(requests < 15, f"{what}: it is not asked again and again: {requests} refusals")
        require(run.process.poll() is None, f"{what}: the console runs on")
    finally:
        run.stop()


def refusals(program, folder, make, require):
    with make(name="wrong-token") as fake:
        named(require, "a wrong token", Vigie(program, folder, fake, "wrong-token-vigie", token="not.the.token"),
              "Reset Token", "Reset Token", "token file")
    with make(name="no-intent", privileged=1 << 1) as fake:
        named(require, "an intent that is off", Vigie(program, folder, fake, "no-intent-vigie"), "Message Content Intent is off",
              "Message Content Intent", "switch")
    with make(name="no-permission", permissions=(1 << 10) | (1 << 16) | (1 << 7) | (1 << 5) | (1 << 11) | (1 << 13) | (1 << 28) | (1 << 40) | (1 << 1)) as fake:
        named(require, "a missing permission", Vigie(program, folder, fake, "no-permission-vigie"), "BAN_MEMBERS", "BAN_MEMBERS",
              "Roles")
    with make(name="elsewhere") as fake:
        result = Vigie(program, folder, fake, "elsewhere-vigie", guild="1100000000000000002").check()
        require(result.returncode == 1 and "not in the server 1100000000000000002" in result.stdout, "a server that the bot is not in")
    with make(name="revoked", perSecond=20) as fake:
        run = Vigie(program, folder, fake, "revoked-vigie").start()
        try:
            require(until(lambda: run.count() > 0), "a bot that works")
            fake.control("revoke")
            said = until(lambda: lines_with(run, "Reset Token"), 25)
            require(len(said) == 1, f"a revoked bot: named while it runs, once: {len(said)}")
            time.sleep(1)
            before = fake.state()["gateway"]["connections"]
            time.sleep(3)
            require(fake.state()["gateway"]["connections"] == before and len(lines_with(run, "Reset Token")) == 1,
                    "and not tried again")
        finally:
            run.stop()


def disk(program, folder, make, require):
    with small_disk(folder + "/small-disk") as place:
        if place is None:
            return print("skipped: this account may not mount a small disk, so a full one is not tried", flush=True)
        with make(name="full-disk", perSecond=400, members=300) as fake:
            run = Vigie(program, place, fake, "full-disk-vigie").start()
            try:
                until(lambda: any(s["open"] and s["sent"] > 2 for s in fake.state()["sessions"]))

                def happen():
                    fake.control("traffic", {"on": True})
                    time.sleep(5)
                    fake.control("traffic", {"on": False})

                def stored():
                    fake.control("ledger")
                    counts, lost, doubled = compare(fake.lines(), Found(run))
                    return counts and not any(lost.values()) and not any(doubled.values())
                full_disk("Discord", run, place, require, happen, stored)
            finally:
                run.stop()


def clocks(program, folder, make, require):
    with make(name="clocks", clockAhead=300) as fake:
        named(require, "a clock that goes wrong", Vigie(program, folder, fake, "clocks-vigie"), "NTP", "NTP", "timedatectl")


def automod(program, folder, make, require):
    """Lists at Discord's edge: set at the start, changed by a reload, others' rules left alone."""
    with make(name="automod", members=300, channels=3) as fake:
        fake.control("rule", {"name": "pictures", "trigger_type": 1, "enabled": True})
        run = Vigie(program, folder, fake, "automod-vigie", automod=[{"name": "pictures", "terms": ["send me a picture*"]}])
        check = run.check()
        require(check.returncode == 0 and "1 of 1 rules are to be set" in check.stdout, "AutoMod: the check says what it would set")
        run.start()
        try:
            rules = until(lambda: (found := fake.world()["rules"]) and len(found) == 2 and found)
            require(rules and rules[1]["actions"][0]["metadata"]["custom_message"].endswith("Write /report.")
                    and not any(action["type"] == 2 for action in rules[1]["actions"]),
                    "AutoMod: the file's rule is set, with its message, and alerts nobody")
            text = run.file.read_text()
            run.file.write_text(text.replace('"send me a picture*"', '"send me a picture*", "just for me"'))
            run.process.send_signal(signal.SIGHUP)
            changed = until(lambda: len(fake.world()["rules"][1]["trigger_metadata"]["keyword_filter"]) == 2)
            require(changed and len(fake.world()["rules"]) == 2 and "trigger_metadata" not in fake.world()["rules"][0],
                    "AutoMod: SIGHUP takes a longer list in; others' rules are left alone")
            reasons = {action["reason"] for action in fake.state()["rest"]["actions"] if "auto-moderation" in action["path"]}
            require(reasons == {"Vigie's settings (automod)"}, f"AutoMod: the audit log says why: {reasons}")
        finally:
            run.stop()
    with make(name="automod-denied", permissions=(1 << 10) | (1 << 16)) as fake:
        named(require, "AutoMod without Manage Server", Vigie(
            program, folder, fake, "automod-denied-vigie", automod=[{"name": "a", "terms": ["b"]}]), "“automod”", "“automod”",
            "MANAGE_GUILD")


def ask(fake, seconds=10, **interaction):
    """Starts an interaction; returns what was answered first, how long that took in ms, and a way to the rest."""
    started = fake.control("interaction", interaction)

    def answers():
        return fake.control(f"interactions/{started['id']}", method="GET")
    found = until(lambda: (now := answers())["answers"] and now, seconds) or answers()
    return found["answers"], found["answered_after"], answers


def form(fake, shown, author, private=False, **fields):
    components = [{"type": 18, "component": {"type": 4, "custom_id": name, "value": value} if isinstance(value, str)
                   else {"type": 3, "custom_id": name, "values": value}} for name, value in fields.items()]
    return ask(fake, type=5, author=author, private=private, data={
        "custom_id": shown["data"]["custom_id"], "components": components})


def reports(run, fake, require, under=""):
    """`/report` and the menu of a message: answered at once, to nobody else, and filed."""
    people = fake.world()["people"]
    before = run.rows("SELECT count(*) FROM reports")[0][0]
    answers, took, _ = ask(fake, author=people[40], data={"id": "1", "name": "report", "type": 1})
    require(answers and answers[0]["type"] == 9 and took < 3000, f"/report shows its form in {took} ms{under}")
    if answers:
        answers, took, rest = form(fake, answers[0], people[40], happening=["insults"], who=[people[33]], text="He insults newcomers")
        done = until(lambda: (found := rest()["answers"]) and len(found) > 1 and found) or rest()["answers"]
        require(answers and answers[0]["data"].get("flags") == 64 and took < 3000 and len(done) > 1,
                f"the form is answered ephemerally in {took} ms{under}")
        require(len(done) > 1 and "**" in done[1]["edit"]["content"], "with a code")
        code = done[1]["edit"]["content"].split("**")[1] if len(done) > 1 else ""
        answers, took, rest = ask(fake, author=people[40], data={"id": "2", "name": "vigie", "type": 1, "options": [
            {"type": 1, "name": "status", "options": [{"type": 3, "name": "code", "value": code}]}]})
        done = until(lambda: (found := rest()["answers"]) and len(found) > 1 and found)
        require(done and done[0]["data"].get("flags") == 64, "/vigie status answers to who asked alone")
    message = {"id": "1575800000000000001", "channel_id": "1100000000000000009", "type": 0, "content": "send me a picture, just for me",
               "author": {"id": people[34], "username": "florin34", "discriminator": "0"}, "timestamp": "2026-11-26T20:00:00.000000+00:00",
               "attachments": [], "embeds": [], "mentions": []}
    answers, took, _ = ask(fake, author=people[41], private=True, data={
        "id": "3", "name": "Report to Vigie", "type": 3, "target_id": message["id"], "resolved": {"messages": {message["id"]: message}}})
    require(answers and answers[0]["type"] == 9 and took < 3000, f"“Report to Vigie” in a private chat shows its form in {took} ms{under}")
    if answers:
        answers, took, rest = form(fake, answers[0], people[41], private=True, happening=["pictures"], text="")
        until(lambda: len(rest()["answers"]) > 1)
        require(answers and answers[0]["data"].get("flags") == 64 and took < 3000, f"and is answered ephemerally in {took} ms{under}")
    filed = until(lambda: run.rows("SELECT count(*) FROM reports")[0][0] == before + 2, 20)
    require(filed, f"each is filed as a report{under}")


def decide(run, fake, require):
    """A person decides in the console, and Discord bans."""
    people = fake.world()["people"]
    console = Console(run)
    case = until(lambda: console.case_about(people[33]) or console.case_about("florin33"), 20)
    require(case, "the console shows a case about who was reported")
    if not case:
        return
    console.ban(case)
    banned = until(lambda: people[33] in fake.world()["bans"], 45)
    require(banned, "a decision in the console bans on Discord")
    actions = [action for action in fake.state()["rest"]["actions"] if "/bans/" in action["path"]]
    require(len(actions) == 1 and "Decision" in (actions[0]["reason"] or "") and "insult" not in actions[0]["reason"],
            "once, and tells nothing but its reference")
    done = until(lambda: run.rows("SELECT state FROM platform_actions WHERE kind = 'ban'") == [("done",)], 20)
    require(done, "the action is settled: " + str(run.rows("SELECT kind, state, tries, result FROM platform_actions")))
    back = until(lambda: run.rows("SELECT count(*) FROM events WHERE body LIKE '%member.banned%'")[0][0] == 1, 20)
    require(back, "the ban comes back as one event")


def play(program, folder, make, require):
    with make(name="story", members=500, channels=4) as fake:
        moderators = fake.world()["channels"][0]
        run = Vigie(program, folder, fake, "story-vigie", moderators={fake.world()["guild"]: moderators})
        check = run.check()
        require(check.returncode == 0, "the check finds nothing to mend")
        if check.returncode:
            print(check.stdout)
        run.start()
        try:
            require(until(lambda: run.count() > 0 and len(fake.world()["commands"]) >= 2), "the commands are offered")
            reports(run, fake, require)
            decide(run, fake, require)
            told = until(lambda: [a for a in fake.state()["rest"]["actions"] if a["path"] == f"/channels/{moderators}/messages"], 25)
            require(told and told[0]["body"].get("components"), f"moderators are told in their channel, with buttons: {len(told)}")
            fake.control("faults", {"storm": 0.05, "stormSeconds": 0.5, "serverError": 0.05})
            reports(run, fake, lambda ok, what: None)
            faults = [line for line in run.log().splitlines() if " error " in line]
            require(not faults, "Vigie's log names no fault")
            for line in faults[:5]:
                print("       " + line)
        finally:
            run.stop()
