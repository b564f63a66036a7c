"""Random guilds, each member in each channel: discord.py's permissions_for beside `vigie permissions --json`."""
import json, random, subprocess, sys, tempfile
from types import SimpleNamespace
import discord
from discord.permissions import Permissions

program, guilds = sys.argv[1], int(sys.argv[2])
dice = random.Random(6)
OWNER, GUILD = 500, 1


def bits(density):
    value = 0
    for bit in range(53):
        if bit != 47 and dice.random() < density:
            value |= 1 << bit
    return value


def guild():
    roles = [{"id": str(GUILD), "name": "@everyone", "permissions": str(bits(0.3)), "position": 0, "color": 0, "hoist": False, "managed": False, "mentionable": False}]
    for number in range(dice.randrange(1, 7)):
        value = bits(0.2) & ~8 | (8 if dice.random() < 0.08 else 0)
        roles.append({**roles[0], "id": str(10 + number), "name": f"r{number}", "permissions": str(value), "position": number + 1})
    members = [{"user": {"id": str(OWNER + n), "username": f"m{n}", "discriminator": "0", "avatar": None}, "roles": sorted({dice.choice(roles)["id"] for _ in range(dice.randrange(4))} - {str(GUILD)}), "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
               for n in range(8)]
    for member in members[1:]:
        if dice.random() < 0.15:
            member["communication_disabled_until"] = "2027-06-01T00:00:00+00:00"
    channels = []
    for number in range(5):
        kind = dice.choice([0, 0, 2, 5, 13, 15])
        overwrites = []
        for role in roles:
            if dice.random() < 0.5:
                overwrites.append({"id": role["id"], "type": 0, "allow": str(bits(0.15)), "deny": str(bits(0.15))})
        for member in members:
            if dice.random() < 0.2:
                overwrites.append({"id": member["user"]["id"], "type": 1, "allow": str(bits(0.15)), "deny": str(bits(0.15))})
        dice.shuffle(overwrites)
        channels.append({"id": str(100 + number), "type": kind, "name": f"c{number}", "position": number, "permission_overwrites": overwrites, "nsfw": False, "parent_id": None, "bitrate": 64000, "user_limit": 0, "available_tags": [], "flags": 0})
    return {"id": str(GUILD), "name": "g", "owner_id": str(OWNER), "roles": roles, "channels": channels, "members": members, "taken_at": "2026-11-26T00:00:00Z"}


class State(SimpleNamespace):
    def __getattr__(self, name):
        return lambda *arguments, **more: None


state = State(member_cache_flags=discord.MemberCacheFlags.all(), self_id=1, shard_count=None, allowed_mentions=None, _users={})
state.store_user = lambda data, **more: discord.User(state=state, data=data)
state.create_user = state.store_user
different, compared = {}, 0
# A channel knows only some of the permissions; those of the guild alone are not what a channel decides.
GUILD_ONLY = Permissions(kick_members=True, ban_members=True, administrator=True, manage_guild=True, view_audit_log=True, view_guild_insights=True, change_nickname=True, manage_nicknames=True, manage_emojis=True, moderate_members=True, view_creator_monetization_analytics=True).value | 1 << 43
for _ in range(guilds):
    data = guild()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(data, file)
        file.flush()
        ours = {}
        for line in subprocess.run([program, "permissions", file.name, "--json"], capture_output=True, text=True, check=True).stdout.splitlines():
            entry = json.loads(line)
            ours[entry["member"], entry.get("channel")] = int(entry["permissions"])
    theirs = discord.Guild(data=data, state=state)
    for channel in theirs.channels:
        for member in theirs.members:
            value = channel.permissions_for(member).value
            mine = ours[str(member.id), str(channel.id)]
            compared += 1
            # What a channel of this kind knows: the owner's answer names it.
            known = ours[str(OWNER), str(channel.id)]
            delta = (value ^ mine) & known & ~GUILD_ONLY
            for bit in range(53):
                if delta >> bit & 1:
                    key = (bit, channel.type.name, "theirs" if value >> bit & 1 else "ours")
                    different[key] = different.get(key, 0) + 1
# Where the two differ on purpose (docs/permissions.md): Discord's table has activities in text channels, discord.py does
# not; and without CONNECT we take away what is done in a voice channel all the same: asking to speak, and events.
KNOWN = {(39, "text"), (39, "news"), (39, "forum"), (32, "stage_voice"), (33, "stage_voice"), (33, "voice"), (44, "stage_voice"), (44, "voice")}
known = sum(count for (bit, kind, _), count in different.items() if (bit, kind) in KNOWN)
different = {key: count for key, count in different.items() if key[:2] not in KNOWN}
print(f"{known} bits differ where it is known that they do")
print(f"{compared} members in channels compared; {sum(different.values())} bits differ")
for (bit, kind, who), count in sorted(different.items()):
    print(f"  bit {bit} in {kind}: {count} times only {who}")
sys.exit(bool(different))
