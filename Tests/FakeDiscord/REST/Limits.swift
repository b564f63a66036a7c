import Foundation

/// Limits of the REST API (https://docs.discord.com/developers/topics/rate-limits): buckets by route and major id, 50 in a
/// second over all, and a count of requests that are held against the address.
struct Limits: Sendable {
    private struct Bucket {
        var used = 0
        var resetsAt: Int64 = 0
    }

    private var buckets: [String: Bucket] = [:]
    private var recent: [Int64] = []
    /// Moments of 401, 403 and 429 in the last ten minutes.
    private(set) var invalid: [Int64] = []
    private(set) var mostInvalid = 0
    var stormUntil: Int64 = 0
    /// How many requests more are refused, whenever they come.
    var refusalsLeft = 0

    /// - Returns: the headers of a bucket, and the answer where the request is refused.
    mutating func take(_ route: Route, _ call: Call, _ scenario: Scenario, at now: Int64) -> (
        headers: [(String, String)], refusal: Reply?
    ) {
        if stormUntil > now { return ([], Self.refusal(Double(stormUntil - now) / 1000, scope: "shared")) }
        if refusalsLeft > 0, !route.isOpen {
            refusalsLeft -= 1
            return ([], Self.refusal(0.05, scope: "shared"))
        }
        guard scenario.limits else { return ([], nil) }
        if !route.isOpen {
            let span = Int64(1000 / scenario.compression)
            recent.removeAll { now - $0 >= span }
            if recent.count >= 50 {
                let wait = Double(max(1, span - (now - (recent.first ?? now)))) / 1000
                return ([], Self.refusal(wait, scope: "global"))
            }
            recent.append(now)
        }
        let (most, seconds) = route.limit
        let span = Int64(max(50, seconds * 1000 / scenario.compression))
        let key = "\(route.bucket):\(route.major(call))"
        var bucket = buckets[key] ?? Bucket()
        if bucket.resetsAt <= now { bucket = Bucket(used: 0, resetsAt: now + span) }
        let isFull = bucket.used >= most
        if !isFull { bucket.used += 1 }
        buckets[key] = bucket
        let rest = Double(bucket.resetsAt - now) / 1000
        let headers = [
            ("X-RateLimit-Limit", String(most)), ("X-RateLimit-Remaining", String(most - bucket.used)),
            ("X-RateLimit-Reset", String(format: "%.3f", Double(bucket.resetsAt) / 1000)),
            ("X-RateLimit-Reset-After", String(format: "%.3f", rest)), ("X-RateLimit-Bucket", route.bucket),
        ]
        return (headers, isFull ? Self.refusal(rest, scope: "user") : nil)
    }

    /// Notes an answer that is held against the address.
    mutating func note(_ reply: Reply, at now: Int64) {
        guard [401, 403, 429].contains(reply.status) else { return }
        if reply.headers.contains(where: { $0 == ("X-RateLimit-Scope", "shared") }) { return }
        invalid.append(now)
        invalid.removeAll { now - $0 >= 600_000 }
        mostInvalid = max(mostInvalid, invalid.count)
    }

    private static func refusal(_ seconds: Double, scope: String) -> Reply {
        let wait = (seconds * 1000).rounded(.up) / 1000
        var reply = Reply(
            [
                "message": .string(
                    scope == "shared" ? "The resource is being rate limited." : "You are being rate limited."),
                "retry_after": .number(wait), "global": .bool(scope == "global"),
            ], status: 429)
        reply.headers = [("Retry-After", String(Int(wait.rounded(.up)))), ("X-RateLimit-Scope", scope)]
        if scope == "global" { reply.headers.append(("X-RateLimit-Global", "true")) }
        return reply
    }
}

/// What was asked of the REST API.
struct RESTRecord: Sendable {
    var requests: [String: Int] = [:]
    var statuses: [Int: Int] = [:]
    var limited: [String: Int] = [:]
    var faults: [String: Int] = [:]
    var mostInvalid = 0
    /// The last requests, with their answers' status.
    var recent: [String] = []
    /// Actions that change something, with their reasons.
    var actions: [JSON] = []

    var json: JSON {
        func object(_ counts: [String: Int]) -> JSON {
            .object(counts.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .integer(Int64($0.value))) })
        }
        return [
            "requests": object(requests),
            "statuses": object(Dictionary(uniqueKeysWithValues: statuses.map { (String($0.key), $0.value) })),
            "recent": .array(recent.map { .string($0) }), "limited": object(limited), "faults": object(faults),
            "mostInvalid": .integer(Int64(mostInvalid)),
            "actions": .array(actions),
        ]
    }
}
