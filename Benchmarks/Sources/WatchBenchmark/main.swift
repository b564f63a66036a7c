// How fast the watch takes events in, and how much it holds: typical traffic at 300,000 members, then 300,000 members
// and 2 million pairs, with what a snapshot of that costs.

import Foundation
import Measuring
import SafetyModel
import TextAnalysis
import Watch

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Chance {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

let start: Int64 = 1_757_937_600_000
let cues: [CueHit] = (0..<200).map { index in
    let stage = Stage.allCases[index % 8]
    return CueHit(
        cue: "fr.\(stage.rawValue).\(index)", stage: stage,
        policy: index % 8 < 5 ? "minor.grooming" : "minor.solicitation",
        weight: index % 8 < 3 ? 0.3 : 1.2, range: 4..<19)
}

func member(_ index: Int) -> Member {
    Member(
        id: String(1_100_000_000_000_000_000 + index * 7_919), name: "member \(index)",
        joinedAt: Timestamp(milliseconds: start - Int64(index % 400) * 86_400_000),
        roles: index % 5 == 0 ? ["13-17"] : index % 5 == 1 ? ["18+", "FR"] : [])
}

/// Six in ten messages are to nobody, a quarter answers, a tenth is private; the rest are voice rooms and joins. Of
/// the messages one in `cueEvery` holds a cue.
func traffic(_ count: Int, members: Int, cueEvery: Int, seed: UInt64, from first: Int = 0) -> [(Event, TextReading)] {
    var chance = Chance(state: seed)
    return (first..<first + count).map { number in
        let actor = chance.below(members)
        var event = Event(
            id: String(1_200_000_000_000_000_000 + number * 104_729), source: "discord:guild/1098765432109876543",
            type: .messagePosted, time: Timestamp(milliseconds: start + Int64(number) * 90),
            community: "1098765432109876543", actor: member(actor))
        var reading = TextReading(
            hits: [], fingerprint: chance.next(), wordCount: 12, statedAge: nil, hostile: 0)
        let kind = chance.below(100)
        // People talk with the same few: nine others each.
        let other = (actor * 31 + chance.below(9) * 1013 + 1) % members
        switch kind {
        case 0..<60: event.channel = Channel(id: "general", kind: .text)
        case 60..<85: event.channel = Channel(id: "general", kind: .text)
        case 85..<95:
            event.channel = Channel(id: "dm", kind: .direct)
            event.target = member(other)
        case 95..<98:
            event.type = kind == 95 ? .voiceLeft : .voiceJoined
            event.channel = Channel(id: "voice-\(chance.below(40))", kind: .voice)
        default: event.type = .memberJoined
        }
        guard kind < 95 else { return (event, .empty) }
        let answers = kind >= 60 && kind < 85 ? member(other).id : nil
        event.body = .message(Message(id: event.id, text: "…", replyToAuthor: answers))
        if chance.below(cueEvery) == 0 { reading.hits = [cues[chance.below(cues.count)]] }
        if chance.below(50) == 0 { reading.hostile = 0.7 }
        return (event, reading)
    }
}

func residentMegabytes() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS") })
    else { return 0 }
    return (Int(line.filter(\.isNumber)) ?? 0) / 1024
}

func speed() {
    let events = traffic(400_000, members: 300_000, cueEvery: 25, seed: 7)
    var warm = Watch(taxonomy: Taxonomy([]))
    measure("observe, a new watch", units: events.count, runs: 5) {
        var watch = Watch(taxonomy: Taxonomy([]))
        var signals = 0
        for (event, reading) in events { signals += watch.observe(event, reading).count }
        warm = watch
        return signals
    }
    print("  members \(warm.memberCount), pairs \(warm.pairCount), with evidence \(warm.fileCount)")
    let more = traffic(400_000, members: 300_000, cueEvery: 25, seed: 8, from: 400_000)
    measure("absentKeys and observe, in a warm watch", units: more.count, runs: 5) {
        follow(more, &warm)
    }
}

/// Lets a watch see events as the pipeline does. (`inout`, since a captured variable would be copied for each event.)
func follow(_ events: [(Event, TextReading)], _ watch: inout Watch) -> Int {
    var signals = 0
    for (event, reading) in events {
        signals += watch.absentKeys(for: event).count
        signals += watch.observe(event, reading).count
    }
    return signals
}

func size(pairs: Int, cueEvery: Int) {
    let before = residentMegabytes()
    var watch = Watch(taxonomy: Taxonomy([]))
    var number = 0
    var signals = 0
    while watch.pairCount + watch.evictedCount < pairs, number < 40_000_000 {
        let batch = traffic(20_000, members: 300_000, cueEvery: cueEvery, seed: UInt64(number), from: number)
        for (event, reading) in batch { signals += watch.observe(event, reading).count }
        number += batch.count
        signals += watch.evictIdle().count
    }
    let used = residentMegabytes() - before
    print(
        "\(watch.memberCount) members, \(watch.pairCount) pairs, \(watch.fileCount) with evidence after "
            + "\(number) events: \(used) MB (\(before) MB before); check \(signals)")
    let clock = ContinuousClock()
    let snapshotStart = clock.now
    let pieces = watch.snapshot()
    let snapshotSpan = clock.now - snapshotStart
    let restoreStart = clock.now
    let restored = try? Watch(restoring: pieces, settings: WatchSettings(), taxonomy: Taxonomy([]))
    print(
        "snapshot: \(pieces.count) pieces, \(pieces.reduce(0) { $0 + $1.count } >> 20) MB in \(snapshotSpan); "
            + "restored \(restored?.pairCount ?? 0) pairs in \(clock.now - restoreStart)")
}

switch CommandLine.arguments.dropFirst().first {
case "size": size(pairs: 2_000_000, cueEvery: 25)
case "size-worst": size(pairs: 2_000_000, cueEvery: 2)
default: speed()
}
