import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Order and context")
struct OrderAndContextTests {
    /// The reasons behind the pair bruno → other after some words, whether or not a signal was raised.
    private func codes(_ scene: Scene, _ actor: Member, _ target: Member) -> [String: Double] {
        let community = Watch.hash(community: "harbour")
        guard let one = scene.watch.find(actor.id, community: community),
            let other = scene.watch.find(target.id, community: community),
            let pair = scene.watch.pairs.find(StableHash.of(one.key, other.key)),
            scene.watch.pairs.records[pair].file >= 0
        else { return [:] }
        let risk = ConversationRisk(weights: RiskWeights())
        let file = scene.watch.files.items[Int(scene.watch.pairs.records[pair].file)]
        let context = scene.watch.context(one, other, pair, Moment(scene.now))
        let tally = risk.tally(file, context, policy: risk.policy(file, context).code)
        return Dictionary(tally.parts.map { ($0.code, $0.logOdds) }, uniquingKeysWith: +)
    }

    @Test(
        "An order of stages adds when it is that order, and not the other way round",
        arguments: [
            ("order.trust_before_request", Cue.understands, Cue.picture),
            ("order.isolation_before_request", Cue.secret, Cue.picture),
            ("order.secrecy_after_request", Cue.picture, Cue.secret),
            ("order.desensitisation_before_request", Cue.normal, Cue.picture),
            ("order.offer_before_request", Cue.gift, Cue.picture),
            ("order.request_before_leverage", Cue.picture, Cue.gift),
            ("order.threat_after_request", Cue.picture, Cue.orElse),
            ("order.leverage_then_coercion", Cue.screenshots, Cue.orElse),
        ])
    func orders(code: String, first: CueHit, second: CueHit) {
        var scene = Scene()
        scene.direct(People.carla, People.denis, first)
        scene.wait(.minutes(5))
        scene.direct(People.carla, People.denis, second)
        #expect((codes(scene, People.carla, People.denis)[code] ?? 0) > 0.2)
        var reversed = Scene()
        reversed.direct(People.carla, People.denis, second)
        reversed.wait(.minutes(5))
        reversed.direct(People.carla, People.denis, first)
        #expect(codes(reversed, People.carla, People.denis)[code] == nil)
    }

    @Test("A mix of four stages and a request in three messages add")
    func mixAndRepetition() {
        var scene = Scene()
        scene.direct(People.carla, People.denis, Cue.howOld, Cue.understands)
        scene.direct(People.carla, People.denis, Cue.secret, Cue.picture)
        #expect(codes(scene, People.carla, People.denis)["order.many_stages"] != nil)
        #expect(codes(scene, People.carla, People.denis)["order.repeated_request"] == nil)
        scene.direct(People.carla, People.denis, Cue.picture)
        scene.direct(People.carla, People.denis, Cue.picture)
        #expect(codes(scene, People.carla, People.denis)["order.repeated_request"] != nil)
    }

    @Test("Ages, as far as they are known, speak for and against")
    func ages() {
        let cases: [(Member, Member, String, Bool)] = [
            (People.bruno, People.aline, "context.age_gap", true),
            (People.bruno, People.aline, "context.likely_minor", true),
            (People.bruno, People.aline, "context.likely_adult", true),
            (People.aline, Member(id: "peer", roles: ["13-17"]), "context.same_age", true),
            (People.bruno, Member(id: "peer", roles: ["18+"]), "context.both_adults", true),
            (People.carla, People.bruno, "context.adult_target", true),
            (People.carla, People.denis, "context.age_gap", false),
            (People.carla, People.denis, "context.both_adults", false),
            (People.bruno, People.aline, "context.same_age", false),
        ]
        for (actor, target, code, expected) in cases {
            var scene = Scene()
            scene.direct(actor, target, Cue.picture)
            #expect((codes(scene, actor, target)[code] != nil) == expected, "\(code)")
        }
    }

    @Test("Staff over a newcomer weighs more than staff over a member, and staff over staff nothing")
    func staff() {
        let newcomer = Member(id: "fresh", joinedAt: Scene.start - .days(2))
        let old = Member(id: "old", joinedAt: Scene.start - .days(400))
        let colleague = Member(id: "colleague", staff: true)
        let expected: [(Member, String?)] = [
            (newcomer, "context.staff_over_newcomer"), (old, "context.staff_over_member"), (colleague, nil),
        ]
        for (target, code) in expected {
            var scene = Scene()
            scene.direct(People.staff, target, Cue.picture)
            let found = codes(scene, People.staff, target).keys.filter { $0.hasPrefix("context.staff") }
            #expect(found == (code.map { [$0] } ?? []))
        }
    }

    @Test("An account of less than two weeks adds; an older one does not")
    func newAccount() {
        for (days, expected) in [(3, true), (40, false)] {
            var scene = Scene()
            let actor = Member(id: "someone", createdAt: scene.now - .days(days))
            scene.direct(actor, People.denis, Cue.picture)
            #expect((codes(scene, actor, People.denis)["context.new_account"] != nil) == expected)
        }
    }

    @Test("A gift near the request adds; one long before does not; a gift alone is nothing")
    func gifts() {
        var scene = Scene()
        scene.happens(.giftOffered, People.carla, People.denis, .gift(Gift(id: "g")))
        #expect(codes(scene, People.carla, People.denis)["context.gift_near_request"] == nil)
        scene.direct(People.carla, People.denis, Cue.picture)
        #expect(codes(scene, People.carla, People.denis)["context.gift_near_request"] != nil)
        var late = Scene()
        late.happens(.giftOffered, People.carla, People.denis, .gift(Gift(id: "g")))
        late.wait(.days(20))
        late.direct(People.carla, People.denis, Cue.picture)
        #expect(codes(late, People.carla, People.denis)["context.gift_near_request"] == nil)
    }

    @Test("A moderator who helps a banned player back raises nothing")
    func helpfulModerator() {
        var scene = Scene()
        scene.happens(.memberBanned, People.staff, People.carla, .membership(Membership(reason: "spam")))
        scene.wait(.hours(3))
        scene.direct(People.carla, People.staff)
        scene.direct(People.staff, People.carla)
        scene.happens(.memberUnbanned, People.staff, People.carla, .membership(Membership(reason: "appeal accepted")))
        scene.direct(People.staff, People.carla)
        #expect(scene.signals.isEmpty)
    }

    @Test("A long exchange in both directions and a target who came first speak against")
    func protectiveContext() {
        var scene = Scene()
        scene.chat(People.denis, People.carla, messages: 15, over: .days(50))
        scene.direct(People.carla, People.denis, Cue.picture)
        let found = codes(scene, People.carla, People.denis)
        #expect((found["context.long_standing"] ?? 0) < 0)
        #expect((found["context.target_initiated"] ?? 0) < 0)
        #expect(found["context.new_contact"] == nil)
        var fresh = Scene()
        fresh.direct(People.carla, People.denis, Cue.picture)
        let other = codes(fresh, People.carla, People.denis)
        #expect(other["context.long_standing"] == nil)
        #expect(other["context.target_initiated"] == nil)
        #expect(other["context.new_contact"] != nil)
    }

    @Test("Requests both ways speak against, unless something is offered or threatened")
    func mutualRequests() {
        var scene = Scene()
        scene.direct(People.denis, People.carla, Cue.picture)
        scene.direct(People.carla, People.denis, Cue.picture)
        #expect((codes(scene, People.carla, People.denis)["context.mutual_requests"] ?? 0) < 0)
        scene.direct(People.carla, People.denis, Cue.gift)
        #expect(codes(scene, People.carla, People.denis)["context.mutual_requests"] == nil)
    }

    @Test("Eight messages with no answer add; a conversation does not")
    func oneSided() {
        var scene = Scene()
        for _ in 0..<8 { scene.direct(People.carla, People.denis, Cue.compliment) }
        #expect(codes(scene, People.carla, People.denis)["context.one_sided"] != nil)
        for _ in 0..<6 { scene.direct(People.denis, People.carla) }
        #expect(codes(scene, People.carla, People.denis)["context.one_sided"] == nil)
    }

    @Test("Every code that is produced has a sentence in both languages")
    func sentences() {
        for code in ContributionTexts.codes {
            for figure in [nil, 3.0, 2.5, .infinity] as [Double?] {
                let text = ContributionTexts.text(for: code, figure: figure)
                #expect(text.fr != code && text.en != code && !text.fr.contains("#") && !text.en.contains("#"))
            }
        }
        #expect(ContributionTexts.text(for: "power.no_reason", figure: nil).en == "No reason was given.")
        #expect(ContributionTexts.text(for: "feature.fan_out", figure: 17).fr.hasPrefix("17 nouveaux"))
        #expect(ContributionTexts.text(for: "feature.unheard_of", figure: 1).en == "feature.unheard_of")
        #expect(ContributionTexts.codes.count >= 48)
    }
}
