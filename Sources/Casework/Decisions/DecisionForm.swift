public import SafetyModel

/// The reasoned form as somebody fills it in: texts and codes, not yet looked at. Outcomes of which the subject hears
/// nothing need a reason alone.
public struct DecisionForm: Sendable, Hashable {
    public enum GroundChoice: String, Sendable, Hashable, CaseIterable {
        case rules
        /// The rules, and held to be illegal too.
        case rulesAndLaw = "rules_and_law"
        case law
    }

    public var outcome = ""
    public var reason = ""
    public var policy = ""
    public var isMinorHarmed = false
    public var facts = ""
    public var ground = GroundChoice.rules.rawValue
    /// The rule or the law.
    public var groundName = ""
    public var explanation = ""
    public var contentTypes: [String] = []
    /// What is done to the content.
    public var visibility: [String] = []
    /// Whether roles that give power over others are taken away.
    public var takesRoles = false
    /// Whether the member is put out of the community (kicked), to which they may come back.
    public var putsOut = false
    /// Codes of countries; empty where it holds everywhere.
    public var territories = ""
    /// The last day of a time-out.
    public var until = ""
    public var isDetectedByMachine = false
    /// Why the subject is not told; empty where it is.
    public var withholding = ""
    public var withholdingExplanation = ""
    public var reviewOn = ""

    public init() {}

    /// What is known before anybody writes: the policy, and what raised the case.
    public init(for item: Case, signals: [Signal]) {
        policy = item.policy.code
        isMinorHarmed = item.policy.code.hasPrefix("minor.")
        contentTypes = [StatementContentType.text.rawValue]
        isDetectedByMachine = Self.isDetectedByMachine(signals)
    }

    /// Whether a detector found it, or people alone did.
    public static func isDetectedByMachine(_ signals: [Signal]) -> Bool {
        signals.contains { $0.detector.name != ReportSignals.detector.name }
    }

    /// What the form does not ask.
    public struct Setting: Sendable, Hashable {
        public var reference: String
        public var moment: Timestamp
        public var source: StatementSource
        /// Where the subject can complain.
        public var complaints: String

        public init(reference: String, moment: Timestamp, source: StatementSource, complaints: String) {
            self.reference = reference
            self.moment = moment
            self.source = source
            self.complaints = complaints
        }
    }

    /// Checks everything at once.
    /// - Parameter names: names and ids of the people of the case.
    /// - Throws: every problem of the form.
    public func filing(
        for item: Case, _ setting: Setting, names: [String], taxonomy: Taxonomy
    ) throws(DecisionFormProblems) -> DecisionFiling {
        var problems: [DecisionProblem] = []
        let chosen = Decision.Outcome(rawValue: outcome)
        if chosen == nil {
            problems.append(Self.outcomeMissing)
        }
        do { _ = try CaseSteps.checked(reason) } catch {
            problems.append(
                error == .reasonMissing
                    ? DecisionProblem("reason", en: "say why, in a few words", fr: "dites pourquoi, en quelques mots")
                    : DecisionProblem(
                        "reason", en: "shorten the text to \(CaseSteps.textLimit) characters",
                        fr: "raccourcissez le texte à \(CaseSteps.textLimit) caractères"))
        }
        guard let outcome = chosen else { throw DecisionFormProblems(problems: problems) }
        var decision = bare(for: item, setting)
        if outcome != .noAction { decision.withholding = silence(&problems) }
        if outcome.isTold {
            explain(&decision, outcome: outcome, &problems)
            problems += decision.problems(taxonomy: taxonomy, names: names)
        }
        guard problems.isEmpty else { throw DecisionFormProblems(problems: problems) }
        return DecisionFiling(outcome: outcome, reason: reason, form: decision)
    }

    /// What every decision says, though nothing is done.
    private func bare(for item: Case, _ setting: Setting) -> ReasonedDecision {
        let today = CalendarDay(setting.moment)
        return ReasonedDecision(
            reference: setting.reference, policy: item.policy, isMinorHarmed: isMinorHarmed, facts: "",
            automation: .init(detected: isDetectedByMachine), ground: .rules("", explanation: ""), measures: .init(),
            content: .init(types: [.text], day: min(CalendarDay(item.lastEvent), today)), source: setting.source,
            decidedOn: today, redress: .init(complaints: setting.complaints))
    }

    private func explain(
        _ decision: inout ReasonedDecision, outcome: Decision.Outcome, _ problems: inout [DecisionProblem]
    ) {
        decision.policy = PolicyCode(policy)
        decision.facts = facts.withoutOuterSpace
        let (name, why) = (groundName.withoutOuterSpace, explanation.withoutOuterSpace)
        switch GroundChoice(rawValue: ground) {
        case .law?: decision.ground = .law(name, explanation: why)
        case .rules?: decision.ground = .rules(name, explanation: why)
        case .rulesAndLaw?: decision.ground = .rules(name, explanation: why, isAlsoIllegal: true)
        case nil:
            problems.append(
                DecisionProblem("ground", en: "choose the rules or the law", fr: "choisissez les règles ou la loi"))
        }
        decision.content.types = StatementContentType.allCases.filter {
            $0 != .other && contentTypes.contains($0.rawValue)
        }
        if decision.content.types.isEmpty {
            problems.append(
                DecisionProblem(
                    "content.types", en: "say what kind of content it is about",
                    fr: "dites de quel type de contenu il s’agit"))
        }
        decision.measures.visibility = VisibilityRestriction.allCases.filter {
            $0 != .other && visibility.contains($0.rawValue)
        }
        decision.territories = places(&problems)
        switch outcome {
        case .ban: decision.measures.account = .terminated
        case .timeOut:
            decision.measures.account = .suspended
            decision.measures.accountUntil = CalendarDay(until)
            if decision.measures.accountUntil == nil {
                problems.append(
                    DecisionProblem(
                        "measures.accountUntil", en: "give the last day of the time-out, as 2026-10-31",
                        fr: "donnez le dernier jour de l’exclusion, comme 2026-10-31"))
            }
        case .noAction, .warn, .escalate: break
        }
        // Who is banned is out, and has no roles any more.
        guard outcome != .ban else { return }
        if putsOut {
            decision.measures.putsOut = true
            decision.measures.service = .partialSuspension
        }
        if takesRoles {
            decision.measures.takesRoles = true
            decision.measures.service = .partialTermination
        }
    }

    private func places(_ problems: inout [DecisionProblem]) -> [String] {
        let isShort = territories.utf8.count <= 400
        let codes = isShort ? territories.uppercased().split { !$0.isLetter }.map(String.init) : []
        if !isShort || !codes.allSatisfy(StatementCodes.territories.contains) {
            problems.append(
                DecisionProblem(
                    "territories", en: "write codes of European countries, as FR, BE; nothing means everywhere",
                    fr: "écrivez des codes de pays européens, comme FR, BE ; rien veut dire partout"))
        }
        var seen: Set<String> = []
        return codes.filter { seen.insert($0).inserted }
    }

    private func silence(_ problems: inout [DecisionProblem]) -> ReasonedDecision.Withholding? {
        guard !withholding.isEmpty else { return nil }
        guard let reason = ReasonedDecision.Withholding.Reason(rawValue: withholding) else {
            problems.append(
                DecisionProblem(
                    "withholding.reason", en: "choose a reason of the list", fr: "choisissez un motif de la liste"))
            return nil
        }
        let day = CalendarDay(reviewOn)
        if day == nil, !reviewOn.withoutOuterSpace.isEmpty {
            problems.append(
                DecisionProblem(
                    "withholding.reviewOn", en: "write a day as 2026-10-31, or nothing",
                    fr: "écrivez un jour comme 2026-10-31, ou rien"))
        }
        do {
            return ReasonedDecision.Withholding(
                reason: reason, explanation: try CaseSteps.checked(withholdingExplanation), reviewOn: day)
        } catch {
            problems.append(
                DecisionProblem(
                    "withholding.explanation",
                    en: "say why the subject is not told, in at most \(CaseSteps.textLimit) characters",
                    fr: "dites pourquoi la personne n’est pas informée, en \(CaseSteps.textLimit) caractères au plus"))
            return nil
        }
    }
}

/// Everything that has to be put right in a form.
public struct DecisionFormProblems: Error, Sendable, Hashable {
    /// At least one.
    public var problems: [DecisionProblem]

    init(problems: [DecisionProblem]) {
        self.problems = problems
    }
}

extension DecisionForm {
    /// What is wrong where no outcome of the list was chosen.
    public static let outcomeMissing = DecisionProblem("outcome", en: "choose an outcome", fr: "choisissez une issue")
}
