import ArgumentParser
import SQLiteStorage

/// A database that is there, to read.
struct StoredDatabase: ParsableArguments {
    @Option(
        help: ArgumentHelp("The database, one SQLite file.", valueName: "file"), completion: .file(extensions: ["db"]))
    var db = "vigie.db"

    @Option(help: ArgumentHelp("The operator's key (default: <db>.key).", valueName: "file"), completion: .file())
    var keyFile: String?

    /// - Parameter taxonomy: policies that extend or replace those shipped.
    /// - Throws: ``CommandFailure`` where there is none.
    func open(taxonomy: String? = nil) throws -> SQLiteStore {
        var options = DatabaseOptions()
        options.path = db
        options.keyFile = keyFile
        options.taxonomy = taxonomy
        options.cues = []
        return try options.openExisting()
    }
}
