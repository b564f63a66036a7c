import SafetyModel

/// Writes texts as members would, in either language.
struct Writer: Sendable {
    private let french = Phrasebook.book(.french)
    private let english = Phrasebook.book(.english)
    private var buffer: [UInt8] = []

    func book(_ language: Language) -> Phrasebook {
        switch language {
        case .french: french
        case .english: english
        }
    }

    /// A text from a part of the phrasebook, in the hand of who writes.
    ///
    /// - Parameters:
    ///   - number: Which phrase; `nil` for any.
    ///   - plain: Whether it is written cleanly, as announcements and programs are.
    mutating func text(
        _ section: Section, in language: Language, by speaker: Speaker, number: Int? = nil, plain: Bool = false,
        _ draw: inout Randomness
    ) -> String {
        buffer.removeAll(keepingCapacity: true)
        switch language {
        case .french:
            french.write(section, number ?? draw.below(french.count(section)), by: speaker, into: &buffer, &draw)
        case .english:
            english.write(section, number ?? draw.below(english.count(section)), by: speaker, into: &buffer, &draw)
        }
        Self.tidy(&buffer)
        return plain ? String(decoding: buffer, as: UTF8.self) : speaker.hand.write(buffer, in: language, &draw)
    }

    /// Removes the spaces that alternatives left empty leave behind.
    private static func tidy(_ text: inout [UInt8]) {
        var kept = 0
        for place in text.indices {
            let byte = text[place]
            if byte == 32, kept == 0 || text[kept - 1] == 32 { continue }
            text[kept] = byte
            kept += 1
        }
        if kept > 0, text[kept - 1] == 32 { kept -= 1 }
        text.removeLast(text.count - kept)
    }
}
