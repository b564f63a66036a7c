import SafetyModel
import TextAnalysis

@testable import Watch

/// A community under watch, with a clock that the test moves. Every event it makes is kept, so that a test can play
/// the same ones again elsewhere.
struct Scene {
    var watch: Watch
    var now: Timestamp
    var signals: [Signal] = []
    var events: [(Event, TextReading)] = []
    private var number = 0

    /// 15 September 2025, 12:00 UTC.
    static let start = Timestamp(milliseconds: 1_757_937_600_000)

    init(settings: WatchSettings = WatchSettings(), taxonomy: Taxonomy = Taxonomy([])) {
        watch = Watch(settings: settings, taxonomy: taxonomy)
        now = Self.start
    }

    mutating func wait(_ span: Duration) { now = now + span }

    @discardableResult
    mutating func observe(_ event: Event, _ reading: TextReading = .empty) -> [Signal] {
        let raised = watch.observe(event, reading)
        signals += raised
        events.append((event, reading))
        return raised
    }

    mutating func nextID() -> String {
        number += 1
        return "event-\(number)"
    }

    /// A private message.
    @discardableResult
    mutating func direct(
        _ actor: Member, _ target: Member, _ cues: CueHit..., fingerprint: UInt64 = 0, age: StatedAge? = nil,
        message: String? = nil, type: EventType = .messagePosted
    ) -> [Signal] {
        wait(.seconds(30))
        let event = Event(
            id: nextID(), source: "test:scene", type: type, time: now, community: "harbour",
            channel: Channel(id: "dm-\(actor.id)-\(target.id)", kind: .direct), actor: actor, target: target,
            body: .message(Message(id: message, text: "…")))
        return observe(event, TextReading(hits: cues, fingerprint: fingerprint, wordCount: 6, statedAge: age))
    }

    /// A public message, to the author it answers if there is one.
    @discardableResult
    mutating func say(
        _ actor: Member, to other: String? = nil, mentions: [String] = [], _ cues: CueHit..., hostile: Double = 0,
        age: StatedAge? = nil
    ) -> [Signal] {
        wait(.seconds(5))
        let event = Event(
            id: nextID(), source: "test:scene", type: .messagePosted, time: now, community: "harbour",
            channel: Channel(id: "general", kind: .text), actor: actor,
            body: .message(Message(text: "…", replyToAuthor: other, mentions: mentions)))
        return observe(event, TextReading(hits: cues, wordCount: 6, statedAge: age, hostile: hostile))
    }

    /// Anything else that happens.
    @discardableResult
    mutating func happens(
        _ type: EventType, _ actor: Member?, _ target: Member? = nil, channel: Channel? = nil, _ body: Body = .none,
        _ reading: TextReading = .empty
    ) -> [Signal] {
        wait(.seconds(10))
        return observe(
            Event(
                id: nextID(), source: "test:scene", type: type, time: now, community: "harbour", channel: channel,
                actor: actor, target: target, body: body), reading)
    }

    /// A chat of both, with nothing in it.
    mutating func chat(_ one: Member, _ other: Member, messages: Int, over span: Duration) {
        for _ in 0..<messages {
            direct(one, other)
            direct(other, one)
            wait(.milliseconds(span.milliseconds / Int64(max(1, messages))))
        }
    }

    func policies(about subject: String) -> [PolicyCode] {
        signals.filter { $0.subject == subject }.map(\.policy)
    }
}

/// Cues as packs hold them, by what they say.
enum Cue {
    static func hit(
        _ id: String, _ stage: Stage?, _ policy: PolicyCode, _ weight: Double, at lower: Int = 0
    ) -> CueHit {
        CueHit(cue: "test.\(id)", stage: stage, policy: policy, weight: weight, range: lower..<lower + 8)
    }

    static let compliment = hit("trust.compliment", .trust, "minor.grooming", 0.3)
    static let understands = hit("trust.only_one", .trust, "minor.grooming", 0.5)
    static let howOld = hit("profiling.age", .profiling, "minor.grooming", 0.4)
    static let whichSchool = hit("profiling.school", .profiling, "minor.grooming", 0.4)
    static let secret = hit("isolation.secret", .isolation, "minor.grooming", 1.5, at: 20)
    static let moveAway = hit("isolation.other_app", .isolation, "minor.grooming", 1.0)
    static let normal = hit("desensitisation.normal", .desensitisation, "minor.grooming", 1.5)
    static let picture = hit("request.picture", .request, "minor.solicitation", 1.6)
    static let pictureAgain = hit("request.again", .request, "minor.solicitation", 1.4)
    static let gift = hit("leverage.gift", .leverage, "minor.solicitation", 2.0, at: 30)
    static let unban = hit("leverage.unban", .leverage, "staff.coercion", 2.0, at: 30)
    static let screenshots = hit("leverage.screenshots", .leverage, "sextortion", 2.0)
    static let orElse = hit("coercion.or_else", .coercion, "sextortion", 2.5, at: 12)
    static let threat = hit("threat.explicit", nil, "violence.threat", 2.0)
    static let address = hit("doxxing.address", nil, "privacy.doxxing", 2.0)
    static let insult = hit("insult.mild", nil, "harassment.insult", 1.0)
    static let misogyny = hit("misogyny.kitchen", nil, "harassment.misogyny", 1.2)
    static let bait = hit("giveaway.bait", nil, "fraud.giveaway", 1.8)
}

enum People {
    static let aline = Member(id: "aline", name: "Aline", roles: ["13-17"])
    static let bruno = Member(id: "bruno", name: "Bruno", roles: ["18+"])
    static let carla = Member(id: "carla", name: "Carla")
    static let denis = Member(id: "denis", name: "Denis")
    static let staff = Member(id: "staff", name: "Sacha", staff: true)
    static let robot = Member(id: "robot", name: "Robot", bot: true)

    /// A member who joined lately.
    static func newcomer(_ index: Int, joined: Timestamp, young: Bool = false) -> Member {
        Member(id: "new-\(index)", joinedAt: joined, roles: young ? ["-15"] : [])
    }
}
