import SafetyModel

extension JSONWriter {
    /// A number, or `null` where there is none.
    mutating func optional(_ value: Double?) {
        if let value { double(value) } else { null() }
    }

    mutating func optional(_ value: Int?) {
        if let value { integer(value) } else { null() }
    }

    /// Each measure by its name.
    mutating func members(_ measures: [Measured]) {
        for measured in measures {
            key(measured.measure.rawValue)
            optional(measured.value)
        }
    }

    /// The four counts.
    mutating func member(_ confusion: Confusion) {
        key("confusion")
        beginObject()
        for (name, count) in [
            ("tp", confusion.truePositives), ("fp", confusion.falsePositives), ("fn", confusion.falseNegatives),
            ("tn", confusion.trueNegatives),
        ] {
            key(name)
            integer(count)
        }
        endObject()
    }

    mutating func member(_ reliability: Reliability) {
        key("reliability")
        beginArray()
        for bin in reliability.bins {
            beginObject()
            key("from")
            double(bin.lower)
            key("to")
            double(bin.upper)
            key("n")
            integer(bin.count)
            key("positives")
            integer(bin.positives)
            key("mean_score")
            optional(bin.meanScore)
            key("share")
            optional(bin.share)
            endObject()
        }
        endArray()
    }

    /// The groups of a column, by their values.
    mutating func groups(_ column: GroupColumn) {
        beginObject()
        for group in column.groups {
            key(group.value)
            beginObject()
            key("n")
            integer(group.confusion.count)
            key("positives")
            integer(group.confusion.positives)
            members([
                Measured(.accuracy, group.confusion.accuracy),
                Measured(.falseAlarmRate, group.confusion.falseAlarmRate), Measured(.recall, group.confusion.recall),
                Measured(.precision, group.confusion.precision), Measured(.auc, group.auc),
            ])
            endObject()
        }
        endObject()
    }

    /// Files, and what was wrong in them.
    mutating func members(_ source: EvaluationSource) {
        key("files")
        strings(source.files)
        key("skipped")
        integer(source.problems.lossCount)
        key("duplicate_ids")
        integer(source.problems.duplicateCount)
        key("problems")
        beginArray()
        for problem in source.problems.kept {
            beginObject()
            key("file")
            string(problem.file)
            key("line")
            integer(problem.line)
            key("column")
            integer(problem.column)
            key("reason")
            string(problem.reason.rawValue)
            key("message")
            string(problem.message)
            endObject()
        }
        endArray()
    }
}
