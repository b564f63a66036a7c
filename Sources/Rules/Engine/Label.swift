public import SafetyModel

/// A word that a rule put on a member, until a moment.
public struct Label: Sendable, Hashable {
    public var name: String
    /// The rule that set it.
    public var rule: String
    /// The rule's reason.
    public var reason: LocalizedText
    public var until: Timestamp

    public init(name: String, rule: String, reason: LocalizedText, until: Timestamp) {
        self.name = name
        self.rule = rule
        self.reason = reason
        self.until = until
    }
}

/// The labels of members, by their keys.
struct LabelBook: Sendable {
    var labels: [UInt64: [Label]] = [:]
    private static let mostPerMember = 32
    private let maximumMembers: Int

    init(maximumMembers: Int) {
        self.maximumMembers = maximumMembers
    }

    func active(_ member: UInt64?, at time: Timestamp) -> [Label] {
        guard let member, let all = labels[member] else { return [] }
        return all.filter { $0.until > time }
    }

    /// A label that is there already lasts until the later moment.
    mutating func set(_ label: Label, on member: UInt64, at time: Timestamp) {
        var all = active(member, at: time)
        if let place = all.firstIndex(where: { $0.name == label.name }) {
            if all[place].until < label.until { all[place] = label }
        } else if all.count < Self.mostPerMember {
            all.append(label)
        }
        labels[member] = all
        if labels.count > maximumMembers { makeRoom(at: time) }
    }

    /// Drops what is over; where too much is left, the labels that end soonest.
    private mutating func makeRoom(at time: Timestamp) {
        let end = { (all: [Label]) in all.map(\.until).max() ?? time }
        labels = labels.filter { end($0.value) > time }
        guard labels.count > maximumMembers * 3 / 4 else { return }
        let ends = labels.values.map(end).sorted()
        let limit = ends[ends.count / 2]
        labels = labels.filter { end($0.value) > limit }
    }
}
