import SafetyModel

/// Those who spoke with hostility to one target of late: at most ``limit`` messages of the last ten minutes.
struct Crowd: Keyed {
    static let limit = 48
    static let window = 10 * Span.minute

    /// The target's key.
    var key: UInt64
    var voices: [Voice] = []
    var raisedAt = Moment.never
    /// The newest hostile message.
    var last = Moment.never

    init(key: UInt64) { self.key = key }

    /// A hostile message.
    struct Voice: Sendable, Hashable {
        var speaker: UInt64
        /// The speaker's id and name: a pile-on is told of somebody other than who wrote last.
        var id: String
        var name: String?
        var isStaff: Bool
        var time: Timestamp
        var source: String
        var event: String
        var hostile: Float
    }

    mutating func add(_ voice: Voice, now: Moment) {
        last = max(last, now)
        if voices.contains(where: { $0.event == voice.event && $0.source == voice.source }) { return }
        voices.removeAll { now.since(Moment($0.time)) > Self.window }
        if voices.count >= Self.limit { voices.removeFirst() }
        voices.append(voice)
    }

    /// Speakers within the window, in the order of their first message, with how much hostility each brought.
    func speakers(_ now: Moment) -> [(voice: Voice, hostile: Float)] {
        var speakers: [(voice: Voice, hostile: Float)] = []
        for voice in voices where now.since(Moment(voice.time)) <= Self.window {
            if let known = speakers.firstIndex(where: { $0.voice.speaker == voice.speaker }) {
                speakers[known].hostile += voice.hostile
            } else {
                speakers.append((voice, voice.hostile))
            }
        }
        return speakers
    }
}
