import SafetyModel

extension MatrixEvent {
    private static let attachmentKinds = [
        "m.image": "image", "m.video": "video", "m.audio": "audio", "m.file": "file", "m.sticker": "image",
    ]

    /// What a message or a sticker says. Nothing is left of one that was taken back.
    /// - Parameter author: who wrote a message, where that is known.
    func message(textBytes limit: Int, author: (String) -> String?) -> Message {
        guard !isRedacted else { return Message(id: id) }
        var message = Message(id: id, mentions: content.mentions)
        var text = content.body ?? ""
        if let answered = content.inReplyTo {
            message.replyTo = answered
            message.replyToAuthor = author(answered)
            text = Self.withoutQuote(text)
        }
        if let kind = Self.attachmentKinds[content.kind ?? (type == "m.sticker" ? "m.sticker" : "")] {
            // With a `filename`, the body is what was written beside the file; without, it is the file's name.
            let fileName = content.fileName ?? content.body
            message.attachments = [Attachment(id: id, kind: kind, name: fileName, size: content.fileSize)]
            if content.fileName == nil || content.fileName == content.body { text = "" }
        }
        message.text = text.cut(toBytes: limit)
        return message
    }

    /// What a message was changed into.
    func edit(textBytes limit: Int) -> Message {
        let text = content.newBody ?? content.body
        return Message(id: content.relatesTo, text: text?.cut(toBytes: limit), mentions: content.mentions)
    }

    /// Takes off the quotation that older clients put before an answer: those words are another person's.
    static func withoutQuote(_ text: String) -> String {
        guard text.hasPrefix("> ") else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let own = lines.drop { $0.hasPrefix(">") }
        // Nothing but a quotation is somebody's own choice of words after all.
        return own.drop { $0.isEmpty }.joined(separator: "\n").ifAny ?? text
    }
}
