import Foundation
import SQLiteStorage
import SafetyModel
import TextAnalysis
import Watch

@testable import Service

/// A pipeline on a real database in a folder of its own.
struct ServiceUnderTest {
    var path: String
    var store: SQLiteStore
    var pipeline: Pipeline

    static let noon = Timestamp(milliseconds: 1_781_640_000_000)

    static func reader() throws -> TextReader { TextReader(cues: CueMatcher(packs: try ShippedCues.packs([.french]))) }

    static func open(_ path: String, settings: PipelineSettings = PipelineSettings()) throws -> ServiceUnderTest {
        let taxonomy = try ShippedTaxonomy.load()
        let store = try SQLiteStore.open(path: path, taxonomy: taxonomy, clock: { noon })
        return ServiceUnderTest(
            path: path, store: store,
            pipeline: Pipeline(log: store, store: store, reader: try reader(), taxonomy: taxonomy, settings: settings))
    }

    /// Runs the pipeline while `body` works, then lets it finish.
    func running(_ body: (Pipeline) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pipeline.run() }
            do {
                try await body(pipeline)
            } catch {
                await pipeline.finish()
                try? await group.waitForAll()
                throw error
            }
            await pipeline.finish()
            try await group.waitForAll()
        }
    }
}

/// Gives the test a path in a fresh folder that goes afterwards.
func withDatabase<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-service-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.appendingPathComponent("test.db").path)
}

/// Events for tests.
enum Talk {
    /// A private exchange in which one asks a 13-year-old for a picture, offers something for it, and threatens.
    static func story(actor: String = "900", target: String = "901", offset: Int = 0) -> [Event] {
        let lines: [(String, String)] = [
            (actor, "slt tu as quel âge ?"), (target, "j'ai 13 ans"), (actor, "t'es mature pour ton âge"),
            (actor, "ne le dis à personne c'est notre secret"), (target, "ok"),
            (actor, "envoie moi une photo juste pour moi"), (target, "non"),
            (actor, "je t'offre un nitro si tu m'envoies une photo"), (target, "non arrête"),
            (actor, "si tu n'envoies pas une photo je montre tout à tes parents"),
        ]
        return lines.enumerated().map { index, line in
            Event(
                id: "story-\(actor)-\(offset + index)", source: "test:1", type: .messagePosted,
                time: ServiceUnderTest.noon + .minutes(offset + index), community: "1",
                channel: Channel(id: "d-\(actor)", kind: .direct), actor: Member(id: line.0),
                target: Member(id: line.0 == actor ? target : actor), body: .message(Message(text: line.1)))
        }
    }

    static func chatter(_ count: Int, prefix: String = "chat") -> [Event] {
        (0..<count).map { index in
            Event(
                id: "\(prefix)-\(index)", source: "test:1", type: .messagePosted,
                time: ServiceUnderTest.noon + .seconds(index), community: "1",
                channel: Channel(id: "general", kind: .text), actor: Member(id: "\(index % 50)"),
                body: .message(Message(text: "bien joué la partie d'hier, on remet ça ce soir ?")))
        }
    }
}
