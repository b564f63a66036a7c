import Evaluation
import SafetyModel

/// Reads labelled messages and scores each as it is read.
struct MessageEvaluationRun {
    var files: [String]
    var columns: ColumnMapping
    var scorer: MessageScorer
    var setting: MessageEvaluation.Setting

    /// - Throws: ``CommandFailure`` where a file cannot be used.
    func run() throws -> MessageEvaluation {
        var items: [MessageEvaluation.Item] = []
        var problems = DatasetProblems()
        var filtered = 0
        func take(_ text: LabelledText) {
            items.append(
                MessageEvaluation.Item(
                    id: text.id, score: scorer.score(text.text), label: text.label, groups: text.columns))
        }
        try DatasetFiles(paths: files, unit: "messages").read(
            begin: { LabelledTextReader(file: $0, columns: columns, problems: problems) },
            push: { reader, bytes in
                reader.push(bytes, take)
                return items.count
            },
            end: { reader in
                reader.finish(take)
                problems = reader.problems
                filtered += reader.filteredCount
                if reader.rowCount + reader.filteredCount == 0 { throw DatasetFiles.refuse(reader.file, problems) }
            })
        DatasetFiles.report(problems)
        guard !items.isEmpty else {
            let conditions = columns.only.map { "\($0.column)=\($0.value)" }.joined(separator: " and ")
            throw CommandFailure.input("no row has \(conditions); nothing was evaluated")
        }
        let evaluation = MessageEvaluation(
            items: items, setting: setting,
            source: EvaluationSource(files: files, problems: problems, filtered: filtered))
        if evaluation.confusion.positives == 0 {
            Terminal.error(
                "note: no label is one of \(columns.positive.joined(separator: ", ")); if others mean yes, name them: "
                    + "--positive WORD")
        }
        return evaluation
    }
}
