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
        /// How much it counts as one of many: 1 for an answer or a mention, less for a guess, for old friends, and for
        /// those who sit in one voice room with the target.
        var weight: Float
        /// Whether it named nobody, and only stood where an answer to the target would stand.
        var isGuess: Bool
    }

    /// Somebody who spoke with hostility.
    struct Speaker {
        var voice: Voice
        /// The hostility of all messages together.
        var hostile: Float
        /// The heaviest message's weight.
        var weight: Float
        /// Whether no message of theirs named the target.
        var isGuess: Bool
    }

    mutating func add(_ voice: Voice, now: Moment) {
        last = max(last, now)
        if voices.contains(where: { $0.event == voice.event && $0.source == voice.source }) { return }
        voices.removeAll { now.since(Moment($0.time)) > Self.window }
        if voices.count >= Self.limit { voices.removeFirst() }
        voices.append(voice)
    }

    /// Speakers within the window, in the order of their first message.
    func speakers(_ now: Moment) -> [Speaker] {
        var speakers: [Speaker] = []
        for voice in voices where now.since(Moment(voice.time)) <= Self.window {
            if let known = speakers.firstIndex(where: { $0.voice.speaker == voice.speaker }) {
                speakers[known].hostile += voice.hostile
                speakers[known].weight = max(speakers[known].weight, voice.weight)
                speakers[known].isGuess = speakers[known].isGuess && voice.isGuess
            } else {
                speakers.append(
                    Speaker(voice: voice, hostile: voice.hostile, weight: voice.weight, isGuess: voice.isGuess))
            }
        }
        return speakers
    }
}
