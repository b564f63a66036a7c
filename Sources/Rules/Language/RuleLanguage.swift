import Expression

/// What conditions are written in: variables, functions and limits.
enum RuleLanguage {
    /// Steps that the evaluation of one rule on one event may take.
    static let costLimit = 20_000

    private static var limits: Limits {
        var limits = Limits()
        limits.sourceLength = 20_000
        limits.cost = costLimit
        return limits
    }

    private static let types = [
        EventValue.objectType, MemberValue.objectType, PairValue.objectType, ChannelValue.objectType,
        CommunityValue.objectType, CueValue.objectType, AttachmentValue.objectType, ReceivedValue.objectType,
    ]

    /// - Parameter counts: whether expressions may ask counters; those that decide what is counted may not.
    static func environment(lists: [NamedList], counts: Bool) throws(DeclarationError) -> Environment {
        try Environment(
            variables: Scene.variables,
            functions: [NamedList.function(lists)] + (counts ? WindowFunction.functions : []), types: types,
            limits: limits)
    }
}
