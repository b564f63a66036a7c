import SafetyModel

extension TransparencyCounting {
    /// Sums that need not hold, and which a reader can count on where they do: that each decision imposed one measure, that
    /// every case was detected by a machine, that every decision on the policies of a category restricted something.
    mutating func coincidences() {
        let columns = Column.allCases.map(\.rawValue)
        for month in months + [""] {
            sumWhereItHolds(
                columns.map { FigureKey("measures", month: month, part: $0) },
                is: FigureKey("decisions_by_measure", month: month, part: "restricted"))
        }
        for kind in ["law", "rules", "notice"] {
            sumWhereItHolds(
                columns.map { FigureKey("measures_\($0)", part: kind) }, is: FigureKey("restricted_by_kind", part: kind)
            )
        }
        let parts = [""] + StatementCategory.allCases.map(\.rawValue)
        for kind in ["law", "rules"] {
            for part in parts {
                let own = FigureKey("own_\(kind)", part: part)
                sumWhereItHolds(columns.map { FigureKey("own_\(kind)_\($0)", part: part) }, is: own)
                sumWhereItHolds([FigureKey("own_\(kind)_detected", part: part)], is: own)
            }
        }
        for category in StatementCategory.allCases { policiesMakeUp(category) }
    }

    /// What is counted by policy and by category may be the same.
    private mutating func policiesMakeUp(_ category: StatementCategory) {
        let policies = categoriesOf.filter { $0.value == [category] }.keys.sorted()
            .map { FigureKey("decisions_by_policy", part: $0.code) }
        let kinds = ["law", "rules"].map { FigureKey("own_\($0)", part: category.rawValue) }
        if policies.count == 1, let policy = policies.first {
            sumWhereItHolds(kinds, is: policy)
        } else {
            for kind in kinds { sumWhereItHolds(policies, is: kind) }
        }
    }

    private mutating func sumWhereItHolds(_ parts: [FigureKey], is total: FigureKey) {
        guard suppression[total] > 0, parts.reduce(0, { $0 + suppression[$1] }) == suppression[total] else { return }
        suppression.sum(parts, is: total)
    }
}
