import Connectors
import SafetyModel
import Testing

@Suite("Discord's rate limits")
struct RateLimiterTests {
    private let route = DiscordRoute("GET /channels/{}/messages", major: "600")

    private func headers(_ remaining: Int, limit: Int = 5, after: Double = 2, bucket: String = "b") -> RateLimitHeaders
    {
        RateLimitHeaders(bucket: bucket, limit: limit, remaining: remaining, resetAfter: after)
    }

    @Test("A kind of request that is not known yet goes one at a time, until the first answer teaches its bucket")
    func probe() {
        var limiter = RateLimiter()
        #expect(limiter.ask(route, at: start) == .go)
        #expect(limiter.ask(route, at: start) == .wait(until: second(0.05)))
        limiter.answered(route, status: 200, headers(4), at: start)
        for _ in 0..<4 { #expect(limiter.ask(route, at: start) == .go) }
        #expect(limiter.ask(route, at: start) == .wait(until: start + .seconds(2)))
    }

    @Test("A bucket is full again after its span, less what is under way")
    func refills() {
        var limiter = RateLimiter()
        _ = limiter.ask(route, at: start)
        limiter.answered(route, status: 200, headers(0), at: start)
        #expect(limiter.ask(route, at: start) == .wait(until: second(2)))
        for _ in 0..<5 { #expect(limiter.ask(route, at: second(2)) == .go) }
        #expect(limiter.ask(route, at: second(2)) != .go)
    }

    @Test("Another channel has its own count in the same bucket; two kinds in one bucket share it")
    func buckets() {
        var limiter = RateLimiter()
        let other = DiscordRoute("GET /channels/{}/messages", major: "601")
        let sibling = DiscordRoute("PATCH /channels/{}", major: "600")
        for one in [route, sibling] {
            _ = limiter.ask(one, at: start)
            limiter.answered(one, status: 200, headers(0), at: start)
        }
        #expect(limiter.ask(other, at: start) == .go)
        #expect(limiter.ask(sibling, at: start) == .wait(until: second(2)))
    }

    @Test("A 429 shuts its bucket for as long as Discord says")
    func tooMany() {
        var limiter = RateLimiter()
        _ = limiter.ask(route, at: start)
        var answer = headers(0, after: 1)
        answer.retryAfter = 64.57
        answer.scope = "user"
        limiter.answered(route, status: 429, answer, at: start)
        #expect(limiter.ask(route, at: start) == .wait(until: second(64.57)))
        #expect(limiter.invalidCount == 1)
    }

    @Test("A global 429 shuts everything but answers to interactions")
    func global() {
        var limiter = RateLimiter()
        _ = limiter.ask(route, at: start)
        limiter.answered(route, status: 429, RateLimitHeaders(scope: "global", retryAfter: 3), at: start)
        #expect(limiter.ask(DiscordRoute("GET /users/@me"), at: start) == .wait(until: second(3)))
        #expect(limiter.ask(DiscordRoute("POST /interactions/{}", isGlobal: false), at: start) == .go)
    }

    @Test("A second, shorter global 429 does not open what the first shut")
    func globalTwice() {
        var limiter = RateLimiter()
        for seconds in [30, 1] as [Double] {
            limiter.answered(
                route, status: 429, RateLimitHeaders(scope: "global", retryAfter: seconds), at: start)
        }
        #expect(limiter.ask(route, at: second(2)) == .wait(until: second(30)))
    }

    @Test("A kind that Discord moves to another bucket, and back, never waits for requests that were answered")
    func movedBuckets() {
        var limiter = RateLimiter()
        _ = limiter.ask(route, at: start)
        limiter.answered(route, status: 200, headers(1, limit: 2), at: start)
        let other = DiscordRoute(route.template, major: "601")
        for moved in ["c", "b"] {
            // Two of them were asked while the kind was in the bucket that it leaves.
            for one in [route, other] { _ = limiter.ask(one, at: second(10)) }
            for one in [route, other] {
                limiter.answered(one, status: 200, headers(0, limit: 2, bucket: moved), at: second(10))
            }
        }
        for one in [route, other] {
            #expect(limiter.ask(one, at: second(20)) == .go)
            #expect(limiter.ask(one, at: second(20)) == .go)
            #expect(limiter.ask(one, at: second(20)) != .go)
        }
    }

    @Test("What a resource that many share refuses does not count against the address")
    func shared() {
        var limiter = RateLimiter()
        _ = limiter.ask(route, at: start)
        limiter.answered(route, status: 429, RateLimitHeaders(scope: "shared", retryAfter: 3), at: start)
        #expect(limiter.invalidCount == 0)
    }

    @Test("Fifty a second go over all, no more")
    func fifty() {
        var limiter = RateLimiter()
        var gone = 0
        for number in 0..<80 where limiter.ask(DiscordRoute("GET /\(number)"), at: start) == .go { gone += 1 }
        #expect(gone == 50)
        #expect(limiter.ask(DiscordRoute("GET /x"), at: start) == .wait(until: second(1)))
        #expect(limiter.ask(DiscordRoute("GET /x"), at: second(1)) == .go)
    }

    @Test("Well before ten thousand refused requests in ten minutes everything waits")
    func invalid() {
        var limiter = RateLimiter()
        for number in 0..<9_000 {
            limiter.answered(DiscordRoute("\(number)"), status: 403, RateLimitHeaders(), at: start)
        }
        #expect(limiter.ask(route, at: second(1)) == .wait(until: second(600)))
        #expect(limiter.ask(route, at: second(600)) == .go)
    }

    @Test("After a 401 nothing goes any more")
    func unauthorised() {
        var limiter = RateLimiter()
        limiter.answered(route, status: 401, RateLimitHeaders(), at: start)
        #expect(limiter.ask(route, at: second(9_999)) == .refused)
    }

    @Test(
        "Headers that make no sense wait at most a day, and never trap", arguments: [Double.nan, .infinity, -1, 1e300])
    func odd(number: Double) {
        var limiter = RateLimiter()
        _ = limiter.ask(route, at: start)
        limiter.answered(
            route, status: 429,
            RateLimitHeaders(bucket: "b", limit: -1, remaining: .max, resetAfter: number, retryAfter: number), at: start
        )
        #expect(limiter.ask(route, at: start + .days(1) + .seconds(1)) == .go)
    }
}
