import SafetyModel

/// What an account is in its community.
enum Rank: Sendable {
    case owner, founder, administrator, moderator, bot, member

    var isStaff: Bool {
        switch self {
        case .owner, .founder, .administrator, .moderator: true
        case .bot, .member: false
        }
    }
}

/// Every account of a simulation. What an account is like is worked out from its place, so that 300,000 of them take
/// no memory.
///
/// Places: veterans of each community in turn, then those who join in the background, then those who join in stories.
struct Population: Sendable {
    let seed: UInt64
    let start: Timestamp
    let communities: [Community]
    /// Accounts that join in the background.
    let joiners: Range<Int>
    /// Accounts that join in stories.
    let newcomers: Range<Int>
    private let nicknames: Nicknames

    /// - Parameters:
    ///   - joining: How many join in the background.
    ///   - reserved: How many join in stories.
    init(settings: SimulationSettings, joining: Int, reserved: Int) {
        seed = settings.seed
        start = settings.start
        nicknames = Nicknames(seed: settings.seed)
        let members = settings.members
        newcomers = (members - reserved)..<members
        joiners = (members - reserved - joining)..<(members - reserved)
        let veterans = members - reserved - joining
        let count = max(1, min(settings.communities, veterans / 24))
        var communities: [Community] = []
        var from = 0
        for number in 0..<count {
            // The smaller ones hold a share of 1/12, 1/24, 1/36 … of all; the large one holds the rest.
            let smaller = (1..<count).reduce(0) { $0 + veterans / (12 * $1 + 12) }
            let size = number == 0 ? veterans - smaller : veterans / (12 * number + 12)
            communities.append(
                Community(number: number, seed: settings.seed, veterans: from..<(from + size), small: number > 0))
            from += size
        }
        self.communities = communities
    }

    /// A number that belongs to an account and a purpose.
    func trait(_ account: Int, _ purpose: UInt64) -> UInt64 {
        Randomness.mix(seed &+ purpose &* 0x9E37_79B9, UInt64(account))
    }

    /// Number of the community that an account belongs to.
    func home(of account: Int) -> Int {
        if account < joiners.lowerBound {
            var number = communities.count - 1
            while number > 0, account < communities[number].veterans.lowerBound { number -= 1 }
            return number
        }
        // Who joins belongs to the large community, save a tenth that spreads over the others.
        let draw = trait(account, 1) % 100
        return draw < 10 && communities.count > 1 ? 1 + Int(draw) % (communities.count - 1) : 0
    }

    func rank(of account: Int) -> Rank {
        guard account < joiners.lowerBound else { return .member }
        let home = home(of: account)
        let place = account - communities[home].veterans.lowerBound
        if place == 0 { return .owner }
        let founders = communities[home].founders
        if place < founders { return .founder }
        if place < founders + communities[home].administrators { return .administrator }
        let staff = communities[home].staff
        if place < staff { return .moderator }
        return place < staff + communities[home].bots ? .bot : .member
    }

    /// Years of age: 12 to 17 for six in ten; staff are grown.
    func age(of account: Int) -> Int { age(of: account, rank(of: account)) }

    private func age(of account: Int, _ rank: Rank) -> Int {
        let bits = trait(account, 2)
        switch rank {
        case .owner, .founder, .administrator: return 21 + Int(bits % 8)
        case .moderator: return 18 + Int(bits % 8)
        case .bot: return 0
        case .member:
            let draw = Int(bits % 100)
            let more = Int((bits >> 32) % 12)
            if draw < 62 { return 12 + more % 6 }
            if draw < 94 { return 18 + more % 8 }
            return 26 + more
        }
    }

    func hand(of account: Int) -> Hand { Hand(trait(account, 3), age: age(of: account)) }

    func joinedAt(_ account: Int) -> Timestamp {
        let days = Randomness.cube(trait(account, 4), 1600)
        return Timestamp(
            milliseconds: start.milliseconds - Int64(days) * 86_400_000
                - Int64(trait(account, 5) % 86_400_000) - 3_600_000)
    }

    /// When the account was made: before it joined, and before the simulation begins.
    func createdAt(_ account: Int) -> Timestamp {
        let base = joiners.lowerBound <= account ? start : joinedAt(account)
        let days = Randomness.cube(trait(account, 6), 1500)
        let made = base.milliseconds - Int64(days) * 86_400_000 - Int64(trait(account, 7) % 40_000_000) - 60_000
        // Snowflakes of less than 18 digits are from 2015.
        return Timestamp(milliseconds: max(made, 1_451_606_400_000 + Int64(trait(account, 8) % 31_536_000_000)))
    }

    func id(of account: Int) -> String { Snowflake.text(createdAt(account), account) }

    func name(of account: Int) -> String { nicknames.name(trait(account, 9), account) }

    /// The account as an event shows it.
    ///
    /// - Parameter joined: When it joined, if that was during the simulation.
    func member(_ account: Int, joined: Timestamp? = nil) -> Member {
        let rank = rank(of: account)
        let created = createdAt(account)
        return Member(
            id: Snowflake.text(created, account), name: name(of: account), staff: rank.isStaff,
            bot: rank == .bot ? true : nil, joinedAt: joined ?? joinedAt(account), createdAt: created,
            roles: roles(of: account, rank))
    }

    private func roles(of account: Int, _ rank: Rank) -> [String] {
        switch rank {
        case .owner: return Roles.owner
        case .founder: return Roles.founder
        case .administrator: return Roles.administrator
        case .moderator: return Roles.moderator
        case .bot: return Roles.bot
        case .member:
            let bits = trait(account, 10)
            // A bit more than a third have taken an age role.
            let shown = bits % 100 < 36 ? Roles.ageRole(age(of: account, rank)) : 0
            return Roles.ordinary[shown * Roles.interests.count + Int((bits >> 32) % UInt64(Roles.interests.count))]
        }
    }
}

/// Names of the roles that accounts hold.
enum Roles {
    static let owner = ["Fondateur", "Propriétaire"]
    static let founder = ["Fondateur"]
    static let administrator = ["Admin"]
    static let moderator = ["Modération"]
    static let bot = ["Bots"]
    static let ages = ["13-15", "16-18", "18+"]
    static let interests: [[String]] = [
        [], ["Membre"], ["Membre", "Gamer"], ["Membre", "Notifs"], ["VIP"], ["Membre", "Musique"], ["Actif"],
    ]
    /// Every mix of an age role, or none, with interests.
    static let ordinary: [[String]] = ([[]] + ages.map { [$0] }).flatMap { age in interests.map { age + $0 } }

    /// Place of an age's role in ``ordinary``: 0 for none.
    static func ageRole(_ age: Int) -> Int { age < 16 ? 1 : age < 18 ? 2 : 3 }
}
