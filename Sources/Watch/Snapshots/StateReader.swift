import SafetyModel

/// Reads what ``StateWriter`` wrote. Bytes that do not fit are an error; nothing read can make it trap.
struct StateReader {
    var input: ByteReader
    /// For a snapshot: what the places it names are now. Empty where names are spelled out.
    private let cuePlaces: [UInt16]
    private let policyPlaces: [UInt16]
    private let spelled: Bool
    private var lastSource: String?

    /// Reads an idle state, in which names are spelled out.
    init(spelled bytes: [UInt8]) {
        input = ByteReader(bytes)
        cuePlaces = []
        policyPlaces = []
        spelled = true
    }

    /// Reads a piece of a snapshot.
    init(_ bytes: [UInt8], cuePlaces: [UInt16], policyPlaces: [UInt16]) {
        input = ByteReader(bytes)
        self.cuePlaces = cuePlaces
        self.policyPlaces = policyPlaces
        spelled = false
    }

    /// A number within what its place can hold.
    mutating func number<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(ByteCodingError) -> Value {
        guard let value = Value(exactly: try input.readUInt64()) else { throw .malformed(offset: input.offset) }
        return value
    }

    mutating func count(upTo bound: Int) throws(ByteCodingError) -> Int {
        let value: Int = try number()
        guard value >= 0, value <= bound else { throw .malformed(offset: input.offset) }
        return value
    }

    mutating func float() throws(ByteCodingError) -> Float {
        let value = try input.readFloat()
        guard value.isFinite else { throw .malformed(offset: input.offset) }
        return value
    }

    mutating func key() throws(ByteCodingError) -> UInt64 { try input.readDouble().bitPattern }
    mutating func moment() throws(ByteCodingError) -> Moment { Moment(seconds: try number()) }
    private mutating func time() throws(ByteCodingError) -> Timestamp {
        Timestamp(milliseconds: try input.readInt64())
    }

    private mutating func source(_ names: inout NameTable) throws(ByteCodingError) -> String {
        if try input.readBool() {
            guard let lastSource else { throw .malformed(offset: input.offset) }
            return lastSource
        }
        let source = names.source(try input.readString())
        lastSource = source
        return source
    }

    private mutating func policy(_ names: inout NameTable) throws(ByteCodingError) -> UInt16 {
        if spelled { return names.policy(PolicyCode(try input.readString())) }
        return policyPlaces[try count(upTo: policyPlaces.count - 1)]
    }

    /// A cue spelled out; the place it has now.
    mutating func spelledCue(_ names: inout NameTable) throws(ByteCodingError) -> UInt16 {
        let id = try input.readString()
        let stage = try count(upTo: Stage.allCases.count)
        let policy = PolicyCode(try input.readString())
        return names.cue(id, stage: stage == 0 ? nil : Stage.allCases[stage - 1], policy: policy)
    }

    private mutating func cue(_ names: inout NameTable) throws(ByteCodingError) -> UInt16 {
        if spelled { return try spelledCue(&names) }
        return cuePlaces[try count(upTo: cuePlaces.count - 1)]
    }

    mutating func member(_ names: inout NameTable) throws(ByteCodingError) -> (MemberState, ContactBook?) {
        var member = MemberState(key: try key(), lastSeen: try moment())
        member.joinedAt = try moment()
        member.bannedAt = try moment()
        member.createdAt = try moment()
        member.voice = try stay()
        member.earlierVoice = try stay()
        member.rolesHash = try number()
        member.age.minorLogOdds = try float()
        member.age.low = try number()
        member.age.high = try number()
        member.flags = MemberState.Flags(rawValue: try number())
        return (member, try input.readBool() ? try book(&names) : nil)
    }

    private mutating func stay() throws(ByteCodingError) -> VoiceStay {
        guard try input.readBool() else { return .none }
        return VoiceStay(channel: try key(), from: try moment(), until: try moment())
    }

    private mutating func book(_ names: inout NameTable) throws(ByteCodingError) -> ContactBook {
        var book = ContactBook()
        book.raisedAt = try moment()
        book.newestDay = try number()
        for place in 0..<8 { book.daily[place] = try number() }
        for _ in 0..<(try count(upTo: ContactBook.limit)) {
            book.entries.append(
                ContactBook.Contact(
                    target: try key(), opener: try key(), time: try time(), source: try source(&names),
                    id: try input.readString(), flags: ContactBook.Contact.Flags(rawValue: try number())))
        }
        return book
    }

    mutating func pair(_ names: inout NameTable) throws(ByteCodingError) -> (PairState, PairFile?) {
        var pair = PairState(key: try key(), at: .never)
        pair.first = try moment()
        pair.last = try moment()
        pair.firstPrivate = try moment()
        pair.count = try number()
        pair.privateCount = try number()
        pair.flags = PairState.Flags(rawValue: try number())
        return (pair, try input.readBool() ? try file(&names) : nil)
    }

    private mutating func file(_ names: inout NameTable) throws(ByteCodingError) -> PairFile {
        var file = PairFile()
        for place in 0..<8 {
            file.stages[place] = try float()
            file.firstAt[place] = try number()
        }
        file.decayedTo = try moment()
        file.firstStrong = try moment()
        file.giftAt = try moment()
        file.banAt = try moment()
        file.unbanAt = try moment()
        file.deletedAt = try moment()
        file.extortion = try float()
        file.solicitation = try float()
        file.staffLever = try float()
        var numbers: [Float] = []
        for _ in 0..<17 { numbers.append(try float()) }
        file.acts = ActsTally(numbers: numbers)
        file.requests = try number()
        file.privateFinds = try number()
        file.publicFinds = try number()
        file.raised.at = try moment()
        file.raised.rank = try number()
        file.raised.withCoercion = try input.readBool()
        for _ in 0..<(try count(upTo: Int(UInt16.max))) {
            file.meters.append(
                Meter(
                    policy: try policy(&names), count: try number(), level: try float(), decayedTo: try moment(),
                    raisedAt: try moment()))
        }
        for _ in 0..<(try count(upTo: PairFile.maximumEvidence)) { file.evidence.append(try evidence(&names)) }
        return file
    }

    private mutating func evidence(_ names: inout NameTable) throws(ByteCodingError) -> Evidence {
        var entry = Evidence(
            source: try source(&names), id: try input.readString(), message: try key(), time: try time(),
            weight: try float())
        for _ in 0..<(try count(upTo: Evidence.maximumHits)) {
            let cue = try cue(&names)
            let lower: UInt32 = try number()
            let length: UInt16 = try number()
            entry.add(EvidenceHit(lower: lower, weight: try float(), cue: cue, length: length))
        }
        return entry
    }

    mutating func room() throws(ByteCodingError) -> Room {
        var room = Room(key: try key())
        for _ in 0..<(try count(upTo: Room.limit)) {
            room.voices.append(
                Room.Voice(
                    speaker: try key(), id: try input.readString(), name: try input.readOptionalString(),
                    at: try moment(), to: try key()))
        }
        return room
    }

    mutating func crowd(_ names: inout NameTable) throws(ByteCodingError) -> Crowd {
        var crowd = Crowd(key: try key())
        crowd.raisedAt = try moment()
        crowd.last = try moment()
        for _ in 0..<(try count(upTo: Crowd.limit)) {
            crowd.voices.append(
                Crowd.Voice(
                    speaker: try key(), id: try input.readString(), name: try input.readOptionalString(),
                    isStaff: try input.readBool(), time: try time(), source: try source(&names),
                    event: try input.readString(), hostile: try float(), weight: try float(),
                    isGuess: try input.readBool()))
        }
        return crowd
    }
}
