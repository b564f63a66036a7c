/// The cases that share a value of a column, and what became of them.
public struct GroupFigures: Sendable, Hashable {
    /// The column's value.
    public var value: String
    public var confusion: Confusion
    /// How well they are ranked among themselves; `nil` where one of the classes is missing.
    public var auc: Double?

    /// Cases by the value of a column, in the order of the values.
    static func of(_ cases: [Case]) -> [GroupFigures] {
        let groups = Dictionary(grouping: cases, by: \.value)
        return groups.keys.sorted().map { value in
            let members = groups[value] ?? []
            var confusion = Confusion()
            for member in members { confusion.add(label: member.label, flagged: member.flagged) }
            return GroupFigures(
                value: value, confusion: confusion,
                auc: Ranking(scores: members.map(\.score), labels: members.map(\.label)).rocAUC())
        }
    }

    struct Case {
        var value: String
        var label: Bool
        var flagged: Bool
        var score: Double
    }
}

/// A column with its groups.
public struct GroupColumn: Sendable, Hashable {
    public var name: String
    /// In the order of their values.
    public var groups: [GroupFigures]

    /// How far the false-alarm rates of its groups lie apart; `nil` where fewer than two have one.
    public var falseAlarmGap: Double? {
        let rates = groups.compactMap(\.confusion.falseAlarmRate)
        guard rates.count > 1, let least = rates.min(), let most = rates.max() else { return nil }
        return most - least
    }
}
