import Governance
public import SafetyModel
public import TextAnalysis

/// The memory of a community and the detectors that read it: an event with the reading of its text goes in, signals
/// come out.
///
/// Deterministic: the same events in the same order give the same signals, in any process and on any machine. It has
/// no clock of its own; time comes from events. Nothing an event can hold makes it trap. It holds numbers, ids of
/// events and hashes of ids of members; no text and no name, except that a crowd's speakers are named while it lasts.
///
/// Memory is bounded by ``WatchSettings``: a caller that uses the bound asks ``absentKeys(for:)`` before each event,
/// admits what its store has under these keys, and stores what ``evictIdle()`` returns, from time to time.
public struct Watch: Sendable {
    let settings: WatchSettings
    let taxonomy: Taxonomy
    var names: NameTable
    var members = KeyedStore<MemberState>()
    var pairs = KeyedStore<PairState>()
    var books = Pool<ContactBook>()
    var files = Pool<PairFile>()
    var crowds = KeyedStore<Crowd>()
    var rooms = KeyedStore<Room>()
    var groups = GroupMemory()
    var evicted = KeyFilter()
    /// The detectors of misused power, which remember for themselves.
    var power = PowerDetectors(areNearlySame: { Fingerprints.areNearlySame($0, $1) })
    /// How many scored how high: for people who choose thresholds, and without a part in any signal.
    var census = ScoreCensus()
    /// The community of the last event with its key: most streams stay with one.
    private var lastCommunity = ""
    private var lastCommunityKey = Watch.hash(community: "")

    /// A watch that has seen nothing yet.
    public init(settings: WatchSettings = .init(), taxonomy: Taxonomy) {
        self.settings = settings
        self.taxonomy = taxonomy
        names = NameTable(taxonomy: taxonomy, defaultThreshold: settings.defaultThreshold)
    }

    /// Members remembered in memory.
    public var memberCount: Int { members.count }
    /// Directed pairs remembered in memory.
    public var pairCount: Int { pairs.count }
    /// Pairs with evidence in memory.
    public var fileCount: Int { files.count }
    /// States of members and pairs put aside so far (a state that came back and left again counts once).
    public var evictedCount: Int { evicted.count }

    /// Takes in an event and the reading of its text (``TextAnalysis/TextReading/empty`` where it has none).
    /// - Returns: the signals that it raised, in a fixed order.
    public mutating func observe(_ event: Event, _ reading: TextReading) -> [Signal] {
        let now = Moment(event.time)
        let community = communityKey(event.community)
        let wasActive = wasActive(event, community, now)
        let actor = note(event.actor, community, now)
        let target = note(event.target, community, now)
        var signals: [Signal] = []
        if let actor, actor.isNew, event.type != .memberJoined { recognise(event, actor, community, now, &signals) }
        if let target, target.isNew { recognise(event, target, community, now, &signals) }
        switch event.type {
        case .messagePosted, .messageEdited, .promotionPosted:
            if let actor { speak(event, reading, actor, target, community, now, &signals) }
        case .messageDeleted:
            if let actor, let target { noteDeletion(event, actor, target, now, &signals) }
        case .directOpened:
            if let actor, let target {
                openDirect(event, actor, target, now, &signals)
                retrace(event, .empty, actor, [target], now, &signals)
            }
        case .voiceJoined, .voiceLeft:
            if let actor { noteVoice(event, actor, community, now) }
        case .memberJoined:
            if let actor {
                noteJoin(event, actor, now)
                recognise(event, actor, community, now, &signals)
            }
        case .memberRenamed:
            if let member = target ?? actor { recognise(event, member, community, now, &signals) }
        case .memberBanned, .memberUnbanned:
            if let target {
                noteBan(event, actor, target, now, &signals)
                noteBanned(event, target, community, now)
            }
        case .giftOffered:
            if let actor, let target { noteGift(event, actor, target, now, &signals) }
        default:
            break
        }
        for signal in power.observe(event, sighting(event, reading, actor, target, wasActive: wasActive)) {
            count(signal, community, now)
            Self.append(signal, to: &signals)
        }
        return signals
    }

    /// The key of a community.
    static func hash(community: String) -> UInt64 { StableHash.of(community, seed: 0x636f_6d6d_756e_6974) }

    private mutating func communityKey(_ community: String) -> UInt64 {
        if community != lastCommunity {
            lastCommunity = community
            lastCommunityKey = Self.hash(community: community)
        }
        return lastCommunityKey
    }
}
