import Expression
import SafetyModel

/// The actor or the target. Where the event does not say, texts are empty and numbers zero, so that a condition has a
/// value; moments are missing, which `has()` tells.
final class MemberValue: CountedValue, ObjectValue, @unchecked Sendable {
    enum Role { case actor, target }

    static let objectType = ObjectType(
        "Member",
        fields: [
            .init("id", .string), .init("name", .string), .init("staff", .bool), .init("bot", .bool),
            .init("roles", .list(.string)), .init("minor", .double), .init("adult", .double),
            .init("labels", .list(.string)), .init("joined_at", .timestamp), .init("created_at", .timestamp),
            .init("received", .object(ReceivedValue.objectType)),
        ])
    var type: ObjectType { Self.objectType }

    private let role: Role

    init(_ facts: Facts, _ role: Role) {
        self.role = role
        super.init(facts, .member, key: role == .actor ? facts.keys.actor : facts.keys.target)
    }

    private var member: Member? { role == .actor ? facts.event.actor : facts.target }
    private var isStaff: Bool { Judgement.isStaff(role == .actor ? .actor : .target, facts) }
    private var age: RuleContext.Age { role == .actor ? facts.context.actor : facts.context.target }

    func value(at field: Int) -> Value? {
        switch field {
        case 0: .string(member?.id ?? "")
        case 1: .string(member?.name ?? member?.id ?? "")
        case 2: .bool(isStaff)
        case 3: .bool(member?.bot ?? false)
        case 4: .list((member?.roles ?? []).map { .string($0) })
        case 5: .double(age.minor)
        case 6: .double(age.adult)
        case 7: .list(facts.labelNames(key))
        case 8: moment(member?.joinedAt)
        case 9: moment(member?.createdAt)
        default: .object(ReceivedValue(facts, key: key))
        }
    }

    private func moment(_ time: SafetyModel.Timestamp?) -> Value? {
        time.flatMap { Expression.Timestamp($0) }.map { .timestamp($0) }
    }

    func isEqual(to other: any ObjectValue) -> Bool {
        (other as? MemberValue).map { $0.key == key } ?? false
    }
}
