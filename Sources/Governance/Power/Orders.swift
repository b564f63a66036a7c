import SafetyModel

/// Who ordered what a program did: moderators ban through a command of a bot, and the platform then names the bot.
///
/// A person is taken to have ordered it who wrote a command about that member in the two minutes before, or whom the
/// reason names in the words that moderation bots use ("Action requested by …", "Moderator: …"). Hashes only.
struct Orders: Sendable {
    /// How long after a command its execution may come.
    static let window = Duration.minutes(2)
    private static let mostEach = 32
    private static let mostWords = 24

    /// A command that one of the staff wrote.
    struct Command: Storable {
        var staff: String
        var name: String?
        var time: Timestamp
        /// Hashes of the words and of the members it mentions.
        var about: [UInt64]

        func write(into writer: inout ByteWriter) {
            staff.write(into: &writer)
            name.write(into: &writer)
            time.write(into: &writer)
            about.write(into: &writer)
        }

        init(from reader: inout ByteReader) throws(ByteCodingError) {
            staff = try reader.readString()
            name = try reader.readOptionalString()
            time = try reader.readTimestamp()
            about = try [UInt64](from: &reader)
        }

        init(_ staff: Member, _ time: Timestamp, about: [UInt64]) {
            self.staff = staff.id
            name = staff.name
            self.time = time
            self.about = about
        }
    }

    private var commands = Remembered<Account, [Command]>(for: window, most: 4096)
    /// Who of the staff bears a name, in a community; the empty string where two do.
    private var names = Remembered<Account, [UInt64: String]>(for: StaffBook.window, most: 4096)

    var count: Int { commands.count + names.count }

    /// Takes what one of the staff does or says in public.
    mutating func observe(_ event: Event, by staff: Member) {
        guard !event.community.isEmpty, staff.bot != true else { return }
        let place = Account(event.community, of: event)
        if let name = staff.name, name.count >= 3 {
            note(Self.hash(Self.words(name)[...]), staff.id, place, event.time)
        }
        guard event.type == .messagePosted, event.channel?.kind != .direct, case .message(let message) = event.body,
            let text = message.text, Self.isCommand(text)
        else { return }
        let words = text.split(whereSeparator: \.isWhitespace).dropFirst().prefix(Self.mostWords)
        let about = words.map { Self.hash(Self.bare($0)) } + message.mentions.prefix(8).map(Self.hash)
        var list = commands.value(place, at: event.time) ?? []
        list.append(Command(staff, event.time, about: about))
        commands.set(place, list.suffix(Self.mostEach), since: event.time)
    }

    private mutating func note(_ name: UInt64, _ id: String, _ place: Account, _ time: Timestamp) {
        if let known = names.value(place, at: time) {
            if known[name] == id { return }
            guard known.count < 500 || known[name] != nil else { return }
        }
        names.renew(place, since: time, new: { [:] }) { $0[name] = $0[name] == nil ? id : "" }
    }

    /// The person on whose word a program acted against, or for, a member; `nil` where none is known.
    func ordered(_ event: Event, _ staff: StaffBook) -> Member? {
        ordered(event) { staff.holds(Account($0, of: event), at: event.time) }
    }

    /// - Parameters:
    ///   - names: of staff who may not have been seen, as ``names(of:)`` makes them.
    ///   - isStaff: whether somebody whom a reason names by id is staff.
    func ordered(_ event: Event, names more: [UInt64: String] = [:], isStaff: (String) -> Bool) -> Member? {
        guard event.actor?.bot == true, let target = event.target, !event.community.isEmpty else { return nil }
        let place = Account(event.community, of: event)
        let about = Set([target.id, target.name ?? target.id].map(Self.hash))
        let command = (commands.value(place, at: event.time) ?? []).last { command in
            command.time <= event.time && event.time.elapsed(since: command.time) <= Self.window
                && command.staff != target.id && command.about.contains(where: about.contains)
        }
        if let command { return Member(id: command.staff, name: command.name, staff: true) }
        guard let reason = event.reason else { return nil }
        let known = names.value(place, at: event.time) ?? [:]
        return Self.named(in: reason, { known[$0] ?? more[$0] }, isStaff: isStaff)
            .flatMap { $0 == target.id ? nil : Member(id: $0, staff: true) }
    }

    /// Who bears a name, by its hash; the empty string where two do.
    static func names(of staff: [(id: String, name: String?)]) -> [UInt64: String] {
        var found: [UInt64: String] = [:]
        for person in staff {
            guard let name = person.name, name.count >= 3 else { continue }
            let hash = hash(words(name)[...])
            found[hash] = found[hash].map { $0 == person.id ? $0 : "" } ?? person.id
        }
        return found
    }

    // MARK: Words

    /// Moderation commands, as the common bots have them; a prefix and then the word.
    private static let acts = [
        "ban", "kick", "mute", "timeout", "warn", "jail", "isolate", "quarantine", "role", "exclu", "expuls",
    ]

    private static func isCommand(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, "!?.,;-+$%&=~>/*".unicodeScalars.contains(first) else {
            return false
        }
        let word = text.prefix { !$0.isWhitespace }.lowercased()
        return word.count <= 24 && acts.contains { word.contains($0) }
    }

    /// Words after which a bot names who ordered.
    private static let leads: Set<String> = ["moderator", "modérateur", "modératrice", "mod", "modo", "responsible"]
    private static let by: Set<String> = ["by", "par"]
    private static let done: Set<String> = [
        "banned", "kicked", "muted", "timed", "out", "requested", "action", "done", "issued", "ordered", "performed",
        "banni", "bannie", "expulsé", "expulsée", "exclu", "exclue", "demandé", "demandée", "ban", "kick", "mute",
    ]

    /// Whom of the staff a reason names as the one who ordered it: by id in any place, by name after the usual words.
    private static func named(
        in reason: String, _ known: (UInt64) -> String?, isStaff: (String) -> Bool
    ) -> String? {
        let raw = reason.split(whereSeparator: \.isWhitespace).prefix(mostWords)
        let words = raw.map { bare($0).lowercased() }
        if let id = words.first(where: { $0.count >= 15 && $0.allSatisfy(\.isNumber) && isStaff($0) }) { return id }
        for place in words.indices {
            let before = place > 0 ? words[place - 1] : ""
            let isLed =
                leads.contains(before) || by.contains(before) && (place == 1 || done.contains(words[place - 2]))
            for length in 1...3 where place + length <= words.count {
                guard isLed || place == 0 && raw[length - 1].hasSuffix(":") else { continue }
                if let id = known(hash(words[place..<(place + length)])), !id.isEmpty { return id }
            }
        }
        return nil
    }

    /// A word without what stands around it: `<@123>`, `(123)`, `Sacha#0:`.
    private static func bare(_ word: Substring) -> String {
        let start = word.drop { !$0.isLetter && !$0.isNumber }
        let end = start.lastIndex { $0.isLetter || $0.isNumber }.map { start[...$0] } ?? ""
        return String(end.split(separator: "#").first ?? "")
    }

    private static func words(_ name: String) -> [String] {
        name.split(whereSeparator: \.isWhitespace).prefix(3).map { bare($0).lowercased() }
    }

    private static func hash(_ words: ArraySlice<String>) -> UInt64 { hash(words.joined(separator: " ")) }
    private static func hash(_ word: String) -> UInt64 { StableHash.of(word.lowercased(), seed: 4) }

    // MARK: Snapshots

    init() {}

    func encode(into writer: inout ByteWriter) {
        commands.encode(into: &writer)
        names.encode(into: &writer)
    }

    init(decoding reader: inout ByteReader) throws(ByteCodingError) {
        try commands.decode(from: &reader)
        try names.decode(from: &reader)
    }
}
