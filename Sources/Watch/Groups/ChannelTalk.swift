import SafetyModel

/// Who spoke last in a channel that many read, and who is under attack there: what a message that names nobody may be
/// an answer to. Speakers are known by their ids, for minutes.
///
/// ```
/// newcomer: salut, je débute           first = newcomer
/// other:    dégage                     names nobody: meant for the newcomer, with less weight than an answer
/// ```
struct ChannelTalk: Keyed {
    /// A message this long after another may answer it without saying so.
    static let answerSpan = 2 * Span.minute
    /// For how long a channel stays turned on one member after a hostile message to it.
    static let attackSpan = 5 * Span.minute

    /// The channel's key.
    var key: UInt64
    /// The last three who spoke, each once, the latest first.
    private(set) var first = Speaker.nobody
    private(set) var second = Speaker.nobody
    private(set) var third = Speaker.nobody
    /// The member on whom several have turned, at the time of the last hostile message to it.
    var attacked = Speaker.nobody

    init(key: UInt64) { self.key = key }

    struct Speaker: Sendable, Hashable {
        /// 0 for nobody.
        var key: UInt64
        var id: String
        var time: Moment

        static let nobody = Speaker(key: 0, id: "", time: .never)
    }

    /// The latest message.
    var last: Moment { first.time }

    mutating func hear(_ key: UInt64, id: String, now: Moment) {
        if first.key == key {
            first.time = max(first.time, now)
            return
        }
        if second.key != key { third = second }
        second = first
        first = Speaker(key: key, id: id, time: max(now, second.time))
    }

    mutating func restore(_ speakers: [Speaker]) {
        guard speakers.count == 3 else { return }
        (first, second, third) = (speakers[0], speakers[1], speakers[2])
    }

    var speakers: [Speaker] { [first, second, third] }

    /// Whom somebody may be answering: the last other speaker, if that was a moment ago.
    func lastOther(than actor: UInt64, _ now: Moment) -> Speaker? {
        for speaker in [first, second] where speaker.key != 0 && speaker.key != actor {
            return speaker.time.isWithin(Self.answerSpan, of: now) ? speaker : nil
        }
        return nil
    }

    /// The member of that key, if it spoke here a moment ago.
    func spokeLately(_ key: UInt64, _ now: Moment) -> Speaker? {
        for speaker in [first, second, third] where speaker.key == key {
            return speaker.time.isWithin(Self.answerSpan, of: now) ? speaker : nil
        }
        return nil
    }

    /// The member on whom the channel has turned, if that still goes on.
    func underAttack(_ now: Moment) -> Speaker? {
        attacked.key != 0 && attacked.time.isWithin(Self.attackSpan, of: now) ? attacked : nil
    }
}
