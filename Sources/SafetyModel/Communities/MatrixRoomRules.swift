/// The rules of a Matrix room's version about who made it.
///
/// Sources: https://spec.matrix.org/latest/rooms/v11/ (`creator` went) and https://spec.matrix.org/latest/rooms/v12/
/// (room creators).
public enum MatrixRoomRules {
    /// Whether the creators stand above every power level: from version 12 on. Versions that are not numbers are
    /// experiments; they are taken as the old ones.
    public static func creatorsAreSovereign(in version: String?) -> Bool {
        version.flatMap { Int($0) }.map { $0 >= 12 } ?? false
    }

    /// Who made a room: `creator` up to version 10, the sender of `m.room.create` from 11 on, and with it
    /// `additional_creators` from 12 on.
    public static func creators(
        version: String?, sender: String?, creator: String?, additional: [String]
    ) -> [String] {
        let number = version.flatMap { Int($0) } ?? 11
        var creators = [number <= 10 ? creator ?? sender : sender].compactMap(\.self)
        guard creatorsAreSovereign(in: version) else { return creators }
        for other in additional where !creators.contains(other) { creators.append(other) }
        return creators
    }
}

/// What acts take in a room, with the defaults of the specification
/// (https://spec.matrix.org/latest/client-server-api/#mroompower_levels).
extension PowerLevels {
    public var neededToBan: Int { ban ?? 50 }
    public var neededToKick: Int { kick ?? 50 }
    public var neededToRedact: Int { redact ?? 50 }
    public var neededToInvite: Int { invite ?? 0 }

    public func needed(toSend message: String) -> Int { events[message] ?? eventsDefault ?? 0 }
    public func needed(toSet state: String) -> Int { events[state] ?? stateDefault ?? 50 }

    /// The level of a user who is no sovereign creator: their own entry, or everybody's.
    public func level(of user: String) -> Int { users[user] ?? usersDefault ?? 0 }
}
