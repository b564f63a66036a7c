import SafetyModel
import TextAnalysis

@testable import Watch

/// Traffic of a small community that touches every detector, the same for the same seed.
struct Traffic {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    private mutating func member(_ count: Int) -> Member {
        let index = below(count)
        let young = index % 3 == 0
        return Member(
            id: "member-\(index)", name: "M\(index)", staff: index % 17 == 0 ? true : nil,
            bot: index % 41 == 40 ? true : nil, joinedAt: Scene.start - .days(index % 60),
            createdAt: Scene.start - .days(index % 70),
            roles: young ? ["13-17"] : index % 3 == 1 ? ["18+"] : [])
    }

    private mutating func cues() -> [CueHit] {
        let all = [
            Cue.compliment, Cue.understands, Cue.howOld, Cue.whichSchool, Cue.secret, Cue.moveAway, Cue.normal,
            Cue.picture, Cue.pictureAgain, Cue.gift, Cue.unban, Cue.screenshots, Cue.orElse, Cue.threat, Cue.address,
            Cue.insult, Cue.misogyny, Cue.bait,
        ]
        guard below(3) == 0 else { return [] }
        return (0...below(2)).map { _ in all[below(all.count)] }
    }

    /// `count` events of `members` members, about two minutes apart, some a little out of order.
    mutating func events(_ count: Int, members: Int) -> [(Event, TextReading)] {
        var result: [(Event, TextReading)] = []
        var now = Scene.start
        for number in 0..<count {
            now = now + .seconds(below(240))
            let time = below(20) == 0 ? now - .seconds(below(900)) : now
            result.append(event("e\(number)", time, members))
        }
        return result
    }

    private mutating func event(_ id: String, _ time: Timestamp, _ members: Int) -> (Event, TextReading) {
        let actor = member(members)
        let target = member(members)
        var event = Event(
            id: id, source: "test:traffic", type: .messagePosted, time: time, community: "harbour", actor: actor)
        var reading = TextReading.empty
        switch below(20) {
        case 0:
            event.type = .voiceJoined
            event.channel = Channel(id: "voice-\(below(3))", kind: .voice)
        case 1:
            event.type = .voiceLeft
            event.channel = Channel(id: "voice-\(below(3))", kind: .voice)
        case 2:
            event.type = [.memberBanned, .memberUnbanned, .giftOffered, .memberJoined][below(4)]
            event.target = target
        case 3:
            event.type = .messageDeleted
            event.target = target
            event.channel = Channel(id: "dm", kind: .direct)
        case 4...11:
            event.target = target
            event.channel = Channel(id: "dm", kind: .direct)
            reading = TextReading(
                hits: cues(), fingerprint: below(3) == 0 ? 0 : UInt64(below(3)) &* 0x0123_4567_89AB_CDEF)
            if below(30) == 0 { reading.statedAge = StatedAge(years: 13...13, confidence: 0.8) }
            event.body = .message(Message(text: "…"))
        default:
            event.channel = Channel(id: "general", kind: .text)
            reading = TextReading(hits: cues(), hostile: below(4) == 0 ? 0.8 : 0)
            event.body = .message(Message(text: "…", replyToAuthor: target.id, mentions: ["member-1"]))
        }
        return (event, reading)
    }
}
