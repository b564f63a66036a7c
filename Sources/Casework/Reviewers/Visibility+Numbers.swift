extension Visibility {
    /// What is about staff is numbered from here on, and what is not is numbered below: numbers in one row would tell, by
    /// their gaps, how many there are that somebody may not see.
    public static let firstNumberAboutStaff: Int64 = 1_000_000_001

    /// The number of what comes after `newest`, the greatest number given in that row so far.
    public static func number(after newest: Int64?, aboutStaff: Bool) -> Int64 {
        (newest ?? (aboutStaff ? firstNumberAboutStaff - 1 : 0)) + 1
    }

    /// The greatest number of a column in one of the two rows, in SQL.
    public static func greatestNumber(_ column: String, in table: String, aboutStaff: Bool) -> String {
        "SELECT max(\(column)) FROM \(table) WHERE \(column) \(aboutStaff ? ">=" : "<") \(firstNumberAboutStaff)"
    }
}
