public import SafetyModel

extension ReasonedDecision {
    /// The statement of reasons; `nil` where nothing is restricted, for then there is none.
    ///
    /// It is only sent where ``problems(taxonomy:names:)`` finds nothing.
    public func statement(taxonomy: Taxonomy) -> StatementOfReasons? {
        guard !measures.isEmpty else { return nil }
        let codes = taxonomy.codes(of: policy, isMinorHarmed: isMinorHarmed)
        var statement = StatementOfReasons(
            identifier: reference, ground: .incompatibleContent, contentTypes: content.types, category: codes.category,
            contentDate: content.day, applicationDate: appliesFrom, facts: facts, source: source,
            isDetectedByMachine: automation.detected, automation: automation.decided)
        switch ground {
        case .law(let law, let explanation, let address):
            statement.ground = .illegalContent
            statement.legalGround = law
            statement.legalExplanation = explanation
            statement.groundAddress = address
        case .rules(let rule, let explanation, let isAlsoIllegal, let address):
            statement.contractualGround = rule
            statement.contractualExplanation = explanation
            statement.isAlsoIllegal = isAlsoIllegal
            statement.groundAddress = address
        }
        statement.additions = codes.additions
        statement.keywords = codes.keywords
        statement.keywordOther = codes.otherKeyword
        statement.territories = territories
        statement.language = content.language
        statement.contentTypeOther = content.otherType
        statement.visibility = measures.visibility
        statement.visibilityOther = measures.visibilityOther
        statement.visibilityUntil = measures.visibilityUntil
        statement.monetary = measures.monetary
        statement.monetaryOther = measures.monetaryOther
        statement.monetaryUntil = measures.monetaryUntil
        statement.service = measures.service
        statement.serviceUntil = measures.serviceUntil
        statement.account = measures.account
        statement.accountUntil = measures.accountUntil
        return statement
    }

    /// What a connector, or a person where it cannot, is asked to do. Nothing is done by this alone.
    public var proposals: [ActionProposal] {
        var proposals = measures.visibility.map { restriction in
            let kind: ActionProposal.Kind =
                switch restriction {
                case .contentRemoved: .deleteContent
                case .contentDisabled: .hideContent
                default: .byHand
                }
            return ActionProposal(kind: kind, measure: restriction.rawValue, until: measures.visibilityUntil)
        }
        if let monetary = measures.monetary {
            proposals.append(
                ActionProposal(kind: .byHand, measure: monetary.rawValue, until: measures.monetaryUntil))
        }
        let putsOut = measures.putsOut == true
        if putsOut {
            proposals.append(ActionProposal(kind: .kick, measure: ServiceRestriction.partialSuspension.rawValue))
        }
        if let service = measures.service, measures.takesRoles == true || !putsOut {
            proposals.append(
                ActionProposal(
                    kind: measures.takesRoles == true ? .takeRoles : .byHand, measure: service.rawValue,
                    until: measures.serviceUntil))
        }
        switch measures.account {
        case .suspended?:
            proposals.append(
                ActionProposal(
                    kind: .timeOut, measure: AccountRestriction.suspended.rawValue, until: measures.accountUntil))
        case .terminated?:
            proposals.append(
                ActionProposal(
                    kind: .ban, measure: AccountRestriction.terminated.rawValue, until: measures.accountUntil))
        case nil: break
        }
        return proposals
    }
}

/// Something that a decision asks to be done on the platform.
public struct ActionProposal: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case deleteContent = "delete_content"
        case hideContent = "hide_content"
        case timeOut = "time_out"
        /// Roles that give power over others.
        case takeRoles = "take_roles"
        case kick
        case ban
        /// No connector can; a person has to.
        case byHand = "by_hand"
    }

    public var kind: Kind
    /// The measure it carries out, in the database's words.
    public var measure: String
    /// `nil` where it has no end.
    public var until: CalendarDay?

    public init(kind: Kind, measure: String, until: CalendarDay? = nil) {
        self.kind = kind
        self.measure = measure
        self.until = until
    }

    /// Whether it cannot be taken back, and so needs a person.
    public var isIrreversible: Bool { kind == .deleteContent || kind == .ban }
}
