import GRDB
import SafetyModel

/// What the writing side keeps between transactions so that an event needs no look-up: numbers of sources,
/// communities and members, and the keys of days. Valid only for what was committed; see ``begin(in:)``.
struct WriterMemory {
    private var sources: [String: Int64] = [:]
    private var communities: [String: Int64] = [:]
    private var members: [MemberKey: KnownMember] = [:]
    private let rememberedMembers: Int
    /// Whether a transaction has begun and not been seen to commit.
    private var isUncertain = false

    var keyring: Keyring
    var sealer = Sealer()

    private struct MemberKey: Hashable {
        var community: Int64
        var id: String
    }

    private struct KnownMember {
        var number: Int64
        var name: String?
        var staff: Bool
    }

    init(operatorKey: OperatorKey, rememberedMembers: Int) {
        keyring = Keyring(operatorKey: operatorKey)
        self.rememberedMembers = max(rememberedMembers, 1)
    }

    /// To be called first in a transaction. Where the one before did not commit, what it learned is forgotten: its
    /// numbers and keys were never stored.
    mutating func begin() {
        if isUncertain { forget() }
        isUncertain = true
        // Another process may have deleted keys in the meantime.
        keyring.reset()
        if members.count >= rememberedMembers { members.removeAll(keepingCapacity: true) }
    }

    /// To be called when the transaction has committed.
    mutating func commit() {
        isUncertain = false
    }

    private mutating func forget() {
        sources.removeAll()
        communities.removeAll()
        members.removeAll()
        keyring.reset()
    }

    mutating func source(_ name: String, in db: Database) throws -> Int64 {
        if let number = sources[name] { return number }
        let number = try Self.number(of: name, in: "sources", db)
        sources[name] = number
        return number
    }

    mutating func community(_ name: String, in db: Database) throws -> Int64 {
        if let number = communities[name] { return number }
        let number = try Self.number(of: name, in: "communities", db)
        communities[name] = number
        return number
    }

    /// The number of a member; its name and whether it is staff are brought up to date where the event says them.
    mutating func member(_ member: Member, community: Int64, in db: Database) throws -> Int64 {
        let key = MemberKey(community: community, id: member.id)
        var known: KnownMember
        if let found = members[key] {
            known = found
        } else if let found = try Self.find(member, community: community, in: db) {
            known = found
        } else {
            known = try Self.insert(member, community: community, in: db)
        }
        let isNews = (member.name != nil && member.name != known.name) || (member.staff ?? known.staff) != known.staff
        if isNews {
            known.name = member.name ?? known.name
            known.staff = member.staff ?? known.staff
            try db.cachedStatement(
                sql: "UPDATE members SET name = ?, name_folded = ?, staff = ? WHERE number = ?"
            ).execute(arguments: [known.name, known.name?.lowercased(), known.staff, known.number])
            members[key] = known
        } else if members[key] == nil {
            members[key] = known
        }
        return known.number
    }

    private static func find(_ member: Member, community: Int64, in db: Database) throws -> KnownMember? {
        let statement = try db.cachedStatement(
            sql: "SELECT number, name, staff FROM members WHERE community = ? AND id = ?")
        return try Row.fetchOne(statement, arguments: [community, member.id]).map {
            KnownMember(number: $0[0], name: $0[1], staff: $0[2])
        }
    }

    private static func insert(_ member: Member, community: Int64, in db: Database) throws -> KnownMember {
        let staff = member.staff ?? false
        try db.cachedStatement(
            sql: "INSERT INTO members (community, id, name, name_folded, staff) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [community, member.id, member.name, member.name?.lowercased(), staff])
        return KnownMember(number: db.lastInsertedRowID, name: member.name, staff: staff)
    }

    private static func number(of name: String, in table: String, _ db: Database) throws -> Int64 {
        let found = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT number FROM \(table) WHERE name = ?"), arguments: [name])
        if let found { return found }
        try db.cachedStatement(sql: "INSERT INTO \(table) (name) VALUES (?)").execute(arguments: [name])
        return db.lastInsertedRowID
    }
}
