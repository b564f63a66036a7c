import Expression
import SafetyModel

/// A stored event, without what a person wrote: neither texts and reasons nor names of files.
final class QueriedEventValue: ObjectValue {
    static let objectType = ObjectType(
        "Event",
        fields: [
            .init("id", .string), .init("source", .string), .init("type", .string), .init("time", .timestamp),
            .init("attachments", .list(.object(QueriedAttachmentValue.objectType))), .init("emoji", .string),
            .init("name", .string), .init("permissions", .list(.string)), .init("policy", .string),
        ])
    var type: ObjectType { Self.objectType }

    private let event: Event

    init(_ event: Event) {
        self.event = event
    }

    func value(at field: Int) -> Value? {
        switch field {
        case 0: .string(event.id)
        case 1: .string(event.source)
        case 2: .string(event.type.name)
        case 3: Expression.Timestamp(event.time).map { .timestamp($0) }
        case 4: .list((message?.attachments ?? []).map { .object(QueriedAttachmentValue($0)) })
        case 5: .string(message?.emoji ?? "")
        case 6: .string(event.body.name ?? "")
        case 7: .list(event.body.permissions.map { .string($0) })
        default: .string(event.body.policy ?? "")
        }
    }

    private var message: Message? {
        if case .message(let message) = event.body { message } else { nil }
    }
}

/// A file that came with a message; its name is somebody's words and is left out.
final class QueriedAttachmentValue: ObjectValue {
    static let objectType = ObjectType(
        "Attachment",
        fields: [.init("id", .string), .init("kind", .string), .init("sha256", .string), .init("size", .int)])
    var type: ObjectType { Self.objectType }

    private let attachment: Attachment

    init(_ attachment: Attachment) {
        self.attachment = attachment
    }

    func value(at field: Int) -> Value? {
        switch field {
        case 0: .string(attachment.id)
        case 1: .string(attachment.kind)
        case 2: .string(attachment.sha256 ?? "")
        default: .int(Int64(attachment.size ?? 0))
        }
    }
}

/// The actor or the target. As in rules, what the event does not say reads as an empty text or false; moments are missing,
/// which `has()` tells.
final class QueriedMemberValue: ObjectValue {
    static let objectType = ObjectType(
        "Member",
        fields: [
            .init("id", .string), .init("name", .string), .init("staff", .bool), .init("bot", .bool),
            .init("roles", .list(.string)), .init("joined_at", .timestamp), .init("created_at", .timestamp),
            .init("labels", .list(.string)),
        ])
    var type: ObjectType { Self.objectType }

    private let member: Member?
    private let labels: [String]

    init(_ member: Member?, labels: [String]) {
        self.member = member
        self.labels = labels
    }

    func value(at field: Int) -> Value? {
        switch field {
        case 0: .string(member?.id ?? "")
        case 1: .string(member?.name ?? member?.id ?? "")
        case 2: .bool(member?.staff ?? false)
        case 3: .bool(member?.bot ?? false)
        case 4: .list((member?.roles ?? []).map { .string($0) })
        case 5: member?.joinedAt.flatMap { Expression.Timestamp($0) }.map { .timestamp($0) }
        case 6: member?.createdAt.flatMap { Expression.Timestamp($0) }.map { .timestamp($0) }
        default: .list(labels.map { .string($0) })
        }
    }

    func isEqual(to other: any ObjectValue) -> Bool {
        (other as? QueriedMemberValue).map { $0.member?.id == member?.id } ?? false
    }
}

/// Where it happened; empty where the event names no channel.
final class QueriedChannelValue: ObjectValue {
    static let objectType = ObjectType(
        "Channel", fields: [.init("id", .string), .init("kind", .string), .init("name", .string)])
    var type: ObjectType { Self.objectType }

    private let channel: Channel?

    init(_ channel: Channel?) {
        self.channel = channel
    }

    func value(at field: Int) -> Value? {
        switch field {
        case 0: .string(channel?.id ?? "")
        case 1: .string(channel?.kind.rawValue ?? "")
        default: .string(channel?.name ?? channel?.id ?? "")
        }
    }
}

/// The community it happened in.
final class QueriedCommunityValue: ObjectValue {
    static let objectType = ObjectType("Community", fields: [.init("id", .string)])
    var type: ObjectType { Self.objectType }

    private let id: String

    init(_ id: String) {
        self.id = id
    }

    func value(at field: Int) -> Value? { .string(id) }
}

/// A signal that the event raised.
final class QueriedSignalValue: ObjectValue {
    static let objectType = ObjectType(
        "Signal",
        fields: [
            .init("policy", .string), .init("score", .double), .init("detector", .string), .init("subject", .string),
            .init("counterpart", .string), .init("severity", .int), .init("state", .string),
            .init("outcome", .string), .init("case_id", .int),
        ])
    var type: ObjectType { Self.objectType }

    private let row: QueriedSignal

    init(_ row: QueriedSignal) {
        self.row = row
    }

    func value(at field: Int) -> Value? {
        switch field {
        case 0: .string(row.signal.policy.code)
        case 1: .double(row.signal.score)
        case 2: .string(row.signal.detector.name)
        case 3: .string(row.signal.subject)
        case 4: .string(row.signal.counterpart ?? "")
        case 5: .int(Int64(row.severity.level))
        case 6: .string(row.caseState)
        case 7: .string(row.outcome ?? "")
        default: .int(row.caseID)
        }
    }
}
