/// A pattern of a policy list: `*` stands for any characters, `?` for one
/// (https://spec.matrix.org/v1.11/appendices/#glob-style-matching). Matching takes time in proportion to both lengths.
struct MatrixGlob: Hashable, Sendable {
    private let pattern: [UInt8]

    init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

    static func isPattern(_ entity: String) -> Bool { entity.utf8.contains { $0 == star || $0 == mark } }

    /// How many characters it names: `@*:*` names none that tells anybody apart.
    var literalCount: Int { pattern.count { ![Self.star, Self.mark, 0x40, 0x3A, 0x2E].contains($0) } }

    private static let star = UInt8(ascii: "*")
    private static let mark = UInt8(ascii: "?")

    func matches(_ text: String) -> Bool {
        let text = Array(text.utf8)
        var (at, read) = (0, 0)
        // Where the last star stood, and how much it has swallowed.
        var retry: (pattern: Int, text: Int)?
        while read < text.count {
            if at < pattern.count, pattern[at] == Self.star {
                retry = (at, read)
                at += 1
            } else if at < pattern.count, pattern[at] == Self.mark || pattern[at] == text[read] {
                at += 1
                read += 1
            } else if let last = retry {
                retry = (last.pattern, last.text + 1)
                (at, read) = (last.pattern + 1, last.text + 1)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == Self.star }
    }
}
