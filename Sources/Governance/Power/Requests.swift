import SafetyModel

/// What one account asked of another in private, and how the other took it.
struct Asking: Storable {
    static let mostTimes = 8

    var asker: String
    var askerName: String?
    /// How many messages held a request.
    var requests = 0
    /// How many held a smaller ask.
    var smallAsks = 0
    /// Messages in both directions since the first ask.
    var contacts = 0
    /// Messages of the one who was asked, since.
    var answers = 0
    /// Those that seem to refuse.
    var refusals = 0
    /// When requests were made, the last few.
    var times: [Timestamp] = []
    var lastSmallAsk: Timestamp?
    var evidence: [EvidenceReference] = []

    var first: Timestamp? { times.min() }
    var last: Timestamp? { times.max() }

    init(asker: String) { self.asker = asker }

    func write(into writer: inout ByteWriter) {
        asker.write(into: &writer)
        askerName.write(into: &writer)
        for number in [requests, smallAsks, contacts, answers, refusals] { writer.write(number) }
        times.write(into: &writer)
        lastSmallAsk.write(into: &writer)
        evidence.write(into: &writer)
    }

    init(from reader: inout ByteReader) throws(ByteCodingError) {
        asker = try reader.readString()
        askerName = try reader.readOptionalString()
        requests = try reader.readCount()
        smallAsks = try reader.readCount()
        contacts = try reader.readCount()
        answers = try reader.readCount()
        refusals = try reader.readCount()
        times = try [Timestamp](from: &reader)
        lastSmallAsk = try Timestamp?(from: &reader)
        evidence = try [EvidenceReference](from: &reader)
    }
}

/// Requests in private chats, by the one who was asked.
struct Requests: Sendable {
    static let window = Duration.days(14)
    /// Who asks the same person beyond this many pushes out the one who asked first.
    static let mostAskers = 6

    private var askings = Remembered<Account, [Asking]>(for: window, most: 50_000)

    var count: Int { askings.count }

    mutating func observe(_ event: Event, _ seen: Sighting) {
        guard let actor = event.actor, let target = event.target, actor.id != target.id, actor.bot != true else {
            return
        }
        if seen.isRequest || seen.isSmallAsk {
            ask(event, seen, actor, Account(target.id, of: event))
        } else if var list = askings.value(Account(target.id, of: event), at: event.time),
            let place = list.firstIndex(where: { $0.asker == actor.id })
        {
            list[place].contacts += 1
            askings.update(Account(target.id, of: event), list)
        }
        // The same message may answer what the other asked before.
        guard !askings.isEmpty, event.type == .messagePosted else { return }
        let asked = Account(actor.id, of: event)
        guard var list = askings.value(asked, at: event.time),
            let place = list.firstIndex(where: { $0.asker == target.id })
        else { return }
        list[place].contacts += 1
        list[place].answers += 1
        if seen.isRefusal {
            list[place].refusals += 1
            list[place].evidence.keep(event)
        }
        askings.update(asked, list)
    }

    private mutating func ask(_ event: Event, _ seen: Sighting, _ actor: Member, _ asked: Account) {
        var list = askings.value(asked, at: event.time) ?? []
        let place = list.firstIndex { $0.asker == actor.id } ?? list.count
        if place == list.count { list.append(Asking(asker: actor.id)) }
        guard !list[place].evidence.contains(where: { $0.event == event.key }) else { return }
        list[place].askerName = actor.name ?? list[place].askerName
        list[place].contacts += 1
        if seen.isRequest {
            list[place].requests += 1
            list[place].times = (list[place].times + [event.time]).suffix(Asking.mostTimes)
        } else {
            list[place].smallAsks += 1
            list[place].lastSmallAsk = event.time
        }
        list[place].evidence.keep(event)
        askings.set(asked, Array(list.suffix(Self.mostAskers)), since: event.time)
    }

    /// What was asked of a member.
    func askings(of member: Account, at time: Timestamp) -> [Asking] { askings.value(member, at: time) ?? [] }

    init() {}

    func encode(into writer: inout ByteWriter) { askings.encode(into: &writer) }
    init(decoding reader: inout ByteReader) throws(ByteCodingError) { try askings.decode(from: &reader) }
}
