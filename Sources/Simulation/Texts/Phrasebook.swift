import SafetyModel

/// Who writes, for the phrases that speak of it.
struct Speaker: Sendable {
    /// Years of age, for `{age}` and `{class}`.
    var age: Int
    var hand: Hand
    /// Name of whom is spoken to, for `{you}`; `nil` where nobody in particular is.
    var addressee: String?
}

/// Phrases of one language, in parts. A phrase is a template: `{game}` is filled from the part of that name,
/// `[yes|yeah|]` becomes one of its alternatives, `{age}`, `{class}`, `{you}`, `{num}` and `{hour}` come from who
/// writes to whom. So some thousand lines make many millions of texts.
struct Phrasebook: Sendable {
    let language: Language
    private var phrases: [Section: [[Piece]]] = [:]
    /// Headings in the texts that are no part; there are none in what is shipped.
    private(set) var unknownHeadings: [String] = []

    indirect enum Piece: Sendable {
        case words([UInt8])
        case slot(Section)
        case oneOf([[Piece]])
        case age, schoolClass, addressee, number, hour
    }

    static func book(_ language: Language) -> Phrasebook {
        switch language {
        case .french: Phrasebook(language, french)
        case .english: Phrasebook(language, english)
        }
    }

    /// - Parameter texts: Phrases, one a line, under headings such as `# games`.
    init(_ language: Language, _ texts: [String]) {
        self.language = language
        for text in texts {
            var section: Section?
            for line in text.split(separator: "\n") {
                if line.hasPrefix("# ") {
                    section = Section(rawValue: String(line.dropFirst(2)))
                    if section == nil { unknownHeadings.append(String(line.dropFirst(2))) }
                } else if let section {
                    var rest = Array(line.utf8)[...]
                    phrases[section, default: []].append(Self.parse(&rest, nested: false))
                }
            }
        }
    }

    /// How many phrases a part holds.
    func count(_ section: Section) -> Int { phrases[section]?.count ?? 0 }

    /// Writes phrase number `number` of a part.
    func write(
        _ section: Section, _ number: Int, by speaker: Speaker, into text: inout [UInt8], _ draw: inout Randomness
    ) {
        guard let part = phrases[section], number < part.count else { return }
        write(part[number], by: speaker, into: &text, &draw)
    }

    private func write(
        _ pieces: [Piece], by speaker: Speaker, into text: inout [UInt8], _ draw: inout Randomness
    ) {
        for piece in pieces {
            switch piece {
            case .words(let words): text.append(contentsOf: words)
            case .slot(let section): write(section, draw.below(count(section)), by: speaker, into: &text, &draw)
            case .oneOf(let choices): write(choices[draw.below(choices.count)], by: speaker, into: &text, &draw)
            case .age: text.append(contentsOf: String(speaker.age).utf8)
            case .schoolClass: text.append(contentsOf: schoolClass(speaker.age).utf8)
            case .addressee: text.append(contentsOf: (speaker.addressee ?? nobody).utf8)
            case .number: text.append(contentsOf: String(draw.within(2...20)).utf8)
            case .hour: text.append(contentsOf: String(draw.within(17...22)).utf8)
            }
        }
    }

    private var nobody: String {
        switch language {
        case .french: "toi"
        case .english: "you"
        }
    }

    /// The class that somebody of that age is in.
    private func schoolClass(_ age: Int) -> String {
        let classes =
            switch language {
            case .french: ["6e", "5e", "4e", "3e", "2nde", "1ère", "terminale", "prépa", "fac", "bts"]
            case .english:
                ["year 7", "year 8", "year 9", "9th grade", "10th grade", "11th grade", "12th grade", "college"]
            }
        return classes[min(max(age - 11, 0), classes.count - 1)]
    }

    /// Reads pieces up to the end, or up to the `|` or `]` that closes an alternative.
    private static func parse(_ rest: inout ArraySlice<UInt8>, nested: Bool) -> [Piece] {
        var pieces: [Piece] = []
        var words: [UInt8] = []
        func flush() {
            if !words.isEmpty { pieces.append(.words(words)) }
            words = []
        }
        while let byte = rest.first {
            if nested, byte == UInt8(ascii: "|") || byte == UInt8(ascii: "]") { break }
            rest = rest.dropFirst()
            switch byte {
            case UInt8(ascii: "["):
                flush()
                pieces.append(.oneOf(alternatives(&rest)))
            case UInt8(ascii: "{"):
                flush()
                let name = rest.prefix { $0 != UInt8(ascii: "}") }
                rest = rest.dropFirst(name.count + 1)
                pieces.append(slot(String(decoding: name, as: UTF8.self)))
            default: words.append(byte)
            }
        }
        flush()
        return pieces
    }

    private static func alternatives(_ rest: inout ArraySlice<UInt8>) -> [[Piece]] {
        var choices: [[Piece]] = []
        while true {
            choices.append(parse(&rest, nested: true))
            let end = rest.first
            rest = rest.dropFirst()
            if end != UInt8(ascii: "|") { return choices }
        }
    }

    private static func slot(_ name: String) -> Piece {
        switch name {
        case "age": .age
        case "class": .schoolClass
        case "you": .addressee
        case "num": .number
        case "hour": .hour
        default: Section(rawValue: name).map { .slot($0) } ?? .words(Array("{\(name)}".utf8))
        }
    }
}
