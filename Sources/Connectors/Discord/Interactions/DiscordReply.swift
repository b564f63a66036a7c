public import SafetyModel

/// Answers to interactions. All but ``update(_:)`` are ephemeral: only who asked sees them.
public enum DiscordReply {
    /// Only who asked sees it (https://docs.discord.com/developers/resources/message#message-object-message-flags).
    private static let ephemeral = 64

    /// “Vigie is thinking”, until the answer is completed.
    public static let later: JSONTree = ["type": 5, "data": ["flags": .integer(ephemeral)]]

    public static func message(_ text: String, components: JSONTree = []) -> JSONTree {
        ["type": 4, "data": body(text, components: components, flags: ephemeral)]
    }

    /// What stands in place of ``later``.
    public static func completion(_ text: String, components: JSONTree = []) -> JSONTree {
        body(text, components: components, flags: nil)
    }

    /// The message whose button was pressed, with other words and the same buttons, for all who see it.
    public static func update(_ text: String) -> JSONTree {
        ["type": 7, "data": body(text, components: nil, flags: nil)]
    }

    private static func body(_ text: String, components: JSONTree?, flags: Int?) -> JSONTree {
        var members: [JSONTree.Member] = [
            .init(key: "content", value: .string(String(text.prefix(longestText)))),
            .init(key: "allowed_mentions", value: ["parse": []]),
        ]
        if let components { members.append(.init(key: "components", value: components)) }
        if let flags { members.append(.init(key: "flags", value: .integer(flags))) }
        return .object(members)
    }

    /// https://docs.discord.com/developers/resources/message#create-message-jsonform-params
    static let longestText = 2000

    /// A row of buttons. One with a link opens it; another is told to Vigie when it is pressed.
    public static func buttons(_ buttons: [(label: String, id: String?, link: String?)]) -> JSONTree {
        guard !buttons.isEmpty else { return [] }
        let made: [JSONTree] = buttons.map { button in
            if let link = button.link {
                return ["type": 2, "style": 5, "label": .string(button.label), "url": .string(link)]
            }
            return ["type": 2, "style": 2, "label": .string(button.label), "custom_id": .string(button.id ?? "")]
        }
        return [["type": 1, "components": .array(made)]]
    }
}

/// The form of a report, as a modal (https://docs.discord.com/developers/components/using-modal-components).
public struct DiscordReportForm: Sendable {
    /// What the form is sent back with.
    public var id: String
    /// What happened: values and labels.
    public var choices: [(value: String, label: LocalizedText)]
    /// Whether it asks for whom and where: not where a message says it.
    public var asksWho: Bool
    /// Whether members can be picked from a list: only within a server.
    public var isInGuild: Bool

    public init(id: String, choices: [(value: String, label: LocalizedText)], asksWho: Bool, isInGuild: Bool) {
        self.id = id
        self.choices = choices
        self.asksWho = asksWho
        self.isInGuild = isInGuild
    }

    public func modal(in language: Language) -> JSONTree {
        func say(_ fr: String, _ en: String) -> JSONTree { .string(LocalizedText(fr: fr, en: en)[language]) }
        let options: [JSONTree] = choices.map { choice in
            ["label": .string(choice.label[language]), "value": .string(choice.value)]
        }
        var fields: [JSONTree] = [
            [
                "type": 18, "label": say("Que se passe-t-il ?", "What is it?"),
                "component": [
                    "type": 3, "custom_id": "happening", "required": true, "options": .array(options),
                ],
            ]
        ]
        if asksWho {
            if isInGuild {
                fields.append([
                    "type": 18, "label": say("Qui ? (facultatif)", "Who? (optional)"),
                    "component": ["type": 5, "custom_id": "who", "required": false, "max_values": 10],
                ])
            } else {
                fields.append(line("name", say("Qui ? (facultatif)", "Who? (optional)")))
            }
            fields.append(line("place", say("Où ? (facultatif)", "Where? (optional)")))
        }
        fields.append([
            "type": 18, "label": say("Tes mots (facultatif)", "Your words (optional)"),
            "description": say("Pas d’images intimes ici.", "No intimate pictures here."),
            "component": ["type": 4, "custom_id": "text", "style": 2, "required": false, "max_length": 4000],
        ])
        return [
            "type": 9,
            "data": [
                "custom_id": .string(id), "title": say("Signaler à Vigie", "Report to Vigie"),
                "components": .array(fields),
            ],
        ]
    }

    private func line(_ id: String, _ label: JSONTree) -> JSONTree {
        [
            "type": 18, "label": label,
            "component": ["type": 4, "custom_id": .string(id), "style": 1, "required": false, "max_length": 300],
        ]
    }
}
