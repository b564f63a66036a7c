import ArgumentParser
import Foundation
import Rules
import SQLiteStorage
import SafetyModel
import Service
import TextAnalysis
import Watch

/// Where the events come from that rules are tried on.
struct RuleEvents: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Events in files (NDJSON), instead of a database.", valueName: "file"),
        completion: .file(extensions: ["ndjson", "jsonl"]))
    var events: [String] = []

    @OptionGroup var database: StoredDatabase

    /// Hands out every event, oldest first, until told that it is enough.
    /// - Parameter body: gives whether to go on.
    func forEach(_ body: (Event) throws -> Bool) async throws {
        events.isEmpty ? try await fromLog(body) : try fromFiles(body)
    }

    private func fromFiles(_ body: (Event) throws -> Bool) throws {
        for path in events {
            var reader = try EventBatchReader(path, now: Clock.now())
            while let batch = try reader.next() {
                if let letter = batch.rejected.first {
                    Terminal.error(
                        "note: \(batch.rejected.count) lines of \(path) left out; the first: \(letter.reason)")
                }
                for event in batch.events where try !body(event) { return }
            }
        }
    }

    private func fromLog(_ body: (Event) throws -> Bool) async throws {
        let store = try database.open()
        var sequence: Int64 = 0
        pages: while true {
            let page = try await store.events(after: sequence, limit: 5000)
            guard let last = page.last else { break }
            for logged in page where try !body(logged.event) { break pages }
            sequence = last.sequence
        }
        try store.close()
    }
}

/// The watch beside the rules: what a rule may ask about the two members is what the watch has seen of them. However many
/// engines are asked, each event is read and watched once.
struct RuleLookout {
    private var watch: Watch
    private var listener: Listener

    init(taxonomy: Taxonomy) throws {
        watch = Watch(settings: WatchSettings(riskModel: try Learned.risk(nil)), taxonomy: taxonomy)
        listener = Listener(reader: try Learned.reader(packs: try Texts.packs(extra: [], taxonomy: taxonomy)))
    }

    mutating func look(_ event: Event) -> (TextReading, RuleContext) {
        let reading = listener.read(event)
        let signals = watch.observe(event, reading)
        return (reading, RuleContext(of: event, signals: signals, in: watch))
    }
}
