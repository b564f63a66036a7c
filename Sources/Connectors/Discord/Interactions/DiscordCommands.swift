public import SafetyModel

/// The commands that Vigie offers on Discord
/// (https://docs.discord.com/developers/interactions/application-commands#application-command-object).
///
/// They work for a server that added Vigie and for a member who added it to their own account (`integration_types` 0
/// and 1), in servers, in chats with Vigie, and in private chats with others (`contexts` 0, 1 and 2).
public enum DiscordCommands {
    static let report = "report"
    static let vigie = "vigie"
    static let status = "status"

    public static let all: JSONTree = [
        command(1, report, LocalizedText(fr: "signaler", en: report), about: reportAbout),
        command(
            1, vigie, LocalizedText(fr: vigie, en: vigie), about: vigieAbout,
            options: [
                [
                    "type": 1, "name": .string(status), "name_localizations": ["fr": "suivi"],
                    "description": .string(statusAbout.en),
                    "description_localizations": ["fr": .string(statusAbout.fr)],
                    "options": [
                        [
                            "type": 3, "name": "code", "required": true, "max_length": 60,
                            "description": .string(codeAbout.en),
                            "description_localizations": ["fr": .string(codeAbout.fr)],
                        ]
                    ],
                ]
            ]),
        command(3, "Report to Vigie", LocalizedText(fr: "Signaler à Vigie", en: "Report to Vigie"), about: nil),
    ]

    private static let reportAbout = LocalizedText(
        fr: "Signaler quelque chose ou quelqu’un. Toi seul·e vois la réponse.",
        en: "Report something or somebody. Only you see the answer.")
    private static let vigieAbout = LocalizedText(fr: "Suivre un signalement.", en: "Follow a report.")
    private static let statusAbout = LocalizedText(
        fr: "Où en est ton signalement. Toi seul·e vois la réponse.",
        en: "Where your report stands. Only you see the answer.")
    private static let codeAbout = LocalizedText(fr: "Ton code, 21 chiffres", en: "Your code, 21 digits")

    /// - Parameter about: what it does; a message command says it by its name alone, and has no options.
    private static func command(
        _ type: Int, _ name: String, _ localized: LocalizedText, about: LocalizedText?, options: JSONTree = .null
    ) -> JSONTree {
        var members: [JSONTree.Member] = [
            .init(key: "type", value: .integer(type)), .init(key: "name", value: .string(name)),
            .init(key: "name_localizations", value: ["fr": .string(localized.fr)]),
            .init(key: "integration_types", value: [0, 1]), .init(key: "contexts", value: [0, 1, 2]),
        ]
        if let about {
            members += [
                .init(key: "description", value: .string(about.en)),
                .init(key: "description_localizations", value: ["fr": .string(about.fr)]),
                .init(key: "options", value: options.isNull ? [] : options),
            ]
        }
        return .object(members)
    }
}
