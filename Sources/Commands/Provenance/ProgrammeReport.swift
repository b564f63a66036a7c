import Governance
import SafetyModel

/// Results of a programme as text and as JSON.
struct ProgrammeReport {
    var programme: Programme
    var results: [ProgrammeResult]

    var text: String {
        var lines = ["\(programme.title.en) (\(programme.badge))"]
        for result in results {
            lines.append("")
            lines.append(
                "\(result.place.platform) \(result.place.community): \(Self.holding(result)); \(Self.overall(result))")
            lines += result.lines.map { "  " + Self.line($0) }
        }
        return lines.joined(separator: "\n")
    }

    private static func holding(_ result: ProgrammeResult) -> String {
        switch result.holding {
        case .none: "does not hold the badge"
        case .earned: "holds the badge, earned"
        case .inherited: "holds the badge, inherited and not earned again"
        }
    }

    private static func overall(_ result: ProgrammeResult) -> String {
        switch result.overall {
        case .earned: "would earn it today"
        case .notEarned:
            "would not earn it today"
                + (result.notSince.map { ", since \($0)" } ?? ", for more than \(ProgrammeResult.daysBack) days")
        case .undecided: "whether it would earn it is not known"
        case .judgedByGuardians: "whether it would earn it is judged by the guardians"
        }
    }

    private static func line(_ line: ProgrammeResult.Line) -> String {
        let bound =
            switch line.criterion.bound {
            case .atLeast(let value): "at least \(number(value))"
            case .atMost(let value): "at most \(number(value))"
            }
        let asked = "\(line.criterion.figure.rawValue) \(bound)"
        switch line.state {
        case .judgedByGuardians: return "\(asked): judged by the guardians"
        case .unknown: return "\(asked): not known"
        case .met, .unmet:
            var text = "\(asked): \(line.state == .met ? "met" : "NOT met")"
            if let value = line.value { text += " (\(number(value)))" }
            if let since = line.since { text += " since \(since)" }
            if let otherwise = line.otherwiseSince { text += "; otherwise since \(otherwise)" }
            return text
        }
    }

    private static func number(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? String(Int(rounded)) : String(rounded)
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("badge")
        writer.string(programme.badge)
        writer.key("communities")
        writer.beginArray()
        for result in results { Self.write(result, &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ result: ProgrammeResult, _ writer: inout JSONWriter) {
        writer.beginObject()
        for (key, value) in [
            ("platform", result.place.platform), ("community", result.place.community),
            ("holds", result.holding.rawValue), ("today", result.overall.rawValue),
        ] {
            writer.key(key)
            writer.string(value)
        }
        if let since = result.notSince {
            writer.key("notSince")
            writer.string(since.description)
        }
        writer.key("criteria")
        writer.beginArray()
        for line in result.lines { write(line, &writer) }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ line: ProgrammeResult.Line, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("figure")
        writer.string(line.criterion.figure.rawValue)
        writer.key("state")
        writer.string(line.state.rawValue)
        if let value = line.value {
            writer.key("value")
            writer.double(value)
        }
        for (key, day) in [("since", line.since), ("otherwiseSince", line.otherwiseSince)] {
            guard let day else { continue }
            writer.key(key)
            writer.string(day.description)
        }
        if line.state != .judgedByGuardians {
            writer.key("events")
            writer.strings(line.evidence.events.map { "\($0.source) \($0.id)" })
            writer.key("cases")
            writer.strings(line.evidence.cases.map(String.init))
        }
        writer.endObject()
    }
}
