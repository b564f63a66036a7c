public import SafetyModel

/// A stretch of a channel, or of a guild's audit log, that nobody told Vigie of: it is fetched by REST.
public struct MissedSpan: Sendable, Hashable, Codable {
    public var guild: String
    /// Nil for the audit log.
    public var channel: String?
    /// The id of the last that was read.
    public var after: String
    /// The id of the last that is known to be there; from then on the gateway told.
    public var upTo: String?

    /// What it is kept under.
    public var key: String { channel ?? "audit/\(guild)" }

    public init(guild: String, channel: String?, after: String, upTo: String?) {
        self.guild = guild
        self.channel = channel
        self.after = after
        self.upTo = upTo
    }

    /// What happened in a guild between what is remembered and how `GUILD_CREATE` describes it now.
    /// - Parameters:
    ///   - known: as it was when Vigie saw it last; nil for a guild that is new to Vigie, of which nothing was missed.
    ///   - lastAudit: the last entry of the audit log that was read.
    ///   - seen: when Vigie was connected last.
    ///   - moment: now; what comes into the audit log from here on the gateway tells.
    public static func spans(
        _ known: GuildMemory?, now described: JSONTree, lastAudit: String?, seen: Timestamp?, at moment: Timestamp
    ) -> [MissedSpan] {
        guard let known, described["unavailable"].bool != true else { return [] }
        // Clocks differ, and what is read twice is kept once.
        let start = seen.map { String(Snowflake.first(at: $0 - Self.margin)) }
        var spans: [MissedSpan] = []
        for channel in described["channels"].elements + described["threads"].elements {
            guard let id = channel["id"].id, GuildMemory.holdsMessages(type: channel["type"].id ?? "0"),
                let last = channel["last_message_id"].id
            else { continue }
            let after: String
            if let old = known.channels[id] {
                after = old.lastMessage ?? Snowflake.before(id)
            } else {
                // Made meanwhile, or shown to Vigie only now.
                after = [Snowflake.before(id), start].compactMap { $0 }.max { Snowflake.isLater($1, than: $0) } ?? id
            }
            if Snowflake.isLater(last, than: after) {
                spans.append(MissedSpan(guild: known.id, channel: id, after: after, upTo: last))
            }
        }
        if let after = lastAudit.map(Self.early) ?? start {
            spans.append(audit(of: known.id, after: after, at: moment))
        }
        return spans
    }

    /// How much earlier one begins than this machine's clock says.
    public static let margin = Duration.minutes(2)
    /// Entries of the audit log are not told in the order of their ids.
    private static let disorder = Duration.seconds(10)

    private static func early(_ id: String) -> String {
        Snowflake.time(of: id).map { String(Snowflake.first(at: $0 - disorder)) } ?? id
    }

    /// Of an audit log that is written all the time the end is named, lest one run after it.
    private static func audit(of guild: String, after: String, at moment: Timestamp) -> MissedSpan {
        MissedSpan(guild: guild, channel: nil, after: after, upTo: String(Snowflake.first(at: moment + margin)))
    }

    /// Everything since a moment, for when the gateway skipped something and does not say what.
    /// - Parameter now: up to here it may have skipped something.
    public static func spans(of known: GuildMemory, since moment: Timestamp, at now: Timestamp) -> [MissedSpan] {
        let start = Snowflake.first(at: moment)
        let channels = known.channels.filter { ($0.value.lastMessage.flatMap { UInt64($0) } ?? 0) >= start }
        return channels.keys.sorted().map {
            MissedSpan(guild: known.id, channel: $0, after: String(start), upTo: known.channels[$0]?.lastMessage)
        } + [audit(of: known.id, after: String(start), at: now)]
    }

    /// What is left after a page.
    /// - Parameter ids: those of the page.
    /// - Returns: nil where it was the last.
    public func rest(after ids: [String], isFull: Bool) -> MissedSpan? {
        guard isFull, let last = ids.max(by: { Snowflake.isLater($1, than: $0) }), Snowflake.isLater(last, than: after)
        else { return nil }
        if let upTo, !Snowflake.isLater(upTo, than: last) { return nil }
        var rest = self
        rest.after = last
        return rest
    }
}
