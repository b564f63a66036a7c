import Connectors
import Testing

@Suite("What is still to be fetched")
struct MissedSpansTests {
    private func channel(_ id: String, after: String = "10", upTo: String? = "30") -> MissedSpan {
        MissedSpan(guild: "1", channel: id, after: after, upTo: upTo)
    }
    private let log = MissedSpan(guild: "1", channel: nil, after: "5", upTo: "30")

    @Test("The audit log comes first, then the channels by turns, each once at a time")
    func turns() throws {
        var spans = MissedSpans()
        _ = spans.add([channel("2"), channel("3"), log])
        #expect(spans.channels == 2 && spans.auditLogs == ["1"] && spans.hasAudit(of: "1"))
        let first = (0..<4).map { _ in spans.take()?.key }
        #expect(first == ["audit/1", "2", "3", nil])
        var counted = [spans.finish(channel("3"), rest: channel("3", after: "20"))]
        counted.append(spans.finish(channel("2"), rest: channel("2", after: "20")))
        let second = (0..<2).map { _ in spans.take()?.key }
        #expect(second == ["2", "3"])
        counted.append(spans.finish(log, rest: nil))
        #expect(!spans.hasAudit(of: "1") && !spans.isEmpty)
        for id in ["2", "3"] { counted.append(spans.finish(channel(id, after: "20"), rest: nil)) }
        #expect(spans.isEmpty && counted == Array(repeating: true, count: 5))
    }

    @Test("What was lost again before it was fetched reaches from the earlier to the later")
    func grows() {
        var spans = MissedSpans(["2": channel("2", after: "20", upTo: "30")])
        let later = spans.add([channel("2", after: "40", upTo: "50")])
        #expect(later == [channel("2", after: "20", upTo: "50")])
        let earlier = spans.add([channel("2", after: "10", upTo: "40")])
        #expect(earlier == [channel("2", after: "10", upTo: "50")])
    }

    @Test("A span that grows while its last page is under way is not taken for fetched, though it looks the same")
    func growsMeanwhile() {
        var spans = MissedSpans()
        _ = spans.add([log])
        let taken = spans.take()
        let grown = spans.add([log])
        #expect(taken == log && grown == [log])
        let isCounted = spans.finish(log, rest: nil)
        #expect(!isCounted && spans.hasAudit(of: "1"))
        let again = spans.take()
        let isCountedThen = spans.finish(log, rest: nil)
        #expect(again == log && isCountedThen && spans.isEmpty)
    }
}
