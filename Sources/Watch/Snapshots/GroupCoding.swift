import SafetyModel

extension GroupMemory {
    /// What an item of a snapshot holds.
    fileprivate enum Kind: UInt64 {
        case tallies = 1
        case attack, quarreller, recruit, gathering, chorus, ban, sharedContact, suspect
    }

    /// How many items a snapshot of it has: the tallies, then each record.
    var itemCount: Int { 1 + sections.reduce(0) { $0 + $1.count } }

    fileprivate var sections: [(kind: Kind, count: Int)] {
        [
            (.attack, attacks.count), (.quarreller, quarrellers.count), (.recruit, recruits.count),
            (.gathering, gatherings.count), (.chorus, choruses.count), (.ban, book.count),
            (.sharedContact, book.contacts.count), (.suspect, suspects.count),
        ]
    }
}

extension StateWriter {
    /// Writes one item of what is remembered of groups.
    mutating func write(_ groups: GroupMemory, item: Int) {
        guard item > 0 else { return writeTallies(groups) }
        var index = item - 1
        for (kind, count) in groups.sections {
            guard index >= count else {
                out.write(kind.rawValue)
                return write(groups, kind, index)
            }
            index -= count
        }
    }

    private mutating func write(_ groups: GroupMemory, _ kind: GroupMemory.Kind, _ index: Int) {
        switch kind {
        case .attack:
            let attack = groups.attacks.records[index]
            write(key: attack.key)
            write(key: attack.target)
            out.write(attack.id)
            write(attack.last)
        case .quarreller: write(groups.quarrellers.records[index])
        case .recruit: write(groups.recruits.records[index])
        case .gathering: write(groups.gatherings.records[index])
        case .chorus: write(groups.choruses.records[index])
        case .ban: write(groups.book.bans.records[index])
        case .sharedContact: write(groups.book.contacts.records[index])
        case .suspect: write(groups.suspects.records[index])
        case .tallies: break
        }
    }

    private mutating func writeTallies(_ groups: GroupMemory) {
        out.write(GroupMemory.Kind.tallies.rawValue)
        write(groups.book.sweptAt)
        for count in groups.hours { out.write(UInt64(count)) }
        out.write(UInt64(groups.nameCounts.total))
        let entries = groups.nameCounts.entries
        out.write(UInt64(entries.count))
        for entry in entries {
            out.write(UInt64(entry.place))
            out.write(UInt64(entry.count))
        }
    }

    private mutating func write(_ quarreller: Quarreller) {
        write(key: quarreller.key)
        out.write(UInt64(quarreller.aims.count))
        for aim in quarreller.aims {
            write(key: aim.target)
            write(aim.time)
            out.write(aim.weight)
        }
    }

    private mutating func write(_ recruit: Recruit) {
        write(key: recruit.key)
        write(recruit.joined)
        write(recruit.last)
        out.write(UInt64(recruit.toPeers))
        out.write(UInt64(recruit.toOthers))
        out.write(recruit.wasHostile)
        out.write(UInt64(recruit.targets.count))
        for target in recruit.targets { write(key: target) }
        write(recruit.raisedAt)
    }

    private mutating func write(_ gathering: Gathering) {
        write(key: gathering.key)
        write(gathering.last)
        out.write(UInt64(gathering.deeds.count))
        for deed in gathering.deeds {
            write(key: deed.account)
            out.write(deed.id)
            write(deed.joined)
            write(deed.created)
            out.write(deed.time.milliseconds)
            write(source: deed.source)
            out.write(deed.event)
            write(key: deed.text)
            out.write(UInt64(deed.flags.rawValue))
        }
    }

    private mutating func write(_ chorus: Chorus) {
        write(key: chorus.key)
        for arrivals in [chorus.arrivals, chorus.hostile] {
            out.write(arrivals.count)
            write(arrivals.countedTo)
        }
        write(chorus.last)
        out.write(UInt64(chorus.families.count))
        for family in chorus.families {
            write(key: family.text)
            write(family.deeds)
        }
    }

    private mutating func write(_ ban: Ban) {
        write(key: ban.key)
        write(key: ban.community)
        out.write(ban.id)
        out.write(ban.time.milliseconds)
        write(source: ban.source)
        out.write(ban.event)
        out.write(UInt64(ban.name.whole))
        out.write(UInt64(ban.name.stem))
        out.write(UInt64(ban.name.stemLength))
        out.write(UInt64(ban.name.digits))
        out.write(UInt64(ban.name.pieces.count))
        for piece in ban.name.pieces { out.write(UInt64(piece)) }
        write(key: ban.rhythm.counters)
        out.write(UInt64(ban.contacts.count))
        for contact in ban.contacts {
            write(key: contact.target)
            write(key: contact.opener)
            out.write(contact.time.milliseconds)
            write(source: contact.source)
            out.write(contact.event)
        }
    }

    private mutating func write(_ contact: BanBook.SharedContact) {
        write(key: contact.key)
        write(contact.last)
        out.write(UInt64(contact.visitors))
        out.write(UInt64(contact.bans.count))
        for ban in contact.bans { write(key: ban) }
    }

    private mutating func write(_ suspect: Suspect) {
        write(key: suspect.key)
        write(suspect.last)
        out.write(UInt64(suspect.links.count))
        for link in suspect.links {
            write(key: link.ban)
            write(link.appeared)
            out.write(link.name)
            write(link.contacts)
            write(link.openers)
            out.write(UInt64(link.openerWords))
            out.write(link.rhythm)
            write(link.raisedAt)
            out.write(UInt64(link.raisedKinds))
        }
    }

    private mutating func write(_ meetings: [Suspect.Meeting]) {
        out.write(UInt64(meetings.count))
        for meeting in meetings {
            write(key: meeting.target)
            out.write(meeting.weight)
            out.write(meeting.time.milliseconds)
            write(source: meeting.source)
            out.write(meeting.event)
        }
    }
}

extension StateReader {
    /// Reads one item of what is remembered of groups.
    mutating func item(of groups: inout GroupMemory, _ names: inout NameTable) throws(ByteCodingError) {
        guard let kind = GroupMemory.Kind(rawValue: try input.readUInt64()) else {
            throw .malformed(offset: input.offset)
        }
        switch kind {
        case .tallies: try tallies(of: &groups)
        case .attack:
            groups.attacks.insert(
                Attack(key: try key(), target: try key(), id: try input.readString(), last: try moment()))
        case .quarreller: groups.quarrellers.insert(try quarreller())
        case .recruit: groups.recruits.insert(try recruit())
        case .gathering: groups.gatherings.insert(try gathering(&names))
        case .chorus: groups.choruses.insert(try chorus(&names))
        case .ban: groups.book.restore(try ban(&names))
        case .sharedContact: groups.book.restore(try sharedContact())
        case .suspect: groups.suspects.insert(try suspect(&names))
        }
    }

    private mutating func tallies(of groups: inout GroupMemory) throws(ByteCodingError) {
        groups.book.restore(sweptAt: try moment())
        for place in groups.hours.indices { groups.hours[place] = try number() }
        groups.nameCounts.restore(total: try number())
        for _ in 0..<(try count(upTo: 1 << 16)) {
            let place = try count(upTo: 1 << 16)
            guard groups.nameCounts.restore(place, try number()) else { throw .malformed(offset: input.offset) }
        }
    }

    private mutating func quarreller() throws(ByteCodingError) -> Quarreller {
        let key = try key()
        var aims: [Quarreller.Aim] = []
        for _ in 0..<(try count(upTo: Quarreller.limit)) {
            aims.append(Quarreller.Aim(target: try self.key(), time: try moment(), weight: try float()))
        }
        return Quarreller(key: key, aims: aims)
    }

    private mutating func recruit() throws(ByteCodingError) -> Recruit {
        var recruit = Recruit(key: try key(), joined: try moment(), last: try moment())
        recruit.toPeers = try number()
        recruit.toOthers = try number()
        recruit.wasHostile = try input.readBool()
        for _ in 0..<(try count(upTo: Recruit.limit)) { recruit.targets.append(try key()) }
        recruit.raisedAt = try moment()
        return recruit
    }

    private mutating func gathering(_ names: inout NameTable) throws(ByteCodingError) -> Gathering {
        let key = try key()
        let last = try moment()
        var deeds: [Deed] = []
        for _ in 0..<(try count(upTo: Gathering.limit)) {
            deeds.append(
                Deed(
                    account: try self.key(), id: try input.readString(), joined: try moment(), created: try moment(),
                    time: try time(), source: try source(&names), event: try input.readString(), text: try self.key(),
                    flags: Deed.Flags(rawValue: try number())))
        }
        return Gathering(key: key, deeds: deeds, last: last)
    }

    private mutating func chorus(_ names: inout NameTable) throws(ByteCodingError) -> Chorus {
        var chorus = Chorus(key: try key())
        chorus.arrivals = Arrivals(count: try float(), countedTo: try moment())
        chorus.hostile = Arrivals(count: try float(), countedTo: try moment())
        chorus.last = try moment()
        for _ in 0..<(try count(upTo: Chorus.limit)) {
            let text = try key()
            chorus.families.append(Chorus.Family(text: text, deeds: try gathering(&names)))
        }
        return chorus
    }

    private mutating func ban(_ names: inout NameTable) throws(ByteCodingError) -> Ban {
        Ban(
            key: try key(), community: try key(), id: try input.readString(), time: try time(),
            source: try source(&names), event: try input.readString(), name: try nameSketch(),
            rhythm: DayRhythm(counters: try key()), contacts: try banContacts(&names))
    }

    private mutating func nameSketch() throws(ByteCodingError) -> NameSketch {
        let whole: UInt32 = try number()
        let stem: UInt32 = try number()
        let stemLength: UInt8 = try number()
        let digits: UInt8 = try number()
        var pieces: [UInt16] = []
        for _ in 0..<(try count(upTo: NameSketch.limit)) { pieces.append(try number()) }
        return NameSketch(whole: whole, stem: stem, stemLength: stemLength, digits: digits, pieces: pieces)
    }

    private mutating func banContacts(_ names: inout NameTable) throws(ByteCodingError) -> [Ban.Contact] {
        var contacts: [Ban.Contact] = []
        for _ in 0..<(try count(upTo: Ban.mostContacts)) {
            contacts.append(
                Ban.Contact(
                    target: try key(), opener: try key(), time: try time(), source: try source(&names),
                    event: try input.readString()))
        }
        return contacts
    }

    private mutating func sharedContact() throws(ByteCodingError) -> BanBook.SharedContact {
        var contact = BanBook.SharedContact(key: try key(), last: try moment())
        contact.visitors = try number()
        for _ in 0..<(try count(upTo: BanBook.SharedContact.limit)) { contact.bans.append(try key()) }
        return contact
    }

    private mutating func suspect(_ names: inout NameTable) throws(ByteCodingError) -> Suspect {
        var suspect = Suspect(key: try key(), last: try moment())
        for _ in 0..<(try count(upTo: Suspect.mostLinks)) {
            var link = Suspect.Link(ban: try key(), appeared: try moment())
            link.name = try weight()
            link.contacts = try meetings(upTo: Suspect.Link.mostContacts, &names)
            link.openers = try meetings(upTo: Suspect.Link.mostOpeners, &names)
            link.openerWords = try number()
            link.rhythm = try weight()
            link.raisedAt = try moment()
            link.raisedKinds = try number()
            suspect.links.append(link)
        }
        return suspect
    }

    private mutating func meetings(
        upTo most: Int, _ names: inout NameTable
    ) throws(ByteCodingError) -> [Suspect.Meeting] {
        var meetings: [Suspect.Meeting] = []
        for _ in 0..<(try count(upTo: most)) {
            meetings.append(
                Suspect.Meeting(
                    target: try key(), weight: try weight(), time: try time(), source: try source(&names),
                    event: try input.readString()))
        }
        return meetings
    }

    private mutating func weight() throws(ByteCodingError) -> Double {
        let weight = try input.readDouble()
        guard weight.isFinite else { throw .malformed(offset: input.offset) }
        return weight
    }
}
