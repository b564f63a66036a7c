import Expression
public import SafetyModel

/// One queue: what comes into it, and who can work on it.
public struct CaseQueue: Sendable, Identifiable {
    public let id: String
    public let name: LocalizedText
    /// The condition, as it was written.
    public let expression: String
    /// What somebody has to be good at; all of it.
    public let skills: Set<String>
    /// The languages that somebody has to read; all of them.
    public let languages: Set<String>
    /// Roles and accounts (`account:NAME`) it is for; everybody's where it is empty.
    public let people: Set<String>
    let condition: Program

    /// Whether it is for somebody with these skills, languages, roles and name. It keeps no case secret: what somebody
    /// may see is decided elsewhere.
    public func suits(skills: Set<String>, languages: Set<String>, roles: Set<String>, name: String) -> Bool {
        self.skills.isSubset(of: skills) && self.languages.isSubset(of: languages)
            && (people.isEmpty || !people.isDisjoint(with: roles.union(["account:\(name.lowercased())"])))
    }
}

/// Which case belongs into which queue. The first condition that holds decides; a case for which none holds, or whose
/// conditions fail, stays in the general queue, so that nothing is lost.
public struct CaseRouting: Sendable {
    /// The id of the queue of everything that no rule takes.
    public static let general = "general"

    public let queues: [CaseQueue]

    /// No queue but the general one.
    public init() { queues = [] }

    init(queues: [CaseQueue]) { self.queues = queues }

    /// The queue of a case at a moment: how long a case waits may move it.
    public func queue(of facts: CaseFacts, at now: SafetyModel.Timestamp) -> String {
        let activation = CaseActivation(facts, at: now)
        for queue in queues {
            if let holds = try? queue.condition.isTrue(activation), holds { return queue.id }
        }
        return Self.general
    }

    /// The names that conditions may use, for help.
    public static var variables: [String] { CaseScene.allCases.map(\.rawValue) }
}
