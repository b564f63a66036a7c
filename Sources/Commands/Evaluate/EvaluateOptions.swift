import ArgumentParser
import Evaluation
import SafetyModel
import Watch

/// What `vigie evaluate --messages` takes.
struct MessageOptions: ParsableArguments {
    @Option(help: ArgumentHelp("What the labels are about: a code of the taxonomy.", valueName: "code"))
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "A model of `vigie train`; of several the mean counts. Without any: the shipped one, or the cues alone.",
            valueName: "file"), completion: .file())
    var model: [String] = []

    @Option(help: ArgumentHelp("The column with the text. (default: text)", valueName: "column"))
    var textColumn: String?

    @Option(help: ArgumentHelp("The column with the label. (default: label)", valueName: "column"))
    var labelColumn: String?

    @Option(help: ArgumentHelp("The column with the id. (default: id)", valueName: "column"))
    var idColumn: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Labels that mean yes; all others mean no. (default: 1 true yes positive)", valueName: "value"))
    var positive: [String] = []

    @Option(
        help: ArgumentHelp(
            "Also tell accuracy and false alarms for each value of this column; may be repeated.", valueName: "column"))
    var by: [String] = []

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only rows whose column has this value, as split=test; may be repeated.", valueName: "column=value"))
    var only: [String] = []

    /// The options that were given.
    var used: [String] {
        [
            policy == nil ? nil : "--policy", model.isEmpty ? nil : "--model",
            textColumn == nil ? nil : "--text-column",
            labelColumn == nil ? nil : "--label-column", idColumn == nil ? nil : "--id-column",
            positive.isEmpty ? nil : "--positive", by.isEmpty ? nil : "--by", only.isEmpty ? nil : "--where",
        ].compactMap { $0 }
    }

    /// - Throws: ``CommandFailure`` for a condition that is none.
    func columns() throws(CommandFailure) -> ColumnMapping {
        var conditions: [ColumnMapping.Condition] = []
        for condition in only {
            guard let sign = condition.firstIndex(of: "="), sign != condition.startIndex else {
                throw .usage("--where takes a column and a value, as --where split=test")
            }
            conditions.append(
                .init(
                    column: String(condition[..<sign]), value: String(condition[condition.index(after: sign)...])))
        }
        return ColumnMapping(
            id: idColumn ?? "id", text: textColumn ?? "text", label: labelColumn ?? "label",
            positive: positive.isEmpty ? ColumnMapping.positiveWords : positive, others: by, only: conditions)
    }

    /// - Throws: ``CommandFailure`` for a policy that the taxonomy has not.
    func knownPolicy(_ taxonomy: Taxonomy) throws(CommandFailure) -> PolicyCode {
        let code = PolicyCode(policy ?? "")
        guard taxonomy[code] != nil else {
            let codes = taxonomy.policies.map(\.code.code)
            let hint = Spelling.hint(code.code, among: codes)
            let all = hint.isEmpty ? "; there are \(codes.joined(separator: ", "))" : hint
            throw .usage("there is no policy “\(code)”\(all)")
        }
        return code
    }
}

/// What `vigie evaluate --conversations` takes.
struct ConversationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Weights of conversation risk, as `vigie train --conversations` learned them.", valueName: "file"),
        completion: .file())
    var riskModel: String?

    /// The options that were given.
    var used: [String] { riskModel == nil ? [] : ["--risk-model"] }

    /// What judges, for reports.
    var scorerName: LocalizedText {
        guard let riskModel else { return LocalizedText(fr: "la veille", en: "the watch") }
        return LocalizedText(fr: "la veille avec \(riskModel)", en: "the watch with \(riskModel)")
    }

    /// - Throws: ``CommandFailure`` for a file that holds no weights.
    func settings() throws -> WatchSettings {
        WatchSettings(riskModel: try Learned.risk(riskModel))
    }
}

extension Taxonomy {
    /// The same policies with another score from which signals fire.
    func withThreshold(_ threshold: Double) -> Taxonomy {
        Taxonomy(
            policies.map { policy in
                var policy = policy
                policy.threshold = threshold
                return policy
            })
    }
}
