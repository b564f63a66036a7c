public import SafetyModel

/// One report about a subject, as far as it matters whether it is a voice of its own.
public struct Voice: Sendable, Hashable {
    public var text: String
    public var account: String?
    public var isNewAccount: Bool
    public var invite: String?
    public var originMark: String?
    public var time: Timestamp

    public init(
        text: String, account: String? = nil, isNewAccount: Bool = false, invite: String? = nil,
        originMark: String? = nil, time: Timestamp
    ) {
        self.text = text
        self.account = account
        self.isNewAccount = isNewAccount
        self.invite = invite
        self.originMark = originMark
        self.time = time
    }
}

/// Tells many people apart from one person many times. Every report is read; only how far it raises the priority
/// depends on this.
///
/// A report is no voice of its own beside an earlier one about the same subject when it comes from the same account;
/// when it has the same words; when both come from new accounts that joined by one invite; or when both come from one
/// connection within ``originWindow`` and do not each say something of their own. One connection alone proves nothing:
/// a whole school is behind one.
public enum Brigading {
    /// How young an account is called new.
    public static let newAccountAge = Duration.days(7)
    /// How long reports from one connection are held against each other.
    public static let originWindow = Duration.minutes(30)
    /// How much of their words two texts share that are called the same (Jaccard index of their sets of words).
    public static let sameText = 0.8
    /// Texts of fewer words ("help me") are alike by chance.
    public static let fewestWords = 4

    public static func isIndependent(_ voice: Voice, of earlier: some Sequence<Voice>) -> Bool {
        let words = Self.words(of: voice.text)
        return !earlier.contains { isSame(voice, words, $0) }
    }

    /// How many voices there are, told in the order of time.
    public static func independentVoices(_ voices: [Voice]) -> Int {
        let ordered = voices.sorted { $0.time < $1.time }
        return ordered.indices.count { isIndependent(ordered[$0], of: ordered[..<$0]) }
    }

    /// How likely a report is to hold, with so many independent voices for it: 0.6 for one, nearer to 1 with each.
    public static func score(voices: Int, trusted: Bool) -> Double {
        let doubt = (0..<min(max(voices, 1) - 1, 20)).reduce(0.4) { doubt, _ in doubt * 0.6 }
        return max(1 - doubt, trusted ? 0.85 : 0)
    }

    private static func isSame(_ voice: Voice, _ words: Set<Substring>, _ other: Voice) -> Bool {
        if let account = voice.account, account == other.account { return true }
        if let invite = voice.invite, invite == other.invite, voice.isNewAccount, other.isNewAccount { return true }
        let others = Self.words(of: other.text)
        let enough = min(words.count, others.count) >= fewestWords
        if enough, likeness(words, others) >= sameText { return true }
        guard let mark = voice.originMark, mark == other.originMark else { return false }
        let apart = abs(voice.time.milliseconds - other.time.milliseconds)
        return apart <= originWindow.milliseconds && (!enough || likeness(words, others) >= sameText / 2)
    }

    private static func likeness(_ one: Set<Substring>, _ other: Set<Substring>) -> Double {
        let common = one.count { other.contains($0) }
        return Double(common) / Double(max(one.count + other.count - common, 1))
    }

    private static func words(of text: String) -> Set<Substring> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(400))
    }
}
