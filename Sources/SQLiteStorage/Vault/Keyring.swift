import Crypto
import Foundation
import GRDB
import SafetyModel

/// The key of a day, and the tag that marks what is sealed under it: when a late event makes a new key for a day whose
/// key was deleted, the older texts of that day are known to be forgotten, not damaged.
struct DayKey {
    static let tagLength = 4

    var tag: Data
    var key: SymmetricKey

    /// Whether this key, and no earlier one of the same day, sealed it.
    func fits(_ sealed: Data) -> Bool { sealed.suffix(Self.tagLength) == tag }
}

/// The keys of days, as far as they were needed. A day's key is made when the first text of that day (UTC, by the
/// event's own time) is sealed; once it is deleted, that day's texts cannot be read by anybody again.
struct Keyring {
    private let operatorKey: OperatorKey
    /// `nil` for a day whose key is no longer there.
    private var known: [Int64: DayKey?] = [:]
    private var latest: (day: Int64, key: DayKey)?

    init(operatorKey: OperatorKey) {
        self.operatorKey = operatorKey
    }

    /// The day of a moment: whole days since 1970-01-01, UTC.
    static func day(of moment: Timestamp) -> Int64 {
        let (quotient, rest) = moment.milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// The key of a day for sealing; made where there is none.
    mutating func sealingKey(forDay day: Int64, in db: Database) throws -> DayKey {
        if let latest, latest.day == day { return latest.key }
        let key: DayKey
        if let found = try openingKey(forDay: day, in: db) {
            key = found
        } else {
            let tag = Data((0..<DayKey.tagLength).map { _ in UInt8.random(in: .min ... .max) })
            key = DayKey(tag: tag, key: SymmetricKey(size: .bits256))
            let wrapped = try KeyWrapping.wrap(key.key, under: operatorKey, label: KeyWrapping.label(forDay: day))
            try db.execute(
                sql: "INSERT INTO day_keys (day, tag, wrapped) VALUES (?, ?, ?)", arguments: [day, tag, wrapped])
            known[day] = .some(key)
        }
        latest = (day, key)
        return key
    }

    /// The key of a day for reading, or `nil` when it was deleted.
    mutating func openingKey(forDay day: Int64, in db: Database) throws -> DayKey? {
        if let found = known[day] { return found }
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT tag, wrapped FROM day_keys WHERE day = ?"), arguments: [day])
        let key = try row.map {
            let label = KeyWrapping.label(forDay: day)
            return DayKey(tag: $0[0], key: try KeyWrapping.unwrap($0[1], under: operatorKey, label: label))
        }
        known[day] = .some(key)
        return key
    }

    /// Forgets what it knows, so that the next use asks the database.
    mutating func reset() {
        known.removeAll(keepingCapacity: true)
        latest = nil
    }
}
