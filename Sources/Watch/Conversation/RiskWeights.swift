public import SafetyModel

/// Every number that a score is made of, with its reason. All are log-odds (natural logarithm) unless said otherwise:
/// 0.7 doubles the odds, 1.1 triples them, 2.3 makes them tenfold. Set by hand from FACTS; to be learned from
/// reviewers' decisions later.
public struct RiskWeights: Sendable, Hashable {
    /// Where a pair starts: about 4 in 1,000. Few pairs ever come to harm, and most who write in private are friends.
    public var prior = -5.5

    /// What all cues of a stage together can add, in the order of ``SafetyModel/Stage``. Compliments and questions on
    /// age or life (profiling, trust) are weak alone, so that they cannot carry a pair over the threshold; requests,
    /// levers and conditional threats are rare and specific.
    public var ceilings = SIMD8<Float>(0.5, 0.9, 0.9, 1.8, 2.2, 3.2, 3.2, 4.0)
    /// Seconds until evidence weighs half: three weeks, since grooming takes weeks and friendships have bad days.
    public var halfLife: UInt32 = 21 * 86_400

    // Order: each pays in full where both stages are well attested.
    /// Trust or questions first, then a request: attention that was a means.
    public var trustBeforeRequest = 0.5
    /// Secrecy or a move away from others, then (or with) a request: the most telling order there is.
    public var isolationBeforeRequest = 0.9
    /// A request, then secrecy about it.
    public var secrecyAfterRequest = 0.7
    /// Sexualised talk, then a request.
    public var desensitisationBeforeRequest = 0.7
    /// Something offered or withheld within two days before a request: "a subscription for a picture".
    public var offerBeforeRequest = 0.9
    /// A request, then a lever to get it.
    public var requestBeforeLeverage = 0.8
    /// A conditional threat once something was asked for: what extortion is made of.
    public var threatAfterRequest = 1.2
    /// A lever, then a threat with it.
    public var leverageThenCoercion = 0.9
    /// Four stages or more: a mix that friendships seldom show.
    public var manyStages = 0.6
    /// Asked in three messages or more: pressure.
    public var repeatedRequest = 0.6

    // Context: who the two are to each other.
    /// The target is likely a minor (scaled by how likely).
    public var likelyMinor = 1.2
    /// The actor is likely an adult (scaled).
    public var likelyAdult = 0.4
    /// The actor's account is less than two weeks old: some come back so after a ban, most are simply new.
    public var newAccount = 0.5
    /// An adult towards a minor (scaled by both).
    public var ageGap = 0.7
    /// Staff towards somebody new: power over one who knows nobody.
    public var staffOverNewcomer = 0.7
    /// Staff towards any member.
    public var staffOverMember = 0.3
    /// They have known each other in private for less than a week.
    public var newContact = 0.4
    /// The words fell in private; the same amount speaks against where they fell in public.
    public var privateChannel = 0.6
    /// Eight messages or more with next to no answer.
    public var oneSided = 0.4
    /// A gift was offered to the target within two days of the last evidence.
    public var giftNearRequest = 0.8
    /// The target was banned or let back in within a week of a request by staff.
    public var banNearRequest = 1.0
    /// Messages were deleted after a request: tidying up happens, so it says little.
    public var deletedAfter = 0.4

    // Behaviour of the actor towards others.
    /// For each new private contact of the week with a young member or newcomer beyond the second …
    public var fanOutEach = 0.2
    /// … up to this.
    public var fanOutMost = 1.2
    /// The contact began with the words that began others.
    public var sameOpener = 0.5
    /// The contact was opened straight from a voice room.
    public var voicePivot = 0.5
    /// The contact was opened within a day of the target's joining.
    public var earlyContact = 0.4

    // What speaks against.
    /// A two-sided exchange of a month or more before the first strong cue.
    public var longStanding = -1.0
    /// The other asks the like of them too, and nobody offers, withholds or threatens: lovers, or friends' photos.
    public var mutualRequests = -1.5
    /// The target turned to the actor first.
    public var targetInitiated = -0.5
    /// Both are likely minors (scaled): peers, and their clumsiness.
    public var sameAge = -1.4
    /// Both are likely adults (scaled); does not count against extortion, which adults suffer too.
    public var bothAdults = -4.5
    /// The target is likely an adult, the actor's age unknown (scaled).
    public var adultTarget = -1.6
    /// Pressure or payment is spoken of, but nothing was asked or offered (for each log-odds of the stage coercion).
    public var nothingAsked = -1.0
    /// Nothing but weak cues so far: no context may carry them over the threshold.
    public var weakCuesOnly = -1.6
    /// Wording alone resembles harm, and nothing was asked, offered, hidden or threatened as far as cues and acts show. Set
    /// by hand for traffic as it is, in which harm is far rarer than among the conversations that were learned from.
    public var wordingOnly = -0.9
    /// From this much strong evidence on, ``weakCuesOnly`` is gone.
    public var strongEnough = 0.8

    public init() {}

    /// How words that speak for a policy on their own are weighed.
    public struct MeterWeights: Sendable, Hashable {
        /// Log-odds before anything was said.
        public var prior: Double
        /// What all words together can add.
        public var ceiling: Float
        /// Seconds until they weigh half.
        public var halfLife: UInt32
        /// Whether it counts per author over all it addresses, as bait does, rather than per pair.
        public var perAuthor: Bool
    }

    /// An explicit threat or a doxxing needs one message with one specific cue (1.5 or more); an insult needs
    /// five or six in a few days towards one person; bait needs two.
    public func meter(for policy: PolicyCode) -> MeterWeights {
        switch policy {
        case KnownPolicy.threat: .init(prior: -1.05, ceiling: 4, halfLife: 7 * Span.day, perAuthor: false)
        case KnownPolicy.sexualThreat, KnownPolicy.swatting:
            .init(prior: -0.8, ceiling: 4, halfLife: 14 * Span.day, perAuthor: false)
        case KnownPolicy.doxxing: .init(prior: -1.0, ceiling: 4, halfLife: 14 * Span.day, perAuthor: false)
        case KnownPolicy.insult: .init(prior: -3.2, ceiling: 5, halfLife: 3 * Span.day, perAuthor: false)
        case KnownPolicy.misogyny: .init(prior: -2.2, ceiling: 4.5, halfLife: 7 * Span.day, perAuthor: false)
        case KnownPolicy.hate: .init(prior: -2.0, ceiling: 4.5, halfLife: 7 * Span.day, perAuthor: false)
        case KnownPolicy.unsolicited: .init(prior: -1.7, ceiling: 4, halfLife: 7 * Span.day, perAuthor: false)
        case KnownPolicy.giveaway, KnownPolicy.spam:
            .init(prior: -2.0, ceiling: 4.5, halfLife: 2 * Span.day, perAuthor: true)
        default: .init(prior: -1.8, ceiling: 4, halfLife: 7 * Span.day, perAuthor: false)
        }
    }

    // Contexts of words that speak on their own.
    /// A threat or insult that is addressed to nobody.
    public var nobodyAddressed = -0.6
    /// Two who have long exchanged words tease each other.
    public var friendsTeasing = -0.8
    /// Both are in one voice room and the words fall beside it, in public: they talk and laugh while they type. Does
    /// not count for doxxing and swatting.
    public var talkingInVoice = -0.5
    /// Towards somebody new.
    public var towardsNewcomer = 0.4
    /// Towards somebody likely a minor (scaled).
    public var towardsMinor = 0.4

    // Behaviour on its own: counts without a single word. It can point, not accuse.
    /// Where a member starts.
    public var behaviourPrior = -4.0
    /// Log-odds that behaviour alone never exceeds (a score of 0.75).
    public var behaviourMost = 1.1

    // A crowd against one.
    /// Where a target with no hostile speakers starts.
    public var pileOnPrior = -3.0
    /// For each distinct hostile speaker within the window …
    public var pileOnEach = 0.6
    /// … up to this.
    public var pileOnMost = 5.4
    /// The target is new.
    public var pileOnNewcomer = 0.7
}
