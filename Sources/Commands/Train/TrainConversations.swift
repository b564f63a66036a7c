import ArgumentParser
import Evaluation
import Foundation
import SafetyModel
import TextAnalysis
import Training
import Watch

/// What `vigie train --conversations` takes.
struct TrainConversationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Where to write the model of acts.", valueName: "file"), completion: .file())
    var actsOut: String?

    @Option(
        help: ArgumentHelp(
            "Single messages with the acts they do: language, acts joined with +, text; tab-separated.",
            valueName: "file"), completion: .file())
    var acts: [String] = []

    @Option(
        help: ArgumentHelp(
            "Conversations of ordinary traffic, as of a simulation; each counts a tenth in learning, and wholly in calibration.",
            valueName: "file"),
        completion: .file())
    var background: [String] = []

    @Option(help: "Log-odds added to the calibrated sum: above 0 for earlier and more signals.")
    var shift: Double = 0
}

/// Learns the model of acts, and with it the weights of conversation risk. Each file is a fold: what is learned from the
/// others judges it, so that the weights are fitted to scores of conversations that the model of acts never saw.
struct TrainConversations {
    var files: [String]
    var options: TrainConversationOptions
    var common: TrainCommon

    private static let backgroundWeight: Float = 0.1

    func run() throws {
        let taxonomy = try Texts.taxonomy(nil)
        let packs = try Texts.packs(extra: [], taxonomy: taxonomy)
        let cues = CueMatcher(packs: packs)
        let folds = try readFolds()
        let all = folds.flatMap { $0 }
        guard all.contains(where: \.label), all.contains(where: { !$0.label }), folds.count > 1 else {
            throw CommandFailure.input("conversations of both labels are needed, at least four")
        }
        var acts = ActsTraining(cues: cues)
        for (group, fold) in folds.enumerated() { for conversation in fold { acts.add(conversation, group: group) } }
        let background = try options.background.flatMap(read)
        for (index, conversation) in background.enumerated() {
            acts.add(
                conversation, group: index % folds.count, weight: Self.backgroundWeight,
                isAnnotated: !conversation.label)
        }
        acts.add(examplesOf: packs)
        try addMessages(to: &acts)
        let steps = (folds.count + 1) * SpeechAct.allCases.count
        var progress = ProgressBar(total: steps, unit: "models")
        var done = 0
        var risk = RiskTraining()
        for (group, fold) in folds.enumerated() {
            let parts = acts.learn(without: group, seed: common.seed) { _ in
                done += 1
                progress.advance(done: done, count: done)
            }
            let model = try LinearModel(memory: ModelMemory(copying: acts.file(parts, card: ModelCard())))
            let reader = TextReader(cues: cues, acts: model)
            for conversation in fold { risk.add(conversation, group: group, reader: reader, taxonomy: taxonomy) }
            for (index, conversation) in background.enumerated() where index % folds.count == group {
                risk.add(
                    conversation, group: group, weight: Double(Self.backgroundWeight), reader: reader,
                    taxonomy: taxonomy)
            }
        }
        let parts = acts.learn(seed: common.seed) { _ in
            done += 1
            progress.advance(done: done, count: done)
        }
        progress.finish()
        var (weights, items) = risk.calibrated(groups: Array(folds.indices), shift: options.shift)
        let figures = figures(items)
        weights.card = [
            "data": "\(all.count) conversations: \(TrainCommon.describe(files))", "licence": common.licence,
            "date": common.date,
            "metrics": figures,
        ]
        if let path = options.actsOut {
            try common.write(acts.file(parts, card: card(acts.count)), to: path)
        }
        try common.write(Array(weights.text.utf8), to: common.out)
        try Terminal.output("\(grouped(all.count)) conversations learned: \(common.out)")
        try Terminal.output(figures)
    }

    /// How each file fared under what was learned from the others, for the card.
    private func figures(_ items: [ConversationEvaluation.Item]) -> String {
        let judged = ConversationEvaluation(
            items: items, threshold: RiskTraining.threshold, scorer: LocalizedText(fr: "", en: ""),
            source: EvaluationSource(files: files))
        let shown: [Measure] = [
            .auc, .precision, .recall, .f05, .erde50, .shareBeforeHalf, .alarmPrecision, .alarmRecall,
        ]
        let figures = judged.measures.filter { shown.contains($0.measure) }.map { figure in
            "\(figure.measure.rawValue) \(figure.value.map { String(format: "%.3f", $0) } ?? "-")"
        }
        return "each file judged by what was learned from the others: " + figures.joined(separator: ", ")
    }

    /// A fold a file; of one file alone, five parts of it.
    private func readFolds() throws -> [[LabelledConversation]] {
        let folds = try files.map(read)
        guard folds.count == 1, folds[0].count >= 4 else { return folds }
        let parts = min(5, folds[0].count / 2)
        return (0..<parts).map { part in folds[0].enumerated().filter { $0.offset % parts == part }.map(\.element) }
    }

    private func read(_ path: String) throws -> [LabelledConversation] {
        var fold: [LabelledConversation] = []
        var problems = DatasetProblems()
        try DatasetFiles(paths: [path], unit: "conversations").read(
            begin: { LabelledConversationReader(file: $0) },
            push: { reader, bytes in
                reader.push(bytes) { fold.append($0) }
                return fold.count
            },
            end: { reader in
                reader.finish { fold.append($0) }
                problems = reader.problems
                if reader.count == 0 { throw DatasetFiles.refuse(reader.file, problems) }
            })
        DatasetFiles.report(problems)
        return fold
    }

    private func addMessages(to acts: inout ActsTraining) throws {
        for path in options.acts {
            for (number, line) in try Texts.text(of: path).split(separator: "\n").enumerated() {
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                guard cells.count == 3 else {
                    throw CommandFailure.input(
                        "\(path):\(number + 1): three columns are expected: language, acts, text")
                }
                acts.add(String(cells[2]), acts: ActsTraining.acts(cells[1].split(separator: "+").map(String.init)))
            }
        }
    }

    private func card(_ messages: Int) -> ModelCard {
        var card = ModelCard()
        card["what"] =
            "acts of chat messages: stages of grooming and extortion, and what tells harm from its look-alikes"
        card["data"] = "\(messages) messages: \(TrainCommon.describe(files + options.acts)), the cue packs' examples"
        card["licence"] = common.licence
        card["date"] = common.date
        card["intended use"] = "evidence among other evidence about a pair, for a person to review; never a verdict"
        card["limits"] = "invented texts; not measured on real communities; one message says little"
        return card
    }
}
