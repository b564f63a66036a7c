import Evaluation
import Testing

@Suite("Figures of early alarms")
struct EarlyDetectionTests {
    private let items: [EarlyDetection.Item] = [
        .init(label: true, alarmAt: 3, messages: 20), .init(label: true, alarmAt: 10, messages: 40),
        .init(label: true, alarmAt: nil, messages: 30), .init(label: false, alarmAt: 5, messages: 50),
        .init(label: false, alarmAt: nil, messages: 60), .init(label: false, alarmAt: nil, messages: 10),
        .init(label: true, alarmAt: 30, messages: 30), .init(label: false, alarmAt: nil, messages: 8),
    ]

    @Test(
        "ERDE is what its formula gives: latency for alarms, one for a miss, the share of positives for a false alarm")
    func erde() {
        let early = EarlyDetection(items)
        #expect(isNear(early.erde(5), 0.4515637588854931))
        #expect(isNear(early.erde(50), 0.1875000002576442))
    }

    @Test("one alarm at exactly o messages costs one half")
    func half() {
        let early = EarlyDetection([.init(label: true, alarmAt: 50, messages: 90)])
        #expect(isNear(early.erde(50), 0.5))
    }

    @Test("the penalty is nothing at the first message and one half at k50, the median length of positives")
    func penalty() {
        let early = EarlyDetection(items)
        #expect(early.k50 == 30)
        #expect(early.penalty(1) == 0)
        #expect(isNear(early.penalty(30), 0.5))
        #expect(isNear(early.speed, 0.8311581183367309))
        #expect(isNear(early.latencyF1, 0.6233685887525482))
    }

    @Test("alarms are early when at most half of the conversation was seen")
    func beforeHalf() {
        #expect(isNear(EarlyDetection(items).shareBeforeHalf, 2.0 / 3))
        #expect(EarlyDetection(items).alarmShares == [0.15, 0.25, 1])
        #expect(EarlyDetection([.init(label: true, alarmAt: 2, messages: 4)]).shareBeforeHalf == 1)
        #expect(EarlyDetection([.init(label: true, alarmAt: 2, messages: 3)]).shareBeforeHalf == 0)
    }

    @Test("without positives there is no ERDE and no k50; with all missed F-latency is zero and there is no speed")
    func missing() {
        let innocent = EarlyDetection([
            .init(label: false, alarmAt: 1, messages: 5), .init(label: false, alarmAt: nil, messages: 5),
        ])
        #expect(innocent.erde(50) == nil)
        #expect(innocent.k50 == nil)
        #expect(innocent.speed == nil)
        #expect(innocent.confusion.falseAlarmsPer10000 == 5000)
        let missed = EarlyDetection([.init(label: true, alarmAt: nil, messages: 5)])
        #expect(missed.erde(50) == 1)
        #expect(missed.latencyF1 == 0)
        #expect(missed.speed == nil)
        #expect(EarlyDetection([]).erde(5) == nil)
        #expect(EarlyDetection([.init(label: true, alarmAt: 1, messages: 1)]).latencyF1 == 1)
    }
}
