import Dossier
import SafetyModel
import Testing

@Suite("The dossier's page")
struct DossierPageTests {
    /// A page over one message with that text and those names.
    private func page(text: String, name: String, path: String = "p", cues: [CueHit] = []) -> String {
        let event = Event(
            id: "1", source: "s", type: .messagePosted, time: SampleDossier.time(0),
            channel: Channel(id: "c", kind: .text, name: name), actor: Member(id: "a1", name: name),
            body: .message(Message(id: "1", text: text)))
        let signal = Signal(
            policy: PolicyCode(name), score: 0.7, community: name, subject: name, subjectName: name, counterpart: name,
            counterpartName: name, time: SampleDossier.time(0), event: event.key,
            detector: Detector(name: name, version: 1),
            evidence: [EvidenceReference(event: event.key, time: SampleDossier.time(0), cues: cues)],
            contributions: [Contribution(code: name, logOdds: 1)])
        let findings = Findings(
            signals: [signal], taxonomy: SampleDossier.taxonomy,
            inputs: [DossierInput(path: path, format: name, bytes: 1, sha256: name, messages: 1)],
            skipped: [
                DossierSkip(
                    path: path, reason: name, message: .init(fr: name, en: name), advice: .init(fr: name, en: name))
            ])
        var collector = ExchangeCollector(findings.findings)
        collector.observe(event)
        return DossierPage.html(
            findings, exchanges: collector.exchanges,
            making: DossierMaking(
                version: name, command: name, packs: [name], madeAt: SampleDossier.time(1), events: 1),
            language: .english, contributionText: { LocalizedText(fr: $0.code, en: $0.code) })
    }

    /// Start tags of a page, with their attributes.
    private func tags(_ page: String) -> [Substring] {
        page.split(separator: "<").dropFirst().compactMap { $0.split(separator: ">", maxSplits: 1).first }
    }

    @Test(
        "Hostile names and texts stay text wherever they stand",
        arguments: [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "</style><script>",
            "</title><script>", "&lt;script&gt;", "<!--", "]]>", "\u{202E}gpj.exe", "a\0b\u{1B}[31m",
        ])
    func hostile(text: String) {
        let calm = tags(page(text: "calm", name: "calm", path: "calm"))
        let page = page(text: text, name: text, path: text)
        #expect(tags(page).map { $0.prefix { $0 != " " } } == calm.map { $0.prefix { $0 != " " } })
        #expect(!page.lowercased().contains("<script") && !page.contains("<img"))
        #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
        // No attribute but our own: none that handles events, none that loads.
        for tag in tags(page) {
            #expect(!tag.contains(" on") && !tag.contains(" src"), "\(tag)")
        }
    }

    @Test("The page loads nothing, runs nothing and forbids both")
    func selfContained() {
        for language in Language.allCases {
            let page = SampleDossier.page(language)
            #expect(page.contains("default-src 'none'"))
            for word in ["<script", "<img", "<link", "<iframe", "http://", "https://", "@import", "url("] {
                #expect(!page.contains(word), "\(word)")
            }
        }
    }

    @Test("Matched cues are marked where they stand and named by their stage")
    func marks() {
        let page = SampleDossier.page(.french)
        #expect(
            page.contains(
                "<mark>envoie-moi une photo <span class=\"cue\">Demande</span></mark>, "
                    + "<mark>juste pour moi <span class=\"cue\">Demande</span></mark>, et "
                    + "<mark>je te donne le grade <span class=\"cue\">Contrepartie, pression</span></mark> VIP"))
        #expect(page.contains("<mark>n&#39;en parle pas à ta mère"))
    }

    @Test("Cues that overlap become one mark; ranges outside of the text are left out")
    func strangeMarks() {
        func hit(_ range: Range<Int>, _ stage: Stage = .request) -> CueHit {
            CueHit(cue: "c", stage: stage, policy: "p", weight: 1, range: range)
        }
        let overlapping = page(text: "abcdef", name: "n", cues: [hit(0..<3), hit(2..<5, .trust)])
        #expect(overlapping.contains("<mark>abcde <span class=\"cue\">Request, Building trust</span></mark>f"))
        let outside = page(text: "abc", name: "n", cues: [hit(2..<9), hit(-4..<1), hit(1..<1)])
        #expect(outside.contains("abc</p>"))
        // In the middle of a character: never a crash, and the rest stays.
        #expect(page(text: "é<b>", name: "n", cues: [hit(1..<3)]).contains("b&gt;"))
    }

    @Test("Messages are folded until they are opened")
    func folded() {
        let page = SampleDossier.page(.english)
        #expect(page.contains("<details><summary>Show 10 messages</summary>"))
        #expect(!page.contains("<details open"))
    }

    @Test("Each language has its own words, its dates and its figures")
    func languages() {
        let (french, english) = (SampleDossier.page(.french), SampleDossier.page(.english))
        #expect(french.contains("<html lang=\"fr\">") && english.contains("<html lang=\"en\">"))
        #expect(french.contains("16 juin 2026") && english.contains("16 June 2026"))
        #expect(french.contains("0,97 sur une échelle") && english.contains("0.97 on a scale"))
        #expect(french.contains("51\u{202F}230") && english.contains("51,230"))
        for number in ["3018", "119", "112"] { #expect(french.contains(number) && english.contains(number)) }
    }

    @Test("Inputs with their check sums and what was skipped with its reason are listed")
    func lists() {
        let page = SampleDossier.page(.english)
        for input in SampleDossier.findings.inputs { #expect(page.contains(input.sha256)) }
        #expect(page.contains("It is an HTML export"))
        #expect(page.contains("vigie scan exports --lang fr --out dossier"))
        #expect(page.contains("conversation_risk 1"))
    }

    @Test("Without findings the page says what that does not mean")
    func nothing() {
        let page = DossierPage.html(
            Findings(signals: [], taxonomy: SampleDossier.taxonomy), exchanges: [], making: SampleDossier.making,
            language: .english, contributionText: SampleDossier.contributionText)
        #expect(page.contains("No leads were found"))
        #expect(page.contains("does not mean that nothing happened"))
    }

    @Test("Dates are right over leap years, centuries and before 1970")
    func dates() {
        func page(_ rfc3339: String) -> String {
            var making = SampleDossier.making
            making.madeAt = Timestamp(rfc3339: rfc3339) ?? making.madeAt
            return DossierPage.html(
                Findings(signals: [], taxonomy: SampleDossier.taxonomy), exchanges: [], making: making,
                language: .english, contributionText: SampleDossier.contributionText)
        }
        #expect(page("2024-02-29T23:59:59Z").contains("29 February 2024, 23:59 UTC"))
        #expect(page("2100-03-01T00:00:00Z").contains("1 March 2100, 00:00 UTC"))
        #expect(page("1969-12-31T23:00:00Z").contains("31 December 1969, 23:00 UTC"))
    }
}
