import Casework
import Crypto
import Foundation
import GRDB

/// Seals what belongs to a report under its key, or to a decision under the vault's, each piece bound to its place
/// (`12/said`, `12/file/7/copy`), so that none can be moved to another.
struct ReportSealing {
    private let key: SymmetricKey
    private let purpose: Sealer.Purpose
    private var sealer = Sealer()

    /// Of a decision and its appeals, under the vault's key.
    init(decisionsOf store: SQLiteStore) {
        key = store.evidenceKey
        purpose = .decision
    }

    /// Of a report that is there.
    init(_ store: SQLiteStore, report: Int64, in db: Database) throws {
        key = try ReportKeys.key(of: report, under: store.evidenceKey, in: db)
        purpose = .report
    }

    /// Of a report that is being made.
    init(newReport key: SymmetricKey) {
        self.key = key
        purpose = .report
    }

    mutating func seal(_ bytes: [UInt8], at place: String) throws -> Data {
        try sealer.seal(bytes, under: key, source: ReportSignals.source, id: place, purpose: purpose)
    }

    func open(_ sealed: Data, at place: String) throws -> [UInt8] {
        try Sealer.open(sealed, under: key, source: ReportSignals.source, id: place, purpose: purpose)
    }

    /// JSON, filled up with spaces to a multiple of `multiple` bytes, so that its length does not tell whether a
    /// contact is in it.
    mutating func seal(json value: some Encodable, at place: String, multiple: Int = 1) throws -> Data {
        var bytes = [UInt8](try JSONEncoder().encode(value))
        let missing = (multiple - bytes.count % multiple) % multiple
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: missing))
        return try seal(bytes, at: place)
    }

    func value<Value: Decodable>(_ type: Value.Type, in sealed: Data, at place: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(try open(sealed, at: place)))
    }

    static func said(_ report: Int64) -> String { "\(report)/said" }
    static func reporter(_ report: Int64) -> String { "\(report)/reporter" }
    static func message(_ number: Int64, of report: Int64) -> String { "\(report)/message/\(number)" }
    static func original(_ number: Int64, of report: Int64) -> String { "\(report)/file/\(number)/original" }
    static func copy(_ number: Int64, of report: Int64) -> String { "\(report)/file/\(number)/copy" }
}
