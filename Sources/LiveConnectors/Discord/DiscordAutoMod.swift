import Connectors
import Logging

/// Keeps the operator's lists in the AutoMod of each guild: as they are in the file, once when Vigie connects, and again
/// later where that failed.
struct DiscordAutoMod: Sendable {
    let rules: [AutoModRule]
    let guilds: [String]
    let client: DiscordClient
    let logger: Logger
    /// Guilds in which all is as it should be.
    private var done: Set<String> = []

    /// Told in the guild's audit log.
    private static let reason = "Vigie's settings (automod)"

    /// - Parameter rules: nil where the file says nothing of AutoMod; then nothing is asked or changed.
    init?(_ settings: DiscordSettings, client: DiscordClient, logger: Logger) {
        guard let rules = settings.autoMod else { return nil }
        self.rules = rules
        guilds = settings.guilds
        self.client = client
        self.logger = logger
    }

    var isDone: Bool { done.count == guilds.count }

    /// What is to be done in a guild.
    static func plan(
        _ rules: [AutoModRule], in guild: String, own: String, _ client: DiscordClient
    ) async throws(DiscordFault) -> AutoModPlan {
        AutoModPlan(wanted: rules, there: try await client.call(.rules(of: guild)).elements, own: own)
    }

    /// Has the guilds in which not all is as it should be made so.
    mutating func round(_ faults: inout SaidFaults) async {
        let own: String
        do throws(DiscordFault) {
            own = try await client.call(.ownAccount)["id"].id ?? ""
        } catch {
            return faults.tell("\(error)", of: "AutoMod")
        }
        faults.tell(nil, of: "AutoMod")
        for guild in guilds where !done.contains(guild) {
            do throws(DiscordFault) {
                let plan = try await Self.plan(rules, in: guild, own: own, client)
                for step in plan.steps { try await carryOut(step, in: guild) }
                if !plan.steps.isEmpty {
                    logger.notice("discord: AutoMod of the server \(guild): \(plan.steps.count) rules set")
                }
                // Somebody has to make room; until Vigie starts again it is not looked for.
                faults.tell(plan.roomFault(in: guild), of: "AutoMod of \(guild)")
                done.insert(guild)
            } catch {
                faults.tell(Self.sentence(error, guild), of: "AutoMod of \(guild)")
            }
        }
    }

    private func carryOut(_ step: AutoModPlan.Step, in guild: String) async throws(DiscordFault) {
        switch step {
        case .create(let rule): _ = try await client.call(.create(rule, in: guild, reason: Self.reason))
        case .change(let id, let rule):
            _ = try await client.call(.change(id, to: rule, in: guild, reason: Self.reason))
        case .switchOff(let id, let name):
            _ = try await client.call(.switchOff(rule: id, in: guild, reason: Self.reason))
            logger.notice("discord: the AutoMod rule “\(name)” is not in the file any more, it is switched off")
        }
    }

    /// What a fault means here, and how to mend it.
    static func sentence(_ fault: DiscordFault, _ guild: String) -> String {
        guard case .refused(let status, let code) = fault else { return "\(fault)" }
        return switch status {
        case 403:
            "the rules of “automod” cannot be set in the server \(guild) (\(code)): in Server Settings, Roles, give Vigie's role MANAGE_GUILD (Manage Server), and MODERATE_MEMBERS where a rule times out"
        case 400:
            "Discord does not take the rules of “automod” in the server \(guild) (\(code)): look at their patterns, which are Rust's, and whether an alert's channel is there"
        default: "\(fault)"
        }
    }
}
