public import SafetyModel

/// How alike two accounts are, as a score with its reasons. A lead for guardians, never a finding: it opens no case, is
/// part of no score and no rule, and ends by itself.
public struct Likeness: Sendable, Hashable {
    /// Log-odds before anything speaks for it: about one in a hundred thousand.
    public static let prior = -11.5
    /// From here on it is told.
    public static let bar = 0.9
    /// For how long a lead stands.
    public static let lifetime = Duration.days(90)

    /// 0…1.
    public var score: Double
    /// Largest first; codes begin with `likeness.`.
    public var reasons: [Contribution]

    /// Whether it is a lead: over the bar, and by two kinds of reasons at least that do not follow from each other. The
    /// rhythm is none of them, for people of one school and one time zone share it, and a name alone never is enough.
    public var isLead: Bool {
        let independent: Set = ["likeness.name", "likeness.avatar", "likeness.contacts", "likeness.phrases"]
        return score >= Self.bar && reasons.count { independent.contains($0.code) && $0.logOdds >= 2 } >= 2
    }

    public init(_ one: AccountTraits, _ other: AccountTraits, rarity: TraitRarity) {
        var reasons = [
            Self.name(one, other, rarity), Self.avatar(one, other, rarity), Self.contacts(one, other, rarity),
            Self.phrases(one, other, rarity), Self.rhythm(one, other),
        ].compactMap(\.self)
        reasons.sort { ($1.logOdds.magnitude, $0.code) < ($0.logOdds.magnitude, $1.code) }
        score = Arithmetic.probability(logOdds: reasons.reduce(Self.prior) { $0 + $1.logOdds })
        self.reasons = [Contribution(code: "likeness.prior", logOdds: Self.prior)] + reasons
    }

    /// The same name: as much as it is rare, at most 6.
    private static func name(_ one: AccountTraits, _ other: AccountTraits, _ rarity: TraitRarity) -> Contribution? {
        guard let key = AccountTraits.nameKey(one.name), key == AccountTraits.nameKey(other.name) else { return nil }
        let holders = rarity.holders(ofName: key)
        let rareness = Arithmetic.logarithm(Double(rarity.memberCount) / Double(holders)) - 2
        // A name of a few letters is found twice by chance.
        let most = key.count < 6 ? 3.0 : 6
        let weight = holders > 10 ? min(rareness, 1) : rareness
        return weight <= 0
            ? nil : Contribution(code: "likeness.name", logOdds: min(weight, most), figure: Double(holders))
    }

    /// The same picture: 6, unless it goes around.
    private static func avatar(_ one: AccountTraits, _ other: AccountTraits, _ rarity: TraitRarity) -> Contribution? {
        guard let avatar = one.avatar, !avatar.isEmpty, avatar == other.avatar else { return nil }
        let holders = rarity.holders(ofAvatar: avatar)
        return Contribution(
            code: "likeness.avatar", logOdds: holders <= 2 ? 6 : holders <= 5 ? 2 : 0.2, figure: Double(holders))
    }

    /// Contacts that few others have in common: 1.2 for each from the second on, at most 6.
    private static func contacts(_ one: AccountTraits, _ other: AccountTraits, _ rarity: TraitRarity) -> Contribution? {
        let shared = one.contacts.intersection(other.contacts).count { rarity.isRare(contact: $0) }
        let fewer = min(one.contacts.count, other.contacts.count)
        guard shared >= 2, Double(shared) >= 0.1 * Double(fewer) else { return nil }
        return Contribution(
            code: "likeness.contacts", logOdds: min(1.2 * Double(shared - 1), 6), figure: Double(shared))
    }

    /// Runs of words that few others wrote: 0.7 for each from the third on, at most 6.
    private static func phrases(_ one: AccountTraits, _ other: AccountTraits, _ rarity: TraitRarity) -> Contribution? {
        let shared = one.phrases.intersection(other.phrases).count { rarity.isRare(phrase: $0) }
        let fewer = min(one.phrases.count, other.phrases.count)
        guard shared >= 3, Double(shared) >= 0.05 * Double(fewer) else { return nil }
        return Contribution(
            code: "likeness.phrases", logOdds: min(0.7 * Double(shared - 2), 6), figure: Double(shared))
    }

    /// The hours of the week: at most 1 for, and 2 against where they hardly meet. From 40 events each.
    private static func rhythm(_ one: AccountTraits, _ other: AccountTraits) -> Contribution? {
        guard one.eventCount >= 40, other.eventCount >= 40 else { return nil }
        let product = zip(one.hours, other.hours).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        let squares = [one, other].map { $0.hours.reduce(0.0) { $0 + Double($1) * Double($1) } }
        let cosine = product / (squares[0] * squares[1]).squareRoot()
        let weight = cosine >= 0.5 ? 2 * (cosine - 0.5) : cosine < 0.15 ? -2 : 0
        return weight == 0 ? nil : Contribution(code: "likeness.rhythm", logOdds: weight, figure: cosine)
    }
}

/// A lead that two accounts may be one person's.
public struct IdentityLead: Sendable, Hashable {
    public var one: (community: String, account: String) { (oneCommunity, oneAccount) }
    public var other: (community: String, account: String) { (otherCommunity, otherAccount) }
    private var oneCommunity, oneAccount, otherCommunity, otherAccount: String
    public var likeness: Likeness

    init(_ one: AccountTraits, _ other: AccountTraits, _ likeness: Likeness) {
        (oneCommunity, oneAccount) = (one.community, one.account)
        (otherCommunity, otherAccount) = (other.community, other.account)
        self.likeness = likeness
    }
}

/// Compares accounts that are subjects of signals or cases.
public enum IdentitySearch {
    /// Accounts that are compared at once, the newest cases first.
    public static let mostAccounts = 2000

    /// Every lead among accounts, the likeliest first. Two accounts are only compared if a name, a picture, two rare
    /// contacts or three rare phrases bring them together; the same account in two communities needs no likeness.
    public static func leads(among accounts: [AccountTraits], rarity: TraitRarity) -> [IdentityLead] {
        let accounts = Array(accounts.prefix(mostAccounts))
        var rarity = rarity
        for traits in accounts { rarity.add(traits) }
        var leads: [IdentityLead] = []
        for pair in pairs(accounts, rarity) {
            let (one, other) = (accounts[Int(pair >> 32)], accounts[Int(pair & 0xFFFF_FFFF)])
            guard one.account != other.account else { continue }
            let likeness = Likeness(one, other, rarity: rarity)
            if likeness.isLead { leads.append(IdentityLead(one, other, likeness)) }
        }
        return leads.sorted {
            ($1.likeness.score, $0.one.account, $0.other.account) < (
                $0.likeness.score, $1.one.account, $1.other.account
            )
        }
    }

    private static func pairs(_ accounts: [AccountTraits], _ rarity: TraitRarity) -> [UInt64] {
        var groups: [String: [Int]] = [:]
        for (index, traits) in accounts.enumerated() {
            if let key = AccountTraits.nameKey(traits.name) { groups["n" + key, default: []].append(index) }
            if let avatar = traits.avatar { groups["a" + avatar, default: []].append(index) }
            for contact in traits.contacts where rarity.isRare(contact: contact) {
                groups["c\(contact)", default: []].append(index)
            }
            for phrase in traits.phrases where rarity.isRare(phrase: phrase) {
                groups["p\(phrase)", default: []].append(index)
            }
        }
        var found: Set<UInt64> = []
        for members in groups.values where members.count <= 50 {
            for (place, one) in members.enumerated() {
                for other in members.dropFirst(place + 1) where one != other {
                    found.insert(UInt64(min(one, other)) << 32 | UInt64(max(one, other)))
                }
            }
        }
        return found.sorted()
    }
}
