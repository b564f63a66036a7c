import SafetyModel

extension CommunityRecord {
    func encode(into writer: inout ByteWriter) {
        writer.write(name)
        writer.write(owner)
        writer.write(firstSeen)
        writer.write(lastSeen)
        writer.write(createdAt)
        writer.write(mergedInto?.community)
        writer.write(changes.count)
        for change in changes { change.encode(into: &writer) }
        writer.write(badges.count)
        for badge in badges { badge.encode(into: &writer) }
        members.encode(into: &writer)
        firstMembers.encode(into: &writer)
        writer.write(firstStaff.sorted())
        writer.write(staffMonths) { writer, month, staff in
            writer.write(month)
            writer.write(staff.sorted())
        }
        activity.encode(into: &writer)
    }

    init(_ place: CommunityPlace, decoding reader: inout ByteReader) throws(ByteCodingError) {
        let name = try reader.readOptionalString()
        let owner = try reader.readOptionalString()
        self.init(place, firstSeen: try reader.readTimestamp())
        (self.name, self.owner) = (name, owner)
        lastSeen = try reader.readTimestamp()
        createdAt = try reader.readOptionalTimestamp()
        mergedInto = try reader.readOptionalString().map {
            CommunityPlace(platform: place.platform, community: $0)
        }
        for _ in 0..<(try reader.readCount()) { changes.append(try LineageChange(decoding: &reader)) }
        for _ in 0..<(try reader.readCount()) { badges.append(try BadgeHolding(decoding: &reader)) }
        members = try MemberSketch(most: Self.sketchSize, decoding: &reader)
        firstMembers = try MemberSketch(most: Self.sketchSize, decoding: &reader)
        firstStaff = Set(try reader.readAscending())
        for _ in 0..<(try reader.readCount()) { staffMonths[try reader.readInt()] = Set(try reader.readAscending()) }
        activity = try CommunityActivity(decoding: &reader)
    }
}

extension LineageChange {
    func encode(into writer: inout ByteWriter) {
        writer.write(kind.rawValue)
        writer.write(time)
        writer.write(event)
        writer.write(others.count)
        for other in others { writer.write(other) }
        writer.write(detail)
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        guard let kind = Kind(rawValue: try reader.readString()) else { throw .malformed(offset: reader.offset) }
        let time = try reader.readTimestamp()
        let event = try reader.readKey()
        var others: [String] = []
        for _ in 0..<(try reader.readCount()) { others.append(try reader.readString()) }
        self.init(kind: kind, time: time, event: event, others: others, detail: try reader.readOptionalString())
    }
}

extension BadgeHolding {
    func encode(into writer: inout ByteWriter) {
        writer.write(kind)
        writer.write(grantedAt)
        writer.write(grantedTo)
        writer.write(grant)
        writer.write(conduct.messagesPerDay)
        writer.write(conduct.activeMembers)
        writer.write(conduct.coverage != nil)
        writer.write(conduct.coverage ?? 0)
        writer.write(conduct.staff)
        writer.write(conduct.name)
        writer.write(conduct.owner)
        writer.write(inheritances.count)
        for step in inheritances {
            if case .merge(let origin) = step.cause {
                writer.write(Optional(origin))
            } else {
                writer.write(nil as String?)
            }
            writer.write(step.time)
            writer.write(step.event)
        }
        writer.write(end?.reason.rawValue)
        if let end {
            writer.write(end.time)
            writer.write(end.event)
        }
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        let kind = try reader.readString()
        let grantedAt = try reader.readTimestamp()
        let grantedTo = try reader.readString()
        let grant = try reader.readKey()
        let (messages, members) = (try reader.readDouble(), try reader.readDouble())
        let (isKnown, coverage) = (try reader.readBool(), try reader.readDouble())
        let staff = try reader.readCount()
        self.init(
            kind: kind, grantedAt: grantedAt, grantedTo: grantedTo, grant: grant,
            conduct: ConductAtGrant(
                messagesPerDay: messages, activeMembers: members, coverage: isKnown ? coverage : nil, staff: staff,
                name: try reader.readOptionalString(), owner: try reader.readOptionalString()))
        for _ in 0..<(try reader.readCount()) {
            let cause = try reader.readOptionalString().map(Cause.merge) ?? .ownerChange
            inheritances.append(
                Inheritance(cause: cause, time: try reader.readTimestamp(), event: try reader.readKey()))
        }
        if let reason = try reader.readOptionalString() {
            guard let known = End.Reason(rawValue: reason) else { throw .malformed(offset: reader.offset) }
            end = End(reason: known, time: try reader.readTimestamp(), event: try reader.readKey())
        }
    }
}
