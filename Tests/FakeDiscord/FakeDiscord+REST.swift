import Foundation

/// What comes over HTTP, with what goes wrong on the way.
extension FakeDiscord {
    func answer(_ call: Call) async -> Reply {
        if call.path.hasPrefix("/_fake/") { return control(call) }
        world.ours = Self.clock()
        guard let (route, parameters) = Routes.find(call.method, call.path) else {
            requests.requests["\(call.method) \(call.path)", default: 0] += 1
            requests.statuses[404, default: 0] += 1
            return .notFound
        }
        var call = call
        call.parameters = parameters
        requests.requests["\(route.method) \(route.template)", default: 0] += 1
        if dice.rolls(faults.slow) {
            requests.faults["slow", default: 0] += 1
            try? await Task.sleep(for: .seconds(faults.slowSeconds))
        }
        let now = Self.clock()
        world.ours = now
        if limits.stormUntil <= now, dice.rolls(faults.storm) {
            requests.faults["storm", default: 0] += 1
            limits.stormUntil = now + Int64(faults.stormSeconds * 1000)
        }
        let (headers, refusal) = limits.take(route, call, scenario, at: now)
        var reply: Reply
        if let refusal {
            reply = refusal
            requests.limited[refusal.headers.first { $0.0 == "X-RateLimit-Scope" }?.1 ?? "", default: 0] += 1
        } else if dice.rolls(faults.serverError) {
            requests.faults["serverError", default: 0] += 1
            reply = Reply("upstream connect error", status: [500, 502, 503, 504][dice.below(4)])
        } else {
            reply = Routes.answer(route, call, &world)
            if call.method != "GET", reply.status < 300 { note(call, route) }
            if call.method != "POST", dice.rolls(faults.lostAnswer) {
                requests.faults["lostAnswer", default: 0] += 1
                reply = Reply("upstream reset", status: 502)
            }
        }
        reply.headers = headers + reply.headers
        limits.note(reply, at: now)
        requests.statuses[reply.status, default: 0] += 1
        let query = call.query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
        requests.recent.append("\(reply.status) \(call.method) \(call.path)?\(query) \(reply.body.elements.count)")
        if requests.recent.count > 400 { requests.recent.removeFirst(200) }
        tellAll()
        return reply
    }

    private func note(_ call: Call, _ route: Route) {
        // Answers to interactions are kept with their interactions.
        guard !route.isOpen else { return }
        requests.actions.append([
            "method": .string(call.method), "path": .string(call.path), "template": .string(route.template),
            "reason": .text(call.reason), "body": call.body,
        ])
    }
}
