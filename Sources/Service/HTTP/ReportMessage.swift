import Casework
import HTTPTypes
import SafetyModel

/// Reads the JSON of `POST /v1/reports`: everything that is wrong in it is collected with its path.
struct ReportMessage {
    private var reader: JSONReader
    private var draft = ReportDraft()
    private var source = ""
    private var id = ""
    private var problems: [ReportProblem] = []

    private static let members = [
        "source", "id", "community", "happening", "accused", "accused_is_staff", "danger_now", "concern", "place",
        "text", "reporter", "trusted_flagger",
    ]
    private static let reporterMembers = [
        "name", "contact", "account", "account_created", "invite", "language", "country",
    ]

    /// - Throws: ``ReportProblems``; ``Refusal`` where the body is no JSON object.
    static func draft(_ bytes: [UInt8]) throws -> ReportDraft {
        try bytes.withUnsafeBufferPointer { buffer in
            var message = ReportMessage(reader: JSONReader(buffer, maximumDepth: 8))
            do {
                try message.readAll()
            } catch let error as JSONError {
                throw Refusal(status: .badRequest, sentence: "the body is no JSON object of a report: \(error)")
            }
            return try message.finished()
        }
    }

    private init(reader: JSONReader) {
        self.reader = reader
    }

    private mutating func readAll() throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let name = key.string
            switch name {
            case "source": source = try text(name)
            case "id": id = try text(name)
            case "community": draft.community = try text(name)
            case "happening": draft.happening = try text(name)
            case "accused": draft.accused = try texts(name)
            case "accused_is_staff": draft.accusedIsStaff = try flag(name)
            case "danger_now": draft.dangerNow = try flag(name)
            case "concern": draft.concern = try text(name)
            case "place": draft.place = try text(name)
            case "text": draft.text = try text(name)
            case "trusted_flagger": draft.isTrustedFlagger = try flag(name)
            case "reporter": try readReporter()
            default: try unknown(name, at: name, among: Self.members)
            }
        }
        try reader.end()
    }

    private mutating func readReporter() throws(JSONError) {
        guard try reader.peek() == .object else { return try wrong("reporter", "an object") }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let name = key.string
            let path = "reporter.\(name)"
            switch name {
            case "name": draft.name = try text(path)
            case "contact": draft.contact = try text(path)
            case "account": draft.account = try text(path)
            case "invite": draft.invite = try text(path)
            case "country": draft.country = try text(path)
            case "language":
                let code = try text(path)
                if let language = Language(rawValue: code) {
                    draft.language = language
                } else if !code.isEmpty {
                    problems.append(ReportProblem(path, .notOneOf(Language.allCases.map(\.rawValue))))
                }
            case "account_created":
                let time = try text(path)
                draft.accountCreated = Timestamp(rfc3339: time)
                if draft.accountCreated == nil, !time.isEmpty {
                    problems.append(ReportProblem(path, .wrongType(expected: "a time as 2026-06-16T20:14:03Z")))
                }
            default: try unknown(name, at: path, among: Self.reporterMembers)
            }
        }
    }

    private func finished() throws -> ReportDraft {
        var problems = problems
        for (path, value) in [("source", source), ("id", id)] {
            if value.isEmpty { problems.append(ReportProblem(path, .missing)) }
            if value.utf8.count > 1000 { problems.append(ReportProblem(path, .tooLong(limit: 1000))) }
        }
        // The names of Vigie's own reports are not to be taken.
        if source.hasPrefix("vigie:") {
            problems.append(ReportProblem("source", .wrongType(expected: "your own, not vigie:…")))
        }
        var draft = draft
        draft.origin = ReportOrigin(source: source, id: id)
        if !problems.isEmpty {
            // What else is wrong is said with it, so that a sender mends all at once.
            do { _ = try draft.report(now: Timestamp(milliseconds: 0)) } catch { problems += error.problems }
            throw ReportProblems(problems)
        }
        return draft
    }

    private mutating func text(_ path: String) throws(JSONError) -> String {
        switch try reader.peek() {
        case .string: return try reader.string()
        case .null: try reader.null()
        default: try wrong(path, "text")
        }
        return ""
    }

    private mutating func flag(_ path: String) throws(JSONError) -> Bool {
        switch try reader.peek() {
        case .bool: return try reader.bool()
        case .null: try reader.null()
        default: try wrong(path, "true or false")
        }
        return false
    }

    private mutating func texts(_ path: String) throws(JSONError) -> [String] {
        guard try reader.peek() == .array else {
            try wrong(path, "a list of texts")
            return []
        }
        var found: [String] = []
        try reader.beginArray()
        while try reader.nextElement() {
            let element = try text("\(path)[\(found.count)]")
            // Read past what is far too much: the draft says how many are allowed.
            if found.count <= ReportDraft.accusedLimit { found.append(element) }
        }
        return found
    }

    private mutating func wrong(_ path: String, _ expected: String) throws(JSONError) {
        _ = try reader.skipValue()
        problems.append(ReportProblem(path, .wrongType(expected: expected)))
    }

    private mutating func unknown(_ name: String, at path: String, among known: [String]) throws(JSONError) {
        _ = try reader.skipValue()
        let near = Spelling.hint(name, among: known)
        // The name itself is not repeated: it is whatever somebody wrote.
        let shown = name.utf8.count <= 40 ? path : "a member"
        problems.append(ReportProblem(shown, .unknown(hint: near.isEmpty ? nil : near)))
    }
}
