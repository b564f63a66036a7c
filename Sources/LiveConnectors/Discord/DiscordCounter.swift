import Connectors
import Logging
import SafetyModel

/// Where members ask on Discord: shows the form, files what was written, says where a report stands. Only who asked sees
/// an answer, and a first one goes out at once: Discord waits three seconds.
struct DiscordCounter: Sendable {
    /// Where something was asked, and who is concerned.
    struct Place: Sendable {
        var guild: String?
        var people: [String]
    }

    let desk: any DiscordDesk
    let client: DiscordClient
    let logger: Logger
    let now: @Sendable () -> Timestamp
    let community: @Sendable (Place) async -> String
    private let handed = HandedMessages()

    init(
        desk: any DiscordDesk, client: DiscordClient, logger: Logger, now: @escaping @Sendable () -> Timestamp,
        community: @escaping @Sendable (Place) async -> String
    ) {
        self.desk = desk
        self.client = client
        self.logger = logger
        self.now = now
        self.community = community
    }

    private static let plain = "report"

    func answer(_ ask: DiscordInteraction) async {
        switch ask.ask {
        case .report: await show(ask, form: Self.plain, asksWho: true)
        case .reportMessage(let message):
            await handed.keep(message, as: ask.id, at: now())
            await show(ask, form: ask.id, asksWho: false)
        case .form(let form): await later(ask) { try await file(form, ask) }
        case .status(let code): await later(ask) { try await desk.status(code: code, language: ask.language) }
        case .button(let id, let text):
            guard let notice = ModeratorButtons.notice(of: id), let guild = ask.guild else { return await refuse(ask) }
            await look(at: notice, text, ask, guild)
        case .other: await refuse(ask)
        }
    }

    private func refuse(_ ask: DiscordInteraction) async {
        await send(.answer(ask.id, token: ask.token, with: DiscordReply.message(Self.unknown[ask.language])))
    }

    private func show(_ ask: DiscordInteraction, form id: String, asksWho: Bool) async {
        let form = DiscordReportForm(
            id: id, choices: desk.happenings, asksWho: asksWho, isInGuild: ask.guild != nil)
        await send(.answer(ask.id, token: ask.token, with: form.modal(in: ask.language)))
    }

    /// Says that an answer comes, and then gives it.
    private func later(_ ask: DiscordInteraction, _ body: () async throws -> DiscordAnswer) async {
        await send(.answer(ask.id, token: ask.token, with: DiscordReply.later))
        let answer: DiscordAnswer
        do {
            answer = try await body()
        } catch {
            logger.error("discord: what a member asked could not be done: \(error)")
            answer = DiscordAnswer(Self.failed[ask.language])
        }
        let buttons = DiscordReply.buttons(answer.link.map { [(label: $0.label, id: nil, link: $0.address)] } ?? [])
        await send(
            .complete(
                application: ask.application, token: ask.token,
                with: DiscordReply.completion(answer.text, components: buttons)))
    }

    private func file(_ form: DiscordInteraction.SentForm, _ ask: DiscordInteraction) async throws -> DiscordAnswer {
        var report = DiscordReport(
            id: ask.id, community: "", reporter: ask.user, accused: form.who, happening: form.happening,
            place: form.place, text: form.text, language: ask.language, locale: ask.locale)
        if form.id != Self.plain {
            guard let message = await handed.message(of: form.id, at: now()) else {
                return DiscordAnswer(Self.forgotten[ask.language])
            }
            Self.add(message, from: ask.guild, to: &report)
        }
        report.community = await community(Place(guild: ask.guild, people: report.accused + [ask.user]))
        return try await desk.file(report)
    }

    /// Puts a message that was handed over into a report.
    static func add(_ message: DiscordInteraction.ReportedMessage, from guild: String?, to report: inout DiscordReport)
    {
        // Whoever reports a message of their own accuses nobody.
        if !message.isForward, let author = message.author, author != report.reporter { report.accused = [author] }
        report.place = "https://discord.com/channels/\(guild ?? "@me")/\(message.channel)/\(message.id)"
        let french = report.language == .french
        var head = french ? "Message remis" : "Message handed over"
        if let name = message.authorName, !message.isForward { head += french ? ", de \(name)" : ", by \(name)" }
        if let time = message.time { head += ", \(time.rfc3339)" }
        if message.isForward { head += french ? ", transféré (auteur inconnu)" : ", a forward (author unknown)" }
        if !message.files.isEmpty {
            head += (french ? ", fichiers : " : ", files: ") + message.files.joined(separator: ", ")
        }
        let words = report.text.isEmpty ? "" : report.text + "\n\n"
        report.text = "\(words)\(head)\n\(message.text)"
    }

    /// A moderator says that they look at it: it becomes theirs where their account is known, and the others see it.
    private func look(at notice: String, _ text: String, _ ask: DiscordInteraction, _ guild: String) async {
        let outcome: DiscordLook
        do {
            outcome = try await desk.look(at: notice, by: ask.user, in: guild)
        } catch {
            logger.error("discord: that a moderator looks at a case could not be kept: \(error)")
            outcome = .refused(Self.failed)
        }
        let reply: JSONTree
        switch outcome {
        case .refused(let words): reply = DiscordReply.message(words[ask.language])
        case .claimed, .recorded:
            let mark = "→ <@\(ask.user)>"
            reply = DiscordReply.update(text.contains(mark) ? text : "\(text)\n\(mark)")
        }
        await send(.answer(ask.id, token: ask.token, with: reply))
    }

    private func send(_ request: DiscordRequest) async {
        guard let fault = await client.fault(request) else { return }
        // One that comes again after a connection was lost cannot be answered any more.
        if case .refused(404, _) = fault {
            logger.notice("discord: a member's question came too late to be answered")
        } else {
            logger.error("discord: a member could not be answered: \(fault)")
        }
    }

    // MARK: Words

    private static let unknown = LocalizedText(
        fr: "Vigie ne connaît pas cette commande. Essaie /signaler.",
        en: "Vigie does not know this command. Try /report.")
    private static let failed = LocalizedText(
        fr: "C’est notre faute. Rien n’a été gardé. Réessaie dans un instant.",
        en: "It is our fault. Nothing was kept. Try again in a moment.")
    private static let forgotten = LocalizedText(
        fr: "Le formulaire est resté ouvert trop longtemps. Rien n’a été gardé. Signale le message à nouveau.",
        en: "The form lay open too long. Nothing was kept. Report the message again.")
}

/// Messages that were handed over, until the form about them is sent: in memory alone, and not for long.
actor HandedMessages {
    private var messages: [String: (message: DiscordInteraction.ReportedMessage, at: Timestamp)] = [:]

    /// How long Discord takes an answer to an interaction.
    private static let span = Duration.minutes(15)
    private static let most = 2_000

    func keep(_ message: DiscordInteraction.ReportedMessage, as id: String, at moment: Timestamp) {
        messages = messages.filter { moment.since($0.value.at) < Self.span }
        if messages.count >= Self.most, let oldest = messages.min(by: { $0.value.at < $1.value.at }) {
            messages[oldest.key] = nil
        }
        messages[id] = (message, moment)
    }

    func message(of id: String, at moment: Timestamp) -> DiscordInteraction.ReportedMessage? {
        guard let found = messages.removeValue(forKey: id), moment.since(found.at) < Self.span else { return nil }
        return found.message
    }
}
