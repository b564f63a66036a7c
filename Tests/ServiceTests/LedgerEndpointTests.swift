import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import SQLiteStorage
import SafetyModel
import Testing

@testable import Service

@Suite("The ledger over HTTP")
struct LedgerEndpointTests {
    @Test("checkpoint, key and tiles are public; a witness can compute the root from the tiles")
    func pages() async throws {
        try await withDatabase { path in
            let store = try ServiceUnderTest.open(path).store
            let router = Router()
            LedgerEndpoint(pages: store).addRoutes(to: router)
            try await Application(router: router).test(.router) { client in
                #expect(try await client.execute(uri: "/ledger/checkpoint", method: .get) { $0.status } == .notFound)
                let items = (0..<300).map {
                    LedgerItem(
                        kind: .document, time: ServiceUnderTest.noon, reference: EntryReference(.document, 0),
                        content: [UInt8($0 & 255)])
                }
                _ = try await store.enter(items)
                try await store.signCheckpoint()
                let (text, type) = try await client.execute(uri: "/ledger/checkpoint", method: .get) {
                    (String(buffer: $0.body), $0.headers[.contentType])
                }
                let key = try await client.execute(uri: "/ledger/key", method: .get) { String(buffer: $0.body) }
                let checkpoint = try Checkpoint(SignedNote(Array(text.utf8)), signedWith: VerifierKey(key))
                #expect(checkpoint.size == 300 && type == "text/plain; charset=utf-8")
                var builder = TreeBuilder()
                for uri in ["/ledger/tile/0/000", "/ledger/tile/0/001.p/44"] {
                    let bytes = try await client.execute(uri: uri, method: .get) { Array($0.body.readableBytesView) }
                    for start in stride(from: 0, to: bytes.count, by: 32) {
                        _ = builder.append(try #require(TreeHash(Array(bytes[start..<start + 32]))))
                    }
                }
                #expect(builder.root == checkpoint.root)
            }
        }
    }

    @Test(
        "what is no tile is not found, and nothing traps",
        arguments: [
            "0/002", "0/001", "0/001.p/45", "0/000/", "0//000", "0/%30%30%30", "../checkpoint", "0/x000/000", "99/000",
            "-1/000", "0/000.p/0", "0/x999/x999/x999/x999/x999/999", "entries/000", "", "0/000%00", "0/000?x=1#y",
            "63/000", String(repeating: "9", count: 4000),
        ])
    func hostile(path: String) async throws {
        try await withDatabase { file in
            let store = try ServiceUnderTest.open(file).store
            _ = try await store.enter(
                (0..<300).map {
                    LedgerItem(
                        kind: .document, time: ServiceUnderTest.noon, reference: EntryReference(.document, 0),
                        content: [UInt8($0 & 255)])
                })
            try await store.signCheckpoint()
            let router = Router()
            LedgerEndpoint(pages: store).addRoutes(to: router)
            try await Application(router: router).test(.router) { client in
                let status = try await client.execute(uri: "/ledger/tile/\(path)", method: .get) { $0.status }
                // A query changes nothing about the page.
                #expect(status == (path.contains("?") ? .ok : .notFound))
            }
        }
    }
}
