import Foundation
import Testing

@testable import Ledger

/// The vectors of transparency-dev/merkle, which are not part of the repository: a directory
/// `shared/conformance/merkle` beside the checkout.
@Suite("Vectors of transparency-dev/merkle")
struct ConformanceTests {
    private static let directory = find()

    private static func find() -> URL? {
        var directory = URL(fileURLWithPath: #filePath)
        while directory.path != "/" {
            directory.deleteLastPathComponent()
            let candidate = directory.appendingPathComponent("shared/conformance/merkle/testdata")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return nil
    }

    private static func files(_ kind: String) -> [URL] {
        guard let directory else { return [] }
        let found = FileManager.default.enumerator(
            at: directory.appendingPathComponent(kind), includingPropertiesForKeys: nil)
        return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    }

    private struct Vector: Decodable {
        var leafIdx: UInt64?
        var treeSize: UInt64?
        var root: String?
        var leafHash: String?
        var size1: UInt64?
        var size2: UInt64?
        var root1: String?
        var root2: String?
        var proof: [String]?
        var wantErr: Bool
    }

    /// A root that is no hash is taken for the hash of its bytes: what was equal stays equal, what differed differs.
    private func hash(_ text: String?) throws -> TreeHash {
        let bytes = [UInt8](try #require(Data(base64Encoded: text ?? "")))
        return TreeHash(bytes) ?? .plain([bytes])
    }

    /// `nil` where a part of the proof is no hash, which no proof of ours can hold.
    private func proof(_ vector: Vector) -> [TreeHash]? {
        let hashes = (vector.proof ?? []).map { Data(base64Encoded: $0).flatMap { TreeHash([UInt8]($0)) } }
        return hashes.contains(nil) ? nil : hashes.compactMap(\.self)
    }

    private func read(_ url: URL) throws -> Vector {
        try JSONDecoder().decode(Vector.self, from: Data(contentsOf: url))
    }

    @Test("inclusion proofs are taken and refused as they should be", .enabled(if: directory != nil, "no vectors here"))
    func inclusion() throws {
        let files = Self.files("inclusion")
        for url in files {
            let vector = try read(url)
            let isTaken: Bool
            // A hash of an entry that is no hash cannot be asked about.
            if let hashes = proof(vector),
                let leaf = Data(base64Encoded: vector.leafHash ?? "").flatMap({ TreeHash([UInt8]($0)) })
            {
                let proof = InclusionProof(
                    index: try #require(vector.leafIdx), size: try #require(vector.treeSize), hashes: hashes)
                isTaken =
                    (try? proof.verify(leaf: leaf, root: try hash(vector.root))) != nil
            } else {
                isTaken = false
            }
            #expect(isTaken == !vector.wantErr, "\(url.path)")
        }
        #expect(files.count == 98)
    }

    @Test(
        "consistency proofs are taken and refused as they should be", .enabled(if: directory != nil, "no vectors here"))
    func consistency() throws {
        let files = Self.files("consistency")
        for url in files {
            let vector = try read(url)
            let isTaken: Bool
            if let hashes = proof(vector) {
                let proof = ConsistencyProof(
                    from: try #require(vector.size1), to: try #require(vector.size2), hashes: hashes)
                isTaken =
                    (try? proof.verify(firstRoot: try hash(vector.root1), secondRoot: try hash(vector.root2))) != nil
            } else {
                isTaken = false
            }
            #expect(isTaken == !vector.wantErr, "\(url.path)")
        }
        #expect(files.count == 98)
    }
}
