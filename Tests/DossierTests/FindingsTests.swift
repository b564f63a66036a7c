import Dossier
import SafetyModel
import Testing

@Suite("Findings out of signals")
struct FindingsTests {
    @Test("Signals about the same two and the same policy become one finding, with the highest score")
    func merged() throws {
        let findings = SampleDossier.findings.findings
        #expect(findings.map(\.policy) == ["minor.solicitation", "harassment.pile_on"])
        let first = try #require(findings.first)
        #expect(first.score == 0.968_44)
        #expect(first.messages.map(\.event.id) == ["m03", "m05", "m06", "m08", "m10"])
        #expect(first.first == SampleDossier.time(0, 3))
        #expect(first.last == SampleDossier.time(4, 128))
        #expect(first.subjectIsStaff && first.subjectName == "Capitaine Orion")
        #expect(first.stages[.request] == 2.7)
        #expect(first.title.en == "soliciting pictures from a minor")
    }

    @Test("Graver comes first, then likelier, whatever order the signals come in")
    func order() {
        let detector = Detector(name: "d", version: 1)
        func signal(_ policy: PolicyCode, _ score: Double, _ subject: String) -> Signal {
            Signal(
                policy: policy, score: score, community: "", subject: subject, time: SampleDossier.time(0),
                event: EventKey(source: "s", id: subject), detector: detector)
        }
        let signals = [
            signal("unknown.policy", 0.99, "z"), signal("harassment.pile_on", 0.9, "b"),
            signal("minor.solicitation", 0.6, "a"), signal("harassment.pile_on", 0.95, "c"),
            signal("harassment.pile_on", 0.9, "a"),
        ]
        for rotation in signals.indices {
            let rotated = Array(signals[rotation...] + signals[..<rotation])
            let findings = Findings(signals: rotated, taxonomy: SampleDossier.taxonomy).findings
            #expect(
                findings.map { "\($0.policy) \($0.subject)" } == [
                    "minor.solicitation a", "harassment.pile_on c", "harassment.pile_on a", "harassment.pile_on b",
                    "unknown.policy z",
                ])
        }
    }

    @Test("Evidence that several signals share stands once, with all its cues; stages fall back on cue weights")
    func union() throws {
        let key = EventKey(source: "s", id: "m")
        func hit(_ cue: String, _ weight: Double, _ range: Range<Int>) -> CueHit {
            CueHit(cue: cue, stage: .request, policy: "minor.solicitation", weight: weight, range: range)
        }
        func signal(_ id: String, _ cues: [CueHit]) -> Signal {
            Signal(
                policy: "minor.solicitation", score: 0.7, community: "", subject: "a", counterpart: "b",
                time: SampleDossier.time(0), event: EventKey(source: "s", id: id),
                detector: Detector(name: "d", version: 1),
                evidence: [EvidenceReference(event: key, time: SampleDossier.time(0), cues: cues)])
        }
        let shared = hit("one", 1, 4..<6)
        let signals = [signal("1", [shared]), signal("2", [shared, hit("two", 0.5, 0..<2)])]
        let finding = try #require(Findings(signals: signals, taxonomy: SampleDossier.taxonomy).findings.first)
        #expect(finding.messages.count == 1)
        #expect(finding.messages[0].cues.map(\.cue) == ["two", "one"])
        #expect(finding.stages == [.request: 1.5])
    }

    @Test("findings.json has the agreed shape, to the byte")
    func golden() {
        var findings = SampleDossier.findings
        findings.findings = Array(findings.findings.prefix(1))
        findings.findings[0].messages = Array(findings.findings[0].messages.prefix(2))
        findings.inputs = Array(findings.inputs.suffix(1))
        let json = String(
            decoding: findings.json(language: .english, contributionText: SampleDossier.contributionText), as: UTF8.self
        )
        #expect(
            json == """
                {"inputs":[{"path":"exports/Messages privés - lou_ [456].json","format":"discord-export","bytes":18204,\
                "sha256":"60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752","messages":10}],\
                "findings":[{"policy":"minor.solicitation","score":0.968,"subject":"a1","counterpart":"b7",\
                "first":"2026-06-16T20:17:03.120Z","last":"2026-06-20T22:22:03.120Z",\
                "stages":{"profiling":1.1,"trust":0.9,"isolation":1.8,"request":2.7,"leverage":1.7,"coercion":2.1},\
                "messages":[{"id":"m03","time":"2026-06-16T20:17:03.120Z","cues":["fr.profiling.age","fr.profiling.school"]},\
                {"id":"m05","time":"2026-06-18T21:15:03.120Z","cues":["fr.trust.mature"]}],\
                "why":"A request for pictures or favours. Threats to obtain something. Requests for secrecy, or to talk \
                away from others. Something is offered or withheld to obtain it. The other person is likely a minor. \
                Questions about age, school, family or daily routine."}],\
                "skipped":[{"path":"exports/ancien.html","reason":"html_export","message":"It is an HTML export, made for \
                reading on screen.","advice":"Export again with DiscordChatExporter's format JSON: --format Json."}]}
                """)
    }

    @Test("The manifest names every input and output with its check sum")
    func manifest() {
        let json = String(
            decoding: DossierManifest.json(
                inputs: SampleDossier.findings.inputs,
                outputs: [.init(path: "index.html", bytes: 3, sha256: "abc")], making: SampleDossier.making),
            as: UTF8.self)
        #expect(json.hasPrefix(#"{"made":"2026-06-26T20:14:03.120Z","vigie":"0.1.0","command":"vigie scan"#))
        #expect(json.hasSuffix(#""outputs":[{"path":"index.html","bytes":3,"sha256":"abc"}]}"#))
    }
}

@Suite("The messages around the evidence")
struct ExchangeTests {
    @Test("What the two wrote to each other around the evidence is picked, others' words are not")
    func around() throws {
        let findings = SampleDossier.findings.findings
        var collector = ExchangeCollector(findings)
        let stranger = Event(
            id: "s", source: "discord:guild/500", type: .messagePosted, time: SampleDossier.time(0, 1),
            actor: Member(id: "a1"), target: Member(id: "z9"), body: .message(Message(text: "à quelqu'un d'autre")))
        for event in [stranger] + SampleDossier.events { collector.observe(event) }
        let exchange = try #require(collector.exchanges.first)
        #expect(exchange.messages.map(\.event.id) == SampleDossier.lines.map(\.id))
        #expect(exchange.messages.filter(\.isEvidence).map(\.event.id) == ["m03", "m05", "m06", "m08", "m10"])
        #expect(exchange.omittedEvidence == 0)
        #expect(collector.exchanges[1].messages.map(\.event.id) == ["x1"])
        #expect(collector.exchanges[1].messages[0].attachments == ["image"])
    }

    @Test("A huge exchange is capped, the weightiest evidence stays, and what is missing is counted")
    func capped() throws {
        var signal = SampleDossier.signals[1]
        signal.evidence = (0..<500).map { number in
            EvidenceReference(
                event: EventKey(source: "s", id: "\(number)"), time: SampleDossier.time(0, number), author: "a1",
                cues: [
                    CueHit(
                        cue: "c", stage: .request, policy: signal.policy, weight: number == 250 ? 3 : 0.2, range: 0..<1)
                ])
        }
        let findings = Findings(signals: [signal], taxonomy: SampleDossier.taxonomy).findings
        var collector = ExchangeCollector(findings)
        for number in 0..<1500 {
            collector.observe(
                Event(
                    id: "\(number)", source: "s", type: .messagePosted, time: SampleDossier.time(0, number),
                    actor: Member(id: "a1"), target: Member(id: "b7"),
                    body: .message(Message(text: String(repeating: "é", count: 5000)))))
        }
        let exchange = try #require(collector.exchanges.first)
        #expect(exchange.messages.count <= 60)
        #expect(exchange.messages.contains { $0.event.id == "250" })
        #expect(exchange.omittedEvidence == 470)
        #expect(exchange.messages.allSatisfy { $0.isCut && ($0.text?.utf8.count ?? 0) <= 4000 })
    }
}
