import Crypto
import Foundation
import GRDB
import SafetyModel

extension StorageError {
    /// Translates what the engine reported. Keeps SQLite's message, which names tables and columns but never values;
    /// drops the statement and its arguments, which may hold what people wrote.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StorageError:
            self = error
        case let error as DatabaseError:
            self = StorageError(error, path: path)
        case is CryptoKitError:
            self = .damaged(path: path, detail: "a sealed text or key does not open with the operator's key")
        case let error as RowDecodingError:
            self = .damaged(path: path, detail: "a row cannot be read: \(type(of: error))")
        default:
            self = .engine(detail: "\(type(of: error))")
        }
    }

    private init(_ error: DatabaseError, path: String) {
        let message = error.message ?? "no message"
        switch error.resultCode {
        case .SQLITE_FULL:
            self = .diskFull(path: path)
        case .SQLITE_IOERR:
            self =
                SystemFault.isFull(diskOf: path)
                ? .diskFull(path: path)
                : .engine(detail: "the disk cannot be read or written (code \(error.extendedResultCode.rawValue))")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self = .busy(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self = .damaged(path: path, detail: message)
        case .SQLITE_READONLY:
            self = .cannotOpen(path: path, detail: "it can be read but not written; check its mode and its folder's")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .cannotOpen(path: path, detail: "\(message); check the owner and the mode of the file's folder")
        default:
            self = .engine(detail: message)
        }
    }
}
