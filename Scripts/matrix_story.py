"""People of the harbour, and what happens between them: invented, and played through the real client interface."""
from matrix_server import SERVER, quoted


def user(name):
    return f"@{name}:{SERVER}"


class Story:
    """People of the harbour, who do what people do."""

    def __init__(self, synapse):
        self.synapse, self.tokens, self.number = synapse, {}, 0

    def act(self, who, method, path, body=None):
        return self.synapse.client(method, path, body if body is not None or method == "GET" else {}, self.tokens[who])

    def send(self, who, room, kind, content):
        self.number += 1
        return self.act(who, "PUT", f"/rooms/{quoted(room)}/send/{kind}/{self.number}", content)["event_id"]

    def say(self, who, room, text, **more):
        return self.send(who, room, "m.room.message", {"msgtype": "m.text", "body": text, **more})

    def state(self, who, room, kind, content, key=""):
        return self.act(who, "PUT", f"/rooms/{quoted(room)}/state/{kind}/{quoted(key)}", content)

    def member(self, who, room, step, whom, reason=None):
        self.act(who, "POST", f"/rooms/{quoted(room)}/{step}", {"user_id": user(whom), "reason": reason or step})

    def play(self):
        for name in ("maren", "odile", "quillon", "wren", "isaure"):
            self.tokens[name] = self.synapse.register(name, admin=name == "maren")
        self.space = self.act("maren", "POST", "/createRoom", {
            "name": "The Harbour", "preset": "public_chat", "creation_content": {"type": "m.space"}})["room_id"]
        self.quay = self.act("maren", "POST", "/createRoom", {"name": "The quay", "preset": "public_chat"})["room_id"]
        self.state("maren", self.space, "m.space.child", {"via": [SERVER]}, self.quay)
        for name in ("odile", "quillon", "wren", "isaure"):
            for room in (self.space, self.quay):
                self.act(name, "POST", f"/join/{quoted(room)}")
        levels = self.act("maren", "GET", f"/rooms/{quoted(self.quay)}/state/m.room.power_levels")
        self.levels = levels
        self.promote("odile", 50)
        self.first = self.say("wren", self.quay, "Good evening, I am new here")
        self.edited = self.say("wren", self.quay, "* Good evening, I came today", **{
            "m.new_content": {"msgtype": "m.text", "body": "Good evening, I came today"},
            "m.relates_to": {"rel_type": "m.replace", "event_id": self.first}})
        self.answer = self.say("isaure", self.quay, "> <@wren> Good evening\n\nWelcome", **{
            "m.relates_to": {"m.in_reply_to": {"event_id": self.first}}})
        self.send("odile", self.quay, "m.reaction", {
            "m.relates_to": {"rel_type": "m.annotation", "event_id": self.first, "key": "👋"}})
        rude = self.say("quillon", self.quay, "Go away, nobody wants you here")
        self.act("odile", "PUT", f"/rooms/{quoted(self.quay)}/redact/{quoted(rude)}/r1", {"reason": "rude"})
        self.rude = rude
        self.picture = self.send("isaure", self.quay, "m.room.message", {
            "msgtype": "m.image", "body": "boat.png", "url": "mxc://harbour.test/none", "info": {"size": 1234}})
        # A private chat, a call, and an encrypted message.
        self.private = self.act("quillon", "POST", "/createRoom", {
            "preset": "trusted_private_chat", "is_direct": True, "invite": [user("wren")]})["room_id"]
        self.act("wren", "POST", f"/join/{quoted(self.private)}")
        self.asked = self.say("quillon", self.private, "Send me a picture, just for me, and tell nobody")
        self.send("quillon", self.private, "m.call.invite", {"call_id": "c1", "version": "1", "party_id": "p", "lifetime": 1,
                                                              "offer": {"type": "offer", "sdp": ""}})
        self.send("quillon", self.private, "m.call.hangup", {"call_id": "c1", "version": "1", "party_id": "p"})
        self.locked = self.send("quillon", self.private, "m.room.encrypted", {
            "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AAAA", "session_id": "s", "sender_key": "k",
            "device_id": "D"})
        # Power: a kick, a ban, and its end.
        self.member("odile", self.quay, "kick", "isaure", "too loud")
        self.act("isaure", "POST", f"/join/{quoted(self.quay)}")
        self.member("odile", self.quay, "ban", "wren", "spam")
        self.say("odile", self.quay, "Whoever wants back in can ask me")
        self.member("odile", self.quay, "unban", "wren")
        self.promote("odile", 0)
        self.last = self.say("maren", self.quay, "Good night")

    def promote(self, who, level):
        self.levels["users"] = {**self.levels.get("users", {}), user(who): level}
        self.state("maren", self.quay, "m.room.power_levels", self.levels)
