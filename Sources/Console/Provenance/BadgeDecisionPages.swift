import Casework
import Governance
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// Decisions on badges: a guardian's form on `/provenance`, and the page of those that were published, for anybody.
extension Console {
    private static let badgesPublished = 200

    @Sendable func decideOnBadge(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard Visibility.decidesOnBadges(reviewer) else { throw Refusal.forbidden }
        let place = CommunityPlace(
            platform: try visit.field("platform", limit: 200), community: try visit.field("community", limit: 400))
        guard let record = try await LineageFold.stored(in: store).lineage[place] else { throw Refusal.notFound }
        let badge = try visit.field("badge", limit: 200)
        guard badges(of: record).contains(badge), let outcome = outcome(of: visit) else { throw Refusal.badRequest }
        let decision = BadgeDecision(
            platform: place.platform, community: place.community, badge: badge, outcome: outcome,
            reasons: try visit.field("reasons", limit: BadgeDecision.longestReasons * 2).replacing("\r\n", with: "\n"),
            isPublished: visit.form["publish"] == "on")
        do {
            _ = try await store.decide(decision, by: reviewer, at: visit.now)
            return redirect(to: "\(communityPath(place))&done=badge")
        } catch let error as BadgeDecisionError {
            throw Refusal.unprocessable(error.wordKey, back: communityPath(place))
        }
    }

    private func outcome(of visit: Visit) -> BadgeDecision.Outcome? {
        visit.form["outcome"].flatMap(BadgeDecision.Outcome.init(rawValue:))
    }

    /// The kinds that the community holds or held, and those of programmes.
    private func badges(of record: CommunityRecord) -> [String] {
        Set(record.badges.map(\.kind) + settings.programmes.map(\.badge)).sorted()
    }

    func badgeDecisionsModel(_ record: CommunityRecord, for reviewer: Reviewer, visit: Visit) async throws -> Model {
        let words = visit.words
        let decisions = try await store.badgeDecisions(
            platform: record.place.platform, community: record.place.community, for: reviewer)
        let kinds = badges(of: record)
        return [
            "decisions": Self.withReplaced(decisions).map { decisionModel($0, isReplaced: $1, visit: visit) },
            "any_decisions": !decisions.isEmpty,
            "may_decide": Visibility.decidesOnBadges(reviewer) && !kinds.isEmpty,
            "platform": record.place.platform, "community": record.place.community,
            "kinds": kinds.map { ["code": $0, "label": visible($0)] as Model },
            "outcomes": BadgeDecision.Outcome.allCases.map { outcome -> Model in
                ["code": outcome.rawValue, "label": words["badge_outcome_\(outcome.rawValue)"]]
            },
            "limit": String(BadgeDecision.longestReasons), "is_public": settings.isTransparent,
        ]
    }

    /// Decisions, newest first as the store tells them, with whether a newer one about the same badge stands among them.
    private static func withReplaced(_ decisions: [RecordedBadgeDecision]) -> [(
        RecordedBadgeDecision, isReplaced: Bool
    )] {
        var seen: Set<[String]> = []
        return decisions.map {
            let decision = $0.decision
            return ($0, !seen.insert([decision.platform, decision.community, decision.badge]).inserted)
        }
    }

    private func decisionModel(_ recorded: RecordedBadgeDecision, isReplaced: Bool, visit: Visit) -> Model {
        let words = visit.words
        let decision = recorded.decision
        return [
            "badge": visible(decision.badge), "outcome": words["badge_decided_\(decision.outcome.rawValue)"],
            "is_calm": decision.outcome == .keep || isReplaced, "is_replaced": isReplaced,
            "published": decision.isPublished,
            "state": words[decision.isPublished ? "badge_is_published" : "badge_is_hidden"],
            "reasons": visible(decision.reasons), "by": recorded.byName.map { visible($0) } ?? "",
            "community": visible(decision.community), "platform": visible(decision.platform),
            "time": timeModel(recorded.at, text: words.day(recorded.at), words: words),
        ]
    }

    // MARK: For anybody

    @Sendable func publicBadgesPage(_ visit: Visit) async throws -> Response {
        let decisions = try await store.publishedBadgeDecisions(limit: Self.badgesPublished)
        let names = try await LineageFold.stored(in: store).lineage
        let model: Model = [
            "any": !decisions.isEmpty,
            "decisions": Self.withReplaced(decisions).map { recorded, isReplaced -> Model in
                let place = CommunityPlace(
                    platform: recorded.decision.platform, community: recorded.decision.community)
                var model = decisionModel(recorded, isReplaced: isReplaced, visit: visit)
                model["name"] = names[place].map { communityName($0) } ?? visible(place.community)
                return model
            },
        ]
        return anybodysPage("badges", model, in: "/badges?language=", visit: visit, status: .ok)
    }

    @Sendable func publicBadgesFile(_ visit: Visit) async throws -> Response {
        let decisions = try await store.publishedBadgeDecisions(limit: Self.badgesPublished)
        var writer = JSONWriter()
        writer.beginArray()
        for (recorded, isReplaced) in Self.withReplaced(decisions) {
            let decision = recorded.decision
            writer.beginObject()
            for (key, text) in [
                ("platform", decision.platform), ("community", decision.community), ("badge", decision.badge),
                ("outcome", decision.outcome.rawValue), ("reasons", decision.reasons), ("at", recorded.at.rfc3339),
            ] {
                writer.key(key)
                writer.string(text)
            }
            writer.key("replaced")
            writer.bool(isReplaced)
            writer.endObject()
        }
        writer.endArray()
        return Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
    }
}

extension BadgeDecisionError {
    fileprivate var wordKey: String {
        switch self {
        case .reasonsMissing: "badge_reasons_missing"
        case .reasonsTooLong: "badge_reasons_long"
        case .namesStaffCase: "badge_names_case"
        }
    }
}
