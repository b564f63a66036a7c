// How fast rules judge events, by how many there are: the rules that come with Vigie, and copies of them that ask the
// same counters or, with windows of their own, others.

import Foundation
import Measuring
import Rules
import SafetyModel
import TextAnalysis

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Chance {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}

struct Item {
    var event: Event
    var reading: TextReading
    var context: RuleContext
}

/// Seven in ten messages are public, two are private; the rest are voice rooms, joins, gifts, bans and reports. Of the
/// messages eight in a hundred hold a cue.
func traffic(_ count: Int) -> [Item] {
    var chance = Chance(state: 42)
    return (0..<count).map { number in
        let kind = chance.below(100)
        let target = Member(id: "m\(chance.below(20_000))")
        var event = Event(
            id: String(number), source: "s", type: .messagePosted,
            time: Timestamp(milliseconds: 1_767_614_400_000 + Int64(number) * 150), community: "g",
            channel: Channel(id: "c\(chance.below(300))", kind: .text),
            actor: Member(id: "m\(chance.below(20_000))", joinedAt: Timestamp(milliseconds: 1_700_000_000_000)),
            body: .message(Message(text: "hello there everybody how are you")))
        var hits: [CueHit] = []
        switch kind {
        case ..<90:
            if kind >= 70 {
                event.channel = Channel(id: "d", kind: .direct)
                event.target = target
            }
            if chance.below(100) < 8 {
                let stage = Stage.allCases[chance.below(8)]
                hits = [CueHit(cue: "en.x", stage: stage, policy: "minor.grooming", weight: 1, range: 0..<2)]
            }
        case ..<94: event.type = .voiceJoined
        case ..<97: event.type = .memberJoined
        default:
            event.type = [.giftOffered, .memberBanned, .reportFiled][kind - 97]
            event.target = target
        }
        if kind >= 90 { event.body = .none }
        return Item(
            event: event, reading: TextReading(hits: hits, fingerprint: UInt64(number), wordCount: 6),
            context: RuleContext(target: .init(minor: Double(chance.below(10)) / 10), pairRisk: 0.2))
    }
}

/// The rules of `rules/`, so many times.
/// - Parameter isVaried: whether each copy has windows of its own.
func copies(_ count: Int, isVaried: Bool, of files: [RuleSet.File], _ taxonomy: Taxonomy) throws -> RuleSet {
    let base = try RuleSet.parse(directory: files, taxonomy: taxonomy)
    let names = base.rules.map(\.name) + base.counters.map(\.name)
    var directory: [RuleSet.File] = files
    for copy in 1..<max(1, count) {
        for file in files {
            var text = file.text
            for name in names { text = text.replacingOccurrences(of: name, with: "\(name)_\(copy)") }
            if isVaried {
                for hours in [1, 2, 72, 168, 336, 720] {
                    text = text.replacingOccurrences(
                        of: "duration('\(hours)h')", with: "duration('\(hours)h\(copy)m')")
                }
                text = text.replacingOccurrences(of: "duration('2160h')", with: "duration('\(2160 - copy)h')")
            }
            directory.append((name: "\(copy)-\(file.name)", text: text))
        }
    }
    return try RuleSet.parse(directory: directory, taxonomy: taxonomy)
}

let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("rules")
let files: [RuleSet.File] = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { RuleSet.reads(file: $0.lastPathComponent) }
    .map { (name: $0.lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8)) }
let taxonomy = try ShippedTaxonomy.load()
let items = traffic(200_000)

for (count, isVaried) in [(1, false), (6, false), (12, false), (6, true), (12, true)] {
    let set = try copies(count, isVaried: isVaried, of: files, taxonomy)
    let fresh = RuleEngine(set)
    let name = "\(set.rules.count) rules, \(fresh.conditionCount) parts\(isVaried ? ", windows of their own" : "")"
    measure(name, units: items.count, runs: 3) {
        var engine = fresh
        return items.reduce(0) { $0 + engine.observe($1.event, $1.reading, context: $1.context).count }
    }
}
