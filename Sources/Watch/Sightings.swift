import Governance
import SafetyModel
import TextAnalysis

extension Watch {
    /// What the detectors of misused power are told of an event.
    func sighting(
        _ event: Event, _ reading: TextReading, _ actor: Person?, _ target: Person?, wasActive: Bool?
    ) -> Sighting {
        var seen = Sighting(wording: reading.fingerprint, targetWasActive: wasActive)
        for hit in reading.hits {
            switch hit.stage {
            case .request, .leverage: seen.isRequest = true
            case .profiling, .trust, .isolation, .desensitisation: seen.isSmallAsk = true
            default: break
            }
            if hit.policy == KnownPolicy.giveaway { seen.isBait = true }
        }
        if case .promotion(let promotion) = event.body, let text = promotion.text, Prizes.areNamed(in: text) {
            seen.isBait = true
        }
        if let acts = reading.acts {
            seen.isRefusal = acts[.resistance] > 0
            if acts.asksForFavour { seen.isRequest = true }
            if acts.isWordedAsHarm { seen.isSmallAsk = true }
        }
        seen.isHostile = reading.hostile >= Self.hostileFrom
        switch event.type {
        case .messagePosted, .messageEdited, .messageReacted, .messageDeleted, .directOpened:
            guard event.channel?.kind == .direct else { break }
            seen.actorMinor = actor.flatMap { state($0) }?.age.likelyMinor ?? 0
            seen.targetMinor = target.flatMap { state($0) }?.age.likelyMinor ?? 0
        case .memberBanned, .memberLeft, .memberTimedOut, .roleRevoked, .roleGranted:
            seen.targetMinor = target.flatMap { state($0) }?.age.likelyMinor ?? 0
        default: break
        }
        return seen
    }

    /// Whether the one who is acted against was seen in the two weeks before; `nil` for one who was never seen. To be
    /// asked before the event itself is noted.
    func wasActive(_ event: Event, _ community: UInt64, _ now: Moment) -> Bool? {
        switch event.type {
        case .memberBanned, .memberLeft, .memberTimedOut, .roleRevoked:
            guard let target = event.target, target.id != event.actor?.id,
                let slot = members.find(Self.memberKey(target.id, community: community))
            else { return nil }
            return now.since(members.records[slot].lastSeen) <= 14 * Span.day
        default: return nil
        }
    }
}

extension Acts {
    /// Whether the message asks or bargains as those who harm do, in words that no cue may know: not as staff does its
    /// work, and not as friends ask.
    var asksForFavour: Bool {
        let ask = self[.request] > -1 ? self[.request] : self[.leverage] > -0.8 ? self[.leverage] : -.infinity
        return ask > max(self[.ask], self[.duty]) && self[.harmfulActor] > 0.5
    }

    /// Whether the wording as a whole is that of those who harm, and of nobody's duty, play or advice.
    var isWordedAsHarm: Bool {
        self[.harmfulActor] > 1.2 && max(self[.duty], self[.play], self[.advice]) < -2
    }
}

/// What a promotion of a community promises to whoever joins, French and English. Who advertises a community with prizes
/// brings in people for the prizes, whatever the sentence; in other messages the same words are of everyday talk.
private enum Prizes {
    static func areNamed(in text: String) -> Bool {
        text.lowercased().split { !$0.isLetter }.contains { words.contains($0) }
    }

    private static let words: Set<Substring> = [
        "bucks", "cadeau", "cadeaux", "gift", "gifts", "giveaway", "giveaways", "nitro", "nitros", "prize", "prizes",
        "robux",
        "tirage", "vbucks",
    ]
}
