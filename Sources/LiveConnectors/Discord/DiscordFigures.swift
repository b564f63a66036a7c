/// What a connection to Discord holds, and what it still has to fetch of what the gateway did not tell.
public struct DiscordFigures: Sendable, Hashable {
    /// Members that are remembered.
    public var members = 0
    /// Events that wait for their entry of the audit log.
    public var held = 0
    /// Events that are translated and not durable yet.
    public var waiting = 0
    /// Channels and audit logs that are still to be fetched from, and lists of members that are put off.
    public var spans = 0

    static func += (sum: inout DiscordFigures, other: DiscordFigures) {
        sum.members += other.members
        sum.held += other.held
        sum.waiting += other.waiting
        sum.spans += other.spans
    }
}

extension DiscordShard {
    var figures: DiscordFigures {
        DiscordFigures(
            members: translator.knownMembers, held: translator.heldCount, waiting: waitingCount,
            spans: spans.channels + spans.auditLogs.count + askAgain.count)
    }
}

/// Looks into a connection while it runs.
public actor DiscordGlass {
    private var shards: [DiscordShard] = []

    public init() {}

    func show(_ shards: [DiscordShard]) { self.shards = shards }

    /// What it holds now, and what it still has to fetch.
    public func figures() async -> DiscordFigures {
        var sum = DiscordFigures()
        for shard in shards { sum += await shard.figures }
        return sum
    }
}
