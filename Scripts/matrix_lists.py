"""Lists of bans, as Mjolnir and Draupnir keep them: read from a room, and written to Vigie's own."""
import base64
import hashlib

from matrix_server import SERVER, call, quoted
from matrix_story import user


class Lists:
    def __init__(self, run, story, require, wait):
        self.run, self.story, self.require, self.wait = run, story, require, wait

    def make(self):
        """A list with one rule of each form; returns what stands in the file of the connection."""
        story = self.story
        self.list = story.act("maren", "POST", "/createRoom", {"name": "Harbour bans", "preset": "public_chat"})["room_id"]
        self.rule("org.matrix.mjolnir.rule.user", "@spam*:" + SERVER, "org.matrix.mjolnir.ban")
        digest = base64.b64encode(hashlib.sha256(user("hidden").encode()).digest()).decode()
        story.state("maren", self.list, "m.policy.rule.user", {
            "hashes": {"sha256": digest}, "recommendation": "m.ban", "reason": "spam"}, "hashed")
        self.rule("m.policy.rule.user", "*", "m.ban")
        return f"policy_lists: {{watch: [\"{self.list}\"], listed: ban, publish: true}}\n"

    def rule(self, kind, entity, advice):
        self.story.state("maren", self.list, kind, {"entity": entity, "recommendation": advice, "reason": "spam"}, "rule:" + entity)

    def signals(self, name):
        return self.run.rows("SELECT signals.detail FROM signals JOIN cases ON cases.id = case_id WHERE subject = ? "
                             "AND signals.detail LIKE '%listed_member%'", user(name))

    def is_banned(self, name):
        path = f"/rooms/{quoted(self.story.quay)}/state/m.room.member/{quoted(user(name))}"
        found = self.story.act("maren", "GET", path)
        return found["membership"] == "ban" and found

    def read(self):
        story, require, wait = self.story, self.require, self.wait
        for name, what in (("spammer", "a pattern in an older type of rule"), ("hidden", "a hashed rule")):
            story.tokens[name] = story.synapse.register(name)
            story.act(name, "POST", f"/join/{quoted(story.quay)}")
            found = wait(lambda: self.signals(name), 30)
            require(found and "Harbour bans" in str(found[0][0]), f"who joins and stands on a list by {what} is a case that names it")
            banned = wait(lambda: self.is_banned(name), 30)
            require(banned and banned.get("reason") == f"Policy list {self.list}", "and is banned where the operator says so")
        require(not self.signals("wren") and not self.is_banned("wren"), "a rule about everybody is about nobody")
        self.rule("m.policy.rule.user", user("hamper"), "m.ban")
        story.tokens["hamper"] = story.synapse.register("hamper")
        story.state("maren", self.list, "m.policy.rule.user", {}, "rule:" + user("hamper"))
        story.act("hamper", "POST", f"/join/{quoted(story.quay)}")
        joined = wait(lambda: [body for _, body in self.run.events() if body["type"] == "member.joined"
                               and body["data"]["actor"]["id"] == user("hamper")], 30)
        require(joined and not self.signals("hamper"), "a rule that was taken back holds no more")
        self.rule("m.policy.rule.user", user("hamper"), "m.ban")
        require(wait(lambda: self.signals("hamper"), 30), "a new rule is held against who is here already")

    def published(self, name):
        """The rule about somebody on Vigie's own list, as an administrator sees it."""
        token, port = self.story.tokens["maren"], self.story.synapse.port
        rooms = call(port, "GET", "/_synapse/admin/v1/rooms?search_term=Vigie%3A%20bans", token=token)[1]["rooms"]
        for room in rooms:
            state = call(port, "GET", f"/_synapse/admin/v1/rooms/{quoted(room['room_id'])}/state", token=token)[1]["state"]
            for event in state:
                if event["type"] == "m.policy.rule.user" and event["content"].get("entity") == user(name):
                    return event["content"]
        return None

    def written(self, name):
        rule = self.wait(lambda: self.published(name), 20)
        self.require(rule and rule["recommendation"] == "m.ban" and rule["reason"].startswith("Decision "),
                     "a ban that was decided stands on Vigie's own list, with nothing but its reference")
