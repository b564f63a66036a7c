public import SafetyModel

/// A report as it was sent, before anything was checked.
public struct ReportDraft: Sendable, Hashable {
    public var community = ""
    public var happening = ""
    public var accused: [String] = []
    public var accusedIsStaff = false
    public var dangerNow = false
    public var concern = ""
    public var place = ""
    public var text = ""
    public var contact = ""
    public var name = ""
    public var account = ""
    public var accountCreated: Timestamp?
    public var invite = ""
    public var language: Language = .english
    public var country = ""
    public var isTrustedFlagger = false
    public var originMark: String?
    public var origin: ReportOrigin?
    /// How many files came with it: a picture may say everything.
    public var fileCount = 0

    public init() {}

    /// Longest text, in characters.
    public static let textLimit = 8_000
    /// Longest name, handle, place or contact, in characters.
    public static let lineLimit = 300
    /// The most accused that one report names.
    public static let accusedLimit = 10

    /// Checks everything, and says all that is wrong at once.
    /// - Parameter now: to tell whether the reporter's account is new.
    /// - Throws: every problem.
    public func report(now: Timestamp) throws(ReportProblems) -> Report {
        var problems: [ReportProblem] = []
        let happening = Happening(rawValue: happening.lowercased())
        if happening == nil {
            let choices = Happening.allCases.map(\.rawValue)
            problems.append(.init("happening", self.happening.isEmpty ? .missing : .notOneOf(choices)))
        }
        let concern = Report.Concern(rawValue: concern.lowercased())
        if concern == nil, !self.concern.isEmpty {
            problems.append(.init("concern", .notOneOf(Report.Concern.allCases.map(\.rawValue))))
        }
        if accused.count > Self.accusedLimit { problems.append(.init("accused", .tooMany(limit: Self.accusedLimit))) }
        var handles: [String] = []
        for (index, handle) in accused.prefix(Self.accusedLimit).enumerated() {
            let handle = line(handle, "accused[\(index)]", &problems)
            if !handle.isEmpty, !handles.contains(handle) { handles.append(handle) }
        }
        let place = line(place, "place", &problems)
        let text = lines(text, "text", limit: Self.textLimit, &problems)
        let community = line(community, "community", &problems)
        if community.isEmpty { problems.append(.init("community", .missing)) }
        let reporter = Reporter(
            contact: nonEmpty(line(contact, "contact", &problems)), name: nonEmpty(line(name, "name", &problems)),
            account: nonEmpty(line(account, "account", &problems)),
            isNewAccount: accountCreated.map { now - Brigading.newAccountAge < $0 } ?? false,
            invite: nonEmpty(line(invite, "invite", &problems)), concern: concern, language: language,
            country: Self.countryCode(country), isTrustedFlagger: isTrustedFlagger, originMark: originMark)
        if handles.isEmpty, place.isEmpty, text.isEmpty, fileCount == 0, problems.isEmpty {
            problems.append(.init("text", .nothingSaid))
        }
        guard problems.isEmpty, let happening else { throw ReportProblems(problems) }
        return Report(
            community: community, happening: happening, accused: handles, accusedIsStaff: accusedIsStaff,
            dangerNow: dangerNow, place: place, text: text, reporter: reporter, origin: origin)
    }

    private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    /// Two letters, or nothing: help lines are looked up by it, and a wrong one is no reason to refuse a report.
    private static func countryCode(_ text: String) -> String {
        text.utf8.count == 2 && text.utf8.allSatisfy { $0 | 32 >= 97 && $0 | 32 <= 122 } ? text.uppercased() : ""
    }

    private func line(_ text: String, _ path: String, _ problems: inout [ReportProblem]) -> String {
        let checked = lines(text, path, limit: Self.lineLimit, &problems)
        // A handle with a line break in it was pasted; the break says nothing.
        return String(checked.map { $0.isNewline ? " " : $0 })
    }

    /// The text without white space at its ends.
    private func lines(
        _ text: String, _ path: String, limit: Int, _ problems: inout [ReportProblem]
    ) -> String {
        guard text.utf8.count <= limit * 16, text.count <= limit else {
            problems.append(.init(path, .tooLong(limit: limit)))
            return ""
        }
        if text.unicodeScalars.contains(where: { $0.value == 0 }) {
            problems.append(.init(path, .notText))
            return ""
        }
        return text.withoutOuterSpace.replacingCarriageReturns
    }
}

extension String {
    /// What browsers send as CR LF, as LF.
    fileprivate var replacingCarriageReturns: String { String(map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 }) }
}

/// One thing that is wrong with a report: where, and what. Holds nothing of what was written.
public struct ReportProblem: Sendable, Hashable, CustomStringConvertible {
    public enum Reason: Sendable, Hashable {
        case missing
        /// Neither a name nor a place, a text or a file.
        case nothingSaid
        case notOneOf([String])
        /// In characters.
        case tooLong(limit: Int)
        case tooMany(limit: Int)
        case notText
        case wrongType(expected: String)
        /// A member that is not known; the hint is the end of a sentence that says what was meant.
        case unknown(hint: String?)
    }

    /// As `accused[0]`.
    public var path: String
    public var reason: Reason

    public init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// The sentence without the path.
    public var sentence: String {
        switch reason {
        case .missing: "is missing"
        case .nothingSaid: "say who, where or what: at least one of accused, place, text or a file"
        case .notOneOf(let choices): "must be one of \(choices.joined(separator: ", "))"
        case .tooLong(let limit): "is longer than \(limit) characters; shorten it"
        case .tooMany(let limit): "has more than \(limit) entries; send several reports"
        case .notText: "holds a zero character"
        case .wrongType(let expected): "must be \(expected)"
        case .unknown(let hint): "is not known" + (hint ?? "")
        }
    }

    public var description: String { "\(path) \(sentence)" }
}

/// All that is wrong with a report; at least one problem.
public struct ReportProblems: Error, Sendable, Hashable, CustomStringConvertible {
    public var problems: [ReportProblem]

    public init(_ problems: [ReportProblem]) {
        self.problems = problems
    }

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
