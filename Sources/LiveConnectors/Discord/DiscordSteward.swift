import Connectors
import Logging
import SafetyModel

/// Keeps the house on Discord: the commands that it offers, what was decided, what moderators are told.
struct DiscordSteward: Sendable {
    let settings: DiscordSettings
    let client: DiscordClient
    let shards: [DiscordShard]
    let store: any ConnectorStore
    let logger: Logger
    let now: @Sendable () -> Timestamp

    /// Carries out what was decided, and tells moderators what is new, again and again.
    func work(actions: (any ActionStore)?, desk: (any DiscordDesk)?) async {
        var faults = SaidFaults("discord", logger)
        let delivery = actions.map {
            ActionDelivery(
                platform: "discord", store: $0,
                carrier: DiscordActions(client: client, now: now, powers: { await powers(of: $0, in: $1) }),
                logger: logger, now: now)
        }
        var areCommandsOffered = desk == nil
        var autoMod = DiscordAutoMod(settings, client: client, logger: logger)
        await autoMod?.round(&faults)
        var lookedAt = ContinuousClock.now
        // Not at once: a start asks Discord for much already.
        var standsSince = ContinuousClock.now - Self.lookInterval + .seconds(20)
        while !Task.isCancelled {
            if ContinuousClock.now - lookedAt >= Self.lookInterval {
                lookedAt = .now
                await faults.naming("the token") { _ = try await client.call(.ownAccount) }
                // Whoever was asked for the permission needs a while.
                if autoMod?.isDone == false { await autoMod?.round(&faults) }
            }
            if let skew = await client.skew {
                let clocks = CheckFinding.clocks("Discord", skew: Double(skew) / 1000)
                faults.tell(clocks.grade == .fault ? clocks.sentence : nil, of: "clocks")
            }
            if !areCommandsOffered {
                let fault = await client.fault(.commands(DiscordCommands.all, of: settings.application))
                areCommandsOffered = fault == nil
                faults.tell(fault.map { "\($0)" }, of: "offering commands")
            }
            if settings.carriesOut, let delivery { await faults.naming("actions") { try await delivery.round() } }
            if let desk, !settings.moderators.isEmpty {
                await faults.naming("news for moderators") { try await tellModerators(desk) }
            }
            if ContinuousClock.now - standsSince >= Self.lookInterval {
                standsSince = .now
                await lookAround(&faults)
            }
            try? await Task.sleep(for: settings.pollInterval)
        }
    }

    /// How often Vigie looks whether its token and the clocks are right.
    private static let lookInterval = Duration.seconds(600)

    /// Names the channels that shut Vigie out, and the roles that are not below its own. That it cannot be asked is named
    /// elsewhere.
    private func lookAround(_ faults: inout SaidFaults) async {
        guard let own = try? await client.call(.ownAccount)["id"].id else { return }
        for guild in settings.guilds {
            let remarks = try? await DiscordStanding.remarks(on: guild, own: own, settings, client)
            for remark in remarks ?? [] {
                faults.tell(remark.sentence, of: "\(remark.what) (\(guild))", as: .warning)
            }
        }
    }

    private func powers(of roles: [String], in guild: String) async -> [String] {
        await shards[DiscordConnector.shard(of: guild, shards.count)].powers(of: roles, in: guild)
    }

    // MARK: Moderators

    private static let position = "notices"
    private var notes: String { "discord:\(settings.application)#positions" }

    /// What was posted is noted after it was: who is killed in between posts it again, and Discord keeps one of both.
    private func tellModerators(_ desk: any DiscordDesk) async throws {
        let kept = try await store.notes(of: notes)[Self.position].map { String(decoding: $0, as: UTF8.self) }
        let (notices, position) = try await desk.notices(for: settings.moderators.keys.sorted(), after: kept)
        let language = settings.language
        for notice in notices {
            guard let channel = settings.moderators[notice.community] else { continue }
            let text = notice.text[language]
            _ = try await client.call(
                .post(text, in: channel, nonce: notice.id, components: ModeratorButtons.row(notice, language)))
        }
        if position != kept { try await store.keep([Self.position: Array(position.utf8)], of: notes) }
    }

    // MARK: Members

    /// Answers what members ask, several at a time.
    func answer(_ interactions: AsyncStream<DiscordInteraction>, at desk: any DiscordDesk) async {
        let counter = DiscordCounter(
            desk: desk, client: client, logger: logger, now: now, community: { await community(of: $0) })
        await withDiscardingTaskGroup { group in
            for await interaction in interactions { group.addTask { await counter.answer(interaction) } }
        }
    }

    /// The community that a report is about: where it was made, or, from a private chat, where those two meet.
    private func community(of ask: DiscordCounter.Place) async -> String {
        if let guild = ask.guild, settings.guilds.contains(guild) { return guild }
        for shard in shards {
            if let guild = await shard.guild(of: ask.people), settings.guilds.contains(guild) { return guild }
        }
        return settings.guilds.first ?? ""
    }
}

/// The buttons under what moderators are told.
enum ModeratorButtons {
    private static let seen = "vigie/seen/"

    /// The notice that a pressed button stands under; nil for another button.
    static func notice(of button: String) -> String? {
        button.hasPrefix(seen) ? String(button.dropFirst(seen.count)) : nil
    }

    static func row(_ notice: DiscordNotice, _ language: Language) -> JSONTree {
        let words = LocalizedText(fr: "Je regarde", en: "I look at it")
        let open = LocalizedText(fr: "Ouvrir dans Vigie", en: "Open in Vigie")
        return DiscordReply.buttons(
            [(label: words[language], id: seen + notice.id, link: nil)]
                + (notice.link.map { [(label: open[language], id: nil, link: $0)] } ?? []))
    }
}
