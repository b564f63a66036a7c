import Crypto
import Foundation
import GRDB
import SafetyModel

extension LedgerContents {
    /// A report as it was filed: when, what kind, by when it is to be dealt with, the hash of its receipt, and hashes of
    /// what was said and by whom, sealed as it is kept, and of its files. Nothing of the reporter that anybody could read,
    /// so that this can be erased later. Before, there were neither deadlines, receipt and reporter nor the files as
    /// they are kept.
    ///
    /// The reporter gets this with the receipt, so it says nothing of cases.
    /// - Returns: the newest form first; `nil` where there is no such report.
    static func report(_ number: Int64, in db: Database) throws -> [[UInt8]]? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT filed_at, happening, danger, said, acknowledge_by, look_by, decide_by, receipt, reporter
                    FROM reports WHERE number = ?
                    """), arguments: [number])
        guard let row else { return nil }
        let files = try Self.files(ofReport: number, in: db)
        return [report(number, row, files, isWhole: true), report(number, row, files, isWhole: false)]
    }

    private struct File {
        /// Of the file as it came.
        var hash: String
        var kind: String
        var bytes: Int64
        /// Of what is kept.
        var original: String
        var copy: String?
    }

    private static func files(ofReport number: Int64, in db: Database) throws -> [File] {
        var files: [File] = []
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT sha256, kind, bytes, original, copy FROM report_attachments WHERE report = ? ORDER BY number
                    """), arguments: [number])
        while let row = try rows.next() {
            let copy: Data? = row[4]
            files.append(
                File(
                    hash: hexadecimal(row[0] as Data), kind: row[1], bytes: row[2], original: digest(row[3]),
                    copy: copy.map(digest)))
        }
        return files
    }

    private static func digest(_ data: Data) -> String { hexadecimal(SHA256.hash(data: data)) }

    private static func report(_ number: Int64, _ row: Row, _ files: [File], isWhole: Bool) -> [UInt8] {
        let filed: Int64 = row[0]
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("report")
        writer.integer(number)
        writer.key("filed")
        writer.integer(filed)
        writer.key("happening")
        writer.string(row[1])
        writer.key("danger")
        writer.bool(row[2])
        writer.key("said_sha256")
        writer.string(digest(row[3]))
        writer.key("files_sha256")
        writer.strings(files.map(\.hash))
        if isWhole {
            for (key, index) in [("acknowledge_by", 4), ("look_by", 5), ("decide_by", 6)] {
                let moment: Int64 = row[index]
                writer.key(key)
                writer.integer(moment)
            }
            writer.key("receipt_sha256")
            writer.string(digest(row[7]))
            writer.key("reporter_sha256")
            writer.string(digest(row[8]))
            writer.key("files")
            writer.beginArray()
            for file in files { write(file, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ file: File, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("kind")
        writer.string(file.kind)
        writer.key("bytes")
        writer.integer(file.bytes)
        writer.key("original_sha256")
        writer.string(file.original)
        writer.key("copy_sha256")
        if let copy = file.copy { writer.string(copy) } else { writer.null() }
        writer.endObject()
    }
}
