import SafetyModel
import TextAnalysis

/// Accounts that joined at nearly the same time, out of those whose deeds gathered at one place.
struct Cohort: Sendable {
    /// Joins further apart than this are not of one group.
    static let joinSpan = 6 * Span.hour
    static let fewest = 3

    /// Their deeds, oldest first.
    var deeds: [Deed]
    /// Each once, by how close its joining was to the newest deed's author.
    var accounts: [UInt64]
    /// Others who did the same.
    var others: Int
    /// What having joined together weighs.
    var amount: Double

    /// The group around the author of the newest deed for which having joined together says most; `nil` where fewer
    /// than three joined with them, or as many would have joined anyway.
    ///
    /// Three of two hundred who join every day are no group; three of four within ten minutes may be.
    /// - Parameter expected: how many new accounts a span of that many seconds brings anyway.
    init?(
        of deed: Deed, in gathering: Gathering, _ weights: GroupWeights, _ now: Moment, expected: (UInt32) -> Double
    ) {
        let authors = Self.authors(around: deed, in: gathering, now)
        guard authors.count >= Self.fewest else { return nil }
        var best = (amount: -1.0, count: 0)
        var (earliest, latest) = (authors[0].joined, authors[0].joined)
        for (place, author) in authors.enumerated() {
            earliest = min(earliest, author.joined)
            latest = max(latest, author.joined)
            guard place + 1 >= Self.fewest else { continue }
            let beside = Double(place)
            let weight = min(weights.joinedTogetherMost, weights.joinedTogetherEach * (beside - 1))
            let amount = weight * beside / (beside + expected(latest.since(earliest)))
            if amount > best.amount { best = (amount, place + 1) }
        }
        guard best.amount >= weights.joinedTogetherLeast else { return nil }
        let accounts = authors.prefix(best.count).map(\.account)
        self.accounts = accounts
        amount = best.amount
        deeds = gathering.deeds.filter {
            accounts.contains($0.account) && $0.moment.isWithin(Gathering.window, of: now)
        }
        others = Set(gathering.deeds.lazy.map(\.account).filter { !accounts.contains($0) }).count
    }

    private typealias Author = (account: UInt64, joined: Moment)

    /// Who joined within some hours of a deed's author, each once, the closest first.
    private static func authors(around deed: Deed, in gathering: Gathering, _ now: Moment) -> [Author] {
        var authors: [Author] = []
        for place in gathering.deeds.indices {
            let (account, joined) = (gathering.deeds[place].account, gathering.deeds[place].joined)
            guard joined.isWithin(joinSpan, of: deed.joined),
                gathering.deeds[place].moment.isWithin(Gathering.window, of: now),
                !authors.contains(where: { $0.account == account })
            else { continue }
            authors.append((account, joined))
        }
        guard authors.count >= fewest else { return [] }
        func distance(_ joined: Moment) -> UInt32 { max(joined.since(deed.joined), deed.joined.since(joined)) }
        authors.sort { (distance($0.joined), $0.account) < (distance($1.joined), $1.account) }
        return authors
    }

    /// The share of accounts of which some deed is as asked.
    func share(_ flag: Deed.Flags) -> Double {
        let some = accounts.count { account in deeds.contains { $0.account == account && $0.flags.contains(flag) } }
        return Double(some) / Double(accounts.count)
    }

    /// The most accounts that wrote nearly the same.
    func sameTexts(allowing distance: Int) -> Int {
        var most = 0
        for (place, pivot) in deeds.enumerated() where pivot.text != 0 {
            var authors: Set<UInt64> = [pivot.account]
            for other in deeds[place...]
            where Fingerprints.areNearlySame(pivot.text, other.text, allowing: distance) {
                authors.insert(other.account)
            }
            most = max(most, authors.count)
        }
        return most
    }

    /// Whether the accounts were made within three days of each other, and no more than two weeks before they joined.
    var wereMadeTogether: Bool {
        var made: [UInt64: Moment] = [:]
        for deed in deeds where deed.created.isKnown {
            guard deed.joined.since(deed.created) <= 14 * Span.day else { continue }
            made[deed.account] = deed.created
        }
        guard made.count * 3 >= accounts.count * 2, made.count >= Self.fewest, let first = made.values.min(),
            let last = made.values.max()
        else { return false }
        return last.since(first) <= 3 * Span.day
    }
}
