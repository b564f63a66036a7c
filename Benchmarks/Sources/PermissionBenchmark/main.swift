// How long a guild of 300,000 members, 300 channels and 250 roles takes: every member in every channel.
//
//     PermissionBenchmark [MEMBERS [CHANNELS [ROLES]]]
//
// Each of the 90,000,000 combinations is computed on its own: nobody's answer is taken from somebody with like roles.

import Governance
import Measuring
import SafetyModel

let sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let (members, channels, roles) = (
    sizes.first ?? 300_000, sizes.dropFirst().first ?? 300, sizes.dropFirst(2).first ?? 250
)

/// SplitMix64, so that the guild is the same each time.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Each member has 0 to 9 roles of their own, each channel 20 overwrites of roles and 5 of members.
func guild() -> CommunitySnapshot {
    var dice = Dice(state: 6)
    var guild = CommunitySnapshot(
        platform: .discord, id: "1", takenAt: Timestamp(milliseconds: 0), owner: "1000000")
    guild.roles = [SnapshotRole(id: "1", permissions: 0x1_0000_0C00)]
    for role in 1..<max(roles, 2) {
        let bits = dice.next() & dice.next() & dice.next() & ~8
        guild.roles.append(SnapshotRole(id: "\(1000 + role)", permissions: bits, position: role))
    }
    for member in 0..<members {
        let held = (0..<Int.random(in: 0..<10, using: &dice)).map { _ in
            "\(1000 + Int.random(in: 1..<max(roles, 2), using: &dice))"
        }
        guild.members.append(
            SnapshotMember(
                id: "\(1_000_000 + member)", roles: held,
                timedOutUntil: member % 500 == 0 ? Timestamp(milliseconds: 1) : nil))
    }
    let kinds: [SnapshotChannel.Kind] = [.text, .voice, .announcement, .forum, .stage]
    for channel in 0..<channels {
        var overwrites = [SnapshotOverwrite(id: "1", kind: .role, deny: channel % 2 == 0 ? 1024 : 2048)]
        for _ in 0..<20 {
            overwrites.append(
                SnapshotOverwrite(
                    id: "\(1000 + Int.random(in: 1..<max(roles, 2), using: &dice))", kind: .role,
                    allow: dice.next() & dice.next(), deny: dice.next() & dice.next()))
        }
        for _ in 0..<5 {
            overwrites.append(
                SnapshotOverwrite(
                    id: "\(1_000_000 + Int.random(in: 0..<members, using: &dice))", kind: .member, allow: 1024))
        }
        guild.channels.append(
            SnapshotChannel(id: "\(channel + 1)", kind: kinds[channel % kinds.count], overwrites: overwrites))
    }
    return guild
}

/// A figure that depends on every answer; two tasks, each with half of the members.
func sumOfAll(_ discord: DiscordAuthority?) async -> UInt64 {
    guard let discord else { return 0 }
    return await withTaskGroup(of: UInt64.self) { [members, channels] group in
        for half in [0..<members / 2, members / 2..<members] {
            group.addTask {
                var sum: UInt64 = 0
                for member in half {
                    for channel in 0..<channels {
                        sum = sum &* 31 &+ discord.permissions(ofMember: member, inChannel: channel).rawValue
                    }
                }
                return sum
            }
        }
        return await group.reduce(0, &+)
    }
}

let clock = ContinuousClock()
let snapshot = guild()
let start = clock.now
let authority = Authority(snapshot)
let indexed = clock.now
let sum = await sumOfAll(authority.discord)
let end = clock.now
print("index and check of \(grouped(Double(members))) members: \((indexed - start) / .seconds(1)) s")
print(
    "\(grouped(Double(members * channels))) combinations, \(roles) roles, 2 tasks: \((end - indexed) / .seconds(1)) s "
        + "(check \(sum)); with the index \((end - start) / .seconds(1)) s")
