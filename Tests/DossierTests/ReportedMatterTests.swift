import Dossier
import SafetyModel
import Testing

@Suite("What people reported")
struct ReportedMatterTests {
    private func item() -> EscalationCase {
        var item = SampleEscalation.item(7)
        var report = ReportedMatter(
            filedAt: SampleDossier.time(1), code: "pictures",
            happening: LocalizedText(fr: "On demande des photos", en: "Asked for pictures"), isDanger: true)
        (report.accused, report.place, report.text) = (["<mallory>"], "a room", "he asked & asked")
        report.files = [.init(kind: "png", bytes: 2_048, sha256: String(repeating: "cd", count: 32))]
        item.reports = [report]
        let signal = Signal(
            policy: "minor.solicitation", score: 0.7, community: "c", subject: "a1", subjectName: nil,
            counterpart: nil, counterpartName: nil, time: SampleDossier.time(1),
            event: EventKey(source: "vigie:report", id: "1"), detector: Detector(name: "report", version: 1),
            evidence: [], contributions: [Contribution(code: "report.danger_now", logOdds: 1)])
        item.signals = [signal]
        item.reasons = [signal.id: [LocalizedText(fr: "En danger.", en: "In danger.")]]
        return item
    }

    private func page(_ item: EscalationCase, _ language: Language) -> String {
        let findings = Findings(signals: item.signals, taxonomy: SampleDossier.taxonomy)
        return DossierPage.html(
            findings, exchanges: [], making: SampleDossier.making, language: language, reports: item.reports,
            contributionText: { _ in LocalizedText(fr: "En danger.", en: "In danger.") })
    }

    @Test("a case without a message says in every format what was reported, why, and the check sums of files")
    func everywhere() throws {
        let item = item()
        let sum = String(repeating: "cd", count: 32)
        let xml = String(decoding: try #require(item.cyberTip(.init())).xml, as: UTF8.self)
        #expect(xml.contains("Rests on 1 report by a person;") && xml.contains("Why: In danger."))
        #expect(xml.contains("Time when the last report came in"))
        let lines = String(decoding: item.ndjson, as: UTF8.self)
        #expect(lines.contains(#"{"kind":"report","at":"#) && lines.contains(#""reasons":[{"fr":"En danger."#))
        let sheet = PharosPage.html(item, version: "1")
        #expect(sheet.contains("On demande des photos") && sheet.contains("En danger."))
        let (french, english) = (page(item, .french), page(item, .english))
        #expect(french.contains("0 messages et 1 signalement") && english.contains("0 messages and 1 report."))
        #expect(!english.contains("several people") && !english.contains("not part of the export"))
        for text in [xml, lines, sheet, french, english] {
            #expect(text.contains(sum) && text.contains("asked &") && text.contains("mallory"))
        }
        for markup in [xml, sheet, french, english] { #expect(!markup.contains("<mallory>")) }
    }

    @Test("the chain of custody says who did what and when, in both languages, and neither reasons nor who reported")
    func custody() {
        var item = item()
        item.kept = [.init(at: SampleDossier.time(1), receipt: "receipts/evidence-7.json")]
        item.trail = [
            .init(at: SampleDossier.time(2), by: nil, action: "reported", detail: "about a reporter"),
            .init(at: SampleDossier.time(3), by: "Rosa", action: "claimed", detail: "", roles: ["guardian"]),
            .init(
                at: SampleDossier.time(4), by: "Rosa", action: "revealed", detail: "about a reporter", roles: ["lead"]),
            .init(at: SampleDossier.time(5), by: nil, action: "reporter_wrote", detail: "about a reporter"),
            .init(at: SampleDossier.time(6), by: "Rosa", action: "decided", detail: "about a reporter"),
            .init(at: SampleDossier.time(7), by: nil, action: "exported", detail: "ndjson, reviewed by Ada"),
        ]
        let custody = item.custody(format: "dossier")
        #expect(
            custody.map(\.action) == [
                "evidence_kept", "reported", "claimed", "revealed", "decided", "exported", "exported",
            ])
        func page(_ language: Language) -> String {
            DossierPage.html(
                Findings(signals: item.signals, taxonomy: SampleDossier.taxonomy), exchanges: [],
                making: SampleDossier.making, language: language, custody: custody,
                contributionText: { _ in LocalizedText(fr: "", en: "") })
        }
        let (french, english) = (page(.french), page(.english))
        for text in ["Chain of custody", "evidence put under seal", "receipts/evidence-7.json", "Rosa", "guardian"] {
            #expect(english.contains(text), "\(text)")
        }
        #expect(french.contains("ndjson, examiné par Ada") && french.contains("l&#39;exploitant"))
        for text in [french, english] {
            #expect(!text.contains("about a reporter") && !text.contains("reporter_wrote"))
        }
    }

    @Test("words that were deleted are told as deleted, with the rule")
    func deleted() throws {
        var item = item()
        item.reports[0].text = ""
        item.reports[0].files = []
        item.reports[0].deleted = DeletedEvidence(at: SampleDossier.time(3), rule: "spam 30d")
        let xml = String(decoding: try #require(item.cyberTip(.init())).xml, as: UTF8.self)
        for text in [xml, page(item, .french), String(decoding: item.ndjson, as: UTF8.self)] {
            #expect(text.contains("spam 30d"))
        }
    }
}
