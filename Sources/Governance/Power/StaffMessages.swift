import SafetyModel

/// Who of the staff wrote which message: a report may point to messages and name nobody.
struct StaffMessages: Sendable {
    private var authors = Remembered<Account, String>(for: .days(14), most: 20_000)

    var count: Int { authors.count }

    mutating func observe(_ event: Event, by staff: Member) {
        guard event.type == .messagePosted, case .message(let message) = event.body else { return }
        authors.set(Account(message.id ?? event.id, of: event), staff.id, since: event.time)
    }

    /// The member of staff who wrote the first of a report's messages whose author is known.
    func author(reportedIn event: Event) -> Member? {
        guard event.type == .reportFiled, event.target == nil, case .report(let report) = event.body else { return nil }
        for message in report.messages.prefix(32) {
            if let author = authors.value(Account(message, of: event), at: event.time) {
                return Member(id: author, staff: true)
            }
        }
        return nil
    }

    init() {}

    func encode(into writer: inout ByteWriter) { authors.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try authors.decode(from: &reader) }
}
