import SafetyModel

extension GroupMemory {
    /// What an item of a snapshot holds.
    enum Kind: UInt64 {
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
            write(arrivals.since)
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
