/// Whom a text names: as whole words, whatever the case of the letters. Mistakes go towards naming: a case that
/// guardians see needlessly is better than one that the named person sees.
public struct NamedPeople: Sendable {
    /// Names of fewer letters are words of every day.
    public static let shortest = 3

    private let words: [Substring]
    private let set: Set<Substring>

    public init(in text: String) {
        words = Self.words(of: text)
        set = Set(words)
    }

    public func include(_ name: String) -> Bool {
        guard name.count >= Self.shortest else { return false }
        let wanted = Self.words(of: name)
        guard let first = wanted.first, set.contains(first) else { return false }
        if wanted.count == 1 { return true }
        return words.indices.contains { start in
            words[start] == first && words[start...].prefix(wanted.count).elementsEqual(wanted)
        }
    }

    private static func words(of text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
}
