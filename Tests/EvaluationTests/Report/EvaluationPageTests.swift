import Evaluation
import SafetyModel
import Testing

@Suite("The page of an evaluation")
struct EvaluationPageTests {
    private let making = EvaluationMaking(version: "1.0", command: "vigie evaluate --messages set.csv")

    private func pages(_ language: Language) throws -> [String] {
        let saved = try SavedEvaluation(json: SampleResults.messages(shift: 0.2).json())
        let messages = SampleResults.messages()
        let comparison = try EvaluationComparison(messages, against: saved, name: "before.json", resamples: 50)
        return [
            EvaluationPage.html(messages, against: comparison, making: making, language: language),
            EvaluationPage.html(SampleResults.conversations(), making: making, language: language),
        ]
    }

    /// Start tags of a page, with their attributes.
    private func tags(_ page: String) -> [Substring] {
        page.split(separator: "<").dropFirst().compactMap { $0.split(separator: ">", maxSplits: 1).first }
    }

    @Test("it loads nothing, runs nothing and forbids both", arguments: Language.allCases)
    func selfContained(language: Language) throws {
        for page in try pages(language) {
            #expect(page.contains("default-src 'none'"))
            #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
            for word in ["<script", "<img", "<link", "<iframe", "http://", "https://", "@import", "url("] {
                #expect(!page.contains(word), "\(word)")
            }
        }
    }

    @Test("every plot has a title, a description and a table beside it", arguments: Language.allCases)
    func plots(language: Language) throws {
        for (page, count) in zip(try pages(language), [4, 5]) {
            let figures = page.components(between: "<figure", and: "</figure>")
            #expect(figures.count == count)
            for figure in figures {
                #expect(figure.contains("role=\"img\""))
                #expect(figure.contains("<title id=") && figure.contains("<desc id="))
                #expect(figure.contains("<caption id=") && figure.contains("<th scope=\"row\">"))
            }
        }
    }

    @Test("every id is used once, and every reference leads to one")
    func references() throws {
        for page in try pages(.english) {
            let ids = page.components(between: " id=\"", and: "\"")
            #expect(Set(ids).count == ids.count)
            for name in page.components(between: "aria-labelledby=\"", and: "\"").flatMap({ $0.split(separator: " ") })
            {
                #expect(ids.contains(String(name)), "\(name)")
            }
            for name in page.components(between: "href=\"#", and: "\"") { #expect(ids.contains(name), "\(name)") }
        }
    }

    @Test("it says the same in French and English, with the language's decimal sign")
    func languages() throws {
        let english = try pages(.english)
        let french = try pages(.french)
        #expect(english[0].contains("0.667") && french[0].contains("0,667"))
        #expect(french[0].contains("Fausses alertes") && !french[0].contains("False alarms"))
        #expect(french[1].contains("une piste à examiner, jamais un verdict"))
        #expect(tags(english[1]).map { $0.prefix { $0 != " " } } == tags(french[1]).map { $0.prefix { $0 != " " } })
    }

    @Test(
        "values and ids of files stay text wherever they stand",
        arguments: [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><script>", "a\0b\u{1B}[31m",
        ])
    func hostile(text: String) {
        func page(_ text: String) -> String {
            let evaluation = MessageEvaluation(
                items: [
                    .init(id: text, score: 0.2, label: true, groups: [text]),
                    .init(id: "2", score: 0.8, label: false, groups: ["x"]),
                ], setting: .init(policy: text, scorer: .init(fr: text, en: text), by: [text]),
                source: EvaluationSource(files: [text]))
            return EvaluationPage.html(
                evaluation, making: EvaluationMaking(version: text, command: text), language: .english)
        }
        let hostile = page(text)
        #expect(tags(hostile).map { $0.prefix { $0 != " " } } == tags(page("calm")).map { $0.prefix { $0 != " " } })
        #expect(!hostile.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        for tag in tags(hostile) { #expect(!tag.contains(" on") && !tag.contains(" src"), "\(tag)") }
    }

    @Test("one class only, or nothing at all, makes a page with dashes")
    func oneClass() {
        for items in [[MessageEvaluation.Item(id: "1", score: 0.3, label: false)], []] {
            let evaluation = MessageEvaluation(
                items: items, setting: .init(policy: "harassment.hate", scorer: .init(fr: "x", en: "x")),
                source: EvaluationSource(files: []))
            let page = EvaluationPage.html(evaluation, making: making, language: .english)
            #expect(!page.contains("id=\"roc\""))
            #expect(page.contains("class=\"value\">–<"))
            #expect(!page.lowercased().contains("nan,") && !page.contains("inf,"))
        }
        let talks = ConversationEvaluation(
            items: [], threshold: 0.6, scorer: .init(fr: "x", en: "x"), source: EvaluationSource(files: []))
        #expect(!EvaluationPage.html(talks, making: making, language: .french).contains("id=\"latency\""))
    }

    @Test("the same evaluation gives the same page")
    func deterministic() throws {
        #expect(try pages(.french) == pages(.french))
    }
}

extension String {
    /// What stands between each of two marks.
    fileprivate func components(between start: String, and end: String) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let lower = rest.firstRange(of: start) {
            rest = rest[lower.upperBound...]
            guard let upper = rest.firstRange(of: end) else { break }
            found.append(String(rest[..<upper.lowerBound]))
            rest = rest[upper.upperBound...]
        }
        return found
    }
}
