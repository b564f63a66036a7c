import Casework
import Testing

@Suite("Names in reports")
struct NamedPeopleTests {
    private static let staff = ["Zoé", "Mod_Max", "Léonard", "Kevin42", "M@rie"]

    /// Whether a report names one of them: as the accused, and in its text.
    private func found(_ written: String) -> [Bool] {
        let accused = NamedPeople(accused: [written], in: "somebody asked me")
        let text = NamedPeople(in: "yesterday \(written) asked me for it, again")
        return [accused, text].map { people in Self.staff.contains { people.include($0) } }
    }

    @Test(
        "a name is found in any spelling: accents, case, signs, spaces, look-alikes, digits for letters",
        arguments: [
            "zoe", "ZOE", "@Zoe", "z0é", "z.o.e", "Zо\u{E9}", "𝓩𝓸𝓮", "Zoe\u{301}", "🔥zoe🔥", "modmax", "mod max",
            "MOD-MAX",
            "m0dm4x", "M o d m a x", "leonard", "l3onard", "LEONARD!", "kevin_42", "Kevin 42", "kev1n42", "marie",
            "m@rie",
        ])
    func spellings(_ written: String) {
        #expect(found(written) == [true, true])
    }

    @Test(
        "the accused may be written with one letter wrong, from five letters on",
        arguments: ["leonardd", "lenoard", "leonrd", "modmaz", "kevn 42", "@Leonart on the server"])
    func mistakes(_ written: String) {
        #expect(found(written) == [true, false])
    }

    @Test(
        "others are not taken for them: another number, a short name that is alike, part of a longer word",
        arguments: ["zoo", "zo", "kevin43", "kevin", "max", "Maximilian", "leo", "marion", "maxmod", "42"])
    func others(_ written: String) {
        #expect(found(written) == [false, false])
    }

    @Test("a name of two letters is the accused, or a word of its own; of one letter, the accused alone")
    func short() {
        #expect(NamedPeople(in: "I told Al, and nothing came").include("Al"))
        #expect(!NamedPeople(in: "also, I told a liar").include("Al"))
        #expect(!NamedPeople(in: "j'ai su a l'heure").include("Al"))
        #expect(NamedPeople(accused: ["AL"], in: "").include("Al"))
        #expect(NamedPeople(accused: ["x"], in: "").include("X"))
        #expect(!NamedPeople(in: "he sent an x").include("X"))
    }

    @Test("short names are not read across words, and no name is found where there is none")
    func acrossWords() {
        #expect(!NamedPeople(in: "donne le a Paul").include("Léa"))
        #expect(!NamedPeople(accused: ["🔥", ""], in: "??? 🔥").include("🔥"))
        #expect(!NamedPeople(in: "").include(""))
    }

    @Test("a name of many words is found word by word, and an id as it stands")
    func manyWords() {
        let people = NamedPeople(in: "it was the keeper of the old north harbour, <@1234567890> or @zoe:example.org")
        #expect(people.include("The Keeper of the Old North"))
        #expect(!people.include("The Keeper of the New North"))
        #expect(people.include(id: "1234567890") && people.include(id: "@zoe:example.org"))
        #expect(!people.include(id: "1234567891") && !people.include(id: "@joe:example.org"))
    }

    @Test("a flag is no part of a name, and a name without end costs nothing")
    func flagsAndLongNames() {
        let people = NamedPeople(accused: ["max"], in: "it was Max")
        #expect(people.include("Max 🇫🇷") && people.include("🇫🇷Max") && NamedPeople(in: "max 🇫🇷 did it").include("Max"))
        #expect(!people.include("🇫🇷"))
        #expect(!people.include(String(repeating: "abcdefghij", count: 6_000)))
    }

    @Test("a long report is read in no time")
    func long() {
        let text = String(repeating: "m@x told 4 of us, z o e and l3onard too. ", count: 200)
        let accused = (0..<10).map { String(repeating: "kev\($0)n ", count: 50) }
        let span = ContinuousClock().measure {
            let people = NamedPeople(accused: accused, in: text)
            for number in 0..<1000 where people.include("Somebody \(number)") { Issue.record("nobody is named") }
        }
        #expect(span < .seconds(5))
    }
}
