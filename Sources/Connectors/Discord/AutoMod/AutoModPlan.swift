/// What is to be done in a guild so that its AutoMod has the rules that Vigie keeps. Rules that somebody else made are
/// left alone, whatever they are called; of Vigie's own, one that the file no longer names makes room for a new one, or is
/// switched off.
public struct AutoModPlan: Sendable, Hashable {
    public enum Step: Sendable, Hashable {
        case create(AutoModRule)
        /// - Parameter id: of the rule that is there.
        case change(id: String, AutoModRule)
        case switchOff(id: String, name: String)
    }

    public private(set) var steps: [Step] = []
    /// Rules for which the guild has no room, by name.
    public private(set) var withoutRoom: [String] = []
    /// Keyword rules of others that are in the guild.
    public private(set) var others = 0

    /// - Parameters:
    ///   - wanted: the rules of the file.
    ///   - there: the rules of the guild, as `GET /guilds/{id}/auto-moderation/rules` gives them.
    ///   - own: the id of the bot.
    public init(wanted: [AutoModRule], there: [JSONTree], own: String) {
        let keywordRules = there.filter(AutoModRule.isKeywordRule)
        let ours = keywordRules.filter { $0["creator_id"].id == own }
        others = keywordRules.count - ours.count
        let names = Set(wanted.map(\.name))
        var orphans = ours.filter { !names.contains($0["name"].text ?? "") }
        var room = AutoModRule.Limit.rules - keywordRules.count
        for rule in wanted {
            if let found = ours.first(where: { $0["name"].text == rule.name }), let id = found["id"].id {
                if !rule.isSame(as: found) { steps.append(.change(id: id, rule)) }
            } else if !orphans.isEmpty, let id = orphans.removeFirst()["id"].id {
                steps.append(.change(id: id, rule))
            } else if room > 0 {
                room -= 1
                steps.append(.create(rule))
            } else {
                withoutRoom.append(rule.name)
            }
        }
        for rule in orphans where rule["enabled"].bool == true {
            guard let id = rule["id"].id else { continue }
            steps.append(.switchOff(id: id, name: rule["name"].text ?? id))
        }
    }

    /// What is said where there is no room; nil where there is.
    /// - Parameter guild: its name.
    public func roomFault(in guild: String) -> String? {
        guard !withoutRoom.isEmpty else { return nil }
        return "AutoMod in “\(guild)” has no room for \(withoutRoom.joined(separator: ", ")): Discord takes "
            + "\(AutoModRule.Limit.rules) keyword rules, and \(others) are others'; "
            + "delete one in Server Settings, AutoMod, or put two lists into one"
    }
}
