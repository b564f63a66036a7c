public import SafetyModel

/// How much hidden text and how many grave cases a reviewer opens within 24 hours, and when a rest is due. Fewer
/// exposures are what helps; how a text or a picture is shown is second to that (see `docs/reviewing.md`).
public struct ExposureLimits: Sendable, Hashable {
    /// What each figure may be, so that a slip of the hand is refused.
    public static let minuteRange = 5...1440
    public static let gravestRange = 1...500
    public static let restAfterRange = 5...480
    public static let restRange = 1...240

    /// Minutes for which hidden text may stand open.
    public var minutes: Int
    /// How many cases of severity 1 may be opened.
    public var gravest: Int
    /// After how many minutes in a row a rest is due.
    public var restAfter: Int
    /// How many minutes a rest takes.
    public var rest: Int
    /// Whether a rest is required; otherwise it is suggested.
    public var restIsRequired: Bool

    public init(
        minutes: Int = 120, gravest: Int = 20, restAfter: Int = 45, rest: Int = 15, restIsRequired: Bool = false
    ) {
        self.minutes = minutes
        self.gravest = gravest
        self.restAfter = restAfter
        self.rest = rest
        self.restIsRequired = restIsRequired
    }

    /// These limits as far as a reviewer did not wish for tighter ones.
    public func tightened(by wishes: CareWishes) -> ExposureLimits {
        var limits = self
        if let minutes = wishes.minutes { limits.minutes = min(minutes, self.minutes) }
        if let gravest = wishes.gravest { limits.gravest = min(gravest, self.gravest) }
        if let restAfter = wishes.restAfter { limits.restAfter = min(restAfter, self.restAfter) }
        limits.restIsRequired = restIsRequired || wishes.restIsRequired
        return limits
    }
}

/// What a reviewer wants for themselves. Nobody else is shown it.
public struct CareWishes: Sendable, Hashable {
    /// `nil` where the operator's limit will do. One that is looser than the operator's changes nothing.
    public var minutes: Int?
    public var gravest: Int?
    public var restAfter: Int?
    public var restIsRequired: Bool
    /// How pictures of reports are shown until asked otherwise.
    public var greyscale: Bool
    public var blur: Bool
    /// Whether recordings begin without sound.
    public var mute: Bool

    public init(
        minutes: Int? = nil, gravest: Int? = nil, restAfter: Int? = nil, restIsRequired: Bool = false,
        greyscale: Bool = true, blur: Bool = true, mute: Bool = true
    ) {
        self.minutes = minutes
        self.gravest = gravest
        self.restAfter = restAfter
        self.restIsRequired = restIsRequired
        self.greyscale = greyscale
        self.blur = blur
        self.mute = mute
    }
}

/// That a reviewer had the hidden text of a case open, and for how long.
public struct Exposure: Sendable, Hashable {
    public var caseID: Int64
    public var severity: Severity
    public var from: Timestamp
    /// When it was hidden again, or will be by itself.
    public var until: Timestamp

    public init(caseID: Int64, severity: Severity, from: Timestamp, until: Timestamp) {
        self.caseID = caseID
        self.severity = severity
        self.from = from
        self.until = until
    }
}
