import Foundation
import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Conversation risk")
struct ConversationRiskTests {
    @Test("A picture asked for a gift, within minutes, is a possible solicitation")
    func giftForPicture() throws {
        var scene = Scene()
        scene.direct(People.bruno, People.aline, Cue.gift)
        scene.direct(People.bruno, People.aline, Cue.picture)
        let signal = try #require(scene.signals.first)
        #expect(signal.policy == "minor.solicitation")
        #expect(signal.subject == "bruno")
        #expect(signal.counterpart == "aline")
        #expect(signal.counterpartName == "Aline")
        #expect(signal.evidence.map(\.event.id) == ["event-1", "event-2"])
        #expect(signal.evidence.first?.cues.first?.cue == "test.leverage.gift")
        #expect(signal.evidence.first?.author == "bruno")
        #expect(scene.signals.count == 1)
    }

    @Test("The contributions, the prior among them, sum to the log-odds of the score and stand largest first")
    func contributionsSum() {
        var scene = Scene()
        scene.happens(.giftOffered, People.bruno, People.aline, .gift(Gift(id: "g1")))
        scene.direct(People.bruno, People.aline, Cue.compliment, Cue.howOld)
        scene.direct(People.bruno, People.aline, Cue.secret, Cue.picture)
        scene.direct(People.bruno, People.aline, Cue.gift, Cue.pictureAgain)
        scene.direct(People.bruno, People.aline, Cue.screenshots, Cue.orElse)
        for index in 0..<6 { scene.say(People.denis, to: "carla", Cue.insult, Cue.threat, hostile: Double(index) / 6) }
        #expect(scene.signals.count >= 3)
        for signal in scene.signals {
            let sum = signal.contributions.reduce(0) { $0 + $1.logOdds }
            #expect(abs(sum - log(signal.score / (1 - signal.score))) < 1e-9, "\(signal.policy)")
            #expect(signal.contributions.map(\.logOdds) == signal.contributions.map(\.logOdds).sorted(by: >))
            #expect(signal.contributions.contains { $0.code == "context.prior" })
        }
    }

    @Test("Trust, questions, secrecy and banalisation over two months, without a request, are possible grooming")
    func slowGrooming() {
        var scene = Scene()
        for _ in 0..<8 {
            scene.direct(People.bruno, People.aline, Cue.compliment)
            scene.direct(People.aline, People.bruno)
            scene.direct(People.bruno, People.aline, Cue.whichSchool, Cue.understands)
            scene.wait(.days(7))
        }
        #expect(scene.signals.isEmpty)
        scene.direct(People.bruno, People.aline, Cue.secret)
        scene.wait(.days(2))
        scene.direct(People.bruno, People.aline, Cue.normal)
        #expect(scene.policies(about: "bruno") == ["minor.grooming"])
    }

    @Test("Extortion within ten minutes is told at the threat, and again as the graver policy")
    func fastExtortion() {
        var scene = Scene()
        scene.direct(People.bruno, People.aline, Cue.gift, Cue.picture)
        scene.direct(People.bruno, People.aline, Cue.picture)
        scene.direct(People.bruno, People.aline, Cue.screenshots, Cue.orElse)
        scene.direct(People.bruno, People.aline, Cue.orElse)
        #expect(scene.policies(about: "bruno") == ["minor.solicitation", "sextortion"])
    }

    @Test("Adults are protected from extortion too")
    func extortionOfAnAdult() {
        var scene = Scene()
        let other = Member(id: "other", roles: ["18+"])
        scene.direct(People.bruno, other, Cue.screenshots)
        scene.direct(People.bruno, other, Cue.orElse)
        #expect(scene.policies(about: "bruno") == ["sextortion"])
    }

    @Test("An offer for a picture is a solicitation, though nothing else asks for one")
    func offerForPicture() {
        var scene = Scene()
        scene.direct(People.bruno, People.aline, Cue.gift, Cue.secret)
        scene.direct(People.bruno, People.aline, Cue.gift, Cue.normal)
        #expect(scene.policies(about: "bruno") == ["minor.solicitation"])
    }

    @Test("A word of payment and of secrecy, where nothing was asked, is no extortion: siblings plan a surprise")
    func nothingAsked() {
        var scene = Scene()
        let payment = Cue.hit("coercion.payment", .coercion, "sextortion", 1.5)
        scene.direct(People.bruno, People.aline, payment, Cue.compliment)
        scene.direct(People.bruno, People.aline, Cue.secret)
        #expect(scene.signals.isEmpty)
    }

    @Test("A lever of staff with a request is possible coercion by staff, and the signal says that it was staff")
    func staffCoercion() throws {
        var scene = Scene()
        scene.happens(.memberBanned, People.staff, People.carla, .membership(Membership()))
        scene.direct(People.staff, People.carla, Cue.unban, Cue.picture)
        let signal = try #require(scene.signals.first)
        #expect(signal.policy == "staff.coercion")
        #expect(signal.subjectIsStaff)
        #expect(signal.contributions.contains { $0.code == "context.ban_near_request" })
    }

    @Test("Weak cues saturate below the threshold, however many and in the gravest surroundings")
    func weakCuesAlone() {
        var scene = Scene()
        let mighty = Member(id: "mighty", staff: true, roles: ["18+"])
        let young = Member(id: "young", joinedAt: scene.now - .hours(2), roles: ["-15"])
        for _ in 0..<200 {
            scene.direct(mighty, young, Cue.compliment, Cue.howOld, Cue.understands, Cue.whichSchool)
        }
        #expect(scene.signals.isEmpty)
    }

    @Test("Friends of one age who share photos are left alone")
    func friends() {
        var scene = Scene()
        let friend = Member(id: "friend", roles: ["13-17"])
        scene.chat(friend, People.aline, messages: 40, over: .days(60))
        for _ in 0..<5 {
            scene.direct(friend, People.aline, Cue.picture)
            scene.direct(People.aline, friend, Cue.picture, Cue.compliment)
            scene.wait(.days(1))
        }
        #expect(scene.signals.isEmpty)
    }

    @Test("A couple of adults is left alone, as long as nobody is pressed")
    func couple() {
        var scene = Scene()
        let partner = Member(id: "partner", roles: ["18+"])
        scene.chat(People.bruno, partner, messages: 20, over: .days(10))
        for _ in 0..<6 {
            scene.direct(People.bruno, partner, Cue.picture, Cue.compliment, Cue.secret)
            scene.direct(partner, People.bruno, Cue.compliment)
        }
        #expect(scene.signals.isEmpty)
    }

    @Test("Requests between members whose age nobody knows stay below the threshold")
    func unknownAges() {
        var scene = Scene()
        for _ in 0..<3 { scene.direct(People.carla, People.denis, Cue.picture) }
        #expect(scene.signals.isEmpty)
    }

    @Test("The same words in public weigh less than in private")
    func publicWeighsLess() throws {
        var inPublic = Scene()
        for _ in 0..<3 { inPublic.say(People.bruno, to: "aline", Cue.gift, Cue.picture, Cue.secret) }
        var inPrivate = Scene()
        for _ in 0..<3 { inPrivate.direct(People.bruno, People.aline, Cue.gift, Cue.picture, Cue.secret) }
        let first = try #require(inPublic.signals.first)
        #expect(first.score < (try #require(inPrivate.signals.first).score))
        #expect(first.contributions.contains { $0.code == "context.public_channel" && $0.logOdds < 0 })
    }

    @Test("Evidence fades: the same cues a year apart raise nothing")
    func decay() {
        var scene = Scene()
        scene.direct(People.bruno, People.aline, Cue.gift)
        scene.wait(.days(365))
        scene.direct(People.bruno, People.aline, Cue.picture)
        #expect(scene.signals.isEmpty)
    }

    @Test("A signal is not repeated, until a quiet week has passed and new words come")
    func noRepetition() {
        var scene = Scene()
        for _ in 0..<20 { scene.direct(People.bruno, People.aline, Cue.gift, Cue.picture) }
        #expect(scene.signals.count == 1)
        scene.wait(.days(8))
        scene.direct(People.bruno, People.aline)
        #expect(scene.signals.count == 1)
        scene.direct(People.bruno, People.aline, Cue.picture)
        #expect(scene.signals.count == 2)
    }

    @Test("What was asked before the age was told is weighed again once it is")
    func ageToldLater() {
        var scene = Scene()
        scene.direct(People.bruno, People.carla, Cue.secret, Cue.picture)
        #expect(scene.signals.isEmpty)
        let raised = scene.direct(People.carla, People.bruno, age: StatedAge(years: 13...13, confidence: 0.9))
        #expect(raised.map(\.policy) == ["minor.solicitation"])
        #expect(raised.first?.subject == "bruno")
        #expect(raised.first?.counterpart == "carla")
    }

    @Test("An edit counts its new words, and what the message said already only once")
    func edits() throws {
        var scene = Scene()
        scene.direct(People.bruno, People.aline, Cue.picture, message: "m1")
        let once = try #require(scene.watch.files.items.first).stages
        scene.direct(People.bruno, People.aline, Cue.picture, message: "m1", type: .messageEdited)
        #expect(abs(try #require(scene.watch.files.items.first).stages[5] - once[5]) < 0.001)
        scene.direct(People.bruno, People.aline, Cue.picture, Cue.gift, message: "m1", type: .messageEdited)
        #expect(scene.signals.count == 1)
    }

    @Test("Messages deleted after a request add a little; deletions before any request add nothing")
    func deletions() throws {
        var scene = Scene()
        scene.happens(
            .messageDeleted, People.bruno, People.aline, channel: Channel(id: "d", kind: .direct),
            .message(Message(id: "m0")))
        scene.direct(People.bruno, People.aline, Cue.picture, message: "m1")
        #expect(try #require(scene.watch.files.items.first).deletedAt == .never)
        scene.happens(
            .messageDeleted, People.bruno, People.aline, channel: Channel(id: "d", kind: .direct),
            .message(Message(id: "m1")))
        scene.direct(People.bruno, People.aline, Cue.gift)
        #expect(try #require(scene.signals.first).contributions.contains { $0.code == "feature.deleted_after" })
    }

    @Test("The threshold of the taxonomy decides")
    func threshold() {
        func policy(_ threshold: Double) -> Taxonomy {
            Taxonomy([
                Policy(
                    code: "minor.solicitation", severity: Severity(1), title: LocalizedText(fr: "", en: ""),
                    meaning: LocalizedText(fr: "", en: ""), deadlineHours: 1, threshold: threshold)
            ])
        }
        for (threshold, count) in [(0.05, 1), (0.999, 0)] {
            var scene = Scene(taxonomy: policy(threshold))
            scene.direct(People.bruno, People.aline, Cue.picture, Cue.moveAway)
            #expect(scene.signals.count == count)
        }
    }

    @Test("The twelve references kept are the newest and the gravest of long ago, oldest first")
    func evidenceRing() throws {
        var scene = Scene()
        scene.direct(People.bruno, People.aline, Cue.secret)
        for _ in 0..<30 { scene.direct(People.bruno, People.aline, Cue.compliment) }
        scene.direct(People.bruno, People.aline, Cue.gift, Cue.picture)
        let evidence = try #require(scene.signals.first).evidence
        #expect(evidence.count == 12)
        #expect(evidence.first?.event.id == "event-1")
        #expect(evidence.last?.event.id == "event-32")
        #expect(evidence.map(\.time) == evidence.map(\.time).sorted())
    }

    @Test(
        "Of a pair of whom nothing weighs six references are kept; from the first grave word on all, and ids stay what they were"
    )
    func lightEvidence() throws {
        var file = PairFile()
        func entry(_ id: String, _ second: Int) -> Evidence {
            Evidence(
                source: "test:x", id: id, message: UInt64(second), time: Timestamp(milliseconds: Int64(second) * 1000),
                weight: 0.1)
        }
        for number in 0..<20 { file.keep(entry("\(1_234_567_890_123 + number)", number)) }
        #expect(file.evidence.count == 6)
        #expect(file.evidence.last?.id.text == "1234567890142")
        file.add(.request, weight: 1, ceiling: 2, now: Moment(seconds: 30))
        for (place, id) in ["007", "+1", "", "18446744073709551616", "$abc", "0"].enumerated() {
            file.keep(entry(id, 30 + place))
        }
        #expect(file.evidence.count == 12)
        #expect(file.evidence.suffix(6).map(\.id.text) == ["007", "+1", "", "18446744073709551616", "$abc", "0"])
    }
}
