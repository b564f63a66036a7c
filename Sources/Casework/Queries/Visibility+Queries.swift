public import SafetyModel

extension Visibility {
    /// Whether this reviewer may query what is stored: leads and guardians.
    public static func allowsQueries(_ reviewer: Reviewer) -> Bool {
        reviewer.active && !reviewer.roles.isDisjoint(with: [.lead, .guardian])
    }

    /// Whether a viewer may query at all.
    public static func allowsQueries(_ viewer: QueryViewer) -> Bool {
        switch viewer {
        case .reviewer(let reviewer): allowsQueries(reviewer)
        case .operator: true
        }
    }

    /// Whether what staff did, and what was done to it, is part of what a viewer queries.
    public static func queriesIncludeStaff(_ viewer: QueryViewer) -> Bool {
        switch viewer {
        case .reviewer(let reviewer): includesStaffCases(reviewer)
        case .operator: true
        }
    }

    /// Whether an event is part of what leads query. It is not where staff did it or it was done to staff; where somebody
    /// filed a report, for nothing about a reporter is for a community's own staff to see; and a private exchange is
    /// only where it raised a signal in a case that leads may see.
    /// - Parameters:
    ///   - isStaff: whether the member of that id is known as staff in the event's community.
    ///   - raisedSignal: whether the event raised a signal that the viewer may know of.
    public static func queriesOfLeadsInclude(
        _ event: Event, isStaff: (String) -> Bool, raisedSignal: Bool
    ) -> Bool {
        if event.type == .reportFiled { return false }
        for member in [event.actor, event.target] {
            if let member, member.staff == true || isStaff(member.id) { return false }
        }
        if let addressee = event.addressee, isStaff(addressee) { return false }
        let isPrivate = event.channel?.kind == .direct || event.type == .directOpened
        return !isPrivate || raisedSignal
    }

    /// The action by which a query stands on the audit trail. Those of guardians are actions of their own: what a guardian
    /// asks may name staff, so these lines are for guardians alone.
    public static func queryAction(isExport: Bool, by reviewer: Reviewer) -> String {
        let includesStaff = includesStaffCases(reviewer)
        return isExport ? queryActions(includesStaff)[1] : queryActions(includesStaff)[0]
    }

    /// Actions of queries, of those that include staff or of those that do not.
    public static func queryActions(_ includingStaff: Bool) -> [String] {
        includingStaff ? ["staff_queried", "staff_query_exported"] : ["queried", "query_exported"]
    }
}
