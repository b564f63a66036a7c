import SafetyModel

/// The members of a guild with what their roles give them.
struct DiscordMembers: Sendable {
    let numbers: [String: Int]
    /// The permissions of all of a member's roles, everybody's included; every permission for owners and
    /// administrators.
    private(set) var base: [UInt64] = []
    /// Owners and administrators: no overwrite and no time-out touches them.
    private(set) var isExempt: [Bool] = []
    private(set) var isTimedOut: [Bool] = []
    /// The number of the highest role.
    private(set) var highest: [Int32] = []
    /// The numbers of the roles of all members, one after the other, each member's in rising order and without
    /// everybody's.
    private var roles: [Int32] = []
    private var starts: [Int] = [0]

    init(_ snapshot: CommunitySnapshot, ladder: RoleLadder, at moment: Timestamp?) {
        var numbers: [String: Int] = [:]
        numbers.reserveCapacity(snapshot.members.count)
        for (number, member) in snapshot.members.enumerated() {
            if numbers[member.id] == nil { numbers[member.id] = number }
        }
        self.numbers = numbers
        let everyone = ladder.permissions[0]
        for member in snapshot.members {
            var held: [Int32] = []
            for id in member.roles {
                if let role = ladder.numbers[id], role > 0 { held.append(Int32(role)) }
            }
            held.sort()
            let first = roles.count
            for role in held where roles.count == first || roles[roles.count - 1] != role { roles.append(role) }
            starts.append(roles.count)
            let bits = held.reduce(everyone) { $0 | ladder.permissions[Int($1)] }
            let exempt = member.id == snapshot.owner || bits & DiscordPermissions.administrator.rawValue != 0
            isExempt.append(exempt)
            base.append(exempt ? DiscordPermissions.all.rawValue : bits)
            let timeOut = member.timedOutUntil.flatMap { until in moment.map { until > $0 } } ?? false
            isTimedOut.append(timeOut && !exempt)
            highest.append(held.last ?? 0)
        }
    }

    var count: Int { base.count }

    @inline(__always)
    func roles(of member: Int) -> ArraySlice<Int32> { roles[starts[member]..<starts[member + 1]] }

    /// What a member may do in the guild, time-out included.
    func inGuild(_ member: Int) -> UInt64 {
        isTimedOut[member] ? base[member] & DiscordPermissions.whileTimedOut.rawValue : base[member]
    }
}
