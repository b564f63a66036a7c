import SafetyModel

/// A report that was filed on the platform.
struct Filing: Storable {
    var reporter: String
    var about: String
    var aboutStaff: Bool
    var community: String
    /// Ids of the messages that it points to, the first few.
    var messages: [String]
    var reference: EvidenceReference

    var time: Timestamp { reference.time }

    func write(into writer: inout ByteWriter) {
        reporter.write(into: &writer)
        about.write(into: &writer)
        aboutStaff.write(into: &writer)
        community.write(into: &writer)
        messages.write(into: &writer)
        reference.write(into: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        reporter = try reader.readString()
        about = try reader.readString()
        aboutStaff = try reader.readBool()
        community = try reader.readString()
        messages = try [String](from: &reader)
        reference = try EvidenceReference(from: &reader)
    }

    /// `nil` for a report that names nobody, or oneself.
    init?(_ event: Event, staff: StaffBook) {
        guard let target = event.target, !target.id.isEmpty, event.actor?.id != target.id else { return nil }
        reporter = event.actor?.id ?? ""
        about = target.id
        aboutStaff = staff.isStaff(target, of: event)
        community = event.community
        messages = if case .report(let report) = event.body { Array(report.messages.prefix(32)) } else { [] }
        reference = EvidenceReference(event)
    }
}

/// Reports of the last thirty days: by who filed them, and by whom they are about.
struct FilingBook: Sendable {
    static let window = Duration.days(30)
    static let mostEach = 8

    private var byReporter = Remembered<Account, [Filing]>(for: window, most: 50_000)
    private var byStaff = Remembered<Account, [Filing]>(for: window, most: 20_000)
    /// Those about staff, by community.
    private var byCommunity = Remembered<Account, [Filing]>(for: window, most: 20_000)

    var count: Int { byReporter.count + byStaff.count + byCommunity.count }
    var isEmpty: Bool { byStaff.isEmpty }

    mutating func add(_ filing: Filing, of event: Event) {
        if !filing.reporter.isEmpty { Self.add(filing, under: Account(filing.reporter, of: event), &byReporter) }
        guard filing.aboutStaff else { return }
        Self.add(filing, under: Account(filing.about, of: event), &byStaff)
        Self.add(filing, under: Account(filing.community, of: event), &byCommunity)
    }

    private static func add(_ filing: Filing, under key: Account, _ book: inout Remembered<Account, [Filing]>) {
        var list = book.value(key, at: filing.time) ?? []
        guard !list.contains(where: { $0.reference.event == filing.reference.event }) else { return }
        list.append(filing)
        book.set(key, list.suffix(mostEach), since: filing.time)
    }

    func filings(by reporter: Account, at time: Timestamp) -> [Filing] { byReporter.value(reporter, at: time) ?? [] }
    func filings(about staff: Account, at time: Timestamp) -> [Filing] { byStaff.value(staff, at: time) ?? [] }
    func filings(in community: Account, at time: Timestamp) -> [Filing] { byCommunity.value(community, at: time) ?? [] }

    init() {}

    func encode(into writer: inout ByteWriter) {
        byReporter.encode(into: &writer)
        byStaff.encode(into: &writer)
        byCommunity.encode(into: &writer)
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        try byReporter.decode(from: &reader)
        try byStaff.decode(from: &reader)
        try byCommunity.decode(from: &reader)
    }
}
