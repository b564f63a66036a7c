import Expression
import SafetyModel

/// Finds the rules that an event may concern: by its type, by the kind of its channel, and by the cues that a condition
/// cannot do without.
struct RuleIndex: Sendable {
    /// What an event must be for a rule to look at it.
    private struct Key: Hashable, Sendable {
        var type: EventType
        var kind: Channel.Kind?
    }

    /// Rules of one type of event and kind of channel, by their places.
    private struct Bucket: Sendable {
        var always: [Int] = []
        var byCue: [CueNeed: [Int]] = [:]
    }

    private var buckets: [Key: Bucket] = [:]

    init(_ rules: [Rule]) {
        for (place, rule) in rules.enumerated() {
            let conjuncts = rule.condition.syntax.conjuncts
            let need = conjuncts.lazy.compactMap { CueNeed($0) }.first
            let kinds: [Channel.Kind?]
            if let kind = conjuncts.lazy.compactMap({ $0.neededKind }).first {
                kinds = [kind]
            } else {
                kinds = [nil] + Channel.Kind.allCases
            }
            for type in Set(rule.types) {
                for kind in kinds {
                    if let need {
                        buckets[Key(type: type, kind: kind), default: Bucket()].byCue[need, default: []].append(place)
                    } else {
                        buckets[Key(type: type, kind: kind), default: Bucket()].always.append(place)
                    }
                }
            }
        }
    }

    /// The rules that an event may concern, in their order.
    func candidates(_ event: Event, _ hits: [CueHit], into places: inout [Int]) {
        places.removeAll(keepingCapacity: true)
        guard let bucket = buckets[Key(type: event.type, kind: event.channel?.kind)] else { return }
        places += bucket.always
        guard !hits.isEmpty, !bucket.byCue.isEmpty else { return }
        places += bucket.byCue[.any] ?? []
        for hit in hits {
            if let stage = hit.stage { places += bucket.byCue[.stage(stage)] ?? [] }
            places += bucket.byCue[.policy(hit.policy)] ?? []
            places += bucket.byCue[.id(hit.cue)] ?? []
        }
        places.sort()
        var kept = 0
        for place in places where kept == 0 || places[kept - 1] != place {
            places[kept] = place
            kept += 1
        }
        places.removeSubrange(kept...)
    }
}
