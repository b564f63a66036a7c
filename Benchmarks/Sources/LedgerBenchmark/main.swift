// How fast the ledger takes entries that are durable when they are acknowledged, proves them, and is audited.
//
//     LedgerBenchmark [ENTRIES]          10 000 000 unless said otherwise; needs 250 bytes of disk for each

import Foundation
import Ledger
import Measuring
import SQLiteStorage
import SafetyModel

let wanted = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000_000
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-ledger-\(getpid())")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

let moment = Timestamp(milliseconds: 1_781_640_000_000)
let policy = Policy(
    code: "minor.grooming", severity: Severity(1), title: LocalizedText(fr: "", en: ""),
    meaning: LocalizedText(fr: "", en: ""), deadlineHours: 24, threshold: 0.5)
let store = try SQLiteStore.open(
    path: folder.appendingPathComponent("ledger.db").path, taxonomy: Taxonomy([policy]), clock: { moment })

func document(_ number: Int) -> LedgerItem {
    LedgerItem(
        kind: .document, time: moment + .milliseconds(number), reference: EntryReference(.document, 0),
        content: Array("document \(number)".utf8))
}

func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    return (ContinuousClock.now - start) / .seconds(1)
}

for producers in [1, 16, 128] {
    let each = producers == 1 ? 1000 : 40_000 / producers
    let time = try await seconds {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for producer in 0..<producers {
                group.addTask {
                    // Each waits until its entry is durable before it enters the next.
                    for number in 0..<each { _ = try await store.enter([document(producer * each + number)]) }
                }
            }
            try await group.waitForAll()
        }
    }
    print("durable appends, \(producers) at once: \(grouped(Double(producers * each) / time))/s")
}

// A share of signals, whose lines of the trail the audit holds against their commitments.
let signals = wanted / 100
let fill = try await seconds {
    while try await store.ledgerSize() < UInt64(wanted - signals) {
        let size = Int(try await store.ledgerSize())
        _ = try await store.enter((0..<min(10_000, wanted - signals - size)).map { document(size + $0) })
        if size % 1_000_000 < 10_000 { try await store.signCheckpoint() }
    }
    for start in stride(from: 0, to: signals, by: 1000) {
        let batch = (start..<min(start + 1000, signals)).map { number in
            Signal(
                policy: policy.code, score: 0.8, community: "c", subject: "m\(number % 500)", time: moment,
                event: EventKey(source: "s", id: "\(number)"), detector: Detector(name: "benchmark", version: 1),
                evidence: [], contributions: [])
        }
        _ = try await store.record(batch, counts: WatchCounts(), upTo: Int64(start))
    }
}
let size = try await store.ledgerSize()
print("filled to \(grouped(Double(size))) entries: \(grouped(Double(size) / fill))/s")
try await store.signCheckpoint()

var state: UInt64 = 42
var times: [Double] = []
for _ in 0..<400 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    times.append(try await seconds { _ = try await store.receipt(of: (state >> 16) % size) } * 1000)
}
times.sort()
print("receipt of a random entry: median \(rounded(times[200])) ms, worst of 400 \(rounded(times[399])) ms")
var growth: [Double] = []
for part in 1...100 {
    growth.append(try await seconds { _ = try await store.proveGrowth(from: size * UInt64(part) / 101) } * 1000)
}
growth.sort()
print("consistency proof: median \(rounded(growth[50])) ms, worst of 100 \(rounded(growth[99])) ms")

var report = LedgerReport()
let audit = try await seconds { report = try await store.auditLedger() }
print(
    "audit of \(grouped(Double(report.entries))) entries, \(report.checkpoints) checkpoints, \(report.contents) contents: "
        + "\(rounded(audit)) s, \(report.problem == nil ? "everything fits" : "DOES NOT FIT")")

func rounded(_ value: Double) -> String { String(format: "%.2f", value) }
