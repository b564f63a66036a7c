extension Routes {
    /// https://docs.discord.com/developers/interactions/receiving-and-responding
    static let interactions: [Route] = [
        Route("POST", "/interactions/{interaction}/{token}/callback", isOpen: true) { world, call in
            guard let id = call.id("interaction"), var interaction = world.application.interactions[id],
                interaction.token == call.parameters["token"]
            else { return .error(404, 10062, "Unknown interaction") }
            guard interaction.answers.isEmpty else {
                return .error(400, 40060, "Interaction has already been acknowledged.")
            }
            let took = world.ours - interaction.startedAt
            guard took <= 3_000 else { return .error(404, 10062, "Unknown interaction") }
            guard let type = call.body["type"].integer, [1, 4, 5, 6, 7, 8, 9].contains(type) else {
                return .invalid("type")
            }
            if type == 9 {
                let data = call.body["data"]
                guard data["custom_id"].text != nil, (1...45).contains(data["title"].text?.count ?? 0),
                    (1...5).contains(data["components"].elements.count)
                else { return .invalid("data") }
            }
            if type == 4, call.body["data"]["content"].text?.isEmpty != false,
                call.body["data"]["components"].elements.isEmpty,
                call.body["data"]["embeds"].elements.isEmpty
            {
                return .error(400, 50006, "Cannot send an empty message")
            }
            interaction.answeredAfter = took
            interaction.answers.append(call.body)
            interaction.original = call.body["data"]
            world.application.interactions[id] = interaction
            guard ["1", "true"].contains(call.query["with_response"] ?? "") else { return .noContent }
            return Reply([
                "interaction": [
                    "id": .id(id), "type": 2, "response_message_id": .id(id + 1), "response_message_loading": false,
                    "response_message_ephemeral": .bool((call.body["data"]["flags"].integer ?? 0) & 64 != 0),
                ],
                "resource": [
                    "type": .integer(type), "message": message(call.body["data"], id: id + 1, interaction, world),
                ],
            ])
        },
        Route("POST", "/webhooks/{webhook}/{token}", isOpen: true) { world, call in
            guard let id = interaction(world, call) else { return .error(404, 10015, "Unknown Webhook") }
            world.application.interactions[id]?.answers.append(["follow_up": call.body])
            guard let interaction = world.application.interactions[id] else { return .notFound }
            return Reply(message(call.body, id: world.newID(), interaction, world))
        },
        Route("GET", "/webhooks/{webhook}/{token}/messages/@original", isOpen: true) { world, call in
            guard let id = interaction(world, call), let interaction = world.application.interactions[id] else {
                return .error(404, 10015, "Unknown Webhook")
            }
            return Reply(message(interaction.original, id: id + 1, interaction, world))
        },
        Route("PATCH", "/webhooks/{webhook}/{token}/messages/@original", isOpen: true) { world, call in
            guard let id = interaction(world, call), var interaction = world.application.interactions[id] else {
                return .error(404, 10015, "Unknown Webhook")
            }
            interaction.answers.append(["edit": call.body])
            interaction.original = call.body
            world.application.interactions[id] = interaction
            return Reply(message(call.body, id: id + 1, interaction, world))
        },
        Route("DELETE", "/webhooks/{webhook}/{token}/messages/@original", isOpen: true) { world, call in
            interaction(world, call) == nil ? .error(404, 10015, "Unknown Webhook") : .noContent
        },
    ]

    /// The interaction of a token that still holds: fifteen minutes.
    private static func interaction(_ world: World, _ call: Call) -> UInt64? {
        guard call.id("webhook") == world.application.id else { return nil }
        return world.application.interactions.first {
            $0.value.token == call.parameters["token"] && world.ours - $0.value.startedAt < 900_000
        }?.key
    }

    private static func message(_ data: JSON, id: UInt64, _ interaction: Application.Interaction, _ world: World)
        -> JSON
    {
        [
            "id": .id(id), "channel_id": .id(interaction.channel), "author": world.application.botUser,
            "content": .string(data["content"].text ?? ""), "timestamp": .string(Moment.text(world.now)),
            "edited_timestamp": nil, "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [],
            "attachments": [], "embeds": [], "pinned": false, "type": 20, "flags": .integer(data["flags"].integer ?? 0),
            "components": data["components"].isNull ? [] : data["components"], "webhook_id": .id(world.application.id),
        ]
    }
}
