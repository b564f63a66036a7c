import SafetyModel
import TextAnalysis

@testable import Watch

/// Scenes of many: what accounts do that came together, and what somebody does who comes back after a ban.
extension Scene {
    /// Under the thresholds that Vigie ships.
    static func shipped(_ settings: WatchSettings = WatchSettings()) throws -> Scene {
        Scene(settings: settings, taxonomy: try ShippedTaxonomy.load())
    }

    /// A fingerprint as of a text of eight words, of which `changed` are another's.
    static func text(_ number: Int, changed: Int = 0) -> UInt64 {
        var text = StableHash.of("text \(number)", seed: 3) | 0x0101_0101_0101_0101
        for place in 0..<changed { text ^= 0x10 << UInt64(8 * place) }
        return text
    }

    /// Members of `joining` come, `every` apart.
    mutating func join(_ joining: [Member], every span: Duration) {
        for member in joining {
            happens(.memberJoined, member)
            wait(span)
        }
    }

    static func accounts(_ name: String, _ count: Int, made: Timestamp? = nil) -> [Member] {
        (0..<count).map { Member(id: "\(name)-\($0)", name: "\(name) \($0)", createdAt: made.map { $0 + .minutes(7) }) }
    }

    /// Four join within minutes and insult one member over two hours.
    mutating func raid(_ count: Int = 4, on target: String = "aline") {
        let raiders = Self.accounts("raider", count)
        join(raiders, every: .minutes(3))
        for raider in raiders {
            wait(.minutes(25))
            say(raider, to: target, hostile: 0.8)
        }
    }

    /// Four join within minutes and write to the same two minors, in nearly the same words.
    mutating func sameWords() {
        let others = Self.accounts("stranger", 4)
        let minors = [People.aline, Member(id: "lou", name: "Lou", roles: ["13-17"])]
        for minor in minors { say(minor) }
        join(others, every: .minutes(4))
        for (place, other) in others.enumerated() {
            for minor in minors { direct(other, minor, fingerprint: Self.text(1, changed: place % 3)) }
            wait(.minutes(20))
        }
    }

    /// A class joins, greets in the same words, talks and teases among itself, and asks the staff.
    mutating func classJoins(_ count: Int = 14, made: Timestamp? = nil, seed: UInt64 = 1) {
        var dice = Traffic(seed: seed)
        let pupils = Self.accounts("pupil", count, made: made)
        join(pupils, every: .minutes(2))
        for pupil in pupils { say(pupil, fingerprint: Self.text(2, changed: 1)) }
        for turn in 0..<count * 7 {
            let one = dice.below(count)
            let (pupil, other) = (pupils[one], pupils[(one + 1 + dice.below(count - 1)) % count])
            switch dice.below(12) {
            case 0...2: direct(pupil, other, fingerprint: Self.text(100 + turn))
            case 3: say(pupil, to: "staff", fingerprint: Self.text(500 + turn))
            case 4, 5: say(pupil, to: other.id, hostile: 0.6, fingerprint: Self.text(900 + turn))
            case 6: say(pupil, hostile: 0.6, fingerprint: Self.text(900 + turn))
            default: say(pupil, to: other.id, fingerprint: Self.text(100 + turn))
            }
            wait(.seconds(dice.below(40)))
        }
    }

    /// Somebody writes to two members and is banned; another account comes a day later.
    mutating func banned(_ name: String = "kaelo", contacts: [Member] = [People.aline, People.carla]) {
        let first = Member(id: "first", name: name, joinedAt: now - .days(20))
        for (place, contact) in contacts.enumerated() {
            direct(first, contact, fingerprint: Self.text(7))
            wait(.hours(2))
            direct(first, contact, fingerprint: Self.text(20 + place))
        }
        happens(.memberBanned, People.staff, first)
        wait(.hours(20))
    }

    /// The account that comes, and what it is called.
    func returning(_ name: String, made: Timestamp? = nil, id: String = "second") -> Member {
        Member(id: id, name: name, joinedAt: now, createdAt: made ?? now - .days(400))
    }
}
