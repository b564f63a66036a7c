import SafetyModel

extension ConversationEvaluation {
    /// The evaluation as one JSON object: the figures by their names, and `by_id` with each conversation's risk at its end,
    /// the number of messages seen when the signal fired (`null` for never), and of how many. A figure that does not
    /// exist is `null`.
    public func json(against comparison: EvaluationComparison? = nil) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("kind")
        writer.string("conversations")
        writer.key("scorer")
        writer.string(scorer.en)
        writer.key("n")
        writer.integer(items.count)
        writer.key("positives")
        writer.integer(confusion.positives)
        writer.key("threshold")
        writer.double(threshold)
        writer.members(measures)
        writer.member(confusion)
        writer.member(reliability)
        for column in columns {
            writer.key("by_\(column.name)")
            writer.groups(column)
        }
        comparison?.writeMember(to: &writer)
        writer.members(source)
        writer.key("by_id")
        writer.beginArray()
        for item in items { write(item, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func write(_ item: Item, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.string(item.id)
        writer.key("score")
        writer.double(item.score)
        writer.key("alarm_at")
        writer.optional(item.alarmAt)
        writer.key("of")
        writer.integer(item.of)
        writer.key("label")
        writer.integer(item.label ? 1 : 0)
        for (name, value) in [
            ("policy", item.policy), ("alarm_policy", item.alarmPolicy), ("language", item.language),
            ("pattern", item.pattern),
        ] {
            guard let value else { continue }
            writer.key(name)
            writer.string(value)
        }
        writer.endObject()
    }
}
