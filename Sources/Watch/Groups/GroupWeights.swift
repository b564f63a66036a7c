/// What the deeds of groups weigh. All are log-odds (natural logarithm) unless said otherwise; set by hand.
public struct GroupWeights: Sendable, Hashable {
    // What a hostile message counts as one of many, where an answer or a mention by a stranger counts 1.
    /// One that names nobody, towards the last other speaker …
    public var adjacent = 0.5
    /// … and towards a newcomer, or towards one on whom several have turned already.
    public var adjacentAttack = 0.75
    /// One of an old friend.
    public var friend = 0.5
    /// One while both are in one voice room: they talk and laugh while they type.
    public var inVoice = 0.6

    // Accounts that act together.
    /// Where accounts that do something alike start.
    public var togetherPrior = -3.5
    /// For each account beyond the second that joined with the others …
    public var joinedTogetherEach = 0.8
    /// … up to this. Both shrink where many join at all times.
    public var joinedTogetherMost = 2.4
    /// From this much on, accounts count as a group at all.
    public var joinedTogetherLeast = 0.3
    /// All write to one member; shrinks where others write to them too.
    public var sameTarget = 1.0
    /// For each further member that they all write to …
    public var sameTargetMore = 0.6
    /// … up to this for all.
    public var sameTargetMost = 2.2
    /// For each account beyond the first that writes nearly the same …
    public var sameTextEach = 0.9
    /// … up to this.
    public var sameTextMost = 2.8
    /// What is left of that where each wrote it once, to nobody: a class that greets the room.
    public var greetingShare = 0.25
    /// The accounts were made within three days, not long before they joined.
    public var madeTogether = 1.2
    /// They are hostile towards the one they write to.
    public var hostileTogether = 2.2
    /// They write in private.
    public var privateTogether = 0.6
    /// The one they write to is likely a minor (scaled).
    public var towardsMinor = 1.2
    /// They are likely minors themselves (scaled by the mean), and not hostile.
    public var peers = -1.4
    /// The one they write to answers them (scaled by the share that is answered), and they are not hostile.
    public var answered = -1.5
    /// They write to each other rather than to others (scaled by that share), and are not hostile.
    public var amongThemselves = -2.5

    public init() {}
}
