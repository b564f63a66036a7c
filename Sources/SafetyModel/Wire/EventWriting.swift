/// One event being written.
struct EventWriting {
    var writer: JSONWriter
    let withText: Bool
    let unknown: UnknownByPlace

    init(_ writer: JSONWriter, withText: Bool, unknown: UnknownByPlace) {
        self.writer = writer
        self.withText = withText
        self.unknown = unknown
    }

    mutating func event(_ event: Event) {
        writer.beginObject()
        writer.key("specversion")
        writer.string("1.0")
        string("id", event.id)
        string("source", event.source)
        string("type", event.type.name)
        timestamp("time", event.time)
        unknown(in: "")
        writer.key("data")
        if let whole = unknown.wholeData, withText { writer.raw(whole) } else { data(event) }
        writer.endObject()
    }

    private mutating func data(_ event: Event) {
        writer.beginObject()
        unknown(in: "data.")
        if !event.community.isEmpty { string("community", event.community) }
        if let channel = event.channel { self.channel(channel) }
        if let actor = event.actor {
            writer.key("actor")
            member(actor, "data.actor.")
        }
        if let target = event.target {
            writer.key("target")
            member(target, "data.target.")
        }
        body(event.body)
        writer.endObject()
    }

    private mutating func channel(_ channel: Channel) {
        writer.key("channel")
        writer.beginObject()
        unknown(in: "data.channel.")
        string("id", channel.id)
        // A kind that was not known stands among the unknown, as it came.
        if !unknown["data.channel."].contains(where: { $0.key == "kind" }) {
            writer.key("kind")
            switch channel.kind {
            case .text: writer.string("text")
            case .voice: writer.string("voice")
            case .direct: writer.string("direct")
            }
        }
        string("name", channel.name)
        writer.endObject()
    }

    private mutating func member(_ member: Member, _ path: String) {
        writer.beginObject()
        unknown(in: path)
        string("id", member.id)
        string("name", member.name)
        bool("staff", member.staff)
        bool("bot", member.bot)
        timestamp("joinedAt", member.joinedAt)
        timestamp("createdAt", member.createdAt)
        strings("roles", member.roles)
        writer.endObject()
    }

    // MARK: Bodies

    private mutating func body(_ body: Body) {
        switch body {
        case .none: break
        case .message(let message): self.message(message)
        case .membership(let membership):
            string("reason", membership.reason)
            timestamp("until", membership.until)
            string("invite", membership.invite)
            string("previousName", membership.previousName)
        case .role(let role): self.role(role)
        case .gift(let gift): self.gift(gift)
        case .invite(let invite): self.invite(invite)
        case .promotion(let promotion): self.promotion(promotion)
        case .community(let change): community(change)
        case .badge(let badge): self.badge(badge)
        case .automod(let execution): automod(execution)
        case .report(let report): self.report(report)
        }
    }

    private mutating func message(_ message: Message) {
        string("message", message.id)
        text(message.text)
        string("replyTo", message.replyTo)
        string("replyToAuthor", message.replyToAuthor)
        strings("mentions", message.mentions)
        string("emoji", message.emoji)
        guard !message.attachments.isEmpty else { return }
        writer.key("attachments")
        writer.beginArray()
        for (index, attachment) in message.attachments.enumerated() {
            writer.beginObject()
            if !unknown.isEmpty { unknown(in: "data.attachments.\(index).") }
            string("id", attachment.id)
            string("kind", attachment.kind)
            string("sha256", attachment.sha256)
            string("name", attachment.name)
            integer("size", attachment.size)
            writer.endObject()
        }
        writer.endArray()
    }

    private mutating func role(_ role: Role) {
        object("role", "data.role.") { writing in
            writing.string("id", role.id)
            writing.string("name", role.name)
            writing.strings("permissions", role.permissions)
            writing.integer("position", role.position)
        }
        string("reason", role.reason)
    }

    private mutating func gift(_ gift: Gift) {
        object("gift", "data.gift.") { writing in
            writing.string("id", gift.id)
            writing.string("title", gift.title)
            writing.string("draw", gift.draw)
        }
        string("reason", gift.reason)
    }

    private mutating func invite(_ invite: Invite) {
        object("invite", "data.invite.") { writing in
            writing.string("code", invite.code)
            writing.integer("maxUses", invite.maxUses)
            writing.timestamp("expiresAt", invite.expiresAt)
        }
    }

    private mutating func promotion(_ promotion: Promotion) {
        object("promotion", "data.promotion.") { writing in
            writing.string("platform", promotion.platform)
            writing.string("url", promotion.url)
        }
        text(promotion.text)
    }

    private mutating func community(_ change: CommunityChange) {
        object("change", "data.change.") { writing in
            writing.string("name", change.name)
            writing.string("previousName", change.previousName)
            writing.strings("mergedFrom", change.mergedFrom)
            writing.string("owner", change.owner)
            writing.string("previousOwner", change.previousOwner)
        }
    }

    private mutating func badge(_ badge: Badge) {
        object("badge", "data.badge.") { $0.string("kind", badge.kind) }
        string("reason", badge.reason)
    }

    private mutating func automod(_ execution: AutomodExecution) {
        object("automod", "data.automod.") { writing in
            writing.string("rule", execution.rule)
            writing.string("action", execution.action)
        }
        text(execution.text)
    }

    private mutating func report(_ report: FiledReport) {
        object("report", "data.report.") { writing in
            writing.string("policy", report.policy?.code)
            writing.strings("messages", report.messages)
        }
        text(report.text)
    }

    // MARK: Pieces; what is absent is left out

    private mutating func object(
        _ name: StaticString, _ path: String, _ members: (inout EventWriting) -> Void
    ) {
        writer.key(name)
        writer.beginObject()
        unknown(in: path)
        members(&self)
        writer.endObject()
    }

    /// Unknown attributes come first, so that a known one of the same name, if ever, is the last and counts.
    private mutating func unknown(in place: String) {
        guard !unknown.isEmpty else { return }
        for attribute in unknown[place] {
            if !withText, place == "data.", attribute.key == "text" { continue }
            writer.key(attribute.key)
            writer.raw(attribute.json)
        }
    }

    private mutating func text(_ value: String?) {
        if withText { string("text", value) }
    }

    @inline(__always)
    private mutating func string(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        writer.key(name)
        writer.string(value)
    }

    private mutating func strings(_ name: StaticString, _ values: [String]) {
        guard !values.isEmpty else { return }
        writer.key(name)
        writer.strings(values)
    }

    private mutating func bool(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        writer.key(name)
        writer.bool(value)
    }

    private mutating func integer(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        writer.key(name)
        writer.integer(value)
    }

    private mutating func timestamp(_ name: StaticString, _ value: Timestamp?) {
        guard let value else { return }
        writer.key(name)
        writer.timestamp(value)
    }
}
