import Foundation
import SafetyModel
import Testing
import TextAnalysis

@testable import Watch

@Suite("Misused power, played as a stranger would")
struct PlayedCasesTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    private static let reader = Result {
        TextReader(cues: CueMatcher(packs: try ShippedCues.packs(Set(Language.allCases))))
    }
    /// As the service reads.
    private static let learned = Result {
        TextReader(
            cues: CueMatcher(packs: try ShippedCues.packs(Set(Language.allCases))), acts: try ShippedModels.acts())
    }

    /// Signals of the case's own detector.
    private func signals(_ played: PlayedCase, isLearned: Bool = false) throws -> [Signal] {
        let reader = try (isLearned ? Self.learned : Self.reader).get()
        var watch = Watch(taxonomy: try ShippedTaxonomy.load())
        return played.events.flatMap { event in watch.observe(event, event.text.map { reader.read($0) } ?? .empty) }
            .filter { $0.detector.name == played.detector }
    }

    @Test(
        "Cases written from the description alone: harm is found and told about who did it, look-alikes are left alone",
        arguments: ["levers", "reprisals", "sprees", "gifts", "crowds"], [false, true])
    func cases(file: String, isLearned: Bool) throws {
        try play(file, isLearned: isLearned)
    }

    @Test(
        "Cases by a second stranger, many in words that no cue knows, read with the model of acts as the service reads",
        arguments: ["fifth", "sixth", "seventh"])
    func secondStranger(file: String) throws { try play(file, isLearned: true) }

    private func play(_ file: String, isLearned: Bool) throws {
        let text = try String(contentsOf: Self.folder.appending(path: file + ".cases"), encoding: .utf8)
        let cases = PlayedCase.parse(text)
        #expect(cases.count >= 20, "the file was cut short")
        for played in cases {
            let found = try signals(played, isLearned: isLearned)
            if played.isHarm {
                let subjects = Set(found.map(\.subject))
                #expect(
                    played.subjects.isEmpty ? !found.isEmpty : !subjects.isDisjoint(with: played.subjects), "\(played)")
            } else {
                #expect(found.isEmpty, "\(played)")
            }
        }
    }

    @Test(
        "A first look at cases that are not in the folder: what is found of each, by the file in VIGIE_CASES",
        .enabled(if: ProcessInfo.processInfo.environment["VIGIE_CASES"] != nil, "VIGIE_CASES names no file of cases"),
        arguments: [false, true])
    func firstLook(isLearned: Bool) throws {
        let path = try #require(ProcessInfo.processInfo.environment["VIGIE_CASES"])
        for played in PlayedCase.parse(try String(contentsOfFile: path, encoding: .utf8)) {
            let found = try signals(played, isLearned: isLearned)
            let subjects = Set(found.map(\.subject))
            let isFound = played.subjects.isEmpty ? !found.isEmpty : !subjects.isDisjoint(with: played.subjects)
            let isRight = played.isHarm ? isFound : found.isEmpty
            print(isLearned ? "learned" : "cues", isRight ? "right" : "WRONG", played, subjects.sorted())
        }
    }

    @Test("What was ordered from a program says so, and is told about the person; a bot alone is never a subject")
    func ordered() throws {
        let cases = PlayedCase.parse(
            """
            ### ban_leverage + by command => mo
            who mo name=Sacha staff=true
            who bot name=Warden bot=true staff=true
            0 10:00 say mo #staff | !ban kid rude
            +2s ban bot >kid
            +1h dm mo >kid | send me a picture of you and you may come back
            ### ban_leverage - two minutes and a half later, or of another member
            who mo name=Sacha staff=true
            who bot name=Warden bot=true staff=true
            0 10:00 say mo #staff | !ban kid rude
            +150s ban bot >kid
            +10s ban bot >other
            +1h dm mo >kid | send me a picture of you and you may come back
            """)
        let found = try signals(cases[0])
        #expect(found.first?.contributions.contains { $0.code == "power.through_program" } == true)
        #expect(Set(found.map(\.subject)) == ["mo"])
        #expect(try signals(cases[1]).isEmpty)
    }

    @Test("A state that was written and read in the middle of a case goes on as if nothing had happened")
    func restored() throws {
        let reader = try Self.reader.get()
        let taxonomy = try ShippedTaxonomy.load()
        let text = try String(contentsOf: Self.folder.appending(path: "levers.cases"), encoding: .utf8)
        for played in PlayedCase.parse(text).filter(\.isHarm).prefix(12) {
            var whole = Watch(taxonomy: taxonomy)
            var broken = whole
            for (index, event) in played.events.enumerated() {
                if index == played.events.count / 2 {
                    broken = try Watch(restoring: broken.snapshot(), settings: WatchSettings(), taxonomy: taxonomy)
                }
                let reading = event.text.map { reader.read($0) } ?? .empty
                #expect(whole.observe(event, reading) == broken.observe(event, reading), "\(played)")
            }
        }
    }
}
