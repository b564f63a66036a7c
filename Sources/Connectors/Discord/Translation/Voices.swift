import SafetyModel

extension DiscordTranslator {
    /// A voice state (https://docs.discord.com/developers/resources/voice#voice-state-object): who changes rooms leaves
    /// one and joins the other; muting and the like change nothing.
    mutating func voice(_ data: JSONTree, guild: String, mark: String, _ received: Timestamp) -> [Event] {
        guard let user = data["user_id"].id else { return [] }
        let before = voices[guild]?[user]
        let after = data["channel_id"].id
        guard before != after else { return [] }
        voices[guild, default: [:]][user] = after
        let who = member(user: data["member"]["user"], guild, with: data["member"]) ?? member(user, guild)
        var events: [Event] = []
        for (channel, type) in [(before, EventType.voiceLeft), (after, .voiceJoined)] {
            guard let channel else { continue }
            var event = event("\(user)/\(type.name)/\(mark)", type, guild, at: received, channel: channel)
            event.channel?.kind = .voice
            event.actor = who
            events.append(event)
        }
        return events
    }

    /// Who is in the voice rooms when a guild is described: who came and went since it was described last.
    mutating func voicesNow(
        _ states: [JSONTree], guild: String, _ mark: String, _ received: Timestamp
    ) -> [Event] {
        var events: [Event] = []
        let present = Set(states.compactMap { $0["user_id"].id })
        for user in (voices[guild] ?? [:]).keys.sorted() where !present.contains(user) {
            let gone = JSONTree.object([.init(key: "user_id", value: .string(user))])
            events += voice(gone, guild: guild, mark: mark, received)
        }
        for state in states { events += voice(state, guild: guild, mark: mark, received) }
        return events
    }
}
