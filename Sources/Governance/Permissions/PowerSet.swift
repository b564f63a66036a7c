/// Powers held together.
public struct PowerSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public init(_ power: Power) {
        self.init(rawValue: 1 << power.number)
    }

    public init(_ powers: some Sequence<Power>) {
        self.init(rawValue: powers.reduce(into: 0) { $0 |= 1 << $1.number })
    }

    /// Every power there is.
    public static let all = PowerSet(Power.allCases)
    /// Those over other people: whoever holds one is staff.
    public static let overOthers = PowerSet(Power.allCases.filter(\.isOverOthers))

    public func contains(_ power: Power) -> Bool { rawValue & (1 << power.number) != 0 }

    /// The powers, in the order in which ``Power`` lists them.
    public var powers: [Power] { Power.allCases.filter(contains) }

    /// Whether one of them is over other people.
    public var makesStaff: Bool { !isDisjoint(with: .overOthers) }
}

extension Power {
    /// Its place in ``PowerSet``.
    var number: UInt32 {
        switch self {
        case .administrator: 0
        case .ban: 1
        case .kick: 2
        case .timeOut: 3
        case .deleteMessages: 4
        case .manageRoles: 5
        case .manageChannels: 6
        case .manageCommunity: 7
        case .manageWebhooks: 8
        case .manageEvents: 9
        case .manageNicknames: 10
        case .manageExpressions: 11
        case .manageThreads: 12
        case .viewAuditLog: 13
        case .createInvite: 14
        case .mentionEveryone: 15
        case .muteMembers: 16
        case .deafenMembers: 17
        case .moveMembers: 18
        case .viewChannel: 19
        case .readHistory: 20
        case .sendMessages: 21
        case .connect: 22
        case .speak: 23
        }
    }
}
