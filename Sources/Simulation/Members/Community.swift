import SafetyModel

/// What people talk about in a channel.
enum Theme: Int, Sendable, CaseIterable {
    case general, games, school, music, series, food, sport, memes, art, tech, trades, introductions
}

/// A text channel of a simulated community.
struct TextPlace: Sendable {
    let channel: Channel
    let language: Language
    let theme: Theme
}

/// A simulated community: its channels, and which accounts are its veterans and staff.
struct Community: Sendable {
    let number: Int
    let id: String
    let source: String
    let name: String
    /// Accounts that are members from the start. The first are the staff, then the bots.
    let veterans: Range<Int>
    let founders: Int
    let administrators: Int
    let moderators: Int
    let bots: Int
    let texts: [TextPlace]
    let voices: [Channel]
    let announcements: Channel
    /// Places in ``texts`` of each language, busiest first.
    let french: [Int]
    let english: [Int]

    /// Founders, administrators and moderators; the first founder is the owner.
    var staff: Int { founders + administrators + moderators }

    init(number: Int, seed: UInt64, veterans: Range<Int>, small: Bool) {
        self.number = number
        self.veterans = veterans
        let key = Randomness.mix(seed, 0xC0_0000 + UInt64(number))
        // Made between 2017 and 2020; the low bits set it apart from every channel.
        let made = Snowflake.epoch + 63_072_000_000 + Int64(key >> 40) * 5000
        func snowflake(_ low: Int) -> String { Snowflake.text(Timestamp(milliseconds: made), number << 12 | low) }
        id = snowflake(0)
        source = "discord:guild/\(id)"
        name = Self.names[number % Self.names.count]

        let size = veterans.count
        // A community of any size keeps a handful of staff; a very small one three.
        founders = size >= 300 ? min(size / 20_000 + 2, 16) : 1
        administrators = size >= 300 ? min(size / 15_000 + 2, 20) : 1
        moderators = size >= 300 ? min(size / 2500 + 8, 110) : 1
        bots = size >= 40 ? 3 : 0

        var texts: [TextPlace] = []
        var french: [Int] = []
        var english: [Int] = []
        let plan = small ? Self.fewChannels : Self.manyChannels
        for (place, line) in plan.enumerated() {
            let channel = Channel(id: snowflake(16 + place), kind: .text, name: line.name)
            if line.language == .french { french.append(place) } else { english.append(place) }
            texts.append(TextPlace(channel: channel, language: line.language, theme: line.theme))
        }
        self.texts = texts
        self.french = french
        self.english = english
        voices = (0..<(small ? 3 : 18)).map { room in
            Channel(id: snowflake(512 + room), kind: .voice, name: Self.rooms[room % Self.rooms.count])
        }
        announcements = Channel(id: snowflake(1), kind: .text, name: small ? "annonces" : "📢-annonces")
    }

    func places(_ language: Language) -> [Int] {
        switch language {
        case .french: french
        case .english: english
        }
    }

    private static let names = [
        "L'Archipel", "Le Préau", "Nova Squad", "La Cabane", "Pixel Bay", "Les Nocturnes", "Quartier Libre", "Le Phare",
    ]

    private static let rooms = [
        "Salon 1", "Salon 2", "Gaming 1", "Gaming 2", "Chill", "Ranked", "Musique", "Duo", "Trio", "Squad", "Étude",
        "Karaoké", "English Lounge", "Loup-garou", "Cinéma", "Détente", "AFK", "Debate",
    ]

    private typealias Plan = (name: String, language: Language, theme: Theme)

    private static let fewChannels: [Plan] = [
        ("général", .french, .general), ("jeux", .french, .games), ("memes", .french, .memes),
        ("cours", .french, .school), ("musique", .french, .music), ("échanges", .french, .trades),
        ("présentations", .french, .introductions), ("english", .english, .general), ("gaming-en", .english, .games),
    ]

    private static let manyChannels: [Plan] = {
        let names: [(Theme, fr: [String], en: [String])] = [
            (
                .general, ["général", "blabla", "papotage", "nuit-blanche", "flood"],
                ["english-chat", "lounge", "night-owls"]
            ),
            (.games, ["jeux", "ranked", "recherche-squad", "clips", "survie"], ["gaming-en", "lfg", "clips-en"]),
            (.memes, ["memes", "réactions", "cursed"], ["memes-en", "shitpost"]),
            (.school, ["collège", "lycée", "aide-devoirs", "orientation"], ["homework-help", "school-en"]),
            (.music, ["musique", "sons-du-moment", "vos-prods"], ["music-en"]),
            (.series, ["séries", "animés", "films", "lectures"], ["anime-en", "movies"]),
            (.introductions, ["présentations", "nouveaux"], ["introductions"]),
            (.trades, ["échanges", "marché-skins"], ["trading"]),
            (.sport, ["sport", "foot", "muscu-et-santé"], ["sports-en"]),
            (.food, ["cuisine", "gouter"], ["food"]),
            (.art, ["vos-dessins", "photos-de-vacances", "animaux"], ["art-en", "pets"]),
            (.tech, ["config-pc", "dev", "téléphones"], ["tech-help"]),
        ]
        var plan: [Plan] = []
        // One of each theme in turn, so that the busiest channels are of all themes.
        for turn in 0..<5 {
            for (theme, fr, en) in names {
                if turn < fr.count { plan.append((fr[turn], .french, theme)) }
                if turn < en.count { plan.append((en[turn], .english, theme)) }
            }
        }
        return plan
    }()
}
