import Crypto
import Foundation
import GRDB
import SafetyModel

/// A signal as its row stands, for the entry of its line on the audit trail. Signals and their lines are written
/// together and never deleted, so the first line `signal_added` is of the first signal, and so on.
struct StoredSignal {
    /// Columns to select, in the order that ``init(_:)`` reads.
    static let columns =
        "number, case_id, policy, score, time, CAST(id AS BLOB), CAST(policy AS BLOB), CAST(detail AS BLOB)"

    let number: Int64
    let caseID: Int64
    let policy: String
    /// SHA-256 of all that the row says.
    let digest: String

    init(_ row: Row) {
        (number, caseID, policy) = (row[0], row[1], row[2])
        let score: Double = row[3]
        let time: Int64 = row[4]
        var writer = ByteWriter()
        writer.write(number)
        writer.write(caseID)
        writer.write(score)
        writer.write(time)
        var hash = SHA256()
        hash.update(data: writer.bytes)
        for index in 5...7 {
            let text: Data = row[index]
            var length = ByteWriter()
            length.write(text.count)
            hash.update(data: length.bytes)
            hash.update(data: text)
        }
        digest = hexadecimal(hash.finalize())
    }

    static func find(_ number: Int64, in db: Database) throws -> StoredSignal? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM signals WHERE number = ?"), arguments: [number]
        ).map(StoredSignal.init)
    }

    /// The signal that a line is of: as far along the signals of the case as the line is along its lines of signals.
    /// For a single line; whoever reads all goes through both in order.
    static func ofLine(_ line: Int64, in db: Database) throws -> StoredSignal? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT \(columns) FROM signals
                    WHERE case_id = (SELECT case_id FROM audit WHERE number = ?1 AND action = 'signal_added')
                    ORDER BY number LIMIT 1 OFFSET (
                        SELECT count(*) FROM audit JOIN audit AS line ON line.number = ?1
                        WHERE audit.case_id = line.case_id AND audit.action = 'signal_added' AND audit.number < ?1)
                    """), arguments: [line]
        ).map(StoredSignal.init)
    }
}
