import Dossier
import SafetyModel
import Testing

@Suite("The sheet for PHAROS")
struct PharosPageTests {
    @Test("it quotes what was public, counts what was private, and says that a person has to send it")
    func publicOnly() {
        let page = PharosPage.html(SampleEscalation.item(12), version: "1")
        #expect(page.contains("d’une personne"))
        #expect(page.contains("internet-signalement.gouv.fr"))
        #expect(page.contains("https://discord.com/channels/123/"))
        #expect(page.contains("messages privés ne sont pas montrés") || page.contains("message privé n’est pas montré"))
        let secret = PharosPage.html(SampleEscalation.item(6, isPublic: false), version: "1")
        #expect(secret.contains("ne repose sur aucun contenu public"))
        #expect(!secret.contains("turned"))
        #expect(!secret.contains("discord.com"))
    }

    @Test("it names the reported account, and nobody else of the case")
    func nobodyElse() {
        for number in 0..<60 {
            let page = PharosPage.html(SampleEscalation.item(number, isPublic: true), version: "1")
            #expect(!page.contains("b7"))
            #expect(!page.contains("c&amp;8"))
        }
    }

    @Test("what comes from people is text, nothing is loaded, and there is no script")
    func safe() {
        for number in 0..<60 {
            let page = PharosPage.html(SampleEscalation.item(number), version: "1")
            #expect(!page.contains("<script"))
            #expect(!page.contains("<b>lou"))
            #expect(!page.contains("src="))
            #expect(page.contains("default-src 'none'"))
            #expect(page.utf8.count < 300_000)
        }
    }

    @Test("the lines of JSON hold the case, its events and its trail, each on a line of its own")
    func ndjson() {
        let item = SampleEscalation.item(13)
        let lines = String(decoding: item.ndjson, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 1 + item.events.count + item.trail.count)
        #expect(lines.allSatisfy { $0.hasPrefix("{\"kind\":\"") && $0.hasSuffix("}") })
    }
}
