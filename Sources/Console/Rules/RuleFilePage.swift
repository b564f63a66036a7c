import Casework
import HTTPTypes
import Hummingbird
import SafetyModel

/// One file of rules: to write it, check it, try it on the last days, and save it.
extension Console {
    /// A file of rules or a list is no larger.
    static let ruleFileLimit = 256 * 1024
    /// So far back a rule is tried.
    static let rehearsed = Duration.days(7)

    /// What somebody does with a file.
    private enum FileStep: String {
        case check, try_ = "try", save, remove
    }

    /// What stands in the form.
    private struct FileForm {
        var name: String
        var text: String
        /// The revision that it was written upon.
        var base: Int64
        var reason = ""
        var isNew: Bool
    }

    @Sendable func ruleFilePage(_ visit: Visit) async throws -> Response {
        _ = try ruleReader(visit)
        let inForce = try await store.rulesInForce()
        guard let name = visit.query["name"] else {
            let form = FileForm(name: "", text: visit.words["rule_template"], base: inForce.revision, isNew: true)
            return try await filePage(form, visit: visit)
        }
        guard let file = inForce.files.first(where: { $0.name == name }) else { throw Refusal.notFound }
        return try await filePage(
            FileForm(name: name, text: file.text, base: inForce.revision, isNew: false), visit: visit)
    }

    @Sendable func changeRuleFile(_ visit: Visit) async throws -> Response {
        let reviewer = try ruleReader(visit)
        guard let base = Int64(try visit.field("base", limit: 20)),
            let step = FileStep(rawValue: visit.form["step"] ?? "")
        else { throw Refusal.badRequest }
        let text = try visit.field("text", limit: Self.ruleFileLimit).replacing("\r\n", with: "\n")
        let isNew = visit.form["new"] == "yes"
        var form = FileForm(name: try visit.field("name", limit: 100), text: text, base: base, isNew: isNew)
        form.reason = (visit.form["reason"] ?? "").replacing("\r\n", with: "\n")
        guard rules.isFileName(form.name) else {
            return try await filePage(form, visit: visit, problem: "problem_rule_file_name")
        }
        let inForce = try await store.rulesInForce()
        if isNew, inForce.files.contains(where: { $0.name == form.name }) {
            return try await filePage(form, visit: visit, problem: "problem_rule_file_exists")
        }
        let files = Self.files(inForce.files, with: form.name, step == .remove ? nil : text)
        let review = await rules.review(files, inForce: inForce.files)
        switch step {
        case .check: return try await filePage(form, visit: visit, review: review)
        case .try_:
            guard review.problems.isEmpty else { return try await filePage(form, visit: visit, review: review) }
            try await store.noteRuleTrial(
                "\(form.name): \(review.changes.summary)", by: reviewer, at: visit.now)
            let rehearsal = try await rules.rehearse(
                files, inForce: inForce.files, since: visit.now - Self.rehearsed,
                about: Visibility.scopes(of: reviewer))
            return try await filePage(form, visit: visit, review: review, rehearsal: rehearsal)
        case .save, .remove:
            guard review.mayBeSaved else {
                return try await filePage(form, visit: visit, review: review, refused: true)
            }
            let order = RuleOrder(files: files, changes: review.changes, base: base, reason: form.reason)
            return try await enter(order, by: reviewer, visit: visit) { problem in
                try await filePage(form, visit: visit, review: review, problem: problem)
            }
        }
    }

    /// Enters a revision, and goes on to it; or shows the page again with what was wrong.
    func enter(
        _ order: RuleOrder, by reviewer: Reviewer, visit: Visit, again: (String) async throws -> Response
    ) async throws -> Response {
        do {
            let revision = try await rules.enter(order, by: reviewer, at: visit.now)
            return redirect(
                to: "/rules/revisions/\(revision.id)?done=\(revision.state == .live ? "rules_live" : "rules_waiting")")
        } catch let error as RuleBookError {
            if error == .notAllowed { throw Refusal.forbidden }
            return try await again(error.wordKey)
        }
    }

    private static func files(_ all: [RuleFileText], with name: String, _ text: String?) -> [RuleFileText] {
        var files = all.filter { $0.name != name }
        if let text { files.append(RuleFileText(name: name, text: text)) }
        return files.sorted { $0.name < $1.name }
    }

    /// What a script asks for while somebody writes: the findings alone.
    @Sendable func checkRuleFile(_ visit: Visit) async throws -> Response {
        _ = try ruleReader(visit)
        let name = try visit.field("name", limit: 100)
        let text = try visit.field("text", limit: Self.ruleFileLimit).replacing("\r\n", with: "\n")
        let inForce = try await store.rulesInForce()
        let checked = rules.isFileName(name) ? name : "new.yaml"
        let review = await rules.review(Self.files(inForce.files, with: checked, text), inForce: inForce.files)
        let model: Model = ["review": reviewModel(review, of: checked, visit: visit)]
        return page("rule_review_alone", model, visit: visit)
    }

    // MARK: The page

    private func filePage(
        _ form: FileForm, visit: Visit, review: RuleReview? = nil, rehearsal: RuleRehearsal? = nil,
        problem: String? = nil, refused: Bool = false
    ) async throws -> Response {
        let words = visit.words
        let title = form.isNew ? words["rule_file_new"] : form.name
        var model: Model = [
            "title": title, "name": form.name, "text": form.text, "base": String(form.base), "new": form.isNew,
            "reason": shortened(form.reason, to: Self.textLimit), "rows": String(min(40, max(16, form.text.lines + 2))),
            "try_label": words.say("rule_try", ["days": "7"]),
        ]
        if let problem { model["problem"] = words[problem] }
        if refused { model["problem"] = words["problem_rule_not_saved"] }
        if let review { model["review"] = reviewModel(review, of: form.name, visit: visit) }
        if let rehearsal { model["rehearsal"] = rehearsalModel(rehearsal, visit: visit) }
        let status: HTTPResponse.Status =
            problem == "problem_rules_changed" ? .conflict : problem != nil || refused ? .unprocessableContent : .ok
        return page("rule_file", model, visit: visit, status: status)
    }

    func reviewModel(_ review: RuleReview, of file: String, visit: Visit) -> Model {
        let words = visit.words
        let shown = 50
        let author = visit.reviewer.map { RuleBook.consent(for: review.changes, by: $0) } ?? .nobody
        return [
            "sound": review.problems.isEmpty, "any_problem": !review.problems.isEmpty,
            "heading": review.problems.isEmpty
                ? words["rule_review_sound"] : words.count("rule_problems", review.problems.count),
            "problems": review.problems.prefix(shown).map { problem -> Model in
                [
                    "place": problem.line > 0
                        ? words.say(
                            "rule_place", ["line": String(problem.line), "column": String(problem.column)]) : "",
                    "file": problem.file == file ? "" : problem.file, "line": String(problem.line),
                    "message": visible(problem.message),
                ]
            },
            "tests": words.say(
                "rule_tests",
                [
                    "passed": words.number(review.passedTests),
                    "all": words.number(review.passedTests + review.failedTests.count),
                ]),
            "failed": review.failedTests.prefix(shown).map { visible($0) }, "any_failed": !review.failedTests.isEmpty,
            "untested": review.untested.isEmpty
                ? "" : words.say("rule_untested", ["names": review.untested.joined(separator: ", ")]),
            "changes": changesText(review.changes, words), "consent": words["consent_needs_\(author.rawValue)"],
        ]
    }

    private func rehearsalModel(_ rehearsal: RuleRehearsal, visit: Visit) -> Model {
        let words = visit.words
        let rows = rehearsal.rows.filter { $0.found + $0.lost > 0 }
        return [
            "lead": words.say(
                rehearsal.isWhole ? "rehearsal_whole" : "rehearsal_part",
                ["events": words.number(rehearsal.events), "since": words.moment(rehearsal.since)]),
            "any": !rows.isEmpty,
            "rows": rows.map { row -> Model in
                [
                    "rule": row.rule, "found": words.number(row.found), "gained": words.number(row.gained),
                    "lost": words.number(row.lost),
                    "examples": row.examples.map { example -> Model in
                        [
                            "href": memberPath(example.subject, community: example.community),
                            "who": visible(example.subjectName ?? example.subject),
                            "time": timeModel(example.time, text: words.moment(example.time), words: words),
                            "lost": example.isLost,
                        ]
                    },
                ]
            },
        ]
    }
}

extension RuleBookError {
    /// The key of the sentence that explains it.
    var wordKey: String {
        switch self {
        case .notAllowed, .unknownRevision, .notWaiting: "problem_rules_not_waiting"
        case .unchanged: "problem_rules_same"
        case .reasonMissing: "problem_reason_missing"
        case .reasonTooLong: "problem_text_too_long"
        case .changedMeanwhile: "problem_rules_changed"
        case .ownRevision: "problem_rules_own"
        }
    }
}

extension String {
    fileprivate var lines: Int { utf8.count { $0 == 0x0A } + 1 }
}
