import Foundation
import SafetyModel

/// What a simulation planted, read from its truth file.
struct TruthFile: Decodable {
    /// A story of harm.
    struct Story: Decodable {
        var id: String
        var kind: String
        var policy: String
        var policies: [String]?
        var subjects: [String]
        var first: String
        var last: String
    }

    /// A look-alike: innocent, however it may seem.
    struct LookAlike: Decodable {
        var id: String
        var kind: String
        var members: [String]
        var first: String
        var last: String
    }

    var stories: [Story]
    var lookalikes: [LookAlike]

    /// - Throws: ``CommandFailure`` saying what is wrong with the file.
    static func read(_ path: String) throws -> TruthFile {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure.input("cannot read the truth file \(path): is the path right?")
        }
        do {
            return try JSONDecoder().decode(TruthFile.self, from: data)
        } catch {
            throw CommandFailure.input("\(path) is not a truth file of `vigie simulate`")
        }
    }
}
