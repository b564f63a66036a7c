import SafetyModel

/// Signals held against what was planted: found, missed, false.
struct TruthComparison {
    /// One kind of story or look-alike.
    struct Row {
        var kind: String
        var planted = 0
        /// Stories with a fitting signal; look-alikes with a false one.
        var hit = 0
        /// Ids of the stories that were missed, or of the look-alikes that were flagged.
        var notable: [String] = []
    }

    /// Whom one detector pointed at.
    struct DetectorRow {
        var name: String
        /// How many stories of each kind it found.
        var stories: [String: Int] = [:]
        /// Different members that are subject of its signals.
        var subjects = 0
        /// Those who do harm in some story.
        var planted = 0
        /// Those who play in a look-alike.
        var lookalikes = 0
        var others: Int { subjects - planted - lookalikes }
        /// The share of its subjects who do harm.
        var precision: Double { subjects == 0 ? 1 : Double(planted) / Double(subjects) }
    }

    private(set) var detectors: [DetectorRow] = []
    private(set) var stories: [Row] = []
    private(set) var lookalikes: [Row] = []
    /// Members who are subject of a signal of severity 1 or 2, but belong to no story and no look-alike.
    private(set) var falseSubjects: [String] = []

    /// A signal counts for a story up to this long after its last event.
    private static let grace = Duration.days(2)

    init(_ truth: TruthFile, signals: [Signal], taxonomy: Taxonomy) {
        let grave = signals.filter { taxonomy.severity(of: $0.policy) <= Severity(2) }
        let bySubject = Dictionary(grouping: signals, by: \.subject)
        var storyRows: [String: Row] = [:]
        var known = Set<String>()
        var foundBy: [String: [String: Int]] = [:]
        for story in truth.stories {
            var row = storyRows[story.kind] ?? Row(kind: story.kind)
            row.planted += 1
            let policies = Set((story.policies ?? []) + [story.policy])
            let span = Span(story.first, story.last)
            let finders = story.subjects.flatMap { subject in
                (bySubject[subject] ?? []).filter {
                    policies.contains($0.policy.code) && span.contains($0.time, grace: Self.grace)
                }
            }
            for name in Set(finders.map(\.detector.name)) { foundBy[name, default: [:]][story.kind, default: 0] += 1 }
            if !finders.isEmpty { row.hit += 1 } else { row.notable.append(story.id) }
            storyRows[story.kind] = row
            known.formUnion(story.subjects)
        }
        let graveBySubject = Dictionary(grouping: grave, by: \.subject)
        var alikeRows: [String: Row] = [:]
        for alike in truth.lookalikes {
            var row = alikeRows[alike.kind] ?? Row(kind: alike.kind)
            row.planted += 1
            let span = Span(alike.first, alike.last)
            let flagged = alike.members.contains { member in
                !known.contains(member)
                    && (graveBySubject[member] ?? []).contains { span.contains($0.time, grace: .zero) }
            }
            if flagged {
                row.hit += 1
                row.notable.append(alike.id)
            }
            alikeRows[alike.kind] = row
        }
        let innocent = Set(truth.lookalikes.flatMap(\.members)).subtracting(known)
        for (name, own) in Dictionary(grouping: signals, by: \.detector.name) {
            var row = DetectorRow(name: name, stories: foundBy[name] ?? [:])
            let subjects = Set(own.map(\.subject))
            row.subjects = subjects.count
            row.planted = subjects.intersection(known).count
            row.lookalikes = subjects.intersection(innocent).count
            detectors.append(row)
        }
        detectors.sort { $0.name < $1.name }
        known.formUnion(innocent)
        stories = storyRows.values.sorted { $0.kind < $1.kind }
        lookalikes = alikeRows.values.sorted { $0.kind < $1.kind }
        falseSubjects = Set(grave.map(\.subject)).subtracting(known).sorted()
    }

    var found: Int { stories.reduce(0) { $0 + $1.hit } }
    var planted: Int { stories.reduce(0) { $0 + $1.planted } }
    var falseAlarms: Int { lookalikes.reduce(0) { $0 + $1.hit } + falseSubjects.count }

    /// The table for a terminal.
    var table: String {
        var lines = ["story                    planted   found  missed"]
        for row in stories { lines.append(Self.line(row.kind, row.planted, row.hit, row.planted - row.hit)) }
        lines.append(Self.line("all stories", planted, found, planted - found))
        lines.append("")
        lines.append("look-alike               planted   false")
        for row in lookalikes { lines.append(Self.line(row.kind, row.planted, row.hit, nil)) }
        lines.append("\(grouped(falseSubjects.count)) other members flagged with severity 1 or 2")
        lines.append("")
        lines.append("detector                subjects  planted   alike  others")
        for row in detectors {
            lines.append(Self.line(row.name, row.subjects, row.planted, row.lookalikes, row.others))
        }
        return lines.joined(separator: "\n")
    }

    private static func line(
        _ name: String, _ first: Int, _ second: Int, _ third: Int?, _ fourth: Int? = nil
    ) -> String {
        let cells = [first, second, third, fourth].compactMap { $0 }.map { padded(grouped($0), 8, left: true) }
        return padded(name, 24, left: false) + cells.joined()
    }

    private static func padded(_ text: String, _ width: Int, left: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return left ? space + text : text + space
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("stories")
        write(stories, "found", "missed", to: &writer)
        writer.key("lookalikes")
        write(lookalikes, "false", "flagged", to: &writer)
        writer.key("detectors")
        writer.beginArray()
        for row in detectors { write(row, to: &writer) }
        writer.endArray()
        for (name, count) in [
            ("planted", planted), ("found", found), ("missed", planted - found), ("false", falseAlarms),
            ("false_others", falseSubjects.count),
        ] {
            writer.key(name)
            writer.integer(Int64(count))
        }
        writer.endObject()
        return writer.bytes
    }

    private func write(_ row: DetectorRow, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("detector")
        writer.string(row.name)
        writer.key("found")
        writer.beginObject()
        for (kind, count) in row.stories.sorted(by: { $0.key < $1.key }) {
            writer.key(kind)
            writer.integer(Int64(count))
        }
        writer.endObject()
        for (name, count) in [
            ("subjects", row.subjects), ("planted", row.planted), ("lookalikes", row.lookalikes),
            ("others", row.others),
        ] {
            writer.key(name)
            writer.integer(Int64(count))
        }
        writer.key("precision")
        writer.double(row.precision)
        writer.endObject()
    }

    private func write(_ rows: [Row], _ hits: String, _ list: String, to writer: inout JSONWriter) {
        writer.beginArray()
        for row in rows {
            writer.beginObject()
            writer.key("kind")
            writer.string(row.kind)
            writer.key("planted")
            writer.integer(Int64(row.planted))
            writer.key(hits)
            writer.integer(Int64(row.hit))
            writer.key(list)
            writer.beginArray()
            for id in row.notable { writer.string(id) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }
}

/// From the first to the last event of a story.
private struct Span {
    var first: Timestamp
    var last: Timestamp

    init(_ first: String, _ last: String) {
        self.first = Timestamp(rfc3339: first) ?? Timestamp(milliseconds: .min / 2)
        self.last = Timestamp(rfc3339: last) ?? Timestamp(milliseconds: .max / 2)
    }

    func contains(_ moment: Timestamp, grace: Duration) -> Bool { first <= moment && moment <= last + grace }
}
