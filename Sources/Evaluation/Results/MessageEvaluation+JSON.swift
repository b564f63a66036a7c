import SafetyModel

extension MessageEvaluation {
    /// The evaluation as one JSON object: the figures by their names, `by` with the groups of each column asked for,
    /// `by_id` with each message's score. A figure that does not exist is `null`.
    public func json(against comparison: EvaluationComparison? = nil) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("kind")
        writer.string("messages")
        writer.key("policy")
        writer.string(setting.policy)
        writer.key("scorer")
        writer.string(setting.scorer.en)
        writer.key("n")
        writer.integer(items.count)
        writer.key("positives")
        writer.integer(confusion.positives)
        writer.key("threshold")
        writer.double(setting.threshold)
        writer.members(measures)
        writer.member(confusion)
        write(ranking.bestMacroF1(), "best_macro_f1", to: &writer)
        write(ranking.threshold(forPrecision: Self.wantedPrecision), "at_precision_0.95", to: &writer)
        writer.member(reliability)
        if !columns.isEmpty {
            writer.key("by")
            writer.beginObject()
            for column in columns {
                writer.key(column.name)
                writer.groups(column)
            }
            writer.endObject()
            writer.key("false_alarm_gap")
            writer.beginObject()
            for column in columns {
                writer.key(column.name)
                writer.optional(column.falseAlarmGap)
            }
            writer.endObject()
        }
        comparison?.writeMember(to: &writer)
        writer.members(source)
        writer.key("by_id")
        writer.beginArray()
        for item in items {
            writer.beginObject()
            writer.key("id")
            writer.string(item.id)
            writer.key("score")
            writer.double(item.score)
            writer.key("label")
            writer.integer(item.label ? 1 : 0)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func write(_ point: Ranking.Point?, _ name: String, to writer: inout JSONWriter) {
        writer.key(name)
        guard let point else { return writer.null() }
        writer.beginObject()
        writer.key("threshold")
        writer.double(point.threshold)
        writer.members([
            Measured(.macroF1, point.confusion.macroF1), Measured(.precision, point.confusion.precision),
            Measured(.recall, point.confusion.recall),
        ])
        writer.endObject()
    }
}
