public import SafetyModel

/// The room in which moderators ask Vigie (`!vigie …`).
public struct MatrixCommandRoom: Sendable, Hashable {
    /// Its id.
    public var room: String
    /// The community whose cases are told; `nil` for that of the room's space.
    public var community: String?
    /// The language of answers to commands that are the same in both.
    public var language: Language = .english
    /// The power level that asking takes.
    public var level = 50
    /// Accounts that may ask whatever their level.
    public var members: Set<String> = []

    public init(room: String) {
        self.room = room
    }
}

/// What is asked in the command room.
enum MatrixQuestion: Hashable {
    case status, cases, help

    private static let words: [String: (MatrixQuestion, Language?)] = [
        "status": (.status, nil), "statut": (.status, .french), "état": (.status, .french), "etat": (.status, .french),
        "cases": (.cases, .english), "cas": (.cases, .french), "dossiers": (.cases, .french),
        "help": (.help, .english), "aide": (.help, .french),
    ]

    /// Reads a command; anything that is not known asks for help.
    /// - Returns: what is asked, and the language that the word is of; `nil` where it is no command.
    static func read(_ text: String) -> (question: MatrixQuestion, language: Language?)? {
        let parts = text.lowercased().split(whereSeparator: \.isWhitespace)
        guard parts.first == "!vigie" else { return nil }
        guard parts.count > 1 else { return (.help, nil) }
        return words[String(parts[1])].map { (question: $0.0, language: $0.1) } ?? (question: .help, language: nil)
    }
}
