import Foundation
import GRDB
import SafetyModel

/// What the writing side keeps between transactions so that an event needs no look-up: numbers of sources,
/// communities and members, and the keys of days. Valid only for what was committed; see ``begin(in:)``.
struct WriterMemory {
    private var sources: [ExactName: Int64] = [:]
    private var communities: [ExactName: Int64] = [:]
    private var latestSource: (name: ExactName, number: Int64)?
    private var latestCommunity: (name: ExactName, number: Int64)?
    private var members: [MemberKey: KnownMember] = [:]
    private let rememberedMembers: Int
    /// Whether a transaction has begun and not been seen to commit.
    private var isUncertain = false

    var keyring: Keyring
    var sealer = Sealer()

    private struct MemberKey: Hashable {
        var community: Int64
        var id: ExactName
    }

    private struct KnownMember {
        var number: Int64
        var name: String?
        var staff: Bool

        /// Whether an event says nothing new about the member.
        func agrees(with member: Member) -> Bool {
            (member.name == nil || member.name == name) && (member.staff == nil || member.staff == staff)
        }
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
        latestSource = nil
        latestCommunity = nil
        members.removeAll()
        keyring.reset()
    }

    mutating func source(_ name: String, in db: Database) throws -> Int64 {
        let name = ExactName(text: name)
        if let latestSource, latestSource.name == name { return latestSource.number }
        let number = try sources[name] ?? Self.number(of: name.text, in: "sources", db)
        sources[name] = number
        latestSource = (name, number)
        return number
    }

    mutating func community(_ name: String, in db: Database) throws -> Int64 {
        let name = ExactName(text: name)
        if let latestCommunity, latestCommunity.name == name { return latestCommunity.number }
        let number = try communities[name] ?? Self.number(of: name.text, in: "communities", db)
        communities[name] = number
        latestCommunity = (name, number)
        return number
    }

    /// The number of a member; its name and whether it is staff are brought up to date where the event says them.
    mutating func member(_ member: Member, community: Int64, in db: Database) throws -> Int64 {
        let key = MemberKey(community: community, id: ExactName(text: member.id))
        if let known = members[key], known.agrees(with: member) { return known.number }
        var known: KnownMember
        if let found = members[key] {
            known = found
        } else if let made = try Self.insert(member, community: community, in: db) {
            known = made
        } else {
            known = try Self.find(member, community: community, in: db)
        }
        if !known.agrees(with: member) {
            known.name = member.name ?? known.name
            known.staff = member.staff ?? known.staff
            try db.cachedStatement(
                sql: "UPDATE members SET name = ?, name_folded = ?, staff = ? WHERE number = ?"
            ).execute(arguments: [known.name, known.name?.lowercased(), known.staff, known.number])
        }
        members[key] = known
        return known.number
    }

    private static func find(_ member: Member, community: Int64, in db: Database) throws -> KnownMember {
        let statement = try db.cachedStatement(
            sql: "SELECT number, name, staff FROM members WHERE community = ? AND id = CAST(? AS TEXT)")
        guard let row = try Row.fetchOne(statement, arguments: [community, Data(member.id.utf8)]) else {
            throw StorageError.engine(detail: "a member that is there cannot be found")
        }
        return KnownMember(number: row[0], name: row[1], staff: row[2])
    }

    /// - Returns: `nil` where the member is there already.
    private static func insert(_ member: Member, community: Int64, in db: Database) throws -> KnownMember? {
        let statement = try DirectStatement(
            db,
            sql: """
                INSERT INTO members (community, id, name, name_folded, staff) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (community, id) DO NOTHING
                """)
        let staff = member.staff ?? false
        statement.bind(community, at: 1)
        statement.bind(staff ? 1 : 0, at: 5)
        let isNew = try statement.withText(member.id, at: 2) {
            try statement.withText(member.name, at: 3) {
                try statement.withText(member.name?.lowercased(), at: 4) { try statement.run() }
            }
        }
        return isNew ? KnownMember(number: db.lastInsertedRowID, name: member.name, staff: staff) : nil
    }

    private static func number(of name: String, in table: String, _ db: Database) throws -> Int64 {
        // As bytes: GRDB hands texts over up to the first NUL, and names that differ only after one are different.
        let name = Data(name.utf8)
        let found = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT number FROM \(table) WHERE name = CAST(? AS TEXT)"), arguments: [name])
        if let found { return found }
        try db.cachedStatement(sql: "INSERT INTO \(table) (name) VALUES (CAST(? AS TEXT))").execute(arguments: [name])
        return db.lastInsertedRowID
    }
}

/// A name, compared by its bytes as the database does. Swift takes two texts for equal that are composed differently.
struct ExactName: Hashable {
    var text: String

    static func == (left: ExactName, right: ExactName) -> Bool {
        guard left.text.utf8.count == right.text.utf8.count else { return false }
        // Element by element would cost more than all the rest of a look-up.
        let isSame = left.text.utf8.withContiguousStorageIfAvailable { one in
            right.text.utf8.withContiguousStorageIfAvailable { other -> Bool in
                guard let first = one.baseAddress, let second = other.baseAddress else { return one.isEmpty }
                return memcmp(first, second, one.count) == 0
            }
        }
        return (isSame ?? nil) ?? left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isDone == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
}
