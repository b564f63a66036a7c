/// What happened in a chat that a member has with Vigie alone. It goes to whoever takes reports, and nowhere else.
public struct MatrixDialogueEvent: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// A text, and the message that it answers.
        case said(String, answers: String?)
        /// A message was changed into another text.
        case changed(message: String, into: String)
        /// A message was taken back.
        case retracted(message: String)
        /// A picture, a file, a voice: nothing that Vigie takes in a chat.
        case file
        /// An encrypted message, that only its readers can read.
        case encrypted
        /// The member went.
        case left
        /// Somebody else came, or was invited.
        case joinedByAnother
    }

    public let id: String
    public let room: String
    public let sender: String
    public let kind: Kind

    public init(id: String, room: String, sender: String, kind: Kind) {
        self.id = id
        self.room = room
        self.sender = sender
        self.kind = kind
    }
}

extension MatrixTranslator {
    /// Takes an event of a chat with Vigie. None is passed on as an event of a community, whoever is in it by now.
    mutating func converse(_ event: MatrixEvent, in room: MatrixRoom, _ result: inout MatrixTranslation) {
        if state.isDialogue(room) { state.change(room.id) { $0.heldDialogue = true } }
        if event.type == "m.room.encrypted" { result.isEncrypted = true }
        guard event.sender != state.bot, let kind = Self.kind(of: event, in: room, bot: state.bot) else { return }
        result.dialogue = MatrixDialogueEvent(id: event.id, room: room.id, sender: event.sender, kind: kind)
    }

    private static func kind(of event: MatrixEvent, in room: MatrixRoom, bot: String) -> MatrixDialogueEvent.Kind? {
        let content = event.content
        switch event.type {
        case "m.room.encrypted": return .encrypted
        case "m.sticker": return .file
        case "m.room.redaction": return (event.redacts ?? content.redacts).map { .retracted(message: $0) }
        case "m.room.message":
            // Programs answer with notices; two of them would never end.
            if event.isRedacted || content.kind == "m.notice" || content.kind == "m.key.verification.request" {
                return nil
            }
            let text = (content.newBody ?? content.body ?? "").cut(toBytes: textBytes)
            if content.relation == "m.replace", let changed = content.relatesTo {
                return .changed(message: changed, into: text)
            }
            if let kind = content.kind, kind != "m.text", kind != "m.emote" { return .file }
            return .said(MatrixEvent.withoutQuote(text), answers: content.inReplyTo)
        case "m.room.member":
            guard let user = event.stateKey, user != bot else { return nil }
            switch content.membership {
            case "join", "invite": return room.few.contains(user) || room.few.count < 2 ? nil : .joinedByAnother
            case "leave", "ban": return room.few.contains(user) ? .left : nil
            default: return nil
            }
        default: return nil
        }
    }
}
