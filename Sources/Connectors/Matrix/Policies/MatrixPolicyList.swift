import SafetyModel

/// A list of bans that a room keeps as its state
/// (https://spec.matrix.org/v1.11/client-server-api/#moderation-policy-lists), as Mjolnir and Draupnir write and read it.
public struct MatrixPolicyList: Sendable, Hashable, Codable {
    /// What a rule is about.
    enum Kind: String, Sendable, Hashable, Codable {
        case user, room, server

        /// Of a type of state, its older names included.
        init?(type: String) {
            let prefixes = ["m.policy.rule.", "org.matrix.mjolnir.rule.", "m.room.rule."]
            guard let prefix = prefixes.first(where: { type.hasPrefix($0) }) else { return nil }
            self.init(rawValue: String(type.dropFirst(prefix.count)))
        }
    }

    struct Rule: Sendable, Hashable, Codable {
        var kind: Kind
        /// The event that set it, for it may be redacted.
        var event: String
        var entity: String?
        /// SHA-256 of the entity, in Base64 (MSC4205).
        var hash: String?
    }

    /// The room's id.
    public let room: String
    public internal(set) var name: String?
    /// By type and state key.
    private(set) var rules: [String: Rule] = [:]

    /// The most rules of one list.
    static let mostRules = 50_000
    /// A pattern that names fewer characters is no rule about anybody: `*`, `@a*:*`.
    static let fewestLiterals = 3

    init(room: String) { self.room = room }

    public var count: Int { rules.count }

    /// Takes a rule in, or out.
    /// - Returns: the rule, where it recommends a ban.
    @discardableResult
    mutating func take(_ event: MatrixEvent, key: String) -> Rule? {
        guard let kind = Kind(type: event.type) else { return nil }
        let content = event.content
        let id = "\(kind.rawValue) \(key)"
        let isBan = ["m.ban", "org.matrix.mjolnir.ban", "m.takedown", "org.matrix.msc4204.takedown"]
            .contains(content.recommendation ?? "")
        guard isBan, !event.isRedacted, content.entity != nil || content.entityHash != nil,
            (content.entity?.utf8.count ?? 0) <= 255, (content.entityHash?.utf8.count ?? 0) <= 100,
            rules[id] != nil || rules.count < Self.mostRules
        else {
            rules[id] = nil
            return nil
        }
        let rule = Rule(kind: kind, event: event.id, entity: content.entity, hash: content.entityHash.map(Self.bare))
        rules[id] = rule
        return rule
    }

    /// A rule's event was redacted.
    mutating func redact(_ event: String) {
        rules = rules.filter { $0.value.event != event }
    }

    /// Without the padding of Base64.
    static func bare(_ hash: String) -> String { String(hash.prefix { $0 != "=" }) }
}

/// The rules of a list, made ready to look people up.
struct MatrixPolicyIndex: Sendable {
    private var users: Set<String> = []
    private var servers: Set<String> = []
    private var hashes: Set<String> = []
    private var userGlobs: [MatrixGlob] = []
    private var serverGlobs: [MatrixGlob] = []
    private var rooms: Set<String> = []
    private var roomHashes: Set<String> = []
    private var roomGlobs: [MatrixGlob] = []

    /// - Parameter server: Vigie's own homeserver, which no rule can be about.
    init(_ list: MatrixPolicyList, server: String) {
        for rule in list.rules.values { add(rule, server: server) }
    }

    init(_ rule: MatrixPolicyList.Rule, server: String) { add(rule, server: server) }

    private mutating func add(_ rule: MatrixPolicyList.Rule, server: String) {
        if let hash = rule.hash {
            if rule.kind == .room { roomHashes.insert(hash) } else { hashes.insert(hash) }
        }
        guard let entity = rule.entity else { return }
        let isPattern = MatrixGlob.isPattern(entity)
        let glob = MatrixGlob(entity)
        if isPattern, glob.literalCount < MatrixPolicyList.fewestLiterals { return }
        switch (rule.kind, isPattern) {
        case (.user, false): users.insert(entity)
        case (.user, true): userGlobs.append(glob)
        case (.server, false): if entity != server { servers.insert(entity) }
        case (.server, true): if !glob.matches(server) { serverGlobs.append(glob) }
        case (.room, false): rooms.insert(entity)
        case (.room, true): roomGlobs.append(glob)
        }
    }

    /// Whether a rule is about a room, by its id or its alias.
    func lists(_ room: MatrixRoom, hash: ((String) -> String)?) -> Bool {
        [room.id, room.alias].compactMap(\.self).contains { name in
            rooms.contains(name) || roomGlobs.contains { $0.matches(name) }
                || !roomHashes.isEmpty && hash.map { roomHashes.contains(MatrixPolicyList.bare($0(name))) } == true
        }
    }

    /// - Parameter hash: SHA-256 of a text in Base64; `nil` where hashed rules are not read.
    func lists(_ user: String, hash: ((String) -> String)?) -> Bool {
        if users.contains(user) { return true }
        let server = user.split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        if servers.contains(server) || userGlobs.contains(where: { $0.matches(user) })
            || serverGlobs.contains(where: { $0.matches(server) })
        {
            return true
        }
        guard !hashes.isEmpty, let hash else { return false }
        return hashes.contains(MatrixPolicyList.bare(hash(user)))
            || hashes.contains(MatrixPolicyList.bare(hash(server)))
    }
}

/// Somebody in a community who stands on a list that the operator reads.
public struct MatrixPolicyMatch: Sendable, Hashable, Codable {
    /// The id of the event that tells it.
    public let id: String
    public let user: String
    public let community: String
    /// The list's room.
    public let list: String
    public let isStaff: Bool
}
