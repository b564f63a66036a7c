import SafetyModel

/// How somebody writes: with or without accents, apostrophes, capitals and shortened words.
struct Hand: Sendable {
    let dropsAccents: Bool
    let dropsApostrophes: Bool
    let shortens: Bool
    let capitals: Bool
    /// Per thousand messages.
    let typos: Int
    let stretches: Int
    /// How often a word is added that means nothing, per thousand messages.
    let fillers: Int

    /// - Parameter bits: What sets one person apart from another.
    init(_ bits: UInt64, age: Int) {
        let young = age < 19
        func share(_ shift: UInt64, _ perCent: UInt64) -> Bool { (bits >> shift) % 100 < perCent }
        dropsAccents = share(0, young ? 62 : 30)
        dropsApostrophes = share(8, young ? 34 : 12)
        shortens = share(16, young ? 48 : 18)
        capitals = share(24, young ? 14 : 45)
        typos = share(32, 20) ? 90 : 22
        stretches = young ? 50 : 12
        fillers = young ? (share(40, 30) ? 260 : 60) : 10
    }

    /// Rewrites a text as this hand would have written it.
    func write(_ text: [UInt8], in language: Language, _ draw: inout Randomness) -> String {
        var written: [UInt8] = []
        written.reserveCapacity(text.count + 8)
        let words = shortens && draw.chance(650) ? language : nil
        var from = 0
        while from < text.count {
            var to = from
            while to < text.count, text[to] != 32 { to += 1 }
            append(text[from..<to], shortening: words, to: &written)
            if to < text.count { written.append(32) }
            from = to + 1
        }
        if capitals, let first = written.first, (97...122).contains(first) { written[0] = first - 32 }
        if draw.chance(stretches) { stretch(&written, &draw) }
        if draw.chance(typos) { slip(&written, &draw) }
        if draw.chance(fillers) { written.append(contentsOf: Shortenings.filler(language, &draw).utf8) }
        return String(decoding: written, as: UTF8.self)
    }

    private func append(_ word: ArraySlice<UInt8>, shortening language: Language?, to written: inout [UInt8]) {
        if let language, let short = Shortenings.short(word, language) {
            written.append(contentsOf: short.utf8)
            return
        }
        var place = word.startIndex
        while place < word.endIndex {
            let byte = word[place]
            place += 1
            if byte == UInt8(ascii: "'"), dropsApostrophes { continue }
            if byte == 0xC3, dropsAccents, place < word.endIndex {
                written.append(Self.plain(word[place]))
                place += 1
            } else {
                written.append(byte)
            }
        }
    }

    /// The letter without its mark, for what follows 0xC3 in UTF-8: À … ÿ.
    private static func plain(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0xA0...0xA5: UInt8(ascii: "a")
        case 0xA7: UInt8(ascii: "c")
        case 0xA8...0xAB: UInt8(ascii: "e")
        case 0xAC...0xAF: UInt8(ascii: "i")
        case 0xB1: UInt8(ascii: "n")
        case 0xB2...0xB6: UInt8(ascii: "o")
        case 0xB9...0xBC: UInt8(ascii: "u")
        case 0x80...0x85: UInt8(ascii: "A")
        case 0x87: UInt8(ascii: "C")
        case 0x88...0x8B: UInt8(ascii: "E")
        default: UInt8(ascii: "e")
        }
    }

    /// Repeats the last letter of a word: `trop` becomes `troppp`.
    private func stretch(_ text: inout [UInt8], _ draw: inout Randomness) {
        let from = draw.below(text.count)
        for place in from..<text.count where Self.isLetter(text[place]) {
            let next = place + 1 < text.count ? text[place + 1] : 32
            let start = place > 1 && Self.isLetter(text[place - 1]) && Self.isLetter(text[place - 2])
            guard next == 32, start else { continue }
            text.insert(contentsOf: Array(repeating: text[place], count: draw.within(2...4)), at: place)
            return
        }
    }

    /// Swaps two letters that stand side by side, or loses one.
    private func slip(_ text: inout [UInt8], _ draw: inout Randomness) {
        guard text.count > 8 else { return }
        let from = draw.below(text.count - 3) + 1
        for place in from..<(text.count - 1) where Self.isLetter(text[place]) && Self.isLetter(text[place + 1]) {
            if draw.chance(600) { text.swapAt(place, place + 1) } else { text.remove(at: place) }
            return
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
}

/// Words as they are shortened in chats.
enum Shortenings {
    /// The short form of a word, if it has one.
    static func short(_ word: ArraySlice<UInt8>, _ language: Language) -> String? {
        guard word.count > 1, word.count < 16 else { return nil }
        let text = String(decoding: word, as: UTF8.self)
        switch language {
        case .french: return french[text]
        case .english: return english[text]
        }
    }

    /// A word or mark that some put at the end.
    static func filler(_ language: Language, _ draw: inout Randomness) -> String {
        let words =
            switch language {
            case .french:
                ["..", "...", " !", "!!", " frr", " wsh", " en vrai", " sah", " quoi", " tsais", " ^^", " bref"]
            case .english: ["..", "...", " !", "!!", " bro", " fr", " tbh", " ngl", " man", " yk", " ^^", " anyway"]
            }
        return words[draw.below(words.count)]
    }

    private static let french: [String: String] = [
        "pourquoi": "pk", "c'est": "c", "t'es": "t", "toujours": "tjrs", "tout": "tt", "avec": "avc",
        "beaucoup": "bcp", "vous": "vs", "vraiment": "vrmt", "maintenant": "mtn", "quand": "qd", "quoi": "koi",
        "est-ce": "esk", "rien": "r", "parce": "pcq", "dans": "ds", "quelqu'un": "qlq1", "quelque": "qlq",
        "problème": "pb", "message": "msg", "messages": "msg", "aujourd'hui": "ajd", "d'accord": "dac", "merci": "mrc",
        "salut": "slt", "j'ai": "g", "jamais": "jms", "temps": "tps", "même": "mm", "comme": "cm", "pas": "pa",
        "t'inquiète": "tkt", "qu'est-ce": "kes", "désolé": "dsl", "bonjour": "bjr", "j'arrive": "jarrive",
        "frère": "frr", "peut-être": "ptet", "ouais": "ouai", "bien": "b1", "tranquille": "tranql", "photo": "foto",
    ]

    private static let english: [String: String] = [
        "you": "u", "are": "r", "your": "ur", "please": "pls", "because": "bc", "people": "ppl", "though": "tho",
        "tomorrow": "tmrw", "tonight": "2nite", "you're": "ur", "what": "wat", "okay": "k", "thanks": "thx",
        "probably": "prob", "nothing": "nthn", "something": "smth", "someone": "sm1", "really": "rly", "right": "rite",
        "about": "abt", "before": "b4", "with": "w", "without": "w/o", "going": "goin", "message": "msg",
        "screenshot": "ss", "and": "n", "picture": "pic", "pictures": "pics", "seriously": "srsly", "know": "kno",
        "don't": "dont", "can't": "cant", "it's": "its", "i'm": "im", "literally": "lit", "definitely": "def",
    ]
}
