import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SafetyModel
import Testing

@testable import Console

/// A community's own moderators cannot learn, by any page, count, search, export, form or error, that there is a case about
/// a colleague.
@Suite("Nobody but guardians learns of a case about staff")
struct StaffSecrecyTests {
    /// What differed on one visit.
    private struct Difference: CustomStringConvertible {
        var visit: RouteWalk.Visit
        var what: String
        var description: String { "\(visit): \(what)" }
    }

    /// Walks both consoles, step by step, as one person; `nil` is nobody.
    private func differences(as name: String?) async throws -> [Difference] {
        let twins = try await TwinConsoles()
        defer { twins.close() }
        let walk = RouteWalk(routes: twins.with.routes)
        #expect(walk.unknown.isEmpty, "say in RouteWalk what to put there")
        #expect(twins.with.routes.count >= twins.with.console.routes.count)
        return try await twins.with.application.test(.router) { first in
            try await twins.without.application.test(.router) { second in
                let (one, other) = (Browser(client: first), Browser(client: second))
                if let name {
                    for browser in [one, other] { #expect(try await browser.signIn(name).status == .seeOther) }
                }
                var differences: [Difference] = []
                for visit in walk.visits {
                    for twin in [twins.with, twins.without] { twin.clock.advance(.seconds(1)) }
                    _ = (twins.with.statements.take(), twins.without.statements.take())
                    let (answer, twin) = (try await visit.make(in: one), try await visit.make(in: other))
                    let asked = Self.counted(twins.with.statements.take())
                    let askedOfTwin = Self.counted(twins.without.statements.take())
                    if let what = Self.difference(answer, twin) {
                        differences.append(Difference(visit: visit, what: what))
                    } else if asked != askedOfTwin, !Self.writes.contains("\(visit.method) \(visit.route)") {
                        differences.append(
                            Difference(
                                visit: visit,
                                what: "\(asked.count) statements, \(askedOfTwin.count): "
                                    + Set(asked).symmetricDifference(askedOfTwin).map { String($0.prefix(80)) }.sorted()
                                    .joined(separator: "; ")))
                    }
                }
                return differences
            }
        }
    }

    /// Forms whose answer is the same, but which write a little more where there is such a case: a report about a colleague
    /// joins it, beside a slow hash of its receipt; a guardian who is one no longer gives it back.
    private static let writes: Set = ["POST /report", "POST /accounts/:id"]

    /// What a connection asks when it is opened is left out: which request opens one is chance. So are the ledger's tiles: a
    /// row holds 256 hashes, and which entry fills one, by which the public size differs anyway, says nothing more.
    private static func counted(_ statements: [String]) -> [String] {
        statements.filter {
            !$0.hasPrefix("PRAGMA") && !$0.contains("sqlite_master") && !$0.contains("ledger_tiles")
                && !$0.hasPrefix("SELECT hash FROM ledger_entries")
        }
    }

    private static func difference(_ one: Browser.Answer, _ other: Browser.Answer) -> String? {
        if one.status != other.status { return "\(one.status.code), \(other.status.code)" }
        let headers = [one, other].map { answer in
            answer.headers.filter { $0.name != .date && $0.name != .contentLength }.map {
                "\($0.name): \(attributes($0.value))"
            }.sorted()
        }
        if headers[0] != headers[1] { return "headers \(Set(headers[0]).symmetricDifference(headers[1]))" }
        let (lines, others) = (comparable(one.body), comparable(other.body))
        guard lines != others else { return nil }
        let at = zip(lines, others).first { $0 != $1 }
        return "body: \(at?.0.prefix(300) ?? "longer") <> \(at?.1.prefix(300) ?? "shorter")"
    }

    /// The attributes of a cookie come in any order.
    private static func attributes(_ value: String) -> String {
        value.split(separator: ";").map { String($0.drop { $0 == " " }) }.sorted().joined(separator: "; ")
    }

    /// Reports have numbers drawn at random, and messages to webhooks have ids.
    private static func comparable(_ body: String) -> [Substring] {
        body.replacing(/msg_[0-9a-f]{32}/, with: "").replacing(/[0-9]{13,16}/, with: "").split(
            separator: "\n", omittingEmptySubsequences: false)
    }

    @Test(
        "every route answers the same, byte for byte and statement for statement, whether there are such cases or not",
        arguments: [nil, "rina", "leo", "ada"] as [String?])
    func walk(_ name: String?) async throws {
        let differences = try await differences(as: name)
        #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(12).map(\.description))")
    }

    @Test("a guardian does see the difference, on every page that tells of cases: the walk would find a leak")
    func guardian() async throws {
        let routes = Set(try await differences(as: "gus").map(\.visit.route))
        for route in [
            "/", "/queue", "/cases/:id", "/member", "/search", "/trail", "/detectors", "/detectors/:policy", "/rules",
            "/query", "/query/:format", "/cases/:id/:step", "/audit", "/provenance",
        ] {
            #expect(routes.contains(route), "\(route)")
        }
    }
}
