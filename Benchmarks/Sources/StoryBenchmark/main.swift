// What the watch finds in a simulated community: the planted stories found and missed, the look-alikes taken for
// harm, and the signals about everybody else.
//
//     StoryBenchmark [--packs FOLDER] [--members N] [--events N] [--seed S] [--per-kind N] [--language fr] [--why]
//         [--missed-by DETECTOR] [--acts]
//
// `--acts` reads with the model of acts, and phrases cut into pieces whole, as the service does.
// `--missed-by raid` lists the steps of each story of the kind `raid` that the detector of that name did not find.

import Foundation
import SafetyModel
import Simulation
import TextAnalysis
import Watch

func option(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    guard let place = arguments.firstIndex(of: "--" + name), place + 1 < arguments.count else { return nil }
    return arguments[place + 1]
}

func packs(_ taxonomy: Taxonomy) throws -> [CuePack] {
    guard let folder = option("packs") else { return try ShippedCues.packs(Set(Language.allCases)) }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    return try files.map { file in
        let yaml = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        return try CuePack.parse(yaml: yaml, file: file, taxonomy: taxonomy)
    }
}

struct Finding {
    var signal: Signal
    var severity: Int
}

let taxonomy = try ShippedTaxonomy.load()
let matcher = CueMatcher(packs: try packs(taxonomy))
var listener = Listener(
    reader: TextReader(cues: matcher, acts: CommandLine.arguments.contains("--acts") ? try ShippedModels.acts() : nil))
var simulation = try Simulation(
    settings: SimulationSettings(
        members: Int(option("members") ?? "") ?? 300_000, events: Int(option("events") ?? "") ?? 300_000,
        seed: UInt64(option("seed") ?? "") ?? 7, storiesPerKind: option("per-kind").flatMap { Int($0) }))
let truth = simulation.truth
var watch = Watch(taxonomy: taxonomy)
var findings: [Finding] = []
var readings: [String: TextReading] = [:]
var types: [String: String] = [:]
let planted = Set(truth.stories.flatMap(\.events) + truth.lookalikes.flatMap(\.events))
let clock = ContinuousClock()
var spent = Duration.zero
var count = 0
while let event = simulation.next() {
    let reading = listener.read(event)
    if planted.contains(event.id) {
        readings[event.id] = reading
        types[event.id] =
            "\(event.time.milliseconds / 1000) \(event.type.name) \(event.channel?.kind.rawValue ?? "-") \(event.actor?.id ?? "-")"
    }
    let before = clock.now
    let raised = watch.observe(event, reading)
    spent += clock.now - before
    findings += raised.map { Finding(signal: $0, severity: taxonomy.severity(of: $0.policy).level) }
    count += 1
}
print("\(count) events, \(matcher.cueCount) cues; watch alone \(Int(Double(count) / (spent / .seconds(1)))) events/s")
print(
    "\(watch.memberCount) members, \(watch.pairCount) pairs, \(watch.fileCount) with evidence, \(findings.count) signals"
)

@MainActor func explain(_ events: [String]) {
    for id in events.prefix(60) {
        let hits = (readings[id]?.hits ?? []).map {
            "\($0.cue)(\($0.stage?.rawValue ?? "-") \($0.policy) \($0.weight))"
        }
        print("      \(types[id] ?? "") \(hits.joined(separator: " "))")
    }
}

var players: Set<String> = []
var byKind: [String: (found: Int, all: Int, seconds: [Int64])] = [:]
/// For each kind of story, how many of them each detector found.
var detectors: [String: [String: Int]] = [:]
for story in truth.stories {
    players.formUnion(story.subjects)
    players.formUnion(story.targets)
    let until = story.last + .days(2)
    let hits = findings.filter { finding in
        story.subjects.contains(finding.signal.subject) && story.policies.contains(finding.signal.policy)
            && finding.signal.time >= story.first && finding.signal.time <= until
    }
    byKind[story.kind, default: (0, 0, [])].all += 1
    for name in Set(hits.map(\.signal.detector.name)) { detectors[story.kind, default: [:]][name, default: 0] += 1 }
    if let name = option("missed-by"), story.kind == name, !hits.contains(where: { $0.signal.detector.name == name }) {
        print("  not by \(name): \(story.id) subjects \(story.subjects) targets \(story.targets)")
        explain(story.events)
    }
    if let hit = hits.first {
        byKind[story.kind, default: (0, 0, [])].found += 1
        byKind[story.kind, default: (0, 0, [])].seconds.append(hit.signal.time.since(story.first).milliseconds / 1000)
    } else if CommandLine.arguments.contains("--why") {
        print("  missed \(story.id) \(story.policies) subjects \(story.subjects)")
        explain(story.events)
    }
}
for (kind, result) in byKind.sorted(by: { $0.key < $1.key }) {
    let delays = result.seconds.sorted()
    print(
        "story \(kind): \(result.found) of \(result.all) found; median after \(delays.isEmpty ? 0 : delays[delays.count / 2]) s"
    )
    let shares = (detectors[kind] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    print("    by " + shares.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
}

/// For the detectors that go by facts: how many of the members each pointed at play the part of the one who does harm,
/// in whatever story, how many are innocent, and how many play in none.
@MainActor func precision(of names: Set<String>) {
    let harmful = Set(truth.stories.flatMap(\.subjects))
    let innocent = Set(truth.lookalikes.flatMap(\.members))
    for name in names.sorted() {
        let mine = findings.filter { $0.signal.detector.name == name }
        let subjects = Set(mine.map(\.signal.subject))
        let right = subjects.intersection(harmful).count
        let alike = subjects.subtracting(harmful).intersection(innocent).count
        let others = subjects.count - right - alike
        let share = subjects.isEmpty ? 1 : Double(right) / Double(subjects.count)
        print(
            "detector \(name): \(subjects.count) subjects, \(right) planted, \(alike) look-alikes, \(others) others; \(share)"
        )
        guard CommandLine.arguments.contains("--why") else { continue }
        for finding in mine where !harmful.contains(finding.signal.subject) {
            let codes = finding.signal.contributions.map { "\($0.code) \($0.logOdds) \($0.figure ?? 0)" }
            print(
                "  false \(name) \(finding.signal.event.id) \(finding.signal.score): \(codes.joined(separator: ", "))")
        }
    }
}
precision(of: [
    "ban_leverage", "role_for_favour", "selective_bans", "retaliation", "audit_wipe", "power_spike", "invite_burst",
    "raid", "revoked_gifts", "badge_inherited", "ban_evader",
])

var falseByKind: [String: (Int, Int)] = [:]
for lookalike in truth.lookalikes {
    let alarms = findings.filter {
        $0.severity <= 2 && lookalike.members.contains($0.signal.subject) && $0.signal.time >= lookalike.first
            && $0.signal.time <= lookalike.last
    }
    falseByKind[lookalike.kind, default: (0, 0)].1 += 1
    players.formUnion(lookalike.members)
    guard let first = alarms.first else { continue }
    falseByKind[lookalike.kind, default: (0, 0)].0 += 1
    guard CommandLine.arguments.contains("--why") else { continue }
    print("  false \(lookalike.id): \(first.signal.detector.name) \(first.signal.policy) \(first.signal.score)")
    for part in first.signal.contributions { print("      \(part.code) \(part.logOdds) \(part.figure ?? 0)") }
    explain(lookalike.events)
}
for (kind, result) in falseByKind.sorted(by: { $0.key < $1.key }) {
    print("look-alike \(kind): \(result.0) of \(result.1) taken for harm")
}

let others = findings.filter { !players.contains($0.signal.subject) }
print(
    "signals about members in no story: \(others.count) (severity 1 or 2: \(others.filter { $0.severity <= 2 }.count))")
var byName: [String: Int] = [:]
for finding in others { byName["\(finding.signal.detector.name) \(finding.signal.policy)", default: 0] += 1 }
for (name, number) in byName.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) { print("  \(name): \(number)") }
if CommandLine.arguments.contains("--why") {
    for finding in others.filter({ $0.severity <= 2 }).prefix(12) {
        print("  other \(finding.signal.detector.name) \(finding.signal.policy) \(finding.signal.score)")
        for part in finding.signal.contributions { print("      \(part.code) \(part.logOdds) \(part.figure ?? 0)") }
        for reference in finding.signal.evidence { print("      \(reference.cues.map(\.cue))") }
    }
}
