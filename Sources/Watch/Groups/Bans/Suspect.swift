import SafetyModel

/// A member that resembles somebody who was banned, and in what.
struct Suspect: Keyed {
    static let mostLinks = 3

    /// The member's key.
    var key: UInt64
    var links: [Link] = []
    var last: Moment

    init(key: UInt64, last: Moment) {
        self.key = key
        self.last = last
    }

    /// What connects a member with one who was banned.
    struct Link: Sendable, Hashable {
        static let mostContacts = 6
        static let mostOpeners = 4

        /// Key of the ban.
        var ban: UInt64
        /// When the member joined, or was first seen.
        var appeared: Moment
        /// What the likeness of the names weighs; 0 for none.
        var name: Double = 0
        /// Members that both wrote to, and where the one who came later did.
        var contacts: [Meeting] = []
        /// Texts nearly the same as an opener of the banned one, each event once.
        var openers: [Meeting] = []
        /// Most words of a sketch that was the same.
        var openerWords: UInt8 = 0
        /// How much more often than others both write in the same hours; 0 for unknown.
        var rhythm: Double = 0
        var raisedAt = Moment.never
        /// Kinds of evidence when it was raised.
        var raisedKinds: UInt8 = 0
    }

    /// A message of the member who came later.
    struct Meeting: Sendable, Hashable {
        /// Whom it was for.
        var target: UInt64
        /// What it weighs beside other meetings.
        var weight: Double
        var time: Timestamp
        var source: String
        var event: String
    }

    /// The link with a ban, made where there is none; where there are three, the weakest that rests on a name alone gives
    /// way. `nil` where none does.
    mutating func link(with ban: UInt64, appeared: Moment) -> Int? {
        if let place = links.firstIndex(where: { $0.ban == ban }) { return place }
        if links.count >= Self.mostLinks {
            let byName = links.indices.filter { links[$0].contacts.isEmpty && links[$0].openers.isEmpty }
            guard let weakest = byName.min(by: { links[$0].name < links[$1].name }) else { return nil }
            links.remove(at: weakest)
        }
        links.append(Link(ban: ban, appeared: appeared))
        return links.count - 1
    }
}

extension Suspect.Link {
    /// The score, with its reasons, and how many kinds of evidence there are.
    ///
    /// A name, contacts, openers, hours and a young account are found out from different events, so they count as kinds of
    /// their own. One kind alone says nothing, however strong: there is more than one Kaelo.
    func tally(_ ban: Ban, created: Moment, _ weights: GroupWeights) -> (tally: Tally, kinds: Int) {
        var tally = Tally(prior: weights.evasionPrior)
        var kinds = 0
        if name > 0 {
            tally.add("evasion.similar_name", name)
            kinds += 1
        }
        let met = contactAmount(weights)
        if met > 0 {
            tally.add("evasion.same_contacts", met, figure: Double(contacts.count))
            kinds += 1
        }
        if !openers.isEmpty {
            let one = openerWords >= 8 ? weights.sameOpener : openerWords >= 6 ? weights.sameOpener / 2 : 0.5
            tally.add(
                "evasion.same_openers", one + weights.sameOpenerMore * Double(openers.count - 1),
                figure: Double(openers.count))
            kinds += 1
        }
        if rhythm >= weights.rhythmFrom {
            tally.add("evasion.same_hours", weights.sameHours)
            kinds += 1
        }
        if created.isKnown, created >= ban.moment {
            let days = created.since(ban.moment) / Span.day
            let amount = days < 3 ? weights.madeSoonAfter : days < 14 ? weights.madeSoonAfter / 2 : 0.3
            tally.add("evasion.account_made_after", amount, figure: Double(days + 1))
            kinds += 1
        }
        let days = appeared.since(ban.moment) / Span.day
        let amount = days < 3 ? weights.joinedSoonAfter : days < 14 ? weights.joinedSoonAfter / 2 : 0
        tally.add("evasion.joined_after", amount, figure: Double(days + 1))
        return (tally, kinds)
    }

    /// The weightiest contact counts in full; the others less, since friends of the banned one have friends in common, and
    /// less again where many write to them.
    private func contactAmount(_ weights: GroupWeights) -> Double {
        let shares = contacts.map(\.weight).sorted(by: >)
        guard let heaviest = shares.first else { return 0 }
        var amount = heaviest
        for (place, weight) in shares.enumerated().dropFirst() {
            let more = place == 1 ? weights.sameContactSecond : weights.sameContactMore
            amount += more * min(1, weight / weights.sameContact)
        }
        return amount
    }
}
