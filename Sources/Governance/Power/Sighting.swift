/// What the watch knows about an event beyond the event itself: what its text was read as, and what is known of its
/// people. Leanings and likenesses only; no text.
public struct Sighting: Sendable, Hashable {
    /// Whether the text holds a cue of the stages request or leverage.
    public var isRequest: Bool
    /// Whether it holds a cue of the stages that come before a request (profiling, trust, isolation, desensitisation).
    public var isSmallAsk: Bool
    /// Whether it seems to refuse.
    public var isRefusal: Bool
    /// Whether it holds a cue of the policy `fraud.giveaway`.
    public var isBait: Bool
    /// Whether it holds hostile words.
    public var isHostile: Bool
    /// The text's sketch (see `Fingerprints`); 0 for a text of few words.
    public var wording: UInt64
    /// How much the target leans to being a minor, 0…1; 0 where nothing is known.
    public var targetMinor: Double
    /// How much the actor leans to being a minor.
    public var actorMinor: Double
    /// Whether the target was seen in the two weeks before; `nil` for one who was never seen before.
    public var targetWasActive: Bool?

    public init(
        isRequest: Bool = false, isSmallAsk: Bool = false, isRefusal: Bool = false, isBait: Bool = false,
        isHostile: Bool = false, wording: UInt64 = 0, targetMinor: Double = 0, actorMinor: Double = 0,
        targetWasActive: Bool? = nil
    ) {
        self.isRequest = isRequest
        self.isSmallAsk = isSmallAsk
        self.isRefusal = isRefusal
        self.isBait = isBait
        self.isHostile = isHostile
        self.wording = wording
        self.targetMinor = targetMinor
        self.actorMinor = actorMinor
        self.targetWasActive = targetWasActive
    }
}
