public import SafetyModel

/// One of the ways by which somebody comes to a power. Who has several keeps the power when one is taken away.
public enum PowerPath: Hashable, Sendable {
    /// Owning the community (Discord).
    case owner
    /// Having created the room (Matrix), named by its id.
    case creator(room: String)
    /// A role with Discord's `ADMINISTRATOR`, which carries every other power.
    case administrator(role: String)
    /// What everybody is given: Discord's role of everybody, or Matrix's level for everybody.
    case everyone
    /// A role that carries the power itself.
    case role(String)
    /// A channel's overwrite for everybody, for a role or for the member.
    case overwrite(channel: String, of: String, kind: SnapshotOverwrite.Kind)
    /// The member's own power level in a room (Matrix).
    case level(room: String)
}
