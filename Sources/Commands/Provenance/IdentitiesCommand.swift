import ArgumentParser
import Casework
import Governance
import SQLiteStorage
import SafetyModel
import TextAnalysis

/// `vigie identities`
struct IdentitiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identities", abstract: "Find accounts that may be one person's, for guardians.",
        discussion: """
            Leads, never findings: nothing acts on them, guardians alone see them, and they end by themselves. Accounts are
            compared only if a case is about them; never those who reported or may have been harmed. docs/provenance.md
            """,
        subcommands: [Find.self, List.self, Link.self, Unlink.self])

    /// `vigie identities find`
    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare the accounts that cases of the last half year are about, anew.",
            discussion: "The leads of the time before are replaced. Run it from a timer, once a day or a week.")

        @OptionGroup var database: StoredDatabase

        func run() async throws {
            let store = try database.open()
            let now = Clock.now()
            let subjects = try await store.identitySubjects(
                since: now - .days(180), limit: IdentitySearch.mostAccounts, at: now)
            let normaliser = Normaliser()
            let accounts = subjects.map { subject in
                var traits = AccountTraits(
                    community: subject.account.community, account: subject.account.id, name: subject.name,
                    avatar: subject.actions.compactMap(\.avatar).last)
                for action in subject.actions {
                    let words = action.text.map { Self.words($0, normaliser) } ?? []
                    traits.add(at: action.time, contact: action.contact, words: words)
                }
                return traits
            }
            let keys = Set(accounts.compactMap { AccountTraits.nameKey($0.name) })
            let names = try await store.nameCounts(of: keys) { AccountTraits.nameKey($0) }
            let leads = IdentitySearch.leads(
                among: accounts, rarity: TraitRarity(nameCounts: names.counts, members: names.members))
            try await store.replaceLikeness(
                leads.map { lead in
                    StoredIdentityLead(
                        one: .init(community: lead.one.community, id: lead.one.account),
                        other: .init(community: lead.other.community, id: lead.other.account), kind: .likeness,
                        score: lead.likeness.score, reasons: lead.likeness.reasons, at: now,
                        until: now + Likeness.lifetime)
                }, at: now)
            try Terminal.output("compared \(accounts.count) accounts: \(leads.count) leads")
        }

        private static func words(_ text: String, _ normaliser: Normaliser) -> [Substring] {
            String(decoding: normaliser.normalise(text).bytes, as: UTF8.self).split(separator: " ")
        }
    }

    /// `vigie identities list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the leads that stand. For guardians alone.")

        @OptionGroup var database: StoredDatabase

        func run() async throws {
            for lead in try await database.open().allIdentityLeads(at: Clock.now()) {
                let reasons = lead.reasons.filter { $0.code != "likeness.prior" }
                    .map { $0.code.split(separator: ".").last.map(String.init) ?? $0.code }
                try Terminal.output(
                    [
                        lead.kind.rawValue, "\(Int((lead.score * 100).rounded(.down)))%",
                        "\(lead.one.community)/\(lead.one.id)", "\(lead.other.community)/\(lead.other.id)",
                        reasons.joined(separator: ","), "until \(CalendarDay(lead.until))",
                    ].joined(separator: "\t"))
            }
        }
    }

    /// Two accounts of one person.
    struct Pair: ParsableArguments {
        @Argument(help: "An account, as COMMUNITY/ID.")
        var one: String
        @Argument(help: "Another.")
        var other: String

        func accounts() throws(CommandFailure) -> (one: StoredIdentityLead.Account, other: StoredIdentityLead.Account) {
            let pair = (one: try Self.account(one), other: try Self.account(other))
            guard pair.one != pair.other else { throw .usage("an account is not linked to itself") }
            return pair
        }

        private static func account(_ text: String) throws(CommandFailure) -> StoredIdentityLead.Account {
            guard let slash = text.lastIndex(of: "/"), slash != text.startIndex, text.last != "/" else {
                throw .usage("an account is written COMMUNITY/ID, not “\(text)”")
            }
            return .init(community: String(text[..<slash]), id: String(text[text.index(after: slash)...]))
        }
    }

    /// `vigie identities link`
    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that a person said two accounts are theirs. It ends after a year.")

        @OptionGroup var pair: Pair
        @OptionGroup var database: StoredDatabase

        func run() async throws {
            let accounts = try pair.accounts()
            let now = Clock.now()
            try await database.open().linkAccounts(
                StoredIdentityLead(
                    one: accounts.one, other: accounts.other, kind: .linked, score: 1, reasons: [], at: now,
                    until: now + .days(365)))
            try Terminal.output("linked, until \(CalendarDay(now + .days(365)))")
        }
    }

    /// `vigie identities unlink`
    struct Unlink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a link back.")

        @OptionGroup var pair: Pair
        @OptionGroup var database: StoredDatabase

        func run() async throws {
            let accounts = try pair.accounts()
            guard try await database.open().unlinkAccounts(accounts.one, accounts.other, at: Clock.now()) else {
                throw CommandFailure.input("these accounts are not linked")
            }
            try Terminal.output("unlinked")
        }
    }
}
