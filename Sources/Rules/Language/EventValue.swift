import Expression
import SafetyModel

/// The event itself. What it does not carry reads as an empty text or list.
final class EventValue: ObjectValue {
    static let objectType = ObjectType(
        "Event",
        fields: [
            .init("id", .string), .init("source", .string), .init("type", .string), .init("time", .timestamp),
            .init("text", .string), .init("reply_to", .string), .init("mentions", .list(.string)),
            .init("attachments", .list(.object(AttachmentValue.objectType))), .init("emoji", .string),
            .init("reason", .string), .init("name", .string), .init("permissions", .list(.string)),
            .init("policy", .string), .init("words", .int), .init("hostile", .double),
        ])
    var type: ObjectType { Self.objectType }

    private let facts: Facts

    init(_ facts: Facts) {
        self.facts = facts
    }

    func value(at field: Int) -> Value? {
        switch field {
        case 0: .string(facts.event.id)
        case 1: .string(facts.event.source)
        case 2: .string(facts.event.type.name)
        case 3: facts.now.map { .timestamp($0) }
        case 4: .string(facts.event.text ?? "")
        case 5: .string(message?.replyTo ?? "")
        case 6: .list((message?.mentions ?? []).map { .string($0) })
        case 7: .list((message?.attachments ?? []).map { .object(AttachmentValue($0)) })
        case 8: .string(message?.emoji ?? "")
        case 9: .string(reason ?? "")
        case 10: .string(facts.event.body.name ?? "")
        case 11: .list(facts.event.body.permissions.map { .string($0) })
        case 12: .string(facts.event.body.policy ?? "")
        case 13: .int(Int64(facts.reading.wordCount))
        default: .double(facts.reading.hostile)
        }
    }

    private var message: Message? {
        if case .message(let message) = facts.event.body { message } else { nil }
    }

    /// Why it was done, in the words of who did it.
    private var reason: String? {
        switch facts.event.body {
        case .membership(let membership): membership.reason
        case .role(let role): role.reason
        case .gift(let gift): gift.reason
        case .badge(let badge): badge.reason
        default: nil
        }
    }
}

/// A file that came with a message.
final class AttachmentValue: ObjectValue {
    static let objectType = ObjectType(
        "Attachment",
        fields: [
            .init("id", .string), .init("kind", .string), .init("name", .string), .init("sha256", .string),
            .init("size", .int),
        ])
    var type: ObjectType { Self.objectType }

    private let attachment: Attachment

    init(_ attachment: Attachment) {
        self.attachment = attachment
    }

    func value(at field: Int) -> Value? {
        switch field {
        case 0: .string(attachment.id)
        case 1: .string(attachment.kind)
        case 2: .string(attachment.name ?? "")
        case 3: .string(attachment.sha256 ?? "")
        default: .int(Int64(attachment.size ?? 0))
        }
    }
}

/// A cue that was found in the text.
final class CueValue: ObjectValue {
    static let objectType = ObjectType(
        "Cue",
        fields: [
            .init("id", .string), .init("stage", .string), .init("policy", .string), .init("weight", .double),
        ])
    var type: ObjectType { Self.objectType }

    private let hit: CueHit

    init(_ hit: CueHit) {
        self.hit = hit
    }

    func value(at field: Int) -> Value? {
        switch field {
        case 0: .string(hit.cue)
        case 1: .string(hit.stage?.rawValue ?? "")
        case 2: .string(hit.policy.code)
        default: .double(hit.weight)
        }
    }
}
