import Casework
import Governance
import HTTPTypes
import Hummingbird
import SafetyModel

/// Where communities come from, which badges they hold and whether they earned them.
extension Console {
    private static let listed = 100
    private static let overlaps = 8
    private static let overlapMonths = 6

    @Sendable func provenancePage(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard Visibility.readsProvenance(reviewer) else { throw Refusal.forbidden }
        let lineage = try await LineageFold.stored(in: store).lineage
        let words = visit.words
        // Those to which most happened come first: names alone are many.
        let records = lineage.records.values.sorted {
            ($1.changes.count, $0.place) < ($0.changes.count, $1.place)
        }
        let isGuardian = Visibility.includesStaffCases(reviewer)
        var model: Model = [
            "title": words["provenance_title"], "any": !records.isEmpty, "guardian": isGuardian,
            "until": lineage.newest.map { words.say("provenance_until", ["time": words.moment($0)]) } ?? "",
        ]
        guard let chosen = chosenRecord(visit, lineage) ?? (asksForOne(visit) ? nil : records.first) else {
            if asksForOne(visit) { throw Refusal.notFound }
            return page("provenance", model, visit: visit)
        }
        model["communities"] = records.prefix(Self.listed).map { record -> Model in
            [
                "name": communityName(record), "href": communityPath(record.place),
                "current": record.place == chosen.place,
            ]
        }
        model["several"] = records.count > 1
        model["name"] = communityName(chosen)
        model["id"] = visible(chosen.place.community)
        model["platform"] = visible(chosen.place.platform)
        model["facts"] = factsModel(chosen, visit: visit)
        model["lineage"] = lineageModel(chosen, lineage, visit: visit)
        model["badges"] = chosen.badges.reversed().map { badgeModel($0, of: chosen, visit: visit) }
        model["any_badges"] = !chosen.badges.isEmpty
        model["badge_decisions"] = try await badgeDecisionsModel(chosen, for: reviewer, visit: visit)
        let overlap = overlapModel(chosen, lineage, visit: visit)
        model["overlap"] = overlap
        model["any_overlap"] = !overlap.isEmpty
        let programmes = try await programmeModels(of: chosen, isGuardian: isGuardian, visit: visit)
        model["programmes"] = programmes
        model["any_programmes"] = !programmes.isEmpty
        return page("provenance", model, visit: visit)
    }

    /// How the community stands in each programme: what they are evaluated on is read once for all.
    private func programmeModels(
        of record: CommunityRecord, isGuardian: Bool, visit: Visit
    ) async throws -> [Model] {
        guard !settings.programmes.isEmpty else { return [] }
        let facts = try await store.communityFacts(
            record.place.community, from: visit.now - .days(Programme.longestSpan + ProgrammeResult.daysBack),
            until: visit.now, withStaff: isGuardian)
        let audits = try await store.keptAudits(
            of: record.place.community, limit: Self.auditsRead, withStaff: isGuardian)
        let input = ProgrammeInput(record: record, facts: facts, audits: audits.compactMap(\.figures), now: visit.now)
        return settings.programmes.enumerated().map { index, programme in
            let result = ProgrammeResult(programme, input, for: isGuardian ? .guardians : .staff)
            return programmeModel(programme, result, index: index, visit: visit)
        }
    }

    private func asksForOne(_ visit: Visit) -> Bool { visit.query["community"] != nil }

    private func chosenRecord(_ visit: Visit, _ lineage: Lineage) -> CommunityRecord? {
        guard let community = visit.query["community"] else { return nil }
        if let platform = visit.query["platform"] {
            return lineage[CommunityPlace(platform: platform, community: community)]
        }
        return lineage.places(named: community).first.flatMap { lineage[$0] }
    }

    func communityName(_ record: CommunityRecord) -> String {
        shortened(visible(record.name ?? record.place.community), to: 60)
    }

    func communityPath(_ place: CommunityPlace) -> String {
        "/provenance?platform=\(FormFields.encode(place.platform))&community=\(FormFields.encode(place.community))"
    }

    private func factsModel(_ record: CommunityRecord, visit: Visit) -> [Model] {
        let words = visit.words
        let day = visit.now.dayNumber
        let begin =
            record.createdAt.map { words.day($0) }
            ?? words.say("provenance_seen", ["day": words.day(record.firstSeen)])
        var facts: [(String, String)] = [
            ("provenance_begin", begin),
            (
                "criterion_active_members",
                "≈ " + words.number(Int(record.activity.activeMembers(until: day, days: 30).rounded()))
            ),
            ("criterion_messages_per_day", words.figure(record.activity.messagesPerDay(until: day, days: 30))),
            ("criterion_staff_members", words.number(record.staffCount(inMonth: CommunityRecord.month(of: visit.now)))),
        ]
        if let owner = record.owner { facts.append(("provenance_owner", shortened(visible(owner), to: 40))) }
        if let into = record.mergedInto {
            facts.append(("change_merged_away", shortened(visible(into.community), to: 40)))
        }
        return facts.map { ["label": words[$0.0], "value": $0.1] }
    }

    // MARK: Badges and overlap

    private func badgeModel(_ badge: BadgeHolding, of record: CommunityRecord, visit: Visit) -> Model {
        let words = visit.words
        let state = badge.isHeld ? badge.isInherited ? "inherited" : "earned" : "past"
        var conduct = [
            words.say("badge_conduct_messages", ["n": words.figure(badge.conduct.messagesPerDay.rounded())]),
            words.say("badge_conduct_members", ["n": words.number(Int(badge.conduct.activeMembers.rounded()))]),
            words.say("badge_conduct_staff", ["n": words.number(badge.conduct.staff)]),
        ]
        if let coverage = badge.conduct.coverage {
            conduct.append(words.say("badge_conduct_coverage", ["share": words.percent(coverage)]))
        }
        var story = badge.inheritances.map { step -> Model in
            let text =
                switch step.cause {
                case .merge(let origin):
                    words.say("badge_by_merge", ["from": shortened(visible(origin), to: 40)])
                case .ownerChange: words["badge_by_owner"]
                }
            return [
                "text": text, "time": timeModel(step.time, text: words.day(step.time), words: words),
                "event": key(step.event),
            ]
        }
        if let end = badge.end {
            story.append([
                "text": words["badge_end_\(end.reason.rawValue)"],
                "time": timeModel(end.time, text: words.day(end.time), words: words), "event": key(end.event),
            ])
        }
        return [
            "kind": visible(badge.kind), "state": words["badge_\(state)"], "inherited": state == "inherited",
            "earned": state == "earned",
            "granted": timeModel(badge.grantedAt, text: words.day(badge.grantedAt), words: words),
            "granted_to": badge.grantedTo == record.place.community
                ? words["badge_to_itself"] : shortened(visible(badge.grantedTo), to: 40),
            "grant": key(badge.grant), "conduct": conduct.joined(separator: " · "), "story": story,
        ]
    }

    func key(_ event: EventKey) -> String { shortened(visible("\(event.source) \(event.id)"), to: 80) }

    private func overlapModel(_ record: CommunityRecord, _ lineage: Lineage, visit: Visit) -> [Model] {
        let words = visit.words
        let others = lineage.records.values.filter {
            $0.place.platform == record.place.platform && $0.place != record.place
        }
        let found = others.compactMap { other -> (CommunityRecord, [StaffOverlap], Double)? in
            let course = lineage.staffOverlap(record.place, other.place)
            let members = lineage.sharedMembers(record.place, other.place)
            return course.contains { $0.shared > 0 } || members >= 0.05 ? (other, course, members) : nil
        }.sorted { one, two in
            let peaks = [one, two].map { $0.1.map(\.jaccard).max() ?? 0 }
            return (peaks[1], one.0.place) < (peaks[0], two.0.place)
        }
        return found.prefix(Self.overlaps).map { other, course, members -> Model in
            [
                "name": communityName(other), "href": communityPath(other.place),
                "members": "≈ " + words.percent(members),
                "months": course.suffix(Self.overlapMonths).map { month -> Model in
                    [
                        "month": month.monthText, "share": words.percent(month.jaccard),
                        "width": String(Int((month.jaccard * 100).rounded())),
                        "shared": words.count("overlap_shared", month.shared),
                    ]
                },
                "any_months": !course.isEmpty,
            ]
        }
    }
}
