import Casework
import Crypto
import Foundation
import GRDB
import SafetyModel

/// Watches over those who reported. See ``Retaliation``.
extension SQLiteStore {
    /// What is kept of a reporter's account to recognise it by: nothing without the vault's key.
    func reporterMark(of account: String, in community: String) -> Data {
        var message = Array("vigie reporter 1\0".utf8)
        message += Array("\(community.utf8.count)\0".utf8) + Array(community.utf8) + Array(account.utf8)
        return Data(HMAC<SHA256>.authenticationCode(for: message, using: evidenceKey))
    }

    /// Looks at new events, in the transaction that stores them: is one of them a punishment of somebody who reported?
    func watchOverReporters(_ batch: [Event], _ sequences: [Int64?], in db: Database) throws {
        let suspects = zip(batch, sequences).filter { $1 != nil && Retaliation.isPunishment($0) }.map(\.0)
        guard !suspects.isEmpty else { return }
        var book = CaseBook(self, at: clock())
        for event in suspects {
            guard let target = event.target else { continue }
            let isWatched = try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (
                            SELECT 1 FROM reporters_watched WHERE mark = ? AND ? BETWEEN since AND until)
                        """),
                arguments: [reporterMark(of: target.id, in: event.community), event.time.milliseconds])
            if isWatched == true { try book.add(Retaliation.signal(about: event), in: db) }
        }
    }
}
