/// What an entry is of: a short word that stands in it for ever.
public struct EntryKind: Sendable, Hashable, CustomStringConvertible {
    public let text: String

    /// `nil` unless it is 1 to 32 letters a–z and low lines.
    public init?(_ text: String) {
        guard (1...32).contains(text.utf8.count),
            text.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_") })
        else { return nil }
        self.text = text
    }

    private init(known text: String) { self.text = text }

    public var description: String { text }

    /// What a person submitted.
    public static let report = EntryKind(known: "report")
    /// What a detector found.
    public static let signal = EntryKind(known: "signal")
    /// A step of a case that is no decision: opened, claimed, released, noted.
    public static let step = EntryKind(known: "step")
    /// A text that is kept because a signal, report or case refers to it.
    public static let evidence = EntryKind(known: "evidence")
    /// An outcome, proposed, confirmed, made or undone.
    public static let decision = EntryKind(known: "decision")
    /// Somebody, or a training, read what is sealed.
    public static let access = EntryKind(known: "access")
    /// An account, its roles, its password, its signing in.
    public static let account = EntryKind(known: "account")
    /// Rules were changed.
    public static let ruleChange = EntryKind(known: "rule_change")
    /// A policy's threshold was changed.
    public static let thresholdChange = EntryKind(known: "threshold_change")
    /// Something was made unreadable or deleted.
    public static let deletion = EntryKind(known: "deletion")
    /// A document that is kept elsewhere.
    public static let document = EntryKind(known: "document")
    /// Nothing: there so that the public size of the ledger does not tell what happened.
    public static let padding = EntryKind(known: "padding")
}

/// What an entry refers to: a kind of row and its number, as `audit/17`. Never a name or an identifier of a platform:
/// it cannot be taken back.
public struct EntryReference: Sendable, Hashable, CustomStringConvertible {
    /// Kinds of rows.
    public enum Table: String, Sendable, Hashable, CaseIterable {
        /// A line of the audit trail.
        case audit
        /// The evidence of an event, by the event's number.
        case evidence
        /// A day whose texts can no longer be read: days since 1970-01-01.
        case day
        /// Another entry of the ledger, whose content was erased.
        case entry
        /// A document that is kept elsewhere; the number is 0.
        case document
        case report
        case decision
        case rules
    }

    public let text: String

    public init(_ table: Table, _ number: Int64) { text = "\(table.rawValue)/\(number)" }

    /// `nil` unless it is 1 to 64 of the characters a–z, 0–9, `_`, `.`, `-` and `/`.
    public init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
                UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
        guard (1...64).contains(text.utf8.count), allowed else { return nil }
        self.text = text
    }

    /// The row, where it is one of a known kind.
    public var row: (table: Table, number: Int64)? {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let table = Table(rawValue: String(parts[0])), let number = Int64(parts[1]) else {
            return nil
        }
        return (table, number)
    }

    public var description: String { text }
}
