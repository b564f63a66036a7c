public import SafetyModel

/// What a simulation planted: what a detector should find, and what it should leave alone.
public struct Truth: Sendable, Hashable {
    public var seed: UInt64
    public var members: Int
    public var events: Int
    /// The stories, in the order in which they begin.
    public var stories: [PlantedStory]
    /// Innocent exchanges that look alike, in the order in which they begin.
    public var lookalikes: [PlantedLookalike]

    public init(
        seed: UInt64, members: Int, events: Int, stories: [PlantedStory] = [], lookalikes: [PlantedLookalike] = []
    ) {
        self.seed = seed
        self.members = members
        self.events = events
        self.stories = stories
        self.lookalikes = lookalikes
    }
}

/// A story that was planted. It is found when a signal has one of its ``subjects`` as subject, one of its
/// ``policies``, and a time from ``first`` to two days after ``last``.
public struct PlantedStory: Sendable, Hashable, Identifiable {
    /// The kind and its number, as `gift_for_picture-1`.
    public var id: String
    public var kind: String
    /// The policy that the story is mainly about.
    public var policy: PolicyCode
    /// The policies under which finding it counts, ``policy`` first.
    public var policies: [PolicyCode]
    public var community: String
    /// Ids of those who do harm.
    public var subjects: [String]
    /// Ids of those who may be harmed.
    public var targets: [String]
    public var first: Timestamp
    public var last: Timestamp
    /// Ids of its events, oldest first.
    public var events: [String]
}

/// An innocent exchange that was planted. A signal of severity 1 or 2 about one of its ``members`` between ``first``
/// and ``last`` is a false alarm.
public struct PlantedLookalike: Sendable, Hashable, Identifiable {
    /// The kind and its number, as `siblings-1`.
    public var id: String
    public var kind: String
    public var community: String
    public var members: [String]
    public var first: Timestamp
    public var last: Timestamp
    /// Ids of its events, oldest first.
    public var events: [String]
}
