import SafetyModel

extension Watch {
    /// Somebody entered or left a voice room. The last two stays are remembered.
    mutating func noteVoice(_ event: Event, _ actor: Person, _ community: UInt64, _ now: Moment) {
        guard let channel = event.channel, !channel.id.isEmpty else { return }
        let key = StableHash.of(channel.id, seed: community) | 1
        if event.type == .voiceJoined {
            if members.records[actor.slot].voice.channel != 0, !members.records[actor.slot].voice.until.isKnown {
                members.records[actor.slot].voice.until = now
            }
            members.records[actor.slot].earlierVoice = members.records[actor.slot].voice
            members.records[actor.slot].voice = VoiceStay(channel: key, from: now, until: .never)
        } else if members.records[actor.slot].voice.channel == key {
            members.records[actor.slot].voice.until = now
        }
    }

    /// Whether both were in one voice room together within the last hour.
    func metInVoice(_ actor: Person, _ other: Person, _ now: Moment) -> Bool {
        guard let mine = state(actor), let theirs = state(other) else { return false }
        for stay in [mine.voice, mine.earlierVoice] {
            for their in [theirs.voice, theirs.earlierVoice] where stay.met(their, within: Span.hour, before: now) {
                return true
            }
        }
        return false
    }
}
