public import SafetyModel

/// A kind of request, as Discord counts them: the method and path without the ids that do not count, and the id that
/// does (https://docs.discord.com/developers/topics/rate-limits).
public struct DiscordRoute: Sendable, Hashable {
    /// As `DELETE /channels/{}/messages/{}`.
    public var template: String
    /// The id of the channel, guild or webhook.
    public var major: String
    /// Answers to interactions are outside the global limit.
    public var isGlobal: Bool

    public init(_ template: String, major: String = "", isGlobal: Bool = true) {
        self.template = template
        self.major = major
        self.isGlobal = isGlobal
    }
}

/// What an answer says about limits: the headers `X-RateLimit-*` and, on 429, the delay.
public struct RateLimitHeaders: Sendable, Hashable {
    public var bucket: String?
    public var limit: Int?
    public var remaining: Int?
    /// In seconds.
    public var resetAfter: Double?
    /// `user`, `global` or `shared`.
    public var scope: String?
    /// In seconds, of a 429.
    public var retryAfter: Double?

    public init(
        bucket: String? = nil, limit: Int? = nil, remaining: Int? = nil, resetAfter: Double? = nil,
        scope: String? = nil, retryAfter: Double? = nil
    ) {
        self.bucket = bucket
        self.limit = limit
        self.remaining = remaining
        self.resetAfter = resetAfter
        self.scope = scope
        self.retryAfter = retryAfter
    }
}

/// Says when a request may go, so that Discord need not say no: by bucket and major id, 50 a second over all, and never
/// near the 10,000 refused requests in ten minutes after which an address is shut out.
///
/// A value: the caller brings the moments and does the waiting.
public struct RateLimiter: Sendable {
    public enum Verdict: Sendable, Hashable {
        /// Now; the request counts as under way until ``answered(_:status:_:at:)``.
        case go
        /// Not before that moment; ask again then.
        case wait(until: Timestamp)
        /// Never: the token was refused, and asking again only counts against the address.
        case refused
    }

    private struct Place: Hashable {
        var bucket: String
        var major: String
    }

    private struct Bucket {
        var limit: Int
        var remaining: Int
        var resetsAt: Timestamp
        var underWay = 0
    }

    private var names: [String: String] = [:]
    private var buckets: [Place: Bucket] = [:]
    /// Requests of kinds whose bucket is not known yet: one at a time, so that the first answer teaches it.
    private var probes: Set<DiscordRoute> = []
    /// Where each request that has no answer yet is counted: Discord may move a kind to another bucket meanwhile.
    private var places: [DiscordRoute: [Place]] = [:]
    private var recent = SendWindow(most: 50, in: .seconds(1))
    private var shutUntil: Timestamp?
    private var invalid = SendWindow(most: 9_000, in: .seconds(600))
    private var isRefused = false

    public init() {}

    /// How many requests of the last ten minutes were refused in the way that counts against the address.
    public var invalidCount: Int { invalid.count }

    public mutating func ask(_ route: DiscordRoute, at now: Timestamp) -> Verdict {
        if isRefused { return .refused }
        if let shutUntil, shutUntil > now, route.isGlobal { return .wait(until: shutUntil) }
        if !invalid.admits(at: now) { return .wait(until: invalid.freeAt() ?? now + .seconds(60)) }
        if route.isGlobal, !recent.admits(at: now) { return .wait(until: recent.freeAt() ?? now + .seconds(1)) }
        if let name = names[route.template] {
            let place = Place(bucket: name, major: route.major)
            var bucket = buckets[place] ?? Bucket(limit: 1, remaining: 1, resetsAt: now)
            if bucket.resetsAt <= now, bucket.remaining < bucket.limit {
                // A new span: as many as the limit, less those that are still under way.
                bucket.remaining = max(bucket.limit - bucket.underWay, bucket.underWay == 0 ? 1 : 0)
            }
            guard bucket.remaining > 0 else {
                buckets[place] = bucket
                return .wait(until: max(bucket.resetsAt, now + .milliseconds(50)))
            }
            bucket.remaining -= 1
            bucket.underWay += 1
            buckets[place] = bucket
            places[route, default: []].append(place)
        } else if !probes.insert(route).inserted {
            return .wait(until: now + .milliseconds(50))
        }
        if route.isGlobal { recent.note(at: now) }
        return .go
    }

    /// An answer came; `nil` as its status where none did.
    public mutating func answered(
        _ route: DiscordRoute, status: Int?, _ headers: RateLimitHeaders, at now: Timestamp
    ) {
        if probes.remove(route) == nil { leave(route) }
        if let name = headers.bucket { learn(route, name, headers, now) }
        if status == 429, headers.scope != "global", let name = names[route.template] {
            let place = Place(bucket: name, major: route.major)
            if var bucket = buckets[place] {
                bucket.remaining = 0
                bucket.resetsAt = max(bucket.resetsAt, now + Self.delay(headers.retryAfter ?? 1))
                buckets[place] = bucket
            }
        }
        switch status {
        case 401:
            isRefused = true
            invalid.note(at: now)
        case 403: invalid.note(at: now)
        case 429:
            if headers.scope != "shared" { invalid.note(at: now) }
            if headers.scope == "global" {
                let reset = now + Self.delay(headers.retryAfter ?? 1)
                shutUntil = max(shutUntil ?? reset, reset)
            }
        default: break
        }
        // Buckets that are full again say nothing.
        if buckets.count > 2_000 { buckets = buckets.filter { $0.value.resetsAt > now || $0.value.underWay > 0 } }
    }

    /// One request of the kind is under way no more.
    private mutating func leave(_ route: DiscordRoute) {
        guard var own = places[route], !own.isEmpty else { return }
        let place = own.removeFirst()
        places[route] = own.isEmpty ? nil : own
        if let bucket = buckets[place] { buckets[place]?.underWay = max(0, bucket.underWay - 1) }
    }

    private mutating func learn(_ route: DiscordRoute, _ name: String, _ headers: RateLimitHeaders, _ now: Timestamp) {
        let place = Place(bucket: name, major: route.major)
        if names.count < 1_000 || names[route.template] != nil { names[route.template] = name }
        guard let limit = headers.limit, let remaining = headers.remaining, let reset = headers.resetAfter else {
            return
        }
        var bucket = buckets[place] ?? Bucket(limit: limit, remaining: remaining, resetsAt: now)
        bucket.limit = max(1, limit)
        bucket.remaining = max(0, min(remaining, limit) - bucket.underWay)
        bucket.resetsAt = now + Self.delay(reset)
        buckets[place] = bucket
    }

    /// A delay in seconds, within reason: no number, or a negative one, is none.
    static func delay(_ seconds: Double) -> Duration {
        .milliseconds(seconds > 0 ? Int((min(seconds, 86_400) * 1000).rounded(.up)) : 0)
    }
}
