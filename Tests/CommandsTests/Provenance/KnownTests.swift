import Casework
import Foundation
import Ledger
import SQLiteStorage
import SafetyModel
import Testing
import TextAnalysis

@Suite("vigie known and vigie identities")
struct KnownTests {
    private var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    private func open(_ vigie: VigieProcess, _ name: String) throws -> SQLiteStore {
        var options = SQLiteStore.Options()
        options.receiptCost = 4
        return try SQLiteStore.open(
            path: vigie.folder.appendingPathComponent(name).path, taxonomy: try ShippedTaxonomy.load(),
            options: options)
    }

    /// Ours, with decisions about `bad` (upheld), `cleared` (dismissed), `right` (as `bad`), `waiting` (undecided) and `boss`, who is staff.
    private func prepare(_ vigie: VigieProcess) async throws {
        let store = try open(vigie, "ours.db")
        let now = now - .days(2)
        let gus = try await store.create(
            name: "gus", passwordHash: "x", roles: [.guardian], language: "en", by: nil, at: now)
        let eve = try await store.create(
            name: "eve", passwordHash: "x", roles: [.guardian], language: "en", by: nil, at: now)
        let signals = ["bad", "cleared", "right", "waiting", "boss"].map { subject in
            Signal(
                policy: subject == "boss" ? "staff.misuse" : "minor.solicitation", score: 0.9, community: "c",
                subject: subject, subjectIsStaff: subject == "boss", time: now,
                event: EventKey(source: "discord:guild", id: subject), detector: Detector(name: "x", version: 1))
        }
        _ = try await store.record(signals, upTo: 0)
        for item in try await store.queue(.init(), for: gus).cases where item.subject != "waiting" {
            let outcome: Decision.Outcome = item.subject == "cleared" ? .noAction : .timeOut
            var item = try await store.perform(.claim, on: item.id, version: item.version, by: gus, at: now)
            item = try await store.perform(
                .decide(outcome, reason: "clear"), on: item.id, version: item.version, by: gus, at: now)
            if item.state != .decided {
                _ = try await store.perform(
                    .decide(outcome, reason: "clear"), on: item.id, version: item.version, by: eve, at: now)
            }
        }
        try store.close()
        let theirs = try open(vigie, "theirs.db")
        _ = try await theirs.create(
            name: "ann", passwordHash: "x", roles: [.guardian], language: "en", by: nil, at: now)
        _ = try await theirs.create(
            name: "rob", passwordHash: "x", roles: [.reviewer], language: "en", by: nil, at: now)
        try theirs.close()
        #expect(try vigie.run("known", "secret", "bays", "--out", "bays.secret").status == 0)
    }

    private func told(_ vigie: VigieProcess, _ member: String, to name: String) async throws -> [KnownElsewhere] {
        let store = try open(vigie, "theirs.db")
        defer { try? store.close() }
        let reviewer = try #require(try await store.reviewer(named: name))
        return try await store.knownElsewhere(member, community: "elsewhere", at: now, for: reviewer.reviewer)
    }

    @Test("only upheld decisions go out, without a name, and are leads elsewhere; staff for guardians alone")
    func exchange() async throws {
        try await withVigie { vigie in
            try await prepare(vigie)
            let export = try vigie.run(
                "known", "export", "--db", "ours.db", "--secret", "bays.secret", "--out", "a.known")
            #expect(export.status == 0, "\(export.errors)")
            let text = try String(contentsOf: vigie.folder.appendingPathComponent("a.known"), encoding: .utf8)
            #expect(text.contains("entries 3\n"), "\(text)")
            for word in ["bad", "boss", "right", "gus", "solicitation"] {
                #expect(!text.contains(" \(word)") && !text.contains("\n\(word)"), "\(word)")
            }
            let key = try vigie.run("ledger", "key", "--db", "ours.db").output
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let arguments = ["--db", "theirs.db", "--key", key, "--secret", "bays.secret"]
            let first = try vigie.run(["known", "import", "a.known"] + arguments)
            #expect(first.status == 0 && first.output.contains("3 entries"), "\(first.errors)")
            let bad = try #require(try await told(vigie, "bad", to: "rob").first)
            #expect(bad.severity.level == 1 && bad.count == 1 && bad.standing == .upheld)
            for member in ["cleared", "waiting", "nobody"] {
                #expect(try await told(vigie, member, to: "ann").isEmpty, "\(member)")
            }
            #expect(try await told(vigie, "boss", to: "rob").isEmpty)
            #expect(try await told(vigie, "boss", to: "ann").count == 1)
            let again = try vigie.run(["known", "import", "a.known"] + arguments)
            #expect(again.status == 3 && again.errors.contains("is in already"))
            // What is not told any longer is withdrawn.
            let later = try vigie.run(
                "known", "export", "--db", "ours.db", "--secret", "bays.secret", "--out", "b.known", "--severity", "1")
            #expect(later.status == 0)
            let second = try vigie.run(["known", "import", "b.known"] + arguments)
            #expect(second.output.contains("1 withdrawn"), "\(second.output)\(second.errors)")
            #expect(try await told(vigie, "boss", to: "ann").isEmpty)
            let old = try vigie.run(["known", "import", "a.known"] + arguments)
            #expect(old.status == 3 && old.errors.contains("a newer one"))
            #expect(try vigie.run("known", "forget", "bays", "--db", "theirs.db").status == 0)
            #expect(try await told(vigie, "bad", to: "ann").isEmpty)
            #expect(try vigie.run("known", "forget", "bays", "--db", "theirs.db").status == 3)
        }
    }

    @Test("who had a decision reversed on appeal is not in the next file, and is known nowhere once that is imported")
    func reversed() async throws {
        try await withVigie { vigie in
            try await prepare(vigie)
            let (code, id) = try await decideWithForm(vigie, about: "late")
            let key = try vigie.run("ledger", "key", "--db", "ours.db").output
                .trimmingCharacters(in: .whitespacesAndNewlines)
            func exchange(_ file: String) throws -> VigieProcess.Outcome {
                let export = try vigie.run(
                    "known", "export", "--db", "ours.db", "--secret", "bays.secret", "--out", file)
                #expect(export.status == 0, "\(export.errors)")
                return try vigie.run(
                    "known", "import", file, "--db", "theirs.db", "--key", key, "--secret", "bays.secret")
            }
            #expect(try exchange("a.known").output.contains("4 entries"))
            #expect(try await told(vigie, "late", to: "ann").count == 1)
            // Until it is ruled on, the decision stands; where it is upheld, it stands for good.
            let store = try open(vigie, "ours.db")
            #expect(try await store.appeal("it was another", code: code, at: now) != nil)
            let eve = try #require(try await store.reviewer(named: "eve")).reviewer
            let appeal = try #require(try await store.openAppeals(for: eve).first { $0.item.id == id }?.appeal.id)
            try store.close()
            #expect(try exchange("b.known").output.contains("4 entries"))
            let again = try open(vigie, "ours.db")
            _ = try await again.rule(.reversed, reasons: "it was another", on: appeal, by: eve, at: now)
            try again.close()
            let last = try exchange("c.known")
            #expect(last.output.contains("3 entries") && last.output.contains("1 withdrawn"), "\(last.output)")
            #expect(try await told(vigie, "late", to: "ann").isEmpty)
            #expect(try await told(vigie, "bad", to: "ann").count == 1)
        }
    }

    /// A decision about one more member, against which an appeal may be made.
    private func decideWithForm(
        _ vigie: VigieProcess, about subject: String
    ) async throws -> (ReceiptCode, Int64) {
        let store = try open(vigie, "ours.db")
        defer { try? store.close() }
        let now = now - .days(1)
        let event = EventKey(source: "discord:guild", id: subject)
        let detector = Detector(name: "x", version: 1)
        _ = try await store.record(
            [
                Signal(
                    policy: "minor.solicitation", score: 0.9, community: "c", subject: subject, time: now,
                    event: event, detector: detector)
            ], upTo: 0)
        let gus = try #require(try await store.reviewer(named: "gus")).reviewer
        let item = try #require(try await store.queue(.init(), for: gus).cases.first { $0.subject == subject })
        let claimed = try await store.perform(.claim, on: item.id, version: item.version, by: gus, at: now)
        let today = CalendarDay(now)
        var form = ReasonedDecision(
            reference: "r-1", policy: "minor.solicitation", isMinorHarmed: true, facts: "Requests that were repeated.",
            automation: .init(detected: true), ground: .law("A law", explanation: "It forbids it."), measures: .init(),
            territories: ["FR"], content: .init(types: [.text], day: today), source: .article16, decidedOn: today,
            redress: .init(complaints: "http://localhost/appeal"))
        form.measures.account = .suspended
        form.measures.accountUntil = today.adding(months: 1)
        let code = try #require(ReceiptCode(random: (0..<40).map { UInt8(truncatingIfNeeded: $0 * 31 + 7) }))
        let filing = DecisionFiling(
            outcome: .timeOut, reason: "clear", form: form, appealCode: code,
            reporterAddress: "http://localhost/report/status")
        _ = try await store.decide(filing, on: item.id, version: claimed.version, by: gus, at: now)
        return (code, item.id)
    }

    @Test("cases that nobody decided go out only when asked for, and say so")
    func unreviewed() async throws {
        try await withVigie { vigie in
            try await prepare(vigie)
            let export = try vigie.run(
                "known", "export", "--db", "ours.db", "--secret", "bays.secret", "--out", "-", "--with-unreviewed")
            #expect(export.output.contains("entries 4\n") && export.output.contains(" unreviewed all\n"))
        }
    }

    @Test("a file with a wrong signature, cut short, too large, of another exchange, expired or one's own is refused")
    func refused() async throws {
        try await withVigie { vigie in
            try await prepare(vigie)
            #expect(
                try vigie.run("known", "export", "--db", "ours.db", "--secret", "bays.secret", "--out", "a.known")
                    .status
                    == 0)
            let ours = try vigie.run("ledger", "key", "--db", "ours.db").output
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let theirs = try vigie.run("ledger", "key", "--db", "theirs.db").output
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let path = vigie.folder.appendingPathComponent("a.known")
            let whole = try String(contentsOf: path, encoding: .utf8)
            func take(_ file: String, key: String, secret: String = "bays.secret", db: String = "theirs.db") throws
                -> VigieProcess.Outcome
            {
                try vigie.run("known", "import", file, "--db", db, "--key", key, "--secret", secret)
            }
            func refuse(_ run: VigieProcess.Outcome, _ words: String) {
                #expect(run.status == 3 && run.errors.contains(words), "\(words): \(run.errors)")
            }
            refuse(try take("a.known", key: theirs), "no signature by the key")
            try vigie.write("changed.known", whole.replacing(" all\n", with: " guardians\n"))
            refuse(try take("changed.known", key: ours), "does not fit the text")
            for length in stride(from: 0, to: whole.utf8.count, by: 101) {
                try vigie.write("short.known", Data(whole.utf8.prefix(length)))
                #expect(try take("short.known", key: ours).status == 3)
            }
            try vigie.write("huge.known", String(repeating: "a", count: 3 << 20))
            refuse(try take("huge.known", key: ours), "longer than")
            #expect(try vigie.run("known", "secret", "other", "--out", "other.secret").status == 0)
            refuse(try take("a.known", key: ours, secret: "other.secret"), "belongs to the exchange bays")
            refuse(try take("a.known", key: ours, db: "ours.db"), "by this database itself")
            // A true signature over texts that are not to be taken.
            let seed = [UInt8](repeating: 5, count: 32)
            let signer = try SignerKey(name: "issuer.example/x", seed: seed)
            let key = signer.verifier.description
            let mark = String(repeating: "a", count: 64)
            let old = KnownFile(
                exchange: "bays", issued: now - .days(30), until: now - .days(1),
                entries: [
                    .init(mark: mark, severity: 1, count: 1, since: "2026-01", standing: .upheld, isForGuardians: false)
                ])
            var texts = [(old.text, "it expired on")]
            var doubled = old
            (doubled.until, doubled.entries) = (now + .days(3), old.entries + old.entries)
            texts.append((doubled.text, "a second time"))
            texts.append(
                (
                    KnownFile(exchange: "bays", issued: now + .days(9), until: now + .days(20), entries: []).text,
                    "to come"
                ))
            texts.append(
                (
                    KnownFile(exchange: "bays", issued: now, until: now + .days(900), entries: []).text,
                    "more than a year"
                ))
            texts.append((Array("vigie known-elsewhere 2\n".utf8), "newer version"))
            texts.append((Array("vigie known-elsewhere 1\nexchange bays\nissued x\n".utf8), "line 3"))
            for (text, words) in texts {
                let note = try #require(SignedNote(signing: text, with: signer))
                try vigie.write("signed.known", Data(note.bytes))
                refuse(try take("signed.known", key: key), words)
            }
            try vigie.write("bad.secret", "vigie exchange bays 12")
            refuse(try take("a.known", key: ours, secret: "bad.secret"), "64 hexadecimal digits")
        }
    }

    @Test("accounts are compared, linked and unlinked, and the trail names none of them")
    func identities() async throws {
        try await withVigie { vigie in
            try await prepare(vigie)
            let find = try vigie.run("identities", "find", "--db", "ours.db")
            #expect(find.status == 0 && find.output.contains("leads"), "\(find.errors)")
            #expect(try vigie.run("identities", "link", "c/bad", "d/bad2", "--db", "ours.db").status == 0)
            let list = try vigie.run("identities", "list", "--db", "ours.db").output
            #expect(list.contains("linked\t100%\tc/bad\td/bad2"), "\(list)")
            #expect(try vigie.run("identities", "link", "c/bad", "c/bad", "--db", "ours.db").status == 2)
            #expect(try vigie.run("identities", "link", "bad", "d/x", "--db", "ours.db").status == 2)
            let store = try open(vigie, "ours.db")
            let gus = try #require(try await store.reviewer(named: "gus"))
            let trail = try await store.auditTrail(before: nil, limit: 50, for: gus.reviewer)
            #expect(trail.filter { $0.action == "accounts_linked" }.map(\.detail) == [""])
            try store.close()
            #expect(try vigie.run("identities", "unlink", "d/bad2", "c/bad", "--db", "ours.db").status == 0)
            #expect(try vigie.run("identities", "unlink", "d/bad2", "c/bad", "--db", "ours.db").status == 3)
        }
    }
}
