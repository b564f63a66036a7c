import SafetyModel

/// `listed_member`: somebody stands on a list of bans that the operator reads. It says what others thought, and proposes to
/// look; it remembers nothing.
enum ListedMember {
    static let detector = Detector(name: "listed_member", version: 1)

    /// What an `automod.triggered` says, where it is of a list.
    static func observe(_ event: Event) -> [Signal] {
        guard case .automod(let execution) = event.body, let list = execution.rule.flatMap(PolicyListRule.list),
            let member = event.target ?? event.actor
        else { return [] }
        let isRoom = execution.action == PolicyListRule.roomListed
        var reasons = Reasons(prior: -1)
        reasons.add(isRoom ? "power.room_on_ban_list" : "power.on_ban_list", 2)
        var signal = Signal(
            policy: "evasion.ban", score: reasons.score, community: event.community, subject: member.id,
            subjectName: member.name, subjectIsStaff: member.staff ?? false, time: event.time, event: event.key,
            detector: detector, evidence: [EvidenceReference(event)], contributions: reasons.sorted)
        if isRoom {
            signal.reason = roomReason(list, event.channel)
        } else {
            signal.reason = LocalizedText(
                fr:
                    "Figure sur la liste de bannissement \(list), que l'exploitant suit. À vérifier : une liste dit l'avis d'autres.",
                en:
                    "Stands on the ban list \(list), which the operator reads. To be checked: a list is what others thought."
            )
            signal.proposals = [
                Proposal(action: .ban, duration: nil, member: member.id, memberName: member.name)
            ]
        }
        return [signal]
    }

    /// A room stands on the list: who made it is asked about it, and nothing is proposed against them.
    private static func roomReason(_ list: String, _ room: Channel?) -> LocalizedText {
        let name = [room?.name.map { "“\($0)”" }, room?.id].compactMap(\.self).joined(separator: " ")
        return LocalizedText(
            fr:
                "Le salon \(name), dont ce membre répond, figure sur la liste de bannissement \(list), que l'exploitant suit. À vérifier : une liste dit l'avis d'autres, et le membre n'y figure pas.",
            en:
                "The room \(name), which this member answers for, stands on the ban list \(list), which the operator reads. To be checked: a list is what others thought, and the member does not stand on it."
        )
    }
}
