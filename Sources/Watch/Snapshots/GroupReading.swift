import SafetyModel

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
        chorus.arrivals = Arrivals(count: try float(), countedTo: try moment(), since: try moment())
        chorus.hostile = Arrivals(count: try float(), countedTo: try moment(), since: try moment())
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
