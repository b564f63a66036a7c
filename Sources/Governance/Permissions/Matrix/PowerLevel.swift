/// A user's power level in a room. The creators of rooms from version 12 on stand above every number.
public enum PowerLevel: Hashable, Sendable, Comparable {
    case number(Int)
    case infinite

    public static func < (left: PowerLevel, right: PowerLevel) -> Bool {
        switch (left, right) {
        case (.number(let first), .number(let second)): first < second
        case (.number, .infinite): true
        case (.infinite, _): false
        }
    }

    static func >= (level: PowerLevel, needed: Int) -> Bool { level >= .number(needed) }
}
