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
    /// Of those who joined in the same span, or would have by the last days' numbers, this share must be of a group for it
    /// to be one.
    public var joinedTogetherLeast = 0.35
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
    public var answered = -2.2
    /// They write to each other rather than to others (scaled by that share), and are not hostile, or only towards one of
    /// their own.
    public var amongThemselves = -2.5

    // Somebody who comes after another was banned.
    /// Where two members start: nearly all who come are somebody else.
    public var evasionPrior = -8.0
    /// What a name can add; how much it does depends on how rare the name is.
    public var sameNameMost = 6.0
    /// A name that adds less is not remembered until something else is found.
    public var sameNameLeast = 3.0
    /// Both wrote in private to one member …
    public var sameContact = 4.0
    /// … the one who came later turned on them in public …
    public var sameContactHostile = 3.0
    /// … or spoke to them in public. Less where many others do.
    public var sameContactPublic = 1.5
    /// A second member that both wrote to, and each further one.
    public var sameContactSecond = 1.5
    public var sameContactMore = 1.0
    /// A private message of eight words or more nearly the same as an opener of the banned one; half for six or seven.
    public var sameOpener = 2.5
    /// Each further one.
    public var sameOpenerMore = 0.8
    /// Both write at the same unusual hours.
    public var sameHours = 0.8
    /// How much more often than others they must do so.
    public var rhythmFrom = 1.6
    /// The account was made within three days of the ban; half within two weeks.
    public var madeSoonAfter = 1.6
    /// The member joined within three days of the ban; half within two weeks.
    public var joinedSoonAfter = 1.5

    public init() {}
}
