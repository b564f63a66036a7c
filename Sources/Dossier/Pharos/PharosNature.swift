import SafetyModel

/// Under which heading of PHAROS a case fits; the person who fills in the form has the last word.
struct PharosNature {
    let text: String

    init(_ codes: PolicyLaw.Codes) {
        switch codes.category {
        case .protectionOfMinors: text = "Pédophilie ou corruption de mineur sur internet (atteintes aux mineurs)"
        case .illegalOrHarmfulSpeech, .cyberViolenceAgainstWomen:
            text = "Incitation à la haine ou provocation à la discrimination"
        case .violence: text = "Menaces ou incitation à la violence ; mise en danger des personnes"
        case .cyberViolence where codes.additions.contains(.violence): text = "Menaces ou incitation à la violence"
        case .cyberViolence, .dataProtectionAndPrivacy: text = "Mise en danger des personnes"
        case .scamsAndFraud: text = "Escroquerie"
        case .selfHarm: text = "Mise en danger des personnes (annonce de suicide : appelez le 17 ou le 3114)"
        default: text = "À choisir sur le site ; si rien ne convient, PHAROS n’est pas la bonne porte"
        }
    }
}

/// Where a public message can be opened, on platforms whose addresses follow from their ids.
enum PublicAddress {
    /// `nil` where no address follows, or where the message is in a private chat.
    static func of(_ event: Event) -> String? {
        guard let channel = event.channel, channel.kind != .direct else { return nil }
        let guild = "discord:guild/"
        if event.source.hasPrefix(guild) {
            let message: String? = if case .message(let body) = event.body { body.id } else { nil }
            let parts = [String(event.source.dropFirst(guild.count)), channel.id, message ?? event.id]
            guard parts.allSatisfy(isNumber) else { return nil }
            return "https://discord.com/channels/\(parts.joined(separator: "/"))"
        }
        return nil
    }

    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 20 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
