public import SafetyModel

/// What somebody is told about a decision: plain text, in their language.
public struct Notice: Sendable, Hashable {
    public var title: String
    public var paragraphs: [String]

    /// The whole, paragraphs apart.
    public var text: String { ([title] + paragraphs).joined(separator: "\n\n") + "\n" }

    /// Whether a text is that of ``ReasonedDecision/noticeToReporter(in:on:outcome:)``, as it begins.
    public static func isToReporter(_ text: String) -> Bool {
        Language.allCases.contains { text.hasPrefix(NoticeWords(language: $0).reporterTitle + "\n\n") }
    }
}

/// A notice, or why there is none.
public enum SubjectNotice: Sendable, Hashable {
    case notice(Notice)
    /// It is withheld; the reason goes on the trail.
    case withheld(ReasonedDecision.Withholding)
}

extension ReasonedDecision {
    /// Months within which a decision can be contested with the service, from the day on which one is told of it
    /// (article 20(1) and (2)).
    public static let complaintMonths = 6

    /// The line for the audit trail that says what became of the notice to the subject.
    public var noticeRecord: String {
        guard let withholding else { return "notice to the subject: due" }
        let review = withholding.reviewOn.map { ", to be asked again on \($0)" } ?? ""
        return "notice to the subject: withheld (\(withholding.reason.rawValue)\(review)): \(withholding.explanation)"
    }

    /// What the subject is told (article 17(3)). It says nothing of who reported.
    /// - Parameters:
    ///   - day: on which it is sent; the time for complaints runs from it.
    ///   - code: with which the subject asks for another look.
    public func noticeToSubject(
        in language: Language, on day: CalendarDay, code: ReceiptCode? = nil
    ) -> SubjectNotice {
        if let withholding { return .withheld(withholding) }
        let words = NoticeWords(language: language)
        var paragraphs = [words.greeting, words.subjectLead(decidedOn)]
        paragraphs.append(words.list(words.whatIsDone, measureLines(words)))
        if !measures.isEmpty { paragraphs.append(words.scope(territories)) }
        paragraphs.append("\(words.facts) \(facts)")
        paragraphs.append(words.origin(source))
        switch ground {
        case .law(let law, let explanation, let address):
            paragraphs.append(words.law(law, explanation, address))
        case .rules(let rule, let explanation, let isAlsoIllegal, let address):
            paragraphs.append(words.rule(rule, explanation, address, isAlsoIllegal: isAlsoIllegal == true))
        }
        paragraphs.append(words.automation(automation))
        paragraphs += words.redress(redress, until: day.adding(months: Self.complaintMonths))
        if let code { paragraphs.append(words.appealCode(code)) }
        paragraphs.append(words.reference(reference))
        return .notice(Notice(title: words.subjectTitle, paragraphs: paragraphs))
    }

    /// What the person who reported is told (article 16(5) and (6)). It says nothing of who the subject is, and no more
    /// than that it was decided where to say more would do the harm that a withheld notice avoids.
    /// - Parameter outcome: says what was done where nothing is restricted; `nil` takes it that nothing was.
    public func noticeToReporter(
        in language: Language, on day: CalendarDay, outcome: Decision.Outcome? = nil
    ) -> Notice {
        let words = NoticeWords(language: language)
        var paragraphs = [words.greeting, words.reporterLead(decidedOn)]
        if withholding?.silencesOthers == true {
            paragraphs.append(words.nothingMoreForNow)
        } else if measures.isEmpty, outcome == .warn {
            paragraphs.append(words.list(words.whatIsDone, [words.warned]))
        } else if measures.isEmpty, outcome == .escalate {
            paragraphs.append(words.passedOn)
        } else if measures.isEmpty {
            paragraphs.append(words.nothingDone)
        } else {
            paragraphs.append(words.list(words.whatIsDone, kindLines(words)))
        }
        paragraphs.append(words.automation(automation))
        paragraphs += words.redress(redress, until: day.adding(months: Self.complaintMonths))
        paragraphs.append(words.notToBlame)
        paragraphs.append(words.reference(reference))
        return Notice(title: words.reporterTitle, paragraphs: paragraphs)
    }

    private func measureLines(_ words: NoticeWords) -> [String] {
        guard !measures.isEmpty else { return [words.noRestriction] }
        var lines = measures.visibility.map {
            words.ending(words.visibility($0, measures.visibilityOther), measures.visibilityUntil)
        }
        if let monetary = measures.monetary {
            lines.append(words.ending(words.monetary(monetary, measures.monetaryOther), measures.monetaryUntil))
        }
        let putsOut = measures.putsOut == true
        if putsOut { lines.append(words.putOut) }
        if let service = measures.service, measures.takesRoles == true || !putsOut {
            let what = measures.takesRoles == true ? words.rolesTaken : words.service(service)
            lines.append(words.ending(what, measures.serviceUntil))
        }
        if let account = measures.account { lines.append(words.ending(words.account(account), measures.accountUntil)) }
        return lines
    }

    /// Which kinds of measure, for somebody whom the details do not concern.
    private func kindLines(_ words: NoticeWords) -> [String] {
        var lines: [String] = []
        if !measures.visibility.isEmpty { lines.append(words.contentRestricted) }
        if measures.monetary != nil || measures.service != nil { lines.append(words.serviceRestricted) }
        if measures.account != nil { lines.append(words.accountRestricted) }
        return lines
    }
}
