public import SafetyModel

/// Something that has to be put right in the reasoned form before anything is sent.
public struct DecisionProblem: Error, Sendable, Hashable {
    /// The field of the form, as `facts`, `ground.explanation`, `measures.account`.
    public var field: String
    /// What is wrong, and what to do.
    public var message: LocalizedText

    init(_ field: String, en: String, fr: String) {
        self.field = field
        message = LocalizedText(fr: fr, en: en)
    }
}

extension ReasonedDecision {
    /// Everything that is wrong with the form; nothing where statement and notices can go out.
    /// - Parameter names: names and ids of the people of the case, which no text may hold.
    public func problems(taxonomy: Taxonomy, names: [String]) -> [DecisionProblem] {
        var problems: [DecisionProblem] = []
        if taxonomy[policy] == nil {
            problems.append(
                DecisionProblem("policy", en: "choose a policy of the list", fr: "choisissez une règle de la liste"))
        }
        problems += texts(names) + days() + withheld()
        if !isIdentifier(reference) {
            problems.append(
                DecisionProblem(
                    "reference", en: "write letters, digits, “-” or “_”, at most 500",
                    fr: "écrivez des lettres, des chiffres, « - » ou « _ », 500 au plus"))
        }
        guard problems.isEmpty, let statement = statement(taxonomy: taxonomy) else { return problems }
        // What is left are the codes: the form offers no others, so these are for callers of another kind.
        return statement.problems.map {
            DecisionProblem(
                $0.path, en: "\($0.message); \($0.advice)",
                fr: "la base de données de l’Union le refuserait : vérifiez ce champ")
        }
    }

    private func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 500
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) && $0 < 0x80 || $0 == 0x2D || $0 == 0x5F
            }
    }

    /// The texts of the form: field, limit in characters, text.
    private var ownTexts: [(field: String, limit: Int, text: String)] {
        var texts = [("facts", 5000, facts), ("redress.complaints", 500, redress.complaints)]
        switch ground {
        case .law(let law, let explanation, _):
            texts += [("ground.law", 500, law), ("ground.explanation", 2000, explanation)]
        case .rules(let rule, let explanation, _, _):
            texts += [("ground.rule", 500, rule), ("ground.explanation", 2000, explanation)]
        }
        if measures.visibility.contains(.other) {
            texts.append(("measures.visibilityOther", 500, measures.visibilityOther ?? ""))
        }
        if measures.monetary == .other { texts.append(("measures.monetaryOther", 500, measures.monetaryOther ?? "")) }
        if content.types.contains(.other) { texts.append(("content.otherType", 500, content.otherType ?? "")) }
        return texts
    }

    private func texts(_ names: [String]) -> [DecisionProblem] {
        var problems: [DecisionProblem] = []
        for (field, limit, text) in ownTexts {
            if text.unicodeScalars.allSatisfy(StatementRule.isSpace) {
                problems.append(DecisionProblem(field, en: "write a text", fr: "écrivez un texte"))
            } else if text.utf8.count > limit * 4 || text.unicodeScalars.count > limit {
                problems.append(
                    DecisionProblem(
                        field, en: "shorten the text to \(limit) characters",
                        fr: "raccourcissez le texte à \(limit) caractères"))
            } else if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" && $0 != "\r" })
            {
                problems.append(
                    DecisionProblem(
                        field, en: "take out the control characters", fr: "retirez les caractères de contrôle"))
            }
            // How to complain is the operator's own address.
            guard field != "redress.complaints", text.utf8.count <= limit * 4 else { continue }
            problems += PersonalTrace.found(in: text, names: names).map { trace($0, field) }
        }
        return problems
    }

    private func trace(_ trace: PersonalTrace, _ field: String) -> DecisionProblem {
        switch trace {
        case .knownName:
            DecisionProblem(
                field, en: "take out the name or id of a person: this text is published",
                fr: "retirez le nom ou l’identifiant d’une personne : ce texte est publié")
        case .mailAddress:
            DecisionProblem(
                field, en: "take out the e-mail address: this text is published",
                fr: "retirez l’adresse électronique : ce texte est publié")
        case .telephone:
            DecisionProblem(
                field, en: "take out the telephone number: this text is published",
                fr: "retirez le numéro de téléphone : ce texte est publié")
        case .longNumber:
            DecisionProblem(
                field, en: "take out the number of an account or a message: this text is published",
                fr: "retirez le numéro de compte ou de message : ce texte est publié")
        }
    }

    private func days() -> [DecisionProblem] {
        var problems: [DecisionProblem] = []
        if content.day > decidedOn {
            problems.append(
                DecisionProblem(
                    "content.day", en: "the content cannot be newer than the decision",
                    fr: "le contenu ne peut pas être postérieur à la décision"))
        }
        if appliesFrom < content.day {
            problems.append(
                DecisionProblem(
                    "appliesFrom", en: "a decision cannot hold before there was the content",
                    fr: "une décision ne peut pas valoir avant le contenu"))
        }
        let ends: [(field: String, end: CalendarDay?, isImposed: Bool)] = [
            ("measures.visibilityUntil", measures.visibilityUntil, !measures.visibility.isEmpty),
            ("measures.monetaryUntil", measures.monetaryUntil, measures.monetary != nil),
            ("measures.serviceUntil", measures.serviceUntil, measures.service != nil),
            ("measures.accountUntil", measures.accountUntil, measures.account != nil),
        ]
        for (field, end, isImposed) in ends {
            guard let end else { continue }
            if !isImposed {
                problems.append(
                    DecisionProblem(
                        field, en: "take out the end, or choose the measure",
                        fr: "retirez la fin, ou choisissez la mesure"))
            } else if end < appliesFrom {
                problems.append(
                    DecisionProblem(
                        field, en: "a measure cannot end before it begins",
                        fr: "une mesure ne peut pas finir avant de commencer"))
            }
        }
        return problems
    }

    private func withheld() -> [DecisionProblem] {
        guard let withholding else { return [] }
        if withholding.explanation.unicodeScalars.allSatisfy(StatementRule.isSpace) {
            return [
                DecisionProblem(
                    "withholding.explanation", en: "say why the subject is not told; it goes on the trail",
                    fr: "dites pourquoi la personne n’est pas informée ; cela va au journal")
            ]
        }
        return []
    }
}
