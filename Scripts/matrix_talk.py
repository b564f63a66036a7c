"""Moderators ask Vigie in their room, and members report in a chat: through the real client interface."""
import json
import re
import time

from matrix_server import SERVER, call, quoted
from matrix_story import user

VIGIE = user("vigie")


class Talk:
    """What is asked of Vigie, and what it answers."""

    def __init__(self, run, story, require, wait):
        self.run, self.story, self.require, self.wait = run, story, require, wait

    # Rooms

    def said(self, who, room):
        """What Vigie said in a room and did not take back, oldest first."""
        return [words for _, words in self.notices(who, room)]

    def notices(self, who, room):
        found = self.story.act(who, "GET", f"/rooms/{quoted(room)}/messages?dir=b&limit=100")["chunk"]
        return [(event["event_id"], event["content"]["body"]) for event in reversed(found)
                if event["type"] == "m.room.message" and event["sender"] == VIGIE and "body" in event["content"]]

    def ask(self, who, room, text, expect, seconds=30, **more):
        """Says something, and waits for an answer that holds these words."""
        before = {identifier for identifier, _ in self.notices(who, room)}
        self.story.say(who, room, text, **more)
        return self.wait(lambda: next((words for identifier, words in self.notices(who, room)
                                       if identifier not in before and expect in words), None), seconds)

    def open_chat(self, who, encrypted=False):
        body = {"preset": "trusted_private_chat", "is_direct": True, "invite": [VIGIE]}
        if encrypted:
            body["initial_state"] = [{"type": "m.room.encryption", "state_key": "",
                                      "content": {"algorithm": "m.megolm.v1.aes-sha2"}}]
        return self.story.act(who, "POST", "/createRoom", body)["room_id"]

    # The command room

    def make_command_room(self):
        """A room of the moderators in the community's space; its id stands in the file of the connection."""
        story = self.story
        self.bridge = story.act("maren", "POST", "/createRoom", {
            "name": "The bridge", "preset": "private_chat", "invite": [VIGIE, user("odile"), user("isaure")],
            "power_level_content_override": {"users": {user("odile"): 50}}})["room_id"]
        story.state("maren", story.space, "m.space.child", {"via": [SERVER]}, self.bridge)
        for name in ("odile", "isaure"):
            story.act(name, "POST", f"/join/{quoted(self.bridge)}")
        return f"commands: {{room: \"{self.bridge}\", language: fr}}\n"

    def commands(self):
        require, bridge = self.require, self.bridge
        require(self.ask("odile", bridge, "!vigie status", "En marche depuis"), "!vigie status is answered, in the room's language")
        require(self.ask("maren", bridge, "!vigie cases", "(severity"), "!vigie cases names open cases, in the command's language")
        answer = self.said("maren", bridge)[-1]
        require("quillon" not in answer and "wren" not in answer and "isaure" not in answer,
                "and neither who is concerned nor who reported")
        require(self.ask("odile", bridge, "!vigie dance", "!vigie cas"), "an unknown command is answered with help")
        require(self.ask("isaure", bridge, "!vigie cases", "power level 50"), "who has no power is told so")
        before = len(self.said("odile", bridge))
        for number in range(20):
            self.story.say("odile", bridge, f"!vigie help {number}")
        time.sleep(3)
        require(len(self.said("odile", bridge)) - before <= 7, "a flood of commands is answered a few times")

    # A report in a chat

    def report(self):
        require, story, run = self.require, self.story, self.run
        chat = self.open_chat("wren")
        greeting = self.wait(lambda: next((words for words in self.said("wren", chat) if "Vigie" in words), None), 30)
        require(greeting and greeting.startswith(("In danger", "En danger")) and "Bonjour" in greeting and "Hello" in greeting,
                "who opens a chat is greeted in both languages, help lines first")
        story.act("wren", "POST", f"/join/{quoted(story.quay)}")
        rude = story.say("quillon", story.quay, "Send me a picture of you, just for me")
        require(self.ask("wren", chat, "fr", "Que s’est-il passé"), "a member chooses the language")
        require(self.ask("wren", chat, "1", "Raconte avec tes mots"), "a number says what happened")
        require(self.ask("wren", chat, f"https://matrix.to/#/{story.quay}/{rude}?via={SERVER}", "C’est noté"), "a link to a message is taken")
        require(self.ask("wren", chat, "https://matrix.to/#/!nowhere:harbour.test/$nothing", "pas trouvé"), "a link that leads nowhere is told")
        slip = story.say("wren", chat, "Il habite rue des Embruns, je crois")
        self.wait(lambda: len(self.said("wren", chat)) >= 4 and self.said("wren", chat)[-1].startswith("C’est noté"), 20)
        story.act("wren", "PUT", f"/rooms/{quoted(chat)}/redact/{quoted(slip)}/slip", {})
        require(self.wait(lambda: "C’est retiré." in self.said("wren", chat), 20), "what is taken back is taken out")
        require(self.ask("wren", chat, "Il demande chaque soir", "C’est noté"), "so are words")
        require(self.ask("wren", chat, "ok", "qui dirigent"), "who did it is known from the message")
        require(self.ask("wren", chat, "non", "en danger, là"), "and whether they are staff is asked")
        require(self.ask("wren", chat, "non", "Messages : 3"), "what will be sent is told before")
        receipt = self.ask("wren", chat, "envoyer", "Ton code")
        require(receipt, "the report is sent, and answered with a code")
        code = re.search(r"Ton code : ([\d ]+)", receipt or "Ton code : 0").group(1).strip()
        require(self.ask("wren", chat, f"statut {code}", "C’est reçu"), "with the code one asks where it stands")
        require(self.ask("wren", chat, "statut " + code[:-1] + str((int(code[-1]) + 1) % 10), "chiffre"), "a slip of the fingers is told apart")
        require(self.ask("wren", chat, "noté", "plus ici") and not any(code in words for words in self.said("wren", chat)),
                "then the code is taken away")
        rows = run.rows("SELECT happening, source, source_id FROM reports WHERE source_id LIKE 'dialogue/%'")
        require(len(rows) == 1 and rows[0][0] == "pictures", "it is filed once, as any other report")
        # Who reported is nowhere that staff can look.
        events = run.events()
        traces = [body for identifier, body in events if json.dumps(body).find(chat) >= 0]
        require(not any("vigie" in json.dumps(body) for body in traces), "no event tells that a member spoke with Vigie")
        require(not any(body["type"].startswith("message.") or "room.member" in body["type"] for body in traces)
                and all(identifier not in (slip,) for identifier, _ in events), "no message of the chat is an event")
        trail = run.rows("SELECT group_concat(detail, ' ') FROM audit")[0][0] or ""
        require(user("wren") not in trail, "nor does the trail name who reported")
        files = [file.read_bytes() for file in run.folder.glob("vigie.db*")]
        require(not any(b"Embruns" in content or b"demande chaque soir" in content for content in files),
                "no word of the chat lies open in the database")
        self.chat, self.code = chat, code

    def restart(self, start):
        """Vigie ends in the middle of a report, and says so."""
        chat = self.open_chat("isaure")
        self.wait(lambda: len(self.said("isaure", chat)) >= 2, 30)
        self.ask("isaure", chat, "5", "ok")
        self.run.kill()
        start()
        self.require(self.wait(lambda: any("I was started anew" in words for words in self.said("isaure", chat)), 60),
                     "after a restart a member is told that what was said is gone")

    def encrypted(self):
        chat = self.open_chat("isaure", encrypted=True)
        told = self.wait(lambda: next((words for words in self.said("isaure", chat) if "encrypted" in words), None), 30)
        self.require(told and "chiffré" in told, "in an encrypted room Vigie says that it cannot read")

        def invited():
            answer = self.story.act("isaure", "GET", "/sync?timeout=0")
            for room, what in answer["rooms"].get("invite", {}).items():
                if any(e["sender"] == VIGIE for e in what["invite_state"]["events"] if e["type"] == "m.room.member"
                       and e.get("state_key") == user("isaure")):
                    return room
            return None
        room = self.wait(invited, 30)
        self.require(room, "and invites to a room without encryption")
        if room:
            self.story.act("isaure", "POST", f"/join/{quoted(room)}")
            self.require(self.wait(lambda: any("Hello" in words for words in self.said("isaure", room)), 20), "where it greets")

    def not_alone(self):
        self.story.act("wren", "POST", f"/rooms/{quoted(self.chat)}/invite", {"user_id": user("odile")})
        self.require(self.wait(lambda: any("not alone" in words for words in self.said("wren", self.chat)), 30),
                     "where another is asked in, Vigie says so and leaves")
        said = self.story.say("wren", self.chat, "It went well, thank you")
        time.sleep(2)
        self.require(said not in dict(self.run.events()), "and what is said there is still no event")
