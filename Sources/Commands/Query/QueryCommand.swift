import ArgumentParser
import Casework
import Foundation
import Rules
import SQLiteStorage
import SafetyModel

/// `vigie query`
struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Ask the stored events and signals a question in CEL.",
        discussion: """
            vigie query "type == 'gift.offered'" --top actor.id
            vigie query "channel.kind == 'direct' && size(signals) > 0" --from 2026-11-01T00:00:00Z --format csv
            vigie query --signals "severity == 1 && state != 'decided'" --top subject

            Rows come newest first. Without --limit a table has 50 rows, csv and ndjson 10,000; counts are of all rows that
            meet the condition. What people wrote is not part of any answer. Whoever holds the database sees everything in
            it, staff included; the console's page keeps to the rules for its readers. docs/queries.md lists the fields.
            Status 3 when the expression is wrong.
            """)

    /// How rows are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, csv, ndjson
    }

    @Argument(help: "The condition.")
    var expression: String

    @OptionGroup var database: StoredDatabase

    @Option(
        help: ArgumentHelp("Policies that extend or replace those shipped (YAML).", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var taxonomy: String?

    @Flag(help: "Ask the signals instead of the events.")
    var signals = false

    @Option(help: ArgumentHelp("The first moment, RFC 3339.", valueName: "time"))
    var from: String?

    @Option(help: ArgumentHelp("The moment after the last, RFC 3339.", valueName: "time"))
    var to: String?

    @Option(help: ArgumentHelp("Count by this expression, and list what came most.", valueName: "expression"))
    var top: String?

    @Option(help: ArgumentHelp("How many rows to write, at most 1,000,000.", valueName: "n"))
    var limit: Int?

    @Option(help: "table, csv or ndjson.")
    var format = Format.table

    private static let mostRows = 1_000_000

    func validate() throws {
        if let limit, !(0...Self.mostRows).contains(limit) {
            throw ValidationError("--limit takes a number from 0 to \(grouped(Self.mostRows))")
        }
    }

    func run() async throws {
        let kind: QueryKind = signals ? .signals : .events
        let query: Query
        do { query = try Query(kind, expression, top: top ?? "") } catch {
            throw CommandFailure.input("\(error.part == .top ? "--top: " : "")\(error)")
        }
        let range = QueryRange(from: try Moment.read(from, "--from"), to: try Moment.read(to, "--to"))
        var limits = QueryLimits()
        limits.rows = format == .table ? limit ?? 50 : 0
        var answer = Answer(
            run: QueryRun(query, range: range, limits: limits, now: Clock.now()),
            export: QueryExport(rawValue: format.rawValue), limit: limit ?? 10_000)
        let store = try database.open(taxonomy: taxonomy)
        try answer.begin()
        switch kind {
        case .events:
            try await store.readEvents(in: range, for: .operator) { page in
                for event in page { try answer.take(.event(event)) }
                return true
            }
        case .signals:
            try await store.readSignals(in: range, for: .operator) { page in
                for signal in page { try answer.take(.signal(signal)) }
                return true
            }
        }
        try store.close()
        try answer.finish()
    }
}

/// The answer as it is written: rows of an export as they come, tables at the end.
private struct Answer {
    var run: QueryRun
    let export: QueryExport?
    let limit: Int
    private var written = 0
    private var pending: [UInt8] = []

    init(run: QueryRun, export: QueryExport?, limit: Int) {
        self.run = run
        self.export = export
        self.limit = limit
    }

    mutating func begin() throws {
        if let export { pending = export.header(run.query.kind) }
    }

    mutating func take(_ row: QueryRow) throws {
        guard run.take(row) == .matched, let export, written < limit else { return }
        written += 1
        pending += export.line(row)
        if pending.count > 65_536 { try flush() }
    }

    private mutating func flush() throws {
        try OutputFile("-").write(pending)
        pending.removeAll(keepingCapacity: true)
    }

    mutating func finish() throws {
        let found = run.found
        if export != nil {
            try flush()
            // Standard output holds rows alone.
            tellSummary(found, rows: written)
            for line in topLines(found) { Terminal.error(line) }
            return
        }
        if !found.rows.isEmpty { try Terminal.output(QueryTable(found.rows, kind: run.query.kind).text) }
        for line in topLines(found) { try Terminal.output(line) }
        tellSummary(found, rows: found.rows.count)
    }

    private func tellSummary(_ found: QueryResult, rows: Int) {
        let more = found.matched > rows ? "; \(grouped(rows)) written" : ""
        Terminal.error(
            "\(grouped(found.matched)) of \(grouped(found.examined)) \(run.query.kind.rawValue) match\(more)")
        if let failure = found.failure {
            Terminal.error(
                "note: for \(grouped(found.failed)) the expression has no value; the first:\n\(QueryTable.lines(failure.rendered))"
            )
        }
    }

    private func topLines(_ found: QueryResult) -> [String] {
        guard let top = found.top else { return [] }
        let width = top.entries.map { grouped($0.count).count }.max() ?? 0
        let note = top.isExact ? "exact" : "too many values to count all: each may be too high by what stands behind it"
        return ["by \(run.query.topExpression) (\(note)):"]
            + top.entries.map { entry in
                let count = grouped(entry.count)
                let excess = entry.excess > 0 ? "  (up to \(grouped(entry.excess)) less)" : ""
                return "  " + String(repeating: " ", count: width - count.count) + count + "  "
                    + QueryTable.shown(entry.value) + excess
            }
    }
}

/// Rows in columns, for a terminal.
struct QueryTable {
    let text: String

    private static let widest = 36

    init(_ rows: [QueryRow], kind: QueryKind) {
        let heads =
            kind == .events
            ? ["time", "type", "actor", "target", "channel", "signals"]
            : ["time", "policy", "score", "subject", "counterpart", "detector", "case"]
        var lines = [heads]
        for row in rows { lines.append(Self.cells(row).map { Self.shown($0) }) }
        let widths = heads.indices.map { column in
            min(Self.widest, lines.map { $0[column].count }.max() ?? 0)
        }
        text = lines.map { line in
            var joined = ""
            for (column, cell) in line.enumerated() {
                let cut = cell.count > widths[column] ? cell.prefix(widths[column] - 1) + "…" : Substring(cell)
                joined += column == 0 ? cut : "  " + cut
                if column < line.count - 1 { joined += String(repeating: " ", count: widths[column] - cut.count) }
            }
            return joined
        }.joined(separator: "\n")
    }

    private static func cells(_ row: QueryRow) -> [String] {
        switch row {
        case .event(let row):
            let event = row.event
            let target = event.target.map(name) ?? event.addressee ?? "-"
            return [
                event.time.rfc3339, event.type.name, event.actor.map(name) ?? "-", target,
                event.channel.map { $0.kind == .direct ? "direct" : $0.name ?? $0.id } ?? "-",
                row.signals.map { "\($0.signal.policy.code) #\($0.caseID)" }.joined(separator: ", "),
            ]
        case .signal(let row):
            let signal = row.signal
            return [
                signal.time.rfc3339, signal.policy.code, String(Int((signal.score * 100).rounded())) + " %",
                signal.subjectName ?? signal.subject, signal.counterpartName ?? signal.counterpart ?? "-",
                signal.detector.name, "#\(row.caseID) \(row.outcome ?? row.caseState)",
            ]
        }
    }

    private static func name(_ member: Member) -> String { member.name.map { "\($0) (\(member.id))" } ?? member.id }

    /// The same for a text of several lines.
    static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { shown(String($0)) }.joined(separator: "\n")
    }

    /// What an event carries could move the cursor or colour the terminal.
    static func shown(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }
}
