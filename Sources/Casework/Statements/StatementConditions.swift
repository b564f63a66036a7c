import SafetyModel

/// What fields of a statement ask of each other.
enum StatementConditions {
    static func problems(in document: StatementDocument) -> [StatementProblem] {
        measures(document) + others(document) + grounds(document) + ends(document) + source(document)
    }

    private static let measureFields = [
        "decision_visibility", "decision_monetary", "decision_provision", "decision_account",
    ]

    private static func measures(_ document: StatementDocument) -> [StatementProblem] {
        guard measureFields.allSatisfy({ document[$0] == nil }) else { return [] }
        return [
            StatementProblem(
                "statement", "names no measure",
                "add one of \(measureFields.joined(separator: ", ")): a decision "
                    + "without a restriction needs no statement")
        ]
    }

    /// Fields that say what a code “other” stands for.
    private static func others(_ document: StatementDocument) -> [StatementProblem] {
        let pairs: [(field: String, code: String, text: String, isNeeded: Bool)] = [
            ("decision_visibility", VisibilityRestriction.other.rawValue, "decision_visibility_other", true),
            ("decision_monetary", MonetaryRestriction.other.rawValue, "decision_monetary_other", true),
            ("content_type", StatementContentType.other.rawValue, "content_type_other", true),
            ("category_specification", StatementKeyword.other.rawValue, "category_specification_other", false),
        ]
        return pairs.compactMap { pair in
            switch (document.holds(pair.field, pair.code), document[pair.text] != nil) {
            case (true, false) where pair.isNeeded:
                StatementProblem(pair.text, "is missing", "say in it what \(pair.code) stands for")
            case (false, true):
                StatementProblem(
                    pair.text, "has nothing to explain", "leave it out, or add \(pair.code) to \(pair.field)")
            default: nil
            }
        }
    }

    private static func grounds(_ document: StatementDocument) -> [StatementProblem] {
        let legal = ["illegal_content_legal_ground", "illegal_content_explanation"]
        let contractual = ["incompatible_content_ground", "incompatible_content_explanation"]
        let needed: [String]
        let refused: [String]
        switch document.text("decision_ground").flatMap(StatementGround.init(rawValue:)) {
        case .illegalContent: (needed, refused) = (legal, contractual + ["incompatible_content_illegal"])
        case .incompatibleContent: (needed, refused) = (contractual, legal)
        case nil: return []
        }
        return needed.filter { document[$0] == nil }.map {
            StatementProblem($0, "is missing", "this decision_ground asks for it")
        }
            + refused.filter { document[$0] != nil }.map {
                StatementProblem($0, "does not go with this decision_ground", "leave it out")
            }
    }

    /// An end of a restriction that there is not.
    private static func ends(_ document: StatementDocument) -> [StatementProblem] {
        [("account", "account"), ("monetary", "monetary"), ("service", "provision"), ("visibility", "visibility")]
            .compactMap { end, measure in
                guard document["end_date_\(end)_restriction"] != nil, document["decision_\(measure)"] == nil else {
                    return nil
                }
                return StatementProblem(
                    "end_date_\(end)_restriction", "ends what was not imposed",
                    "leave it out, or add decision_\(measure)")
            }
    }

    private static func source(_ document: StatementDocument) -> [StatementProblem] {
        guard document.holds("source_type", StatementSource.voluntary.rawValue), document["source_identity"] != nil
        else { return [] }
        return [
            StatementProblem(
                "source_identity", "names who gave notice, and nobody did",
                "leave it out where source_type is voluntary")
        ]
    }
}
