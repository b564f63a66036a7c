import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// Deciding a case: the form, and what follows from it.
extension Console {
    func decideStep(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        let id = try visit.caseID()
        guard let version = try visit.field("version", limit: 20).asInteger else { throw Refusal.badRequest }
        let file = try await store.caseFile(id, for: reviewer)
        let typed = DecisionForm(visit.form)
        guard let outcome = Decision.Outcome(rawValue: typed.outcome) else {
            return try await caseView(visit, wrong: (typed, [.outcomeMissing]))
        }
        var filing = DecisionFiling(outcome: outcome, reason: typed.reason, form: nil)
        // Only who holds the case gives reasons of their own; for all others the store knows what it answers.
        if file.item.state == .claimed, file.item.claimedBy == reviewer.id, file.item.version == version {
            do throws(DecisionFormProblems) {
                filing = try typed.filing(
                    for: file.item, decisionSetting(file, visit: visit), names: Self.names(in: file),
                    taxonomy: taxonomy)
            } catch {
                return try await caseView(visit, wrong: (typed, error.problems))
            }
        }
        let code = try ReceiptCode(drawnFrom: random)
        filing.appealCode = code
        filing.reporterAddress = publicAddress(visit) + "/report/status"
        let result: DecisionResult
        do {
            result = try await store.decide(filing, on: id, version: version, by: reviewer, at: visit.now)
        } catch let error as CaseStepError {
            let written = [typed.reason, typed.facts, typed.explanation, typed.withholdingExplanation]
            let kept = written.filter { !$0.isEmpty }.joined(separator: "\n\n")
            throw Refusal(error, caseID: id, written: shortened(kept, to: Self.textLimit * 4))
        }
        guard let decision = result.decision, decision.isNoticeDue else {
            return redirect(to: "/cases/\(id)?done=\(result.item.state == .decided ? "decided" : "proposed")")
        }
        return lettersPage(decision, code: code, caseID: id, visit: visit)
    }

    /// The notice with its code: the direct answer to the form, at no address of its own, for the code is shown once.
    private func lettersPage(_ decision: RecordedDecision, code: ReceiptCode, caseID: Int64, visit: Visit) -> Response {
        page(
            "decided",
            [
                "title": visit.words["decided_title"], "back": "/cases/\(caseID)", "code": code.spoken,
                "plain_code": code.plain,
                "letters": letters(decision, day: CalendarDay(visit.now), code: code, visit: visit),
            ], visit: visit)
    }

    func renewCodeStep(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        let id = try visit.caseID()
        let code = try ReceiptCode(drawnFrom: random)
        do {
            let decision = try await store.renewAppealCode(code, on: id, by: reviewer, at: visit.now)
            return lettersPage(decision, code: code, caseID: id, visit: visit)
        } catch let error as CaseStepError {
            throw Refusal(error, caseID: id, written: "")
        }
    }

    private func decisionSetting(_ file: CaseFile, visit: Visit) -> DecisionForm.Setting {
        let mark = hexadecimal(random(12))
        return DecisionForm.Setting(
            reference: "vigie-\(mark)", moment: visit.now,
            source: DecisionForm.isDetectedByMachine(file.signals) ? .voluntary : .article16,
            complaints: publicAddress(visit) + "/appeal")
    }

    /// How people reach these pages: as the operator says, or as the reviewer's own browser does.
    func publicAddress(_ visit: Visit) -> String {
        if let address = settings.publicAddress { return address }
        let host = visit.request.head.authority ?? "localhost"
        return (settings.secureCookies ? "https://" : "http://") + shortened(host, to: 253)
    }

    /// Names and ids of everybody in a case: none of them belongs into a text that is published.
    static func names(in file: CaseFile) -> [String] {
        let item = file.item
        return [item.subject, item.subjectName ?? ""] + item.counterparts + file.names.keys + file.names.values
    }

    // MARK: What follows

    /// The statement of reasons, as the DSA Transparency Database takes it.
    @Sendable func statementFile(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        let id = try visit.caseID()
        let decisions = try await store.decisions(on: id, for: reviewer)
        guard let decision = decisions.first, let statement = checkedStatement(decision) else {
            throw Refusal.notFound
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"statement-\(decision.form.reference).json\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: statement.json)))
    }

    /// `nil` where there is none, or the database would refuse it.
    func checkedStatement(_ decision: RecordedDecision) -> StatementOfReasons? {
        guard decision.isFinal, let statement = decision.form.statement(taxonomy: taxonomy), statement.problems.isEmpty
        else { return nil }
        return statement
    }

    /// The notice to the subject in each language, the reader's own first.
    func letters(_ decision: RecordedDecision, day: CalendarDay, code: ReceiptCode?, visit: Visit) -> [Model] {
        let languages = [visit.language] + Language.allCases.filter { $0 != visit.language }
        var form = decision.form
        // Asked for in spite of a silence: the reason for it is gone.
        if code != nil { form.withholding = nil }
        return languages.compactMap { language in
            guard case .notice(let notice) = form.noticeToSubject(in: language, on: day, code: code) else { return nil }
            return [
                "code": language.rawValue, "label": visit.words["language_\(language.rawValue)"],
                "text": visible(notice.text),
            ]
        }
    }
}

extension DecisionForm {
    init(_ fields: FormFields) {
        func text(_ name: String) -> String { (fields[name] ?? "").replacing("\r\n", with: "\n") }
        self.init()
        outcome = text("outcome")
        reason = text("reason")
        policy = text("policy")
        isMinorHarmed = fields["minor"] == "1"
        facts = text("facts")
        ground = text("ground")
        groundName = text("ground_name")
        explanation = text("explanation")
        contentTypes = fields.all("content")
        visibility = fields.all("visibility")
        takesRoles = fields["roles"] == "1"
        putsOut = fields["kick"] == "1"
        territories = text("territories")
        until = text("until")
        isDetectedByMachine = fields["detected"] == "1"
        withholding = text("withholding")
        withholdingExplanation = text("withholding_text")
        reviewOn = text("review_on")
    }
}
