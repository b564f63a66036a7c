import AsyncHTTPClient
import Connectors
public import SafetyModel

/// Tries a connection to Discord step by step, and names each fault with how to mend it. It opens no session: those of a
/// day are counted.
public struct DiscordCheck: Sendable {
    private let settings: DiscordSettings
    private var client: DiscordClient
    private let now: @Sendable () -> Timestamp

    public init(_ settings: DiscordSettings, now: @escaping @Sendable () -> Timestamp) {
        self.settings = settings
        self.now = now
        client = DiscordClient(settings, http: .shared, now: now)
    }

    /// All steps; later ones are left out where they can only fail.
    public func run() async -> [CheckFinding] {
        await TrialClient.findings(tls: DiscordTrust.configuration(settings)) { http in
            var check = self
            check.client = DiscordClient(settings, http: http, now: now)
            return await check.steps()
        }
    }

    private func steps() async -> [CheckFinding] {
        var findings: [CheckFinding] = []
        let own: JSONTree
        let gateway: JSONTree
        do throws(DiscordFault) {
            own = try await client.call(.ownAccount)
            findings.append(CheckFinding(.fine, "the token belongs to the bot \(own["username"].text ?? "?")"))
            if let skew = await client.skew { findings.append(.clocks("Discord", skew: Double(skew) / 1000)) }
            gateway = try await client.call(.gateway)
        } catch {
            return findings + [CheckFinding(.fault, "\(error)")]
        }
        let left = gateway["session_start_limit"]["remaining"].integer ?? 0
        findings.append(
            left > Int64(IdentifyGate.reserve)
                ? CheckFinding(.fine, "\(left) fresh sessions are left today")
                : CheckFinding(
                    .warning,
                    "only \(left) fresh sessions are left today; past them Discord would reset the token, so Vigie waits for tomorrow"
                ))
        findings += await application()
        for guild in settings.guilds { findings += await rights(in: guild, own: own["id"].id ?? "") }
        for (guild, channel) in settings.moderators.sorted(by: { $0.key < $1.key }) {
            if let fault = await client.fault(.channel(channel)) {
                findings.append(CheckFinding(.fault, "the moderators' channel of \(guild): \(fault)"))
            }
        }
        for guild in settings.guilds { findings += await autoMod(in: guild, own: own["id"].id ?? "") }
        findings.append(
            CheckFinding(
                .fine, "private chats between members are not visible to any bot; members report from them (/report)"))
        return findings
    }

    /// https://docs.discord.com/developers/resources/application#application-object-application-flags
    private enum Flag {
        static let members: Int64 = 1 << 14 | 1 << 15
        static let content: Int64 = 1 << 18 | 1 << 19
    }

    private func application() async -> [CheckFinding] {
        let application: JSONTree
        do throws(DiscordFault) {
            application = try await client.call(.application)
        } catch {
            return [CheckFinding(.fault, "\(error)")]
        }
        var findings: [CheckFinding] = []
        if let id = application["id"].id, id != settings.application {
            findings.append(
                CheckFinding(
                    .fault, "the token belongs to the application \(id): write that as “application” in the file"))
        }
        let flags = application["flags"].integer ?? 0
        for (bits, name) in [(Flag.members, "Server Members Intent"), (Flag.content, "Message Content Intent")] {
            findings.append(
                flags & bits != 0
                    ? CheckFinding(.fine, "\(name) is on")
                    : CheckFinding(
                        .fault,
                        "\(name) is off: on https://discord.com/developers/applications, under Bot, Privileged Gateway Intents, switch it on"
                    ))
        }
        return findings
    }

    private func rights(in guild: String, own: String) async -> [CheckFinding] {
        do throws(DiscordFault) {
            let found = try await client.call(.guild(guild))
            let name = found["name"].text ?? guild
            let member = try await client.call(.member(own, of: guild))
            let missing = DiscordRights.missing(in: found, member: member)
            let remarks = DiscordStanding(guild: found, member: member).remarks(
                channels: try await client.call(.channels(of: guild)).elements,
                moderators: settings.moderators[guild])
            let warnings = remarks.compactMap(\.sentence).map { CheckFinding(.warning, $0) }
            return [
                missing.isEmpty
                    ? CheckFinding(.fine, "Vigie has what it needs in “\(name)”")
                    : CheckFinding(.fault, DiscordRights.sentence(missing, guild: name))
            ] + warnings
        } catch {
            if case .refused(404, _) = error { return [Self.absent(guild)] }
            if case .refused(403, _) = error { return [Self.absent(guild)] }
            return [CheckFinding(.fault, "\(error)")]
        }
    }

    /// What the rules of the file would change, and what keeps them from being set.
    private func autoMod(in guild: String, own: String) async -> [CheckFinding] {
        guard let rules = settings.autoMod else { return [] }
        var findings: [CheckFinding] = []
        do throws(DiscordFault) {
            let plan = try await DiscordAutoMod.plan(rules, in: guild, own: own, client)
            findings.append(
                plan.roomFault(in: guild).map { CheckFinding(.fault, $0) }
                    ?? CheckFinding(
                        .fine, "AutoMod of \(guild): \(plan.steps.count) of \(rules.count) rules are to be set"))
        } catch {
            findings.append(CheckFinding(.fault, DiscordAutoMod.sentence(error, guild)))
        }
        for channel in Set(rules.compactMap(\.alertChannel)).sorted() {
            if let fault = await client.fault(.channel(channel)) {
                findings.append(CheckFinding(.fault, "the channel \(channel) of AutoMod's alerts: \(fault)"))
            }
        }
        return findings
    }

    private static func absent(_ guild: String) -> CheckFinding {
        CheckFinding(
            .fault,
            "the bot is not in the server \(guild): invite it with the address that docs/connect-discord.md gives, or correct “guilds”"
        )
    }
}
