import Governance
import SafetyModel

/// The time line of a community and of those it came from: a drawing, and the same as a list.
extension Console {
    func lineageModel(_ record: CommunityRecord, _ lineage: Lineage, visit: Visit) -> Model {
        let words = visit.words
        let family = [record] + lineage.ancestors(of: record.place).compactMap { lineage[$0] }
        let drawing = LineageDrawing(family, now: visit.now)
        let name = { (id: String) in
            lineage[CommunityPlace(platform: record.place.platform, community: id)].map { self.communityName($0) }
                ?? shortened(visible(id), to: 40)
        }
        let splits = family.prefix(LineageDrawing.mostLanes).flatMap { lineage.possibleSplits(into: $0.place) }
        let changes = family.flatMap { member in member.changes.map { (member, $0) } }
            .sorted { ($0.1.time, $0.0.place) < ($1.1.time, $1.0.place) }
        return [
            "width": whole(LineageDrawing.width), "height": whole(drawing.height),
            "axis": whole(drawing.height - 8), "bottom": whole(drawing.height - 24),
            "summary": words.say(
                "lineage_summary",
                ["n": words.number(drawing.lanes.count), "changes": words.number(drawing.marks.count)]),
            "lanes": drawing.lanes.map { lane -> Model in
                [
                    "x1": whole(lane.from), "x2": whole(max(lane.to, lane.from + 4)), "y": whole(lane.y),
                    "label_y": whole(lane.y - 12), "label_x": whole(min(lane.from, 760)),
                    "name": shortened(lineage[lane.place].map { communityName($0) } ?? "", to: 30),
                    "own": lane.place == record.place,
                ]
            },
            "joints": drawing.joints.map { joint -> Model in
                ["x": whole(joint.x), "y1": whole(joint.from), "y2": whole(joint.to)]
            },
            "marks": drawing.marks.map { mark -> Model in
                [
                    "x": whole(mark.x), "y": whole(mark.y), "kind": Self.look(mark.change.kind),
                    "round": Self.look(mark.change.kind) == "badge",
                    "left": whole(mark.x - 5), "top": whole(mark.y - 5),
                    "title": "\(words.day(mark.change.time)): \(sentence(mark.change, words, name))",
                ]
            },
            "ticks": drawing.ticks.enumerated().map { index, tick -> Model in
                [
                    "x": whole(tick.x), "text": words.day(tick.at),
                    "anchor": index == 0 ? "start" : index == drawing.ticks.count - 1 ? "end" : "middle",
                ]
            },
            "changes": changes.map { member, change -> Model in
                [
                    "time": timeModel(change.time, text: words.day(change.time), words: words),
                    "who": communityName(member), "text": sentence(change, words, name), "event": key(change.event),
                ]
            },
            "any_changes": !changes.isEmpty, "any_splits": !splits.isEmpty,
            "splits": splits.map { split -> Model in
                [
                    "text": words.say(
                        "lineage_split",
                        [
                            "from": name(split.from.community), "into": name(split.into.community),
                            "staff": words.percent(split.staffShare), "members": words.percent(split.memberShare),
                        ]), "time": timeModel(split.at, text: words.day(split.at), words: words),
                ]
            },
        ]
    }

    private func whole(_ value: Double) -> String { String(Int(value.rounded())) }

    /// Three looks are enough; the title and the list say the rest.
    private static func look(_ kind: LineageChange.Kind) -> String {
        switch kind {
        case .badgeGranted, .badgeInherited, .badgeRevoked: "badge"
        case .merged, .mergedAway, .created: "community"
        case .renamed, .ownerChanged, .inviteTaken, .inviteLost: "change"
        }
    }

    private func sentence(_ change: LineageChange, _ words: Words, _ name: (String) -> String) -> String {
        let others = change.others.prefix(5).map(name).joined(separator: ", ")
        return words.say(
            "change_\(change.kind.rawValue)\(change.detail == nil && Self.hasPlainForm(change.kind) ? "_plain" : "")",
            ["others": others, "detail": shortened(visible(change.detail ?? ""), to: 60)])
    }

    /// Whether it can come without a detail.
    private static func hasPlainForm(_ kind: LineageChange.Kind) -> Bool { kind == .created || kind == .ownerChanged }
}
