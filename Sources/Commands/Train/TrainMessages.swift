import ArgumentParser
import Evaluation
import Foundation
import SafetyModel
import TextAnalysis

/// What `vigie train --data` takes.
struct TrainMessageOptions: ParsableArguments {
    @Option(help: ArgumentHelp("What the labels are about: a code of the taxonomy.", valueName: "code"))
    var policy: String?

    @Option(help: ArgumentHelp("The column with the text.", valueName: "column"))
    var textColumn = "text"

    @Option(help: ArgumentHelp("The column with the label.", valueName: "column"))
    var labelColumn = "label"

    @Option(help: ArgumentHelp("The column with the id.", valueName: "column"))
    var idColumn = "id"

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Labels that mean yes (default: 1 true yes positive).", valueName: "value"))
    var positive: [String] = []

    @Option(help: ArgumentHelp("The column that says train, valid or test.", valueName: "column"))
    var splitColumn: String?

    @Option(
        help: ArgumentHelp("The column that says how much a message counts (default: 1 each).", valueName: "column"))
    var weightColumn: String?

    @Option(help: "Strength of the L2 penalty as liblinear's C; without it several are tried.")
    var cost: Double?

    @Option(name: .customLong("l1"), help: "Share of the L1 penalty.")
    var l1: Double = 0

    @Option(help: "How far features are scaled by how differently they occur in the classes, 0…1; several are tried.")
    var contrast: Double?

    @Option(help: "Passes over the data at most.")
    var epochs = 20

    @Option(help: "How much a positive message counts against a negative one; without it the classes are balanced.")
    var positiveWeight: Double?

    @Option(help: "platt or isotonic.")
    var calibration = "platt"

    @Flag(
        inversion: .prefixedNo,
        help: "Make names of groups of people one word, so that no sentence is distrusted for whom it names.")
    var maskGroups: Bool?

    @Option(help: "The largest share of negative messages that the threshold on the card may flag, 0…1.")
    var mostFlagged = 1.0

    @Flag(inversion: .prefixedNo, help: "Use the cue packs as features.")
    var cues = true

    func validate() throws {
        guard ["platt", "isotonic"].contains(calibration) else {
            throw ValidationError("--calibration is platt or isotonic")
        }
        guard (0...1).contains(mostFlagged) else {
            throw ValidationError("--most-flagged is a share from 0 to 1, as --most-flagged 0.02")
        }
        if let cost, !(cost > 0) { throw ValidationError("--cost is above 0, as --cost 1") }
    }
}

/// Learns a model of messages for one policy.
struct TrainMessages {
    var files: [String]
    var options: TrainMessageOptions
    var common: TrainCommon

    func run() throws {
        let taxonomy = try Texts.taxonomy(nil)
        let policy = try Self.policy(options, in: taxonomy)
        var set = try Self.emptySet(policy, options, taxonomy)
        var splits: [ModelTraining.Split] = []
        try read(into: &set, &splits)
        try check(set, splits)
        try Self.learn(set, splits, policy, options, common, data: TrainCommon.describe(files))
    }

    /// The policy that was asked for.
    /// - Throws: ``CommandFailure`` where there is none of that code.
    static func policy(_ options: TrainMessageOptions, in taxonomy: Taxonomy) throws(CommandFailure) -> PolicyCode {
        let policy = PolicyCode(options.policy ?? "")
        guard taxonomy[policy] != nil else {
            let codes = taxonomy.policies.map(\.code.code).sorted().joined(separator: ", ")
            throw .usage("there is no policy “\(policy)”; there are \(codes)")
        }
        return policy
    }

    static func emptySet(
        _ policy: PolicyCode, _ options: TrainMessageOptions, _ taxonomy: Taxonomy
    ) throws -> TrainingSet {
        let matcher =
            options.cues ? CueMatcher(packs: try Texts.packs(extra: [], taxonomy: taxonomy)) : nil
        let masks = options.maskGroups ?? (policy == "harassment.hate")
        return TrainingSet(shape: .init(masksGroups: masks), cues: matcher)
    }

    /// Learns the model, writes it and tells its figures.
    /// - Parameter data: where the texts come from, for the card.
    static func learn(
        _ set: TrainingSet, _ splits: [ModelTraining.Split], _ policy: PolicyCode, _ options: TrainMessageOptions,
        _ common: TrainCommon, data: String
    ) throws {
        var training = ModelTraining(
            settings: TrainingSettings(
                l1: options.l1, epochs: options.epochs, positiveWeight: options.positiveWeight, seed: common.seed))
        if let cost = options.cost { training.costs = [cost] }
        if let contrast = options.contrast { training.contrasts = [contrast] }
        training.mostFlagged = options.mostFlagged
        training.usesIsotonic = options.calibration == "isotonic"
        var progress = ProgressBar(total: 1000, unit: "steps")
        let result = training.run(set, splits: splits, name: policy.code) {
            progress.advance(done: Int($0 * 1000), count: Int($0 * 1000))
        }
        progress.finish()
        let metrics = Metrics(result)
        var card = Self.card(policy, set, result, metrics, options, common)
        card["data"] = data
        try common.write(
            LinearModel.file(parts: [result.part], shape: set.shape, card: card), to: common.out)
        try report(policy, set, metrics, common)
    }

    private func read(into set: inout TrainingSet, _ splits: inout [ModelTraining.Split]) throws {
        var columns = ColumnMapping(id: options.idColumn, text: options.textColumn, label: options.labelColumn)
        if !options.positive.isEmpty { columns.positive = options.positive }
        columns.others = [options.splitColumn, options.weightColumn].compactMap(\.self)
        var problems = DatasetProblems()
        var taken: [LabelledText] = []
        try DatasetFiles(paths: files, unit: "messages").read(
            begin: { LabelledTextReader(file: $0, columns: columns, problems: problems) },
            push: { reader, bytes in
                reader.push(bytes) { taken.append($0) }
                return taken.count
            },
            end: { reader in
                reader.finish { taken.append($0) }
                problems = reader.problems
                if reader.rowCount == 0 { throw DatasetFiles.refuse(reader.file, problems) }
            })
        DatasetFiles.report(problems)
        for text in taken {
            set.add(text.text, isPositive: text.label, weight: try weight(text))
            let split = options.splitColumn == nil ? nil : text.columns.first
            splits.append(split.map(Self.split) ?? ModelTraining.split(of: text.text))
        }
    }

    private func weight(_ text: LabelledText) throws(CommandFailure) -> Float {
        guard let column = options.weightColumn, let word = text.columns.last else { return 1 }
        guard let weight = Float(word), weight > 0, weight <= 1000 else {
            throw .input("message \(text.id): “\(word)” in the column \(column) is no weight above 0 and up to 1000")
        }
        return weight
    }

    private static func split(_ word: String) -> ModelTraining.Split {
        switch word.lowercased() {
        case "test": .test
        case "valid", "validation", "dev", "val": .validation
        default: .train
        }
    }

    /// - Throws: ``CommandFailure`` where nothing can be learned.
    private func check(_ set: TrainingSet, _ splits: [ModelTraining.Split]) throws(CommandFailure) {
        for (split, name) in [(ModelTraining.Split.train, "train"), (.validation, "valid")] {
            let labels = set.labels.indices.filter { splits[$0] == split }.map { set.labels[$0] }
            guard labels.contains(true), labels.contains(false) else {
                throw .input(
                    "the \(name) part has \(labels.count) messages of one class alone; both are needed "
                        + "(--positive names the labels that mean yes, --split-column the parts)")
            }
        }
    }

    /// Figures on the parts that the model was not learned from.
    private struct Metrics {
        var validation: Double
        var test: (pr: Double?, roc: Double?, count: Int)

        init(_ result: ModelTraining.Result) {
            validation = result.validation
            let ranking = Ranking(scores: result.test.map(\.raw), labels: result.test.map(\.isPositive))
            test = (ranking.averagePrecision(), ranking.rocAUC(), result.test.count)
        }
    }

    private static func card(
        _ policy: PolicyCode, _ set: TrainingSet, _ result: ModelTraining.Result, _ metrics: Metrics,
        _ options: TrainMessageOptions, _ common: TrainCommon
    ) -> ModelCard {
        var card = ModelCard()
        card["policy"] = policy.code
        card["data"] = ""
        card["messages"] = "\(set.count), \(set.labels.count { $0 }) of them positive"
        card["licence"] = common.licence
        card["date"] = common.date
        card["settings"] =
            "contrast \(result.settings.contrast), L2 \(result.settings.l2), L1 \(result.settings.l1), "
            + "\(result.settings.epochs) passes, seed \(common.seed), cues \(options.cues ? "on" : "off")"
        card["threshold"] = "\(result.threshold)"
        card["PR-AUC valid"] = "\(metrics.validation)"
        if let pr = metrics.test.pr { card["PR-AUC test"] = "\(pr)" }
        if let roc = metrics.test.roc { card["ROC-AUC test"] = "\(roc)" }
        card["intended use"] =
            "a lead among others for a person to review; never a verdict, never alone a reason to act"
        card["limits"] = "as good as its data; other communities, languages and years word things otherwise"
        return card
    }

    private static func report(
        _ policy: PolicyCode, _ set: TrainingSet, _ metrics: Metrics, _ common: TrainCommon
    ) throws {
        guard common.json else {
            try Terminal.output("\(grouped(set.count)) messages learned for \(policy): \(common.out)")
            try Terminal.output("PR-AUC valid \(metrics.validation)")
            if let pr = metrics.test.pr, let roc = metrics.test.roc {
                try Terminal.output("PR-AUC test \(pr), ROC-AUC test \(roc) (\(grouped(metrics.test.count)) messages)")
            }
            return
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("n")
        writer.integer(Int64(set.count))
        writer.key("pr_auc_valid")
        writer.double(metrics.validation)
        for (name, value) in [("pr_auc_test", metrics.test.pr), ("roc_auc_test", metrics.test.roc)] {
            guard let value else { continue }
            writer.key(name)
            writer.double(value)
        }
        writer.endObject()
        try Terminal.output(writer.bytes)
    }
}
