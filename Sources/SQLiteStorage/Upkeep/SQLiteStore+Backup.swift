import Foundation
import GRDB
public import SafetyModel

/// What a backup made.
public struct BackupReport: Sendable, Hashable, Codable {
    public var path: String
    /// Size in bytes.
    public var bytes: Int
    /// Sequence number of the newest event in it.
    public var lastSequence: Int64

    /// What the operator has to know about the key. The key is never part of a backup: whoever finds one without it
    /// cannot read a text.
    public static let keyNotice = LocalizedText(
        fr: """
            La clé n'est pas dans la sauvegarde. Gardez une copie du fichier de clé ailleurs : sans elle, les textes \
            de la sauvegarde ne peuvent pas être lus.
            """,
        en: """
            The key is not in the backup. Keep a copy of the key file somewhere else: without it the texts in the \
            backup cannot be read.
            """)
}

extension SQLiteStore {
    /// Copies the database as of now to a new file, while others go on reading and writing. What is there already is
    /// never replaced. The copy appears whole or not at all. See ``BackupReport/keyNotice``.
    ///
    /// A backup keeps the keys of the days it holds: texts that ``forgetContext(keeping:)`` deletes later stay readable
    /// in it, for who has the operator's key. Keep backups no longer than the window.
    /// - Throws: ``StorageError``
    public func backup(to destination: String) async throws -> BackupReport {
        if FileManager.default.fileExists(atPath: destination) {
            throw StorageError.cannotOpen(
                path: destination, detail: "it exists, and a backup replaces nothing; choose another name")
        }
        let draft = "\(destination).\(UInt64.random(in: .min ... .max)).partial"
        defer {
            for ending in ["", "-wal", "-shm", "-journal"] { unlink(draft + ending) }
        }
        do {
            try Opening.prepareFile(draft)
            // Blocking work: it runs where the pool runs its own, not on a thread of the concurrency runtime.
            let last = try await pool.read { db in
                let copy = try DatabaseQueue(path: draft)
                try copy.writeWithoutTransaction { try db.backup(to: $0) }
                try copy.close()
                return try Self.lastSequence(in: db)
            }
            guard link(draft, destination) == 0 else { throw SystemFault.storageError(errno, path: destination) }
            SystemFault.syncFolder(of: destination)
            return BackupReport(path: destination, bytes: Self.size(destination), lastSequence: last)
        } catch {
            throw StorageError(error, path: destination)
        }
    }
}
