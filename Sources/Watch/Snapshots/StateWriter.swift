import SafetyModel

/// Writes states of members, pairs and crowds. Cues and policies are written by their place in the name table (in a
/// snapshot, which carries the table), or spelled out (in an idle state, which must be readable alone).
struct StateWriter {
    var out: ByteWriter
    private let names: NameTable
    private let spelled: Bool
    private var lastSource: String?

    init(names: NameTable, spelled: Bool, reserving capacity: Int = 64) {
        out = ByteWriter(reserving: capacity)
        self.names = names
        self.spelled = spelled
    }

    mutating func write(_ moment: Moment) { out.write(UInt64(moment.seconds)) }

    /// 8 bytes as they are: hashes gain nothing from a variable length.
    mutating func write(key: UInt64) { out.write(Double(bitPattern: key)) }

    mutating func write(source: String) {
        let same = source == lastSource
        out.write(same)
        guard !same else { return }
        out.write(source)
        lastSource = source
    }

    private mutating func write(policy: UInt16) {
        if spelled { out.write(names.code(policy).code) } else { out.write(UInt64(policy)) }
    }

    private mutating func write(cue place: UInt16) {
        guard spelled else { return out.write(UInt64(place)) }
        write(names.cues[Int(place)])
    }

    mutating func write(_ cue: NameTable.Cue) {
        out.write(cue.id)
        out.write(UInt64(cue.stage.map { $0.place + 1 } ?? 0))
        out.write(names.code(cue.policy).code)
    }

    mutating func write(_ member: MemberState, book: ContactBook?) {
        write(key: member.key)
        write(member.lastSeen)
        write(member.joinedAt)
        write(member.bannedAt)
        write(member.createdAt)
        write(member.voice)
        write(member.earlierVoice)
        out.write(UInt64(member.rolesHash))
        out.write(member.age.minorLogOdds)
        out.write(UInt64(member.age.low))
        out.write(UInt64(member.age.high))
        out.write(UInt64(member.flags.rawValue))
        write(key: member.rhythm.counters)
        out.write(UInt64(member.lastPart))
        out.write(book != nil)
        if let book { write(book) }
    }

    private mutating func write(_ stay: VoiceStay) {
        out.write(stay.channel != 0)
        guard stay.channel != 0 else { return }
        write(key: stay.channel)
        write(stay.from)
        write(stay.until)
    }

    private mutating func write(_ book: ContactBook) {
        write(book.raisedAt)
        out.write(UInt64(book.newestDay))
        for place in 0..<8 { out.write(UInt64(book.daily[place])) }
        out.write(UInt64(book.entries.count))
        for entry in book.entries {
            write(key: entry.target)
            write(key: entry.opener)
            out.write(entry.time.milliseconds)
            write(source: entry.source)
            out.write(entry.id)
            out.write(UInt64(entry.flags.rawValue))
        }
    }

    mutating func write(_ pair: PairState, file: PairFile?) {
        write(key: pair.key)
        write(pair.first)
        write(pair.last)
        write(pair.firstPrivate)
        out.write(UInt64(pair.count))
        out.write(UInt64(pair.privateCount))
        out.write(UInt64(pair.flags.rawValue))
        out.write(file != nil)
        if let file { write(file) }
    }

    private mutating func write(_ file: PairFile) {
        for place in 0..<8 {
            out.write(file.stages[place])
            out.write(UInt64(file.firstAt[place]))
        }
        write(file.decayedTo)
        write(file.firstStrong)
        write(file.giftAt)
        write(file.banAt)
        write(file.unbanAt)
        write(file.deletedAt)
        out.write(file.extortion)
        out.write(file.solicitation)
        out.write(file.staffLever)
        for number in file.acts.numbers { out.write(number) }
        out.write(UInt64(file.requests))
        out.write(UInt64(file.privateFinds))
        out.write(UInt64(file.publicFinds))
        write(file.raised.at)
        out.write(UInt64(file.raised.rank))
        out.write(file.raised.withCoercion)
        out.write(UInt64(file.meters.count))
        for meter in file.meters { write(meter) }
        out.write(UInt64(file.evidence.count))
        for entry in file.evidence { write(entry) }
    }

    private mutating func write(_ meter: Meter) {
        write(policy: meter.policy)
        out.write(UInt64(meter.count))
        out.write(meter.level)
        write(meter.decayedTo)
        write(meter.raisedAt)
    }

    private mutating func write(_ entry: Evidence) {
        write(source: entry.source)
        out.write(entry.id.text)
        write(key: entry.message)
        out.write(entry.time.milliseconds)
        out.write(entry.weight)
        out.write(UInt64(entry.hitCount))
        for index in 0..<Int(entry.hitCount) {
            let hit = entry.hit(index)
            write(cue: hit.cue)
            out.write(UInt64(hit.lower))
            out.write(UInt64(hit.length))
            out.write(hit.weight)
        }
    }

    mutating func write(_ room: Room) {
        write(key: room.key)
        out.write(UInt64(room.voices.count))
        for voice in room.voices {
            write(key: voice.speaker)
            out.write(voice.id)
            out.write(voice.name)
            write(voice.at)
            write(key: voice.to)
        }
    }

    mutating func write(_ crowd: Crowd) {
        write(key: crowd.key)
        write(crowd.raisedAt)
        write(crowd.last)
        out.write(UInt64(crowd.voices.count))
        for voice in crowd.voices {
            write(key: voice.speaker)
            out.write(voice.id)
            out.write(voice.name)
            out.write(voice.isStaff)
            out.write(voice.time.milliseconds)
            write(source: voice.source)
            out.write(voice.event)
            out.write(voice.hostile)
            out.write(voice.weight)
            out.write(voice.isGuess)
        }
    }
}
