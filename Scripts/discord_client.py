"""The real discord.py against the fake Discord: what it takes for Discord, Vigie may be tested with."""
import asyncio
import collections
import datetime
import logging
import time

import discord
import yarl


class Client(discord.Client):
    """A client that counts what it is told."""

    def __init__(self, **more):
        intents = discord.Intents.all()
        intents.presences = False
        super().__init__(intents=intents, enable_debug_events=True, max_messages=5000, **more)
        self.messages, self.edits, self.deleted = [], [], []
        self.joined, self.left, self.bans, self.unbans, self.audit = [], [], [], [], []
        self.reactions, self.voices = 0, 0
        self.resumes, self.readies = 0, 0
        self.types = collections.Counter()
        self.up = asyncio.Event()

    async def on_ready(self):
        self.readies += 1
        self.up.set()

    async def on_resumed(self):
        self.resumes += 1
        self.up.set()

    async def on_disconnect(self):
        self.up.clear()

    async def on_socket_event_type(self, kind):
        self.types[kind] += 1

    async def on_message(self, message):
        self.messages.append(message.id)

    async def on_raw_message_edit(self, payload):
        self.edits.append(payload.message_id)

    async def on_raw_message_delete(self, payload):
        self.deleted.append(payload.message_id)

    async def on_raw_bulk_message_delete(self, payload):
        self.deleted.extend(payload.message_ids)

    async def on_member_join(self, member):
        self.joined.append(member.id)

    async def on_raw_member_remove(self, payload):
        self.left.append(payload.user.id)

    async def on_member_ban(self, guild, user):
        self.bans.append(user.id)

    async def on_member_unban(self, guild, user):
        self.unbans.append(user.id)

    async def on_audit_log_entry_create(self, entry):
        self.audit.append(entry.id)

    async def on_raw_reaction_add(self, payload):
        self.reactions += 1

    async def on_voice_state_update(self, member, before, after):
        self.voices += 1


def aim(fake):
    """Lets discord.py speak with the fake."""
    discord.http.Route.BASE = fake.rest
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(fake.gateway)


async def until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        await asyncio.sleep(0.05)
    return condition()


async def session(fake, require, client, body):
    """Logs in, runs the body once the client is ready, logs out."""
    aim(fake)
    await client.login(fake.token)
    connecting = asyncio.create_task(client.connect())
    try:
        await asyncio.wait_for(client.up.wait(), 40)
        await body(client)
    finally:
        await client.close()
        await asyncio.wait([connecting], timeout=10)


def control(fake, what, **body):
    return asyncio.to_thread(fake.control, what, body)


async def rules(guild, rule, require):
    """What AutoMod takes and what it refuses: limits, actions, the reason in the audit log."""
    block = discord.AutoModRuleAction(custom_message="no")
    still = discord.AutoModRuleAction(duration=datetime.timedelta(minutes=10))
    await rule.edit(name="words", trigger=discord.AutoModTrigger(
        keyword_filter=["example*", "two words"], regex_patterns=["ex[aä]mple"], allow_list=["counterexample"]),
        actions=[block, still], reason="a longer list")
    found = await guild.fetch_automod_rule(rule.id)
    require(found.trigger.allow_list == ["counterexample"] and found.trigger.regex_patterns == ["ex[aä]mple"]
            and found.actions[1].duration == datetime.timedelta(minutes=10) and found.creator_id == guild.me.id,
            "a rule of AutoMod that was changed, with its time-out")
    entry = [entry async for entry in guild.audit_logs(limit=1)][0]
    require(entry.action == discord.AuditLogAction.automod_rule_update and entry.reason == "a longer list",
            "and the reason of that in the audit log")

    async def refused(what, name="more", actions=(block,), **trigger):
        try:
            await guild.create_automod_rule(name=name, event_type=discord.AutoModRuleEventType.message_send,
                                            trigger=discord.AutoModTrigger(**trigger), actions=list(actions), enabled=True)
            require(False, f"AutoMod refuses {what}")
        except discord.HTTPException as error:
            require(error.status == 400, f"AutoMod refuses {what}: {error.code}")
    await refused("1,001 words", keyword_filter=[str(n) for n in range(1001)])
    await refused("a word of 61 characters", keyword_filter=["x" * 61])
    await refused("11 patterns", regex_patterns=[f"a{n}" for n in range(11)])
    await refused("101 allowed words", keyword_filter=["a"], allow_list=[str(n) for n in range(101)])
    await refused("a message of 151 characters", keyword_filter=["a"], actions=[
        discord.AutoModRuleAction(custom_message="x" * 151)])
    more = [await guild.create_automod_rule(
        name=f"list {n}", event_type=discord.AutoModRuleEventType.message_send, enabled=True,
        trigger=discord.AutoModTrigger(keyword_filter=["example"]), actions=[block]) for n in range(5)]
    await refused("a seventh keyword rule", keyword_filter=["a"])
    for one in more:
        await one.delete(reason="done")
    require(len(await guild.fetch_automod_rules()) == 1, "rules of AutoMod are deleted")


async def traffic(fake, require):
    """The same events as the ledger says; a socket that drops is resumed and loses nothing."""
    async def body(client):
        guild = client.guilds[0]
        require(guild.name == "Harbour" and guild.member_count == len(guild.members) == 2001,
                f"discord.py has the guild and all of its members, in chunks: {len(guild.members)}")
        require(len(guild.text_channels) == 6 and guild.me.guild_permissions.ban_members, "its channels and its own role")
        await control(fake, "traffic", on=True)
        await asyncio.sleep(3)
        for code in (None, 4000, None):
            resumes = client.resumes
            await control(fake, "close", **({"code": code} if code else {}))
            require(await until(lambda: client.resumes > resumes, 20),
                    f"after {'a drop' if code is None else code} discord.py resumes its session")
        await control(fake, "send", op=7, d=None)
        require(await until(lambda: client.resumes >= 4, 20), "and where it is asked to reconnect")
        await asyncio.sleep(2)
        await control(fake, "traffic", on=False)
        state = await asyncio.to_thread(fake.state)
        last = state["sessions"][0]["last"]
        await until(lambda: client.ws.sequence >= last, 20)
        await asyncio.sleep(0.5)

    client = Client(chunk_guilds_at_startup=True)
    await session(fake, require, client, body)
    fake.stop()
    lines = fake.lines()
    kinds = collections.defaultdict(list)
    for line in lines:
        kinds[line["k"]].append(line)
    end = lines[-1]
    total = sum(len(found) for kind, found in kinds.items() if kind != "end")

    def same(what, expected, found):
        missing, more = collections.Counter(expected), collections.Counter(found)
        missing.subtract(more)
        lost = sum(count for count in missing.values() if count > 0)
        doubled = -sum(count for count in missing.values() if count < 0)
        require(lost == doubled == 0 and expected, f"{len(found)} {what}: {lost} lost, {doubled} doubled")

    same("messages", [int(line["id"]) for line in kinds["message"]], client.messages)
    same("edits", [int(line["id"]) for line in kinds["edit"]], client.edits)
    same("deletions", [int(i) for line in kinds["delete"] for i in line["ids"]], client.deleted)
    same("members who came", [int(line["user"]) for line in kinds["join"]], client.joined)
    same("members who went", [int(line["user"]) for kind in ("leave", "kick", "ban") for line in kinds[kind]], client.left)
    same("bans", [int(line["user"]) for line in kinds["ban"]], client.bans)
    same("ends of bans", [int(line["user"]) for line in kinds["unban"]], client.unbans)
    same("entries of the audit log", [int(line["id"]) for line in kinds["audit"]], client.audit)
    require(client.reactions == len(kinds["reaction"]), f"{client.reactions} reactions")
    require(client.types["GUILD_LIGHTHOUSE_LIT"] == len(kinds["unknown"]) > 0, "a type that nobody knows does no harm")
    gateway = end["gateway"]
    require(gateway["identifies"] == 1 and gateway["resumed"] >= 4 and not gateway["violations"],
            f"one identify, {gateway['resumed']} resumes, no violation")
    print(f"       discord.py: {total} happenings, {gateway['dispatches']} dispatches, {dict(client.types.most_common(8))}")


class Heard(logging.Handler):
    """What discord.py writes into its log, for the transcript."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


async def requests(fake, require):
    """REST as discord.py uses it: pages of history, sending, moderation, limits that it waits for."""
    heard = Heard()
    logging.getLogger("discord").addHandler(heard)
    logging.getLogger("discord").setLevel(logging.INFO)

    async def body(client):
        guild, channel = client.guilds[0], client.guilds[0].text_channels[1]
        said = [(await control(fake, "say", text=f"Number {index}", channel=str(channel.id)))["id"] for index in range(230)]
        history = [message async for message in channel.history(limit=None, oldest_first=True)]
        require([str(message.id) for message in history] == said, f"{len(history)} messages of history, in pages of 100")
        middle = [message.id async for message in channel.history(limit=20, around=history[100])]
        require(history[100].id in middle and len(middle) == 20, "those around one")
        sent = await channel.send("Good morning")
        require(await until(lambda: sent.id in client.messages), "what the bot sends comes back as an event")
        await sent.edit(content="Good evening")
        require((await channel.fetch_message(sent.id)).content == "Good evening", "a message is edited")
        await history[0].delete()
        await channel.delete_messages(history[1:11], reason="test")
        require(await until(lambda: len(client.deleted) >= 11), "messages are deleted, one and many")
        member = guild.get_member(int(fake.world()["people"][30])) or await guild.fetch_member(int(fake.world()["people"][30]))
        await member.timeout(discord.utils.utcnow() + discord.utils.datetime.timedelta(hours=1), reason="à voir")
        require((await guild.fetch_member(member.id)).is_timed_out(), "a time-out")
        role = next(role for role in guild.roles if role.name == "Helper")
        await member.add_roles(role)
        require(role.id in [r.id for r in (await guild.fetch_member(member.id)).roles], "a role")
        await member.ban(reason="rule 4", delete_message_seconds=0)
        require((await guild.fetch_ban(member)).reason == "rule 4", "a ban with its reason")
        entries = [entry async for entry in guild.audit_logs(limit=20)]
        require(entries[0].action == discord.AuditLogAction.ban and entries[0].reason == "rule 4"
                and any(entry.reason == "à voir" for entry in entries), "the audit log names both with their reasons")
        await guild.unban(member)
        try:
            await guild.owner.ban() if guild.owner else await guild.ban(discord.Object(guild.owner_id))
            require(False, "the owner cannot be banned")
        except discord.Forbidden as error:
            require(error.code == 50013, "the owner cannot be banned: 50013")
        rule = await guild.create_automod_rule(
            name="words", event_type=discord.AutoModRuleEventType.message_send, enabled=True,
            trigger=discord.AutoModTrigger(keyword_filter=["example"]),
            actions=[discord.AutoModRuleAction(custom_message="no")])
        require([found.name for found in await guild.fetch_automod_rules()] == ["words"] and rule.id, "a rule of AutoMod")
        await rules(guild, rule, require)
        tree = discord.app_commands.CommandTree(client)

        @tree.command(description="Say hello")
        async def hello(interaction: discord.Interaction, name: str):
            await interaction.response.send_message(f"Hello {name}", ephemeral=True)
            await interaction.followup.send("And again", ephemeral=True)

        @tree.context_menu(name="Look at it")
        async def look(interaction: discord.Interaction, message: discord.Message):
            await interaction.response.send_message(f"Seen: {message.content}", ephemeral=True)

        commands = await tree.sync()
        require({command.name for command in commands} == {"hello", "Look at it"}, "commands are registered")
        ids = {command.name: str(command.id) for command in commands}
        asked = await control(fake, "interaction", data={
            "id": ids["hello"], "name": "hello", "type": 1, "options": [{"type": 3, "name": "name", "value": "Wren"}]})
        answers = await until(lambda: (found := fake.control(f"interactions/{asked['id']}", method="GET")["answers"])
                              and len(found) > 1 and found)
        require(answers and answers[0]["data"]["content"] == "Hello Wren" and answers[0]["data"]["flags"] == 64
                and answers[1]["follow_up"]["content"] == "And again", "a command is answered, and a second time")
        target = fake.call("GET", f"/channels/{channel.id}/messages/{history[200].id}")[2]
        asked = await control(fake, "interaction", data={
            "id": ids["Look at it"], "name": "Look at it", "type": 3, "target_id": target["id"],
            "resolved": {"messages": {target["id"]: target}}}, private=True)
        answers = await until(lambda: fake.control(f"interactions/{asked['id']}", method="GET")["answers"])
        require(answers and answers[0]["data"]["content"] == "Seen: Number 200", "the menu of a message, in a private chat")
        started = time.monotonic()
        await asyncio.gather(*[channel.send(f"quick {index}") for index in range(16)])
        took = time.monotonic() - started
        state = fake.state()
        require(took > 9 and state["rest"]["limited"].get("user", 0) <= 4, f"16 messages in a row wait for their bucket: {took:.1f} s")
        await control(fake, "storm", seconds=1.5)
        started = time.monotonic()
        await guild.fetch_channels()
        require(time.monotonic() - started > 1 and any("rate limited" in line for line in heard.lines),
                "a 429 is waited for, and tried again")

    client = Client(chunk_guilds_at_startup=False)
    await session(fake, require, client, body)
    print("       discord.py's log: " + " | ".join(dict.fromkeys(line.split(". Retrying")[0] for line in heard.lines))[:700])


async def refusals(program, folder, make, require):
    """What Discord refuses, discord.py has names for."""
    async def connect(fake, token=None, shards=None, **more):
        aim(fake)
        client = Client(chunk_guilds_at_startup=False, **more)
        try:
            await client.login(token or fake.token)
            await asyncio.wait_for(client.connect(), 20)
        except Exception as error:
            return error
        finally:
            await client.close()

    with make(name="token") as fake:
        require(isinstance(await connect(fake, token="x"), discord.LoginFailure), "a wrong token: LoginFailure")
    with make(name="intents", privileged=0) as fake:
        require(isinstance(await connect(fake), discord.PrivilegedIntentsRequired), "no intents: PrivilegedIntentsRequired")
    with make(name="shards", shards=2) as fake:
        error = await connect(fake)
        require(getattr(error, "code", None) == 4011, "too few shards: 4011")
        error = await connect(fake, shard_id=2, shard_count=2)
        require(getattr(error, "code", None) == 4010, "a shard that cannot be: 4010")


async def shards(fake, require):
    """Guilds of several shards, each identified in its turn."""
    aim(fake)
    intents = discord.Intents.default()
    client = discord.AutoShardedClient(intents=intents)
    ready = asyncio.Event()

    async def on_ready():
        ready.set()
    client.event(on_ready)
    await client.login(fake.token)
    connecting = asyncio.create_task(client.connect())
    try:
        await asyncio.wait_for(ready.wait(), 60)
        state = fake.state()
        require(len(client.guilds) == 5 and len(client.shards) == 2 and not state["gateway"]["violations"],
                f"{len(client.guilds)} guilds on {len(client.shards)} shards, identified in turn")
    finally:
        await client.close()
        await asyncio.wait([connecting], timeout=10)


async def large(fake, require, members):
    """A guild of 300,000 members comes in chunks of 1,000."""
    async def body(client):
        guild = client.guilds[0]
        started = time.monotonic()
        found = await guild.chunk()
        require(len(found) == members + 1 == guild.member_count,
                f"{len(found)} members in chunks of 1,000, {time.monotonic() - started:.1f} s")
    client = Client(chunk_guilds_at_startup=False)
    await session(fake, require, client, body)


def run(program, folder, make, require, members):
    asyncio.run(refusals(program, folder, make, require))
    asyncio.run(traffic(make(name="traffic", perSecond=300, channels=6, heartbeatInterval=2000), require))
    with make(name="requests", channels=4, members=200) as fake:
        asyncio.run(requests(fake, require))
    with make(name="sharded", guilds=5, shards=2, maxConcurrency=1, members=100) as fake:
        asyncio.run(shards(fake, require))
    with make(name="large", members=members, buffer=2000) as fake:
        asyncio.run(large(fake, require, members))
