import Crypto
import Foundation
import GRDB
import SafetyModel

/// The keys of days, as far as they were needed. A day's key is made when the first text of that day (UTC, by the
/// event's own time) is sealed; once it is deleted, that day's texts cannot be read by anybody again.
struct Keyring {
    private let operatorKey: OperatorKey
    /// `nil` for a day whose key is no longer there.
    private var known: [Int64: SymmetricKey?] = [:]
    private var latest: (day: Int64, key: SymmetricKey)?

    init(operatorKey: OperatorKey) {
        self.operatorKey = operatorKey
    }

    /// The day of a moment: whole days since 1970-01-01, UTC.
    static func day(of moment: Timestamp) -> Int64 {
        let length: Int64 = 86_400_000
        let (quotient, rest) = moment.milliseconds.quotientAndRemainder(dividingBy: length)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// The key of a day for sealing; made where there is none.
    mutating func sealingKey(forDay day: Int64, in db: Database) throws -> SymmetricKey {
        if let latest, latest.day == day { return latest.key }
        let key: SymmetricKey
        if let found = try openingKey(forDay: day, in: db) {
            key = found
        } else {
            key = SymmetricKey(size: .bits256)
            let wrapped = try KeyWrapping.wrap(key, under: operatorKey, label: KeyWrapping.label(forDay: day))
            try db.execute(sql: "INSERT INTO day_keys (day, wrapped) VALUES (?, ?)", arguments: [day, wrapped])
            known[day] = .some(key)
        }
        latest = (day, key)
        return key
    }

    /// The key of a day for reading, or `nil` when it was deleted.
    mutating func openingKey(forDay day: Int64, in db: Database) throws -> SymmetricKey? {
        if let found = known[day] { return found }
        let wrapped = try Data.fetchOne(
            db, sql: "SELECT wrapped FROM day_keys WHERE day = ?", arguments: [day])
        let key = try wrapped.map {
            try KeyWrapping.unwrap($0, under: operatorKey, label: KeyWrapping.label(forDay: day))
        }
        known[day] = key
        return key
    }

    /// Forgets what it knows, so that the next use asks the database.
    mutating func reset() {
        known.removeAll(keepingCapacity: true)
        latest = nil
    }
}
