import SafetyModel
public import TextAnalysis
import Yams

/// Why a chain was not taken: all that is wrong with its file.
public struct EscalationProblems: Error, Sendable, Hashable, CustomStringConvertible {
    public var problems: [FileProblem]

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension EscalationChain {
    /// Reads a chain from a file (docs/escalation.md has its form).
    /// - Throws: every problem of the file.
    public init(yaml: String, file: String) throws(EscalationProblems) {
        var reader = EscalationReader(file: file)
        let chain = reader.read(yaml)
        guard reader.yaml.problems.isEmpty, let chain else {
            throw EscalationProblems(problems: reader.yaml.problems)
        }
        self = chain
    }
}

private struct EscalationReader {
    var yaml: YAMLFile

    static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    /// In milliseconds.
    static let longest: Int64 = 90 * 86_400_000

    init(file: String) { yaml = YAMLFile(file: file) }

    mutating func read(_ text: String) -> EscalationChain? {
        guard let root = yaml.root(of: text),
            let top = yaml.entries(of: root, "the file", required: ["steps"], optional: ["from", "calendar"])
        else { return nil }
        var chain = EscalationChain(steps: [])
        if let node = top["steps"] {
            for item in yaml.items(of: node, "steps") {
                if let step = step(item, after: chain.steps) { chain.steps.append(step) }
            }
            if chain.steps.isEmpty, yaml.problems.isEmpty { yaml.report("steps is empty; name at least one", at: node) }
        }
        if let node = top["from"] { chain.sender = mail(node, "from") }
        if chain.sendsMail, top["from"] == nil {
            yaml.report("steps have mail, so the file needs “from”, the sender's address", at: root)
        }
        if let node = top["calendar"] { chain.calendar = calendar(node) }
        return chain
    }

    private mutating func step(_ node: Node, after earlier: [EscalationChain.Step]) -> EscalationChain.Step? {
        guard
            let entries = yaml.entries(
                of: node, "a step", required: ["body", "name"],
                optional: ["after", "mail", "webhook", "allow_private", "secret_file", "language"]),
            let bodyNode = entries["body"], let bodyName = yaml.text(bodyNode, "body"),
            let nameNode = entries["name"], let name = yaml.text(nameNode, "name")
        else { return nil }
        guard let body = EscalationBody(rawValue: bodyName) else {
            let known = EscalationBody.allCases.map(\.rawValue)
            let hint = Spelling.hint(bodyName, among: known)
            yaml.report(
                "body is one of \(known.joined(separator: ", "))\(hint)", at: bodyNode)
            return nil
        }
        if earlier.contains(where: { $0.body == body }) {
            yaml.report("\(bodyName) stands twice in the chain; each body is asked once", at: bodyNode)
        }
        if name.count > 120 || name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            yaml.report("name has at most 120 characters, on one line", at: nameNode)
        }
        var step = EscalationChain.Step(body: body, name: name)
        if let node = entries["after"] { step.after = span(node) ?? .zero }
        let previous = earlier.last?.after ?? .zero
        if step.after < previous {
            yaml.report("after is shorter than that of the step before; write the steps in order", at: node)
        }
        if earlier.isEmpty, step.after > .zero {
            yaml.report("the first step comes at once; leave “after” out", at: node)
        }
        if let node = entries["language"] { step.language = yaml.language(node) ?? .english }
        if let node = entries["mail"] { step.mail = mail(node, "mail") }
        readWebhook(entries, of: node, into: &step)
        return step
    }

    private mutating func readWebhook(_ entries: [String: Node], of step: Node, into result: inout EscalationChain.Step)
    {
        if let node = entries["webhook"], let address = yaml.text(node, "webhook") {
            if OutgoingAddress.isWebhook(address) {
                result.webhook = address
            } else {
                yaml.report(
                    "webhook is an https address without name or password in it (http on this machine)", at: node)
            }
            if entries["secret_file"] == nil { yaml.report("a webhook needs “secret_file”, to be signed", at: step) }
        }
        if let node = entries["allow_private"] {
            if yaml.flag(node, "allow_private") == true { result.reach = .anywhere }
            if entries["webhook"] == nil { yaml.report("allow_private belongs to a webhook; there is none", at: node) }
        }
        if let node = entries["secret_file"] {
            result.secretFile = yaml.text(node, "secret_file")
            if entries["webhook"] == nil { yaml.report("secret_file belongs to a webhook; there is none", at: node) }
        }
    }

    private mutating func mail(_ node: Node, _ what: String) -> MailAddress? {
        guard let text = yaml.text(node, what) else { return nil }
        let address = MailAddress(text)
        if address == nil { yaml.report("\(what) is one plain address, as guardians@example.org", at: node) }
        return address
    }

    /// `30min`, `4h`, `2d`.
    private mutating func span(_ node: Node) -> Duration? {
        guard let text = yaml.text(node, "after") else { return nil }
        let digits = text.prefix { ("0"..."9").contains($0) }
        let units: [String: Int64] = ["min": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let number = Int64(digits), number <= 1_000_000,
            let unit = units[String(text.dropFirst(digits.count).drop { $0 == " " })],
            number * unit <= Self.longest
        else {
            yaml.report("after is a time such as 30min, 4h or 2d, at most 90d", at: node)
            return nil
        }
        return .milliseconds(number * unit)
    }

    // MARK: Days off

    private mutating func calendar(_ node: Node) -> WorkingCalendar {
        var calendar = WorkingCalendar()
        guard
            let entries = yaml.entries(
                of: node, "calendar", required: [], optional: ["utc_offset", "days_off", "dates_off"])
        else { return calendar }
        if let node = entries["utc_offset"], let text = yaml.text(node, "utc_offset") {
            if let zero = Timestamp(rfc3339: "1970-01-02T00:00:00\(text)"), text.count == 6 || text == "Z",
                abs(86_400_000 - zero.milliseconds) <= 14 * 3_600_000
            {
                calendar.offset = .milliseconds(86_400_000 - zero.milliseconds)
            } else {
                yaml.report("utc_offset is written \"+01:00\", in quotes, at most 14 hours", at: node)
            }
        }
        if let list = entries["days_off"] {
            for item in yaml.items(of: list, "days_off") {
                guard let name = yaml.text(item, "a day") else { continue }
                if let index = Self.weekdays.firstIndex(of: name) {
                    calendar.weekdaysOff.insert(index)
                } else {
                    yaml.report(
                        "a day off is one of \(Self.weekdays.joined(separator: ", "))"
                            + Spelling.hint(name, among: Self.weekdays), at: item)
                }
            }
            if calendar.weekdaysOff.count == 7 { yaml.report("at least one weekday has to count", at: list) }
        }
        if let list = entries["dates_off"] { readDates(list, into: &calendar) }
        return calendar
    }

    private mutating func readDates(_ list: Node, into calendar: inout WorkingCalendar) {
        let items = yaml.items(of: list, "dates_off")
        if items.count > 400 { yaml.report("dates_off has at most 400 dates", at: list) }
        for item in items.prefix(400) {
            guard let text = yaml.text(item, "a date") else { continue }
            if text.count == 10, let moment = Timestamp(rfc3339: text + "T00:00:00Z"), moment.milliseconds >= 0 {
                calendar.datesOff.insert(moment.milliseconds / 86_400_000)
            } else {
                yaml.report("a date is written 2026-12-25", at: item)
            }
        }
    }
}
