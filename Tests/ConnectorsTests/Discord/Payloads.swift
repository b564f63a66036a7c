import Connectors
import SafetyModel

/// A value of Discord's API, written as JSON.
func tree(_ json: String) throws -> JSONTree { try JSONTree(Array(json.utf8)) }

/// An id that was made at a second of 2026-06-16T20:00:00Z.
func snowflake(_ second: Int, _ low: UInt64 = 0) -> String {
    String(Snowflake.first(at: Timestamp(milliseconds: start.milliseconds + Int64(second) * 1000)) + low)
}

/// 2026-06-16T20:00:00Z
let start = Timestamp(rfc3339: "2026-06-16T20:00:00Z") ?? Timestamp(milliseconds: 0)

func second(_ number: Double) -> Timestamp {
    Timestamp(milliseconds: start.milliseconds + Int64((number * 1000).rounded()))
}

/// Feeds a translator with dispatches of one session, numbered as they come.
struct Feed {
    var translator: DiscordTranslator
    var sequence: Int64 = 0
    var now = 0.0

    /// A feed that has seen the guild 500, with an owner, a role of staff and a role of members.
    init(guild: String = guildJSON()) throws {
        translator = DiscordTranslator()
        _ = try take("READY", #"{"session_id":"s","user":{"id":"9000"},"guilds":[]}"#)
        _ = try take("GUILD_CREATE", guild)
    }

    mutating func take(_ type: String, _ json: String, at moment: Double? = nil) throws -> [Event] {
        sequence += 1
        if let moment { now = moment }
        return translator.take(
            Dispatch(type: type, data: try tree(json), session: "s", sequence: sequence), at: second(now))
    }

    /// What comes out once everything has waited long enough.
    mutating func wait() -> [Event] {
        now += 6
        return translator.pass(at: second(now))
    }
}

func guildJSON(
    name: String = "Le Port", owner: String = "100000000000000001", features: String = "", members: String = "",
    voices: String = ""
) -> String {
    """
    {"id":"500","name":"\(name)","owner_id":"\(owner)","features":[\(features)],
     "roles":[{"id":"500","name":"@everyone","permissions":"1024","position":0},
              {"id":"501","name":"Modération","permissions":"1099511627782","position":5},
              {"id":"502","name":"15-17","permissions":"0","position":1}],
     "channels":[{"id":"600","type":0,"name":"général","last_message_id":"1"},
                 {"id":"601","type":2,"name":"Vocal"},{"id":"602","type":4,"name":"Salons"}],
     "threads":[],"members":[\(members)],"voice_states":[\(voices)]}
    """
}

func memberJSON(
    _ id: String, roles: String = "", nick: String = "null", until: String = "null",
    joined: String =
        "2026-06-01T10:00:00.000000+00:00"
) -> String {
    """
    {"guild_id":"500","user":{"id":"\(id)","username":"user\(id)","global_name":null,"bot":false},"nick":\(nick),
     "roles":[\(roles)],"joined_at":"\(joined)","communication_disabled_until":\(until)}
    """
}

func messageJSON(_ id: String, _ text: String, author: String = "100000000000000007", extra: String = "") -> String {
    """
    {"id":"\(id)","type":0,"channel_id":"600","guild_id":"500","content":"\(text)",
     "timestamp":"2026-06-16T20:00:01.250000+00:00","edited_timestamp":null,
     "author":{"id":"\(author)","username":"lea","global_name":"Léa"},
     "member":{"roles":["501"],"nick":null,"joined_at":"2026-06-01T10:00:00.000000+00:00"},
     "mentions":[],"attachments":[]\(extra)}
    """
}
