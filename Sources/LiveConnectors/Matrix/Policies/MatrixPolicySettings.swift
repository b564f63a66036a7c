/// What becomes of lists of bans that others keep, and of Vigie's own.
public struct MatrixPolicySettings: Sendable, Hashable {
    /// Where Vigie's bans are published.
    public enum Publication: Sendable, Hashable {
        /// A room that Vigie makes, which one enters by invitation.
        case ownRoom
        case room(String)
    }

    /// Rooms that are read, by id or alias.
    public var watched: [String] = []
    /// Whether who is listed is banned at once; otherwise it is proposed to a person.
    public var bansListed = false
    /// `nil` where nothing is published.
    public var publication: Publication?

    public init() {}
}
