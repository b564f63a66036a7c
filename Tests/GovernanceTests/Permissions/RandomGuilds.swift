import Foundation
import Governance
import SafetyModel
import Testing

/// SplitMix64: the same guilds for the same seed, everywhere.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func bits(_ density: Int) -> UInt64 {
        // Each bit stands with a chance of one in 2^density.
        (0..<density).reduce(UInt64.max) { bits, _ in bits & next() }
    }
}

@Suite("Discord's permissions against a second implementation")
struct RandomGuilds {
    /// A guild with everything that can go wrong: equal positions, roles and parents that are not there, overwrites
    /// twice, bits without names, time-outs.
    static func guild(_ dice: inout Dice) -> CommunitySnapshot {
        var guild = CommunitySnapshot(
            platform: .discord, id: "1", takenAt: Timestamp(milliseconds: 500),
            owner: "\(Int.random(in: 100...106, using: &dice))")
        func permissions(_ dice: inout Dice) -> UInt64 {
            var bits = dice.bits(Int.random(in: 1...3, using: &dice))
            if Int.random(in: 0..<8, using: &dice) > 0 { bits &= ~8 }
            return bits
        }
        var everyone = dice.bits(1) & ~8
        if Int.random(in: 0..<2, using: &dice) == 0 { everyone |= 1 << 10 }
        guild.roles = [SnapshotRole(id: "1", permissions: everyone, position: 0)]
        for id in 2..<Int.random(in: 2...9, using: &dice) {
            guild.roles.append(
                SnapshotRole(
                    id: "\(id)", permissions: permissions(&dice), position: Int.random(in: 0...4, using: &dice)))
        }
        for id in 100..<105 {
            guild.members.append(
                SnapshotMember(
                    id: "\(id)",
                    roles: (0..<Int.random(in: 0...4, using: &dice)).map { _ in
                        "\(Int.random(in: 1...10, using: &dice))"
                    },
                    timedOutUntil: Int.random(in: 0..<4, using: &dice) == 0
                        ? Timestamp(milliseconds: Int64.random(in: 498...502, using: &dice)) : nil))
        }
        let kinds = SnapshotChannel.Kind.allCases.filter { $0 != .thread && $0 != .space }
        for id in 200..<204 {
            var channel = SnapshotChannel(id: "\(id)", kind: kinds.randomElement(using: &dice) ?? .text)
            for _ in 0..<Int.random(in: 0...6, using: &dice) {
                let isRole = Bool.random(using: &dice)
                let id = isRole ? Int.random(in: 1...10, using: &dice) : Int.random(in: 100...106, using: &dice)
                let overwrite = SnapshotOverwrite(
                    id: "\(id)", kind: isRole ? .role : .member, allow: dice.bits(2), deny: dice.bits(2))
                // Twice the same is tried by hand: there the page says nothing.
                if !channel.overwrites.contains(where: { $0.id == overwrite.id && $0.kind == overwrite.kind }) {
                    channel.overwrites.append(overwrite)
                }
            }
            guild.channels.append(channel)
        }
        guild.channels.append(
            SnapshotChannel(id: "204", kind: .thread, parent: "\(Int.random(in: 200...203, using: &dice))"))
        return guild
    }

    /// 20,000 cases; `VIGIE_PERMISSION_CASES` sets another number.
    @Test("Random members in random channels get the same from both")
    func agree() throws {
        let wanted = ProcessInfo.processInfo.environment["VIGIE_PERMISSION_CASES"].flatMap { Int($0) } ?? 20_000
        var dice = Dice(state: 2026)
        var (cases, nonEmpty) = (0, 0)
        while cases < wanted {
            let guild = Self.guild(&dice)
            let authority = Authority(guild)
            let discord = try #require(authority.discord)
            let plain = PlainDiscord(guild: guild)
            for member in guild.members {
                for channel in guild.channels {
                    let first = discord.permissions(of: member.id, in: channel.id).rawValue
                    let second = plain.compute(member, channel)
                    cases += 1
                    if first != 0 { nonEmpty += 1 }
                    if first != second {
                        Issue.record("\(first ^ second) differs for \(member) in \(channel) of \(guild)")
                        return
                    }
                }
                for other in guild.members where discord.outranks(member.id, other.id) != plain.outranks(member, other)
                {
                    Issue.record("who outranks whom differs for \(member) and \(other) in \(guild)")
                    return
                }
            }
        }
        // Were nearly all empty, agreeing would be easy.
        #expect(nonEmpty * 3 > cases)
    }

    @Test("Paths to a power are empty where, and only where, it is not held")
    func paths() {
        var dice = Dice(state: 7)
        for _ in 0..<60 {
            let guild = Self.guild(&dice)
            let authority = Authority(guild)
            for member in guild.members {
                for power in Power.allCases {
                    for channel in [nil] + guild.channels.map(\.id) {
                        let paths = authority.paths(to: power, of: member.id, in: channel)
                        #expect(paths.isEmpty != authority.holds(member.id, power, in: channel))
                        #expect(Set(paths).count == paths.count)
                    }
                }
            }
        }
    }

    @Test("Taking away every role that is a path takes the power away")
    func pathsAreComplete() {
        var dice = Dice(state: 11)
        for _ in 0..<60 {
            let guild = Self.guild(&dice)
            let authority = Authority(guild)
            for (number, member) in guild.members.enumerated() where member.id != guild.owner {
                for power in Power.allCases {
                    let paths = authority.paths(to: power, of: member.id)
                    guard !paths.contains(.everyone) else { continue }
                    var without = guild
                    for path in paths {
                        switch path {
                        case .role(let role), .administrator(let role):
                            without.members[number].roles.removeAll { $0 == role }
                        default: break
                        }
                    }
                    #expect(!Authority(without).holds(member.id, power))
                }
            }
        }
    }
}
