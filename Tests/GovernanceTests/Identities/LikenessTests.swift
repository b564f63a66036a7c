import Governance
import SafetyModel
import Simulation
import Testing

@Suite("Likeness of accounts")
struct LikenessTests {
    /// What simulated people did, by account.
    private struct Traffic: Sendable {
        var accounts: [String: AccountTraits] = [:]
        var names: [String: Int] = [:]

        static let shared = Result { try Traffic(SimulationSettings(members: 2000, events: 60_000, seed: 11)) }

        init(_ settings: SimulationSettings, renamed: (String, Int) -> String = { id, _ in id }) throws {
            var count = 0
            for event in try Simulation(settings: settings) {
                guard let actor = event.actor else { continue }
                count += 1
                let id = renamed(actor.id, count)
                let words = (event.text ?? "").lowercased().split { !$0.isLetter }
                accounts[id, default: AccountTraits(community: event.community, account: id, name: actor.name)]
                    .add(at: event.time, contact: event.target?.id ?? event.addressee, words: words)
            }
            for traits in accounts.values {
                if let key = AccountTraits.nameKey(traits.name) { names[key, default: 0] += 1 }
            }
        }

        /// Those who do much: like subjects of signals, they are known best.
        var busiest: [AccountTraits] {
            Array(
                accounts.values.sorted { ($1.hours.reduce(0, +), $0.account) < ($0.hours.reduce(0, +), $1.account) }
                    .prefix(400))
        }

        var rarity: TraitRarity { TraitRarity(nameCounts: names, members: accounts.count) }
    }

    @Test(
        "different people are not joined: 80,000 pairs of the busiest accounts, common names and the same hours included"
    )
    func strangers() throws {
        let traffic = try Traffic.shared.get()
        let leads = IdentitySearch.leads(among: traffic.busiest, rarity: traffic.rarity)
        #expect(leads.isEmpty, "\(leads.count)")
    }

    @Test("people with the same name who write at the same hours are not joined", arguments: ["Kevin", "Zephyrine42"])
    func namesakes(_ name: String) {
        var accounts: [AccountTraits] = []
        for number in 0..<30 {
            var traits = AccountTraits(community: "c\(number % 3)", account: "a\(number)", name: name)
            for hour in 0..<200 {
                traits.add(
                    at: Timestamp(milliseconds: Int64(hour) * 3_600_000 * 7), contact: "friend\(number)-\(hour % 9)",
                    words: ["salut", "les", "amis"])
            }
            accounts.append(traits)
        }
        let rarity = TraitRarity(nameCounts: [AccountTraits.nameKey(name) ?? "": 30], members: 100_000)
        #expect(IdentitySearch.leads(among: accounts, rarity: rarity).isEmpty)
        // Not even two alone, with a rare name: that is one kind of reason.
        let two = TraitRarity(nameCounts: [:], members: 1_000_000)
        #expect(IdentitySearch.leads(among: Array(accounts.prefix(2)), rarity: two).isEmpty)
    }

    @Test("one person with two accounts, a rare name and the same friends is a lead, with its reasons")
    func samePerson() throws {
        var accounts: [AccountTraits] = []
        for account in ["first", "second"] {
            var traits = AccountTraits(community: account, account: account, name: "Corvinelle\(account.count)")
            for number in 0..<60 {
                traits.add(
                    at: Timestamp(milliseconds: Int64(number) * 86_400_000), contact: "friend\(number % 8)",
                    words: "word\(number) that nobody else".split(separator: " "))
            }
            accounts.append(traits)
        }
        let rarity = TraitRarity(nameCounts: [:], members: 300_000)
        let lead = try #require(IdentitySearch.leads(among: accounts, rarity: rarity).first)
        #expect(lead.likeness.score >= Likeness.bar && lead.likeness.score < 1)
        #expect(
            lead.likeness.reasons.map(\.code)
                == ["likeness.prior", "likeness.contacts", "likeness.name", "likeness.phrases", "likeness.rhythm"]
                || Set(lead.likeness.reasons.map(\.code)).isSuperset(of: ["likeness.contacts", "likeness.name"]))
    }

    @Test("simulated accounts cut in two halves are never joined with another's")
    func halves() throws {
        let settings = SimulationSettings(members: 2000, events: 60_000, seed: 11)
        // Every other event of a person is said to be another account's.
        let traffic = try Traffic(settings) { id, count in count.isMultiple(of: 2) ? id : id + "-again" }
        let leads = IdentitySearch.leads(among: traffic.busiest, rarity: traffic.rarity)
        let wrong = leads.filter { lead in
            lead.one.account.replacing("-again", with: "") != lead.other.account.replacing("-again", with: "")
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(leads.count)")
    }

    @Test(
        "of 20 people among 400 who come back with the same name and friends, 18 at least are leads, and nobody else is"
    )
    func seconds() {
        var accounts: [AccountTraits] = []
        for person in 0..<400 {
            for account in 0..<(person < 40 ? 2 : 1) {
                // Every tenth has a name that many have; half of the second accounts have a new one.
                let plain =
                    person.isMultiple(of: 10) ? "Kevin" : "Name" + String(UInt64(person) * 7_919 + 100_000, radix: 36)
                let name = account == 1 && person.isMultiple(of: 2) ? "other\(person)x" : plain
                var traits = AccountTraits(community: "c\(account)", account: "p\(person)-\(account)", name: name)
                for number in 0..<80 {
                    // A circle of friends, some of whom are everybody's, and evenings that all have in common.
                    let friend = number.isMultiple(of: 5) ? number : person * 1000 + (number + account * 3) % 12
                    traits.add(
                        at: Timestamp(milliseconds: (Int64(number) * 24 + 18 + Int64(number % 4)) * 3_600_000),
                        contact: "f\(friend)", words: ["on", "joue", "ce", "soir", "own\(person)", "w\(number % 3)"])
                }
                accounts.append(traits)
            }
        }
        let rarity = TraitRarity(nameCounts: ["kevin": 400], members: 20_000)
        let leads = IdentitySearch.leads(among: accounts, rarity: rarity)
        let right = leads.filter { $0.one.account.prefix { $0 != "-" } == $0.other.account.prefix { $0 != "-" } }
        #expect(right.count == leads.count && right.count >= 18, "\(right.count) of \(leads.count)")
    }

    @Test("nothing is known of empty accounts")
    func empty() {
        let nobody = (0..<3).map { AccountTraits(community: "c", account: "a\($0)") }
        #expect(IdentitySearch.leads(among: nobody, rarity: TraitRarity(nameCounts: [:], members: 0)).isEmpty)
        #expect(AccountTraits.nameKey("__42") == nil && AccountTraits.nameKey("k.Aelo_7") == "kaelo")
    }
}
