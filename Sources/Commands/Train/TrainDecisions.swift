import ArgumentParser
import Foundation
import SQLiteStorage
import SafetyModel
import TextAnalysis
import Training

/// What `vigie train --from-decisions` takes.
struct TrainDecisionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The database, one SQLite file.", valueName: "file"), completion: .file(extensions: ["db"]))
    var db = "vigie.db"

    @Option(
        help: ArgumentHelp("The operator's key (default: <db>.key).", valueName: "file"), completion: .file())
    var keyFile: String?

    @Option(
        help: ArgumentHelp("Policies that extend or replace those shipped (YAML).", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var taxonomy: String?

    /// As other commands name a database.
    var database: DatabaseOptions {
        var options = DatabaseOptions()
        options.path = db
        options.keyFile = keyFile
        options.taxonomy = taxonomy
        options.cues = []
        return options
    }
}

/// Learns a model from what reviewers decided on the cases of a policy.
struct TrainDecisions {
    var database: TrainDecisionOptions
    var options: TrainMessageOptions
    var common: TrainCommon

    func run() async throws {
        let taxonomy = try Texts.taxonomy(database.taxonomy)
        let policy = try TrainMessages.policy(options, in: taxonomy)
        let store = try database.database.openExisting()
        let texts = try await store.decidedTexts(
            of: policy, purpose: "vigie train: \(policy)", at: Clock.now())
        try store.close()
        let training = try rows(texts, policy)
        var set = try TrainMessages.emptySet(policy, options, taxonomy)
        for (row, weight) in zip(training.rows, training.weights) {
            set.add(row.text, isPositive: row.isPositive, weight: weight)
        }
        try TrainMessages.learn(set, training.splits, policy, options, common, data: describe(training))
    }

    private func rows(_ texts: [DecidedText], _ policy: PolicyCode) throws(CommandFailure) -> DecisionTraining {
        do {
            return try DecisionTraining(
                texts.map {
                    DecisionTraining.Row(
                        text: $0.text, isPositive: $0.isUpheld, reviewer: $0.reviewer, caseID: $0.caseID)
                })
        } catch {
            throw .input(Self.sentence(error, policy))
        }
    }

    private static func sentence(_ refusal: DecisionTraining.Refusal, _ policy: PolicyCode) -> String {
        switch refusal {
        case .tooFew(let rows, let needed):
            "the decided cases of \(policy) rest on \(rows) texts that are kept; at least \(needed) are needed: "
                + "decide more cases, or learn from labelled messages (--data)"
        case .oneClass(let upheld, let dismissed):
            "the decided cases of \(policy) have \(upheld) texts that were upheld and \(dismissed) that were "
                + "dismissed; both are needed"
        case .cannotHoldOut:
            "too few cases of \(policy) of both kinds to hold some back for validation; decide more cases"
        }
    }

    /// For the card: figures alone, no names.
    private func describe(_ training: DecisionTraining) -> String {
        let reviewers = Set(training.rows.map(\.reviewer)).count
        let cases = Set(training.rows.map(\.caseID)).count
        let validation =
            training.heldOut.isEmpty
            ? "validated on a fifth of the cases"
            : "validated on the decisions of \(training.heldOut.count) of them, held out"
        return
            "\(training.rows.count) texts of \(cases) decided cases of \(reviewers) reviewers, \(validation); "
            + "no reviewer carries more than \(reviewers > 3 ? "30 %" : "an equal part") of a class"
    }
}
