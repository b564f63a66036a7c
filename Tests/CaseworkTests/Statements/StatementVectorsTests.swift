import Casework
import Foundation
import Testing

/// Statements judged by the Commission's own rules, which are not part of the repository.
@Suite("Statement vectors")
struct StatementVectorsTests {
    private static let file = SharedFiles.find("conformance/dsa/vectors.json")

    @Test(
        "every vector is judged as the strict profile judges it",
        .enabled(if: file != nil, "the vectors are not on this machine"))
    func vectors() throws {
        let root = try JSONSerialization.jsonObject(with: Data(contentsOf: try #require(Self.file)))
        let vectors = try #require((root as? [String: Any])?["vectors"] as? [[String: Any]])
        #expect(vectors.count > 100)
        for vector in vectors {
            let name = vector["name"] as? String ?? ""
            let expected = try #require(vector["strict_schema_valid"] as? Bool)
            let json = Array(try JSONSerialization.data(withJSONObject: try #require(vector["statement"])))
            let verdict = try StatementCheck.check(json: json)
            #expect(verdict.isValid == expected, "\(name): \(verdict)")
            guard expected else { continue }
            // What is valid reads as a value, and comes out with the same fields.
            let statement = try StatementOfReasons(json: json)
            let again = try JSONSerialization.jsonObject(with: Data(statement.json)) as? NSDictionary
            let given = try JSONSerialization.jsonObject(with: Data(json)) as? NSDictionary
            let empty = given?.filter { ($0.value as? [Any])?.isEmpty == true }.map { "\($0.key)" } ?? []
            let kept = given?.filter { !empty.contains("\($0.key)") }
            #expect(again?.count == kept?.count, "\(name)")
            #expect(statement.problems.isEmpty, "\(name)")
        }
    }
}
