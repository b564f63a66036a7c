import SafetyModel
import Testing

@testable import TextAnalysis

/// Whether a pattern matches a text, through the whole way that a cue goes.
func matches(_ pattern: String, _ text: String, unless: [String] = []) throws -> Bool {
    try hit(pattern, text, unless: unless) != nil
}

/// The part of the text that a pattern matches.
func hit(_ pattern: String, _ text: String, unless: [String] = []) throws -> String? {
    func compile(_ pattern: String) throws -> PatternProgram { try PatternProgram(try PatternParser.parse(pattern)) }
    let cue = CuePack.Cue(
        id: "test.cue", stage: .request, policy: "minor.solicitation", weight: 1, patterns: [pattern], unless: unless,
        matches: [], misses: [], programs: [try compile(pattern)], unlessPrograms: try unless.map(compile))
    let matcher = CueMatcher(cues: [cue])
    return matcher.findings(in: Normaliser().lattice(of: text)).hits.first.map {
        String(decoding: Array(text.utf8)[$0.range], as: UTF8.self)
    }
}

@Suite("Patterns")
struct PatternTests {
    @Test(
        "the pattern finds the text",
        arguments: [
            ("photo", "une photo !", "photo"), ("une <0-0> photo", "une photo !", "une photo"),
            ("envoie moi", "Envoie-moi ça", "Envoie-moi"),
            (
                "(envoie|envoi|env|balance) [moi|m] [<0-2>] [une|ta|des] (photo*|foto*|pic|pics|selfie*)",
                "allez envoie moi une photo, juste pour moi", "envoie moi une photo"
            ),
            ("(envoie|env) [moi|m] [<0-2>] [une|ta] photo*", "env vite stp ta photos là", "env vite stp ta photos"),
            ("j'ai <0-2> secret", "J’ai un petit secret", "J’ai un petit secret"),
            ("(notre|un petit) secret", "c'est un petit secret", "un petit secret"),
            ("dis rien [a <0-1> (mere|parents)]", "dis rien à ta mère", "dis rien à ta mère"),
            ("dis rien [a <0-1> (mere|parents)]", "dis rien", "dis rien"),
            ("t as # ans", "t'as 13 ans ?", "t'as 13 ans"),
            ("t as #10-17 ans", "t'as 13ans ?", "t'as 13ans"),
            ("appelle le #", "appelle le 0612345678", "appelle le 0612345678"),
            ("😈 photo", "alors 😈photo", "😈photo"),
            ("photo*", "des photographies", "photographies"),
            ("((a|b) c|d) fini", "b c fini", "b c fini"),
        ])
    func finds(pattern: String, text: String, expected: String) throws {
        #expect(try hit(pattern, text) == expected)
    }

    @Test(
        "the pattern does not find the text",
        arguments: [
            ("photo", "photos"), ("ass", "as"), ("ass", "tu as raison"), ("t as #10-17 ans", "t'as 23 ans"),
            ("envoie <0-1> photo", "envoie moi une photo"), ("envoie <1-2> photo", "envoie photo"),
            ("a b", "a, c b"), ("(un|deux) trois", "un deux"), ("photo*", "phot"), ("mp", "un mp3"),
            ("# pas possible", "<@1284669146780406897> pas possible"),
        ])
    func misses(pattern: String, text: String) throws {
        #expect(try !matches(pattern, text))
    }

    @Test("an unless pattern anywhere in the text stops the cue")
    func unless() throws {
        #expect(try matches("photo", "une photo"))
        #expect(try !matches("photo", "la photo, c'est celle du chat", unless: ["celle du (chat|chien)"]))
        #expect(try matches("photo", "la photo, c'est celle du toit", unless: ["celle du (chat|chien)"]))
    }

    @Test(
        "a pattern that cannot work is refused with the place and what to do",
        arguments: [
            ("", 0, "empty"), ("(a|b", 0, "not closed"), ("a)", 1, "closes nothing"), ("[a]", 0, "always stands there"),
            ("# <0-2>", 0, "always stands there"), ("a <2-9> b", 2, "at most 6"), ("a <2 b", 2, "gap is written"),
            ("#17-10 a", 0, "smaller first"), ("fo*to", 2, "end of a word"), ("!!! a", 0, "no letter"),
            ("a* b", 0, "two letters"),
            ("(|a) b", 1, "word is missing"), ("a > b", 2, "closes nothing"), ("a * b", 2, "end of a word"),
            ("((((((((((a))))))))))", 8, "nested"),
        ])
    func refuses(pattern: String, offset: Int, message: String) throws {
        do throws(PatternProblem) {
            _ = try PatternProgram(try PatternParser.parse(pattern))
            Issue.record("“\(pattern)” was taken")
        } catch {
            #expect(error.offset == offset)
            #expect(error.message.contains(message), "\(error.message)")
        }
    }

    @Test(
        "evasions of one word are all found",
        arguments: [
            "photo", "PHOTO", "Photo", "ph0to", "p.h.o.t.o", "p h o t o", "p-h-o-t-o", "phooooto", "phhhooootttooo",
            "рhоtо", "ｐｈｏｔｏ", "ph\u{200B}oto", "p\u{200D}hot\u{2060}o", "𝓹𝓱𝓸𝓽𝓸", "ⓟⓗⓞⓣⓞ", "🅿🅷🅾🆃🅾", "phôtó", "ph0t0",
            "ph00000to",
            "P H 0 T O", "ᴘʜᴏᴛᴏ", "РНОТО", "ph.oto", "pho_to", "p\u{0335}h\u{0335}o\u{0335}t\u{0335}o", "pʜoτo", "🇵🇭🇴🇹🇴",
            "\u{202E}photo\u{202C}", "pho\u{00AD}to", "une p h o t o stp", "a p h o t o", "phοtο",
        ])
    func evasion(text: String) throws {
        #expect(try matches("photo", text))
        #expect(try matches("envoie <0-2> photo", "envoie \(text)"))
    }

    @Test("symbols inside words are letters, and the words around them stay what they are")
    func symbols() throws {
        #expect(try matches("maman", "ta m@man"))
        #expect(try matches("saluts", "$alut$"))
        #expect(try matches("non arrete", "non!arrete"))
        #expect(try matches("viens", "v!ens"))
        #expect(try matches("adresse", "ton 4dresse"))
        #expect(try matches("paul exemple", "paul@exemple.org"))
        #expect(try matches("mp3", "un mp3") && matches("2m1", "a 2m1"))
    }
}
