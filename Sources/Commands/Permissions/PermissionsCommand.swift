import ArgumentParser
import Governance
import SafetyModel

/// `vigie permissions`
struct PermissionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "permissions",
        abstract: "Who may do what in a Discord guild or a Matrix space, and by which ways.",
        discussion: """
            Without options: everybody who holds a power over others, with the roles that give it. The layout of a
            snapshot, and what is computed: docs/permissions.md.
            """)

    @Argument(help: "A snapshot (JSON), or - for standard input.", completion: .file(extensions: ["json"]))
    var snapshot: String

    @Option(help: ArgumentHelp("Only this member, staff or not.", valueName: "id"))
    var member: String?

    @Option(help: ArgumentHelp("In this channel rather than in the community as a whole.", valueName: "id"))
    var channel: String?

    @Flag(help: "One JSON object a line: each member in each channel, with Discord's bits.")
    var json = false

    @Option(help: "Language of what is wrong in the snapshot: en or fr.")
    var lang: Language = .english

    func run() async throws {
        let reading = try SnapshotFile(path: snapshot, language: lang).read()
        let authority = Authority(reading.snapshot)
        for problem in reading.problems + authority.problems {
            Terminal.error("note: \(problem.message[lang]) \(problem.advice[lang])")
        }
        if let channel, !reading.snapshot.channels.contains(where: { $0.id == channel }) {
            throw CommandFailure.usage("the snapshot has no channel \(channel)")
        }
        if let member, member != reading.snapshot.owner, !reading.snapshot.members.contains(where: { $0.id == member })
        {
            throw CommandFailure.usage("the snapshot has no member \(member)")
        }
        let members = member.map { [$0] } ?? (json ? reading.snapshot.members.map(\.id) : authority.staff)
        try json ? write(members, authority) : tell(members, authority)
    }

    private func tell(_ members: [String], _ authority: Authority) throws {
        let names = Dictionary(
            authority.snapshot.roles.map { ($0.id, $0.name ?? $0.id) }, uniquingKeysWith: { first, _ in first })
        let nicknames = Dictionary(
            authority.snapshot.members.lazy.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        for member in members {
            try Terminal.output("\(member)\(nicknames[member].flatMap(\.self).map { "  \($0)" } ?? "")")
            let held = channel.map { authority.powers(of: member, in: $0) } ?? authority.powers(of: member)
            for power in held.powers {
                let ways = authority.paths(to: power, of: member, in: channel).map { $0.sentence(names) }
                try Terminal.output("    \(power.rawValue): \(ways.joined(separator: "; "))")
            }
            if held.powers.isEmpty { try Terminal.output("    no power here") }
        }
        if members.isEmpty { try Terminal.output("nobody holds a power over others") }
    }

    private func write(_ members: [String], _ authority: Authority) throws {
        let channels = channel.map { [$0] } ?? authority.snapshot.channels.map(\.id)
        let output = try OutputFile("-")
        for member in members {
            var writer = JSONWriter()
            Self.writeLine(member, nil, authority, &writer)
            var bytes = writer.bytes + [0x0A]
            for channel in channels {
                writer = JSONWriter()
                Self.writeLine(member, channel, authority, &writer)
                bytes += writer.bytes + [0x0A]
            }
            try output.write(bytes)
        }
    }

    private static func writeLine(
        _ member: String, _ channel: String?, _ authority: Authority, _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("member")
        writer.string(member)
        if let channel {
            writer.key("channel")
            writer.string(channel)
        }
        writer.key("powers")
        let powers = channel.map { authority.powers(of: member, in: $0) } ?? authority.powers(of: member)
        writer.strings(powers.powers.map(\.rawValue))
        if let discord = authority.discord {
            let bits = channel.map { discord.permissions(of: member, in: $0) } ?? discord.permissions(of: member)
            writer.key("permissions")
            writer.string(String(bits.rawValue))
        }
        writer.endObject()
    }
}

extension PowerPath {
    /// - Parameter names: of roles, by id.
    fileprivate func sentence(_ names: [String: String]) -> String {
        func name(_ id: String) -> String { names[id] ?? id }
        return switch self {
        case .owner: "owns the community"
        case .creator(let room): "created \(room)"
        case .administrator(let role): "administrator by role \(name(role))"
        case .everyone: "given to everybody"
        case .role(let id): "role \(name(id))"
        case .overwrite(let channel, let id, .role): "overwrite for role \(name(id)) in \(channel)"
        case .overwrite(let channel, _, .member): "overwrite for this member in \(channel)"
        case .level(let room): "power level in \(room)"
        }
    }
}
