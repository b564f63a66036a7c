public import SafetyModel

/// What an account looks like from outside: what likeness is judged by. Made for subjects of signals and cases alone,
/// compared, and thrown away: nothing of it is stored.
public struct AccountTraits: Sendable, Hashable {
    public var community: String
    public var account: String
    /// As it stands in the community.
    public var name: String?
    /// A hash of the picture, where the platform tells one.
    public var avatar: String?
    /// Events by hour of the week, 168 of them, Monday 00:00 UTC first.
    public private(set) var hours = [Int](repeating: 0, count: 168)
    /// Hashes of the accounts that it had to do with.
    public private(set) var contacts: Set<UInt64> = []
    /// Hashes of runs of three words that it wrote.
    public private(set) var phrases: Set<UInt64> = []

    static let mostContacts = 2000
    static let mostPhrases = 4000
    static let phraseLength = 3

    public init(community: String, account: String, name: String? = nil, avatar: String? = nil) {
        self.community = community
        self.account = account
        self.name = name
        self.avatar = avatar
    }

    /// Takes something that the account did.
    /// - Parameters:
    ///   - contact: to whom, on the same platform.
    ///   - words: what it wrote, as normalised words.
    public mutating func add(at moment: Timestamp, contact: String?, words: [Substring] = []) {
        // 1970-01-01 was a Thursday.
        let hour = moment.milliseconds / 3_600_000 - (moment.milliseconds % 3_600_000 < 0 ? 1 : 0)
        hours[Int(((hour + 72) % 168 + 168) % 168)] += 1
        if let contact, contact != account, contacts.count < Self.mostContacts {
            contacts.insert(StableHash.of(contact, seed: 0x636f_6e74_6163_7473))
        }
        guard words.count >= Self.phraseLength else { return }
        for start in 0...(words.count - Self.phraseLength) where phrases.count < Self.mostPhrases {
            let run = words[start..<start + Self.phraseLength].joined(separator: " ")
            phrases.insert(StableHash.of(run, seed: 0x7068_7261_7365_7321))
        }
    }

    /// How much there is of its rhythm.
    var eventCount: Int { hours.reduce(0, +) }

    /// The name without case, signs and digits at its end: what stays when somebody takes it again.
    public static func nameKey(_ name: String?) -> String? {
        guard let name else { return nil }
        var letters = name.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
        while let last = letters.last, ("0"..."9").contains(last) { letters.removeLast() }
        let key = String(String.UnicodeScalarView(letters))
        return key.count >= 3 ? key : nil
    }
}
