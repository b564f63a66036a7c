import Foundation
import SafetyModel

/// `audit_wipe`: one of the staff was reported, and then deletes messages (its own, the reporter's, those that the report
/// points to, or many of others), or the channel where acts are logged is deleted or changed.
struct AuditWipe: Sendable {
    static let detector = Detector(name: "audit_wipe", version: 1)
    /// How long after a report deletions count.
    static let window = Duration.days(3)
    /// How long after a report the log channel's deletion counts.
    static let logWindow = Duration.days(14)

    /// What one member of staff deleted since a report.
    struct Wipe: Storable {
        var own = 0
        var reporters = 0
        var named = 0
        var others = 0
        /// Ids of messages that were counted, the last few, so that none counts twice.
        var seen: [String] = []
        var evidence: [EvidenceReference] = []
        var raised = 0.0

        var weight: Double { 0.5 * Double(own) + 1.75 * Double(reporters) + 2 * Double(named) + 0.25 * Double(others) }
        var all: Int { own + reporters + named + others }

        init() {}

        func write(into writer: inout ByteWriter) {
            for number in [own, reporters, named, others] { writer.write(number) }
            seen.write(into: &writer)
            evidence.write(into: &writer)
            raised.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            own = try reader.readCount()
            reporters = try reader.readCount()
            named = try reader.readCount()
            others = try reader.readCount()
            seen = try [String](from: &reader)
            evidence = try [EvidenceReference](from: &reader)
            raised = try Double(from: &reader)
        }
    }

    private var wipes = Remembered<Account, Wipe>(for: window, most: 20_000)
    /// How many messages staff deletes on a usual day: a mean that follows slowly.
    private var habits = Remembered<Account, Habit>(for: .days(30), most: 20_000)

    /// Deletions by day.
    struct Habit: Storable {
        var day: Int
        var today = 0
        var usual = 0.0

        init(day: Int) { self.day = day }

        func write(into writer: inout ByteWriter) {
            day.write(into: &writer)
            today.write(into: &writer)
            usual.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            day = try reader.readInt()
            guard day.magnitude < 1 << 40 else { throw .malformed(offset: reader.offset) }
            today = try reader.readCount()
            usual = try Double(from: &reader)
        }

        mutating func count(_ count: Int, day other: Int) {
            if other > day {
                // One busy day moves it by a fifth; days without any count as such.
                usual = 0.8 * usual + 0.2 * Double(today)
                for _ in 0..<min(other - day - 1, 30) { usual *= 0.8 }
                (day, today) = (other, 0)
            }
            today += count
        }
    }

    var count: Int { wipes.count + habits.count }

    /// A message is deleted by one of the staff.
    /// - Parameters:
    ///   - filings: reports about the one who deletes.
    ///   - isSpam: whether others spoke against the author of late.
    mutating func observeDeletion(_ event: Event, by staff: Member, _ filings: [Filing], isSpam: Bool) -> [Signal] {
        let account = Account(staff.id, of: event)
        var habit = habits.value(account, at: event.time) ?? Habit(day: event.time.day)
        let usual = habit.usual
        let count = Self.messages(event)
        habit.count(count, day: event.time.day)
        habits.set(account, habit, since: event.time)
        let open = filings.filter { $0.time <= event.time && event.time.elapsed(since: $0.time) <= Self.window }
        guard let filing = open.last else {
            if !wipes.isEmpty { wipes.remove(account) }
            return []
        }
        var wipe = wipes.value(account, at: event.time) ?? Wipe()
        let message = if case .message(let message) = event.body { message.id ?? event.id } else { event.id }
        guard !wipe.seen.contains(message) else { return [] }
        wipe.seen = (wipe.seen + [message]).suffix(256)
        let author = event.target?.id ?? (Self.isBulk(event) ? nil : staff.id)
        if open.contains(where: { $0.messages.contains(message) }) {
            wipe.named += 1
        } else if author == staff.id {
            wipe.own += count
        } else if let author, open.contains(where: { $0.reporter == author }) {
            wipe.reporters += count
        } else if !isSpam {
            wipe.others += count
        }
        if wipe.evidence.isEmpty { wipe.evidence = [filing.reference] }
        wipe.evidence.keep(event)
        defer { wipes.set(account, wipe, since: event.time) }
        var reasons = Reasons(prior: -3)
        reasons.add("power.deleted_after_report", 0.9 * log2(1 + wipe.weight), figure: Double(wipe.all))
        if wipe.named > 0 { reasons.add("power.deleted_what_was_reported", 0.8, figure: Double(wipe.named)) }
        let since = event.time.elapsed(since: filing.time)
        if since <= .days(1) { reasons.add("power.soon_after", since <= .hours(1) ? 1 : 0.6) }
        if Double(wipe.all) < 3 * usual { reasons.add("power.usual_for_them", -1.5) }
        guard wipe.weight >= 2.5, reasons.score >= 0.55, reasons.score >= wipe.raised + 0.15 else { return [] }
        wipe.raised = reasons.score
        return [
            signal(
                reasons, event, staff, about: filing,
                (wipe.evidence + [EvidenceReference(event)]).uniqued)
        ]
    }

    /// The channel of the log is deleted or changed.
    /// - Parameter filings: reports about staff of this community.
    mutating func observeChannel(_ event: Event, _ filings: [Filing]) -> [Signal] {
        guard let actor = event.actor, actor.bot != true, let name = event.channel?.name?.lowercased(),
            Self.logs.contains(where: { name.contains($0) })
        else { return [] }
        let open = filings.filter { $0.time <= event.time && event.time.elapsed(since: $0.time) <= Self.logWindow }
        guard let filing = open.last(where: { $0.about == actor.id }) ?? open.last else { return [] }
        var reasons = Reasons(prior: -3)
        let isDeleted = if case .other(let type) = event.type { Self.channelDeletions.contains(type) } else { false }
        reasons.add(isDeleted ? "power.log_deleted" : "power.log_changed", isDeleted ? 2.6 : 1.6)
        if filing.about == actor.id { reasons.add("power.by_the_reported", 1) }
        if event.time.elapsed(since: filing.time) <= .days(3) { reasons.add("power.soon_after", 0.6) }
        guard reasons.score >= 0.5 else { return [] }
        return [signal(reasons, event, actor, about: filing, [filing.reference, EvidenceReference(event)])]
    }

    /// Events that tell of a channel; the connectors pass on what the platform calls them.
    static func isAboutChannel(_ type: EventType) -> Bool {
        guard case .other(let name) = type else { return false }
        return channelDeletions.contains(name) || channelChanges.contains(name)
    }

    private static let channelDeletions: Set<String> = [
        "channel.deleted", "discord.audit.channel_delete", "matrix.m.room.tombstone",
    ]
    private static let channelChanges: Set<String> = [
        "channel.updated", "channel.permissions_changed", "discord.audit.channel_update",
        "discord.audit.channel_overwrite_create", "discord.audit.channel_overwrite_update",
        "discord.audit.channel_overwrite_delete",
    ]

    /// Entries of Discord's audit log about deletions by others than the author. The gateway's own deletions name nobody.
    static func isDeletion(_ type: EventType) -> Bool {
        guard case .other(let name) = type else { return false }
        return name == "discord.audit.message_delete" || name == "discord.audit.message_bulk_delete"
    }

    /// How many messages a deletion is about: an entry of an audit log counts them.
    private static func messages(_ event: Event) -> Int {
        guard isDeletion(event.type) else { return 1 }
        let told = event.unknown.first { $0.path == "data.count" }.flatMap { Int($0.json.filter(\.isNumber)) } ?? 1
        return min(max(told, 1), 1000)
    }

    private static func isBulk(_ event: Event) -> Bool { event.type == .other("discord.audit.message_bulk_delete") }

    private static let logs = ["log", "audit", "journal", "signalement", "report", "sanction"]

    private func signal(
        _ reasons: Reasons, _ event: Event, _ staff: Member, about filing: Filing, _ evidence: [EvidenceReference]
    ) -> Signal {
        Signal(
            policy: "staff.misuse", score: reasons.score, community: event.community, subject: staff.id,
            subjectName: staff.name, subjectIsStaff: true,
            counterpart: filing.reporter.isEmpty ? nil : filing.reporter, time: event.time, event: event.key,
            detector: Self.detector, evidence: evidence.inOrder, contributions: reasons.sorted)
    }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) {
        wipes.encode(into: &writer)
        habits.encode(into: &writer)
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        try wipes.decode(from: &reader)
        try habits.decode(from: &reader)
    }
}

extension Timestamp {
    /// Days since 1970.
    var day: Int { Int(clamping: milliseconds / 86_400_000) }
}

extension [EvidenceReference] {
    /// Each event once.
    var uniqued: [EvidenceReference] {
        var seen: Set<EventKey> = []
        return filter { seen.insert($0.event).inserted }
    }
}
