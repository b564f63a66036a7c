import Foundation
import SafetyModel

/// `raid`: many accounts join within minutes and then post nearly the same words, turn on others with hostile ones, or,
/// new accounts, all write to one member again and again, whatever they say.
///
/// A class or a clan that joins together, greets in one voice and then talks and teases among itself is none of it: a
/// greeting is said once, holds no link, and they speak to one another. Who comes for a video, a draw or from another
/// stream has an older account, so that more is asked of such a crowd; and a few rude ones do not speak for it.
///
/// Raised once for a raid, and again where as many more take part. Another raid on the same day is another one.
///
/// Policy `harassment.pile_on` where half of them are hostile, or all write to one member, else `spam`. Three to five
/// accounts that act together are the matter of `coordinated_accounts`.
struct Raid: Sendable {
    static let detector = Detector(name: "raid", version: 2)
    /// Who joined within this long of one another came together.
    static let together = Duration.minutes(30)
    /// How long after a member joined its messages count.
    static let fresh = Duration.minutes(60)
    static let fewestJoins = 8
    static let fewestPosters = 6
    static let mostJoins = 512
    static let mostPosts = 256

    private var waves = Remembered<Account, Wave>(for: .days(1), most: 4096)
    /// Whether two texts are nearly the same.
    private let areNearlySame: @Sendable (UInt64, UInt64) -> Bool

    var count: Int { waves.count }
    var isEmpty: Bool { waves.isEmpty }

    mutating func observeJoin(_ event: Event) {
        guard let member = event.actor ?? event.target, member.bot != true, member.staff != true else { return }
        arrive(member, event, joined: event.time)
    }

    private mutating func arrive(_ member: Member, _ event: Event, joined: Timestamp) {
        let place = Account(event.community, of: event)
        var arrival = Arrival(member, event, joined: joined)
        waves.renew(place, since: event.time, new: Wave.init) { wave in
            arrival.isRaised = wave.arrivals.contains { $0.key == arrival.key && $0.isRaised }
            wave.arrivals.removeAll {
                event.time.elapsed(since: $0.time) > Self.fresh + Self.together || $0.key == arrival.key
            }
            wave.posts.removeAll { event.time.elapsed(since: $0.time) > Self.fresh }
            wave.arrivals.append(arrival)
            wave.recognizePeer(arrival.key)
            if wave.arrivals.count > Self.mostJoins { wave.arrivals.removeFirst() }
        }
    }

    mutating func observePost(_ event: Event, _ seen: Sighting) -> [Signal] {
        guard let author = event.actor,
            author.joinedAt.map({ event.time.elapsed(since: $0) <= Self.fresh }) ?? !waves.isEmpty
        else { return [] }
        let place = Account(event.community, of: event)
        let (key, areNearlySame) = (StableHash.of(author.id, seed: 2), areNearlySame)
        // A connector that is not told of arrivals still sees when an author joined.
        if let joined = author.joinedAt, joined <= event.time, author.bot != true, author.staff != true,
            waves.value(place, at: event.time)?.arrivals.contains(where: { $0.key == key }) != true
        {
            arrive(author, event, joined: joined)
        }
        let signals = waves.change(place, at: event.time) { wave -> [Signal] in
            guard let arrival = wave.arrivals.last(where: { $0.key == key }),
                event.time.elapsed(since: arrival.time) <= Self.fresh
            else { return [] }
            let other = (event.target?.id ?? event.addressee).map { StableHash.of($0, seed: 2) } ?? 0
            let isToPeer = other != 0 && other != key && wave.arrivals.contains { $0.key == other }
            let post = Post(event, author, key, seen, for: other, isToPeer: isToPeer)
            // Where no arrivals are told, the first of a crowd have posted before it is known to be one.
            wave.posts.append(post)
            if wave.posts.count > Self.mostPosts { wave.posts.removeFirst() }
            guard wave.arrivals.count >= Self.fewestJoins else { return [] }
            return Self.weigh(&wave, post, arrival, event, areNearlySame)
        }
        return signals ?? []
    }

    private static func weigh(
        _ wave: inout Wave, _ post: Post, _ arrival: Arrival, _ event: Event,
        _ areNearlySame: (UInt64, UInt64) -> Bool
    ) -> [Signal] {
        let near = wave.arrivals.filter {
            max($0.time.elapsed(since: arrival.time), arrival.time.elapsed(since: $0.time)) <= Self.together
        }
        guard near.count >= Self.fewestJoins else { return [] }
        let keys = Set(near.map(\.key))
        let posts = wave.posts.filter { keys.contains($0.key) && event.time.elapsed(since: $0.time) <= Self.fresh }
        let same = posts.filter {
            post.wording != 0 && $0.wording == post.wording || areNearlySame($0.wording, post.wording)
        }
        let hostile = hostile(posts, like: post, young: Set(near.lazy.filter(\.isYoung).map(\.key)))
        let isHostile = Set(hostile.map(\.key)).count >= Set(same.map(\.key)).count
        let together = isHostile ? hostile : same
        let accounts = Set(together.map(\.key))
        // A few of a crowd do not speak for it.
        guard accounts.count >= Self.fewestPosters, accounts.count * 3 >= Set(posts.map(\.key)).count else { return [] }
        // Who talk among themselves came to talk. With the first message one greets: it is to nobody.
        let talk = Self.withoutFirst(posts.filter { accounts.contains($0.key) })
        guard talk.isEmpty || talk.count(where: \.isToPeer) * 4 < talk.count else { return [] }
        let raised = near.count { $0.isRaised && accounts.contains($0.key) }
        guard accounts.count >= 2 * raised else { return [] }
        let reasons = Self.reasons(near, together, accounts, isHostile: isHostile)
        guard reasons.score >= 0.6 else { return [] }
        for index in wave.arrivals.indices where accounts.contains(wave.arrivals[index].key) {
            wave.arrivals[index].isRaised = true
        }
        let joins = near.filter { accounts.contains($0.key) }.prefix(12).map(\.reference)
        let isAimed = isHostile && together.allSatisfy { $0.aim == post.aim } && post.aim != 0
        let half = isAimed || Set(hostile.map(\.key)).intersection(accounts).count * 2 >= accounts.count
        let worst = Self.mostActive(together) ?? post
        return [
            Signal(
                policy: half ? "harassment.pile_on" : "spam", score: reasons.score, community: event.community,
                subject: worst.author, subjectName: worst.name,
                time: event.time, event: event.key, detector: Self.detector,
                evidence: (joins + together.suffix(12).map(\.reference)).inOrder, contributions: reasons.sorted)
        ]
    }

    /// All but the first message of each account, unless that is for one of them already.
    private static func withoutFirst(_ posts: [Post]) -> [Post] {
        var seen: Set<UInt64> = []
        return posts.filter { !seen.insert($0.key).inserted || $0.isToPeer }
    }

    /// Hostile messages in one channel; or all for one member, of whom some are hostile, or who are new accounts that
    /// write to nobody else again and again: of a crowd that turns on somebody, not each message holds a word that is
    /// known.
    private static func hostile(_ posts: [Post], like post: Post, young: Set<UInt64>) -> [Post] {
        let here = posts.filter { $0.isHostile && !$0.isToPeer && $0.place == post.place }
        guard post.aim != 0 else { return here }
        let aimed = posts.filter { $0.aim == post.aim }
        let isPile = aimed.count(where: \.isHostile) >= max(2, aimed.count / 8) || isSiege(aimed, of: posts, young)
        return isPile && aimed.count > here.count ? aimed : here
    }

    private static func isSiege(_ aimed: [Post], of posts: [Post], _ young: Set<UInt64>) -> Bool {
        let accounts = Set(aimed.map(\.key))
        guard accounts.count >= fewestJoins, aimed.count * 4 >= accounts.count * 7 else { return false }
        return accounts.intersection(young).count * 10 >= accounts.count * 7
            && aimed.count * 4 >= posts.count(where: { accounts.contains($0.key) }) * 3
    }

    /// The last message of whoever wrote most of them; of two, of the one who began first.
    private static func mostActive(_ posts: [Post]) -> Post? {
        var counts: [UInt64: Int] = [:]
        for post in posts { counts[post.key, default: 0] += 1 }
        guard let most = counts.values.max(), let key = posts.first(where: { counts[$0.key] == most })?.key else {
            return nil
        }
        return posts.last { $0.key == key }
    }

    private static func reasons(
        _ near: [Arrival], _ posts: [Post], _ accounts: Set<UInt64>, isHostile: Bool
    ) -> Reasons {
        var reasons = Reasons(prior: -3)
        let joins = Double(near.count)
        reasons.add("feature.joined_together", min(0.6 * log2(joins / 4), 1.5), figure: joins)
        let weight = min(0.6 * Double(accounts.count - 3), 3.2)
        let isWorded = posts.count(where: \.isHostile) >= 2
        let code = isHostile ? isWorded ? "power.raid_hostile" : "power.raid_aimed" : "feature.same_texts"
        reasons.add(code, weight, figure: Double(accounts.count))
        let young = Double(near.count { accounts.contains($0.key) && $0.isYoung }) / Double(accounts.count)
        let areYoung = young >= 0.3
        if areYoung { reasons.add("power.young_accounts", young) }
        // Where no account tells its age, none of them can be taken for an old one.
        let isAgeKnown = near.count { accounts.contains($0.key) && $0.isAgeKnown } * 2 >= accounts.count
        // Who says one thing once greets; who says it again and again floods. Of older accounts more is asked.
        if posts.count * 4 >= accounts.count * (areYoung || isHostile ? 5 : 10) {
            reasons.add("power.again_and_again", 0.6, figure: Double(posts.count))
        } else if !isHostile {
            let hasLink = posts.contains(where: \.hasLink)
            if !hasLink || !areYoung {
                reasons.add("power.once_each", hasLink ? isAgeKnown ? -1.5 : -0.5 : -3.5)
            } else if isLeisurely(posts) {
                reasons.add("power.once_each", -2)
            }
        }
        return reasons
    }

    /// Whether they came one after the other, two minutes and more apart: a raid comes at once.
    private static func isLeisurely(_ posts: [Post]) -> Bool {
        let times = posts.map(\.time)
        guard let first = times.min(), let last = times.max() else { return false }
        return last.elapsed(since: first) >= .minutes(2) * (posts.count - 1)
    }

    // MARK: Snapshots

    init(areNearlySame: @escaping @Sendable (UInt64, UInt64) -> Bool) { self.areNearlySame = areNearlySame }

    func encode(into writer: inout ByteWriter) { waves.encode(into: &writer) }

    init(
        decoding reader: inout ByteReader, areNearlySame: @escaping @Sendable (UInt64, UInt64) -> Bool
    ) throws(ByteCodingError) {
        self.areNearlySame = areNearlySame
        try waves.decode(from: &reader)
    }
}
