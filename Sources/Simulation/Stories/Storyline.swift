import SafetyModel

/// A kind of story, or of innocent look-alike: who plays in it, and how it goes.
struct Storyline: Sendable {
    /// As `gift_for_picture`.
    let kind: String
    /// Under which policies finding it counts, the main one first; empty for a look-alike.
    let policies: [PolicyCode]
    /// Who plays in it.
    let parts: [Part]
    /// Places in ``parts`` of those who do harm; none in a look-alike.
    let subjects: Range<Int>
    /// Places in ``parts`` of those who may be harmed.
    let targets: Range<Int>
    /// Writes the story down, another one for each state of the scene's generator.
    let play: @Sendable (inout Scene) -> Void

    init(
        story kind: String, policies: [PolicyCode], parts: [Part], subjects: Range<Int> = 0..<1,
        targets: Range<Int> = 1..<2, play: @escaping @Sendable (inout Scene) -> Void
    ) {
        self.kind = kind
        self.policies = policies
        self.parts = parts
        self.subjects = subjects
        self.targets = targets
        self.play = play
    }

    init(lookalike kind: String, parts: [Part], play: @escaping @Sendable (inout Scene) -> Void) {
        self.init(story: kind, policies: [], parts: parts, subjects: 0..<0, targets: 0..<0, play: play)
    }

    var isLookalike: Bool { policies.isEmpty }

    /// How many of its players join in the course of it.
    var newcomers: Int { parts.count { $0.joins } }

    /// Every kind that is planted, stories and look-alikes in turn, so that a small simulation holds some of both.
    /// The first two unfold within minutes: a demonstration has findings at once.
    static let all: [Storyline] = [
        fastSextortion, siblings, giftForPicture, teacher, pileOn, banter, banLeverage, appeal, sameOpener, welcomeTeam,
        voicePivot, holidayPhotos, doxxingThreat, lifts, revokedGifts, drawArrives, slowGrooming, birthdaySurprise,
        banEvasion, couples, founderRequest, gameTrades, badgeMerge, mergeRenewed, counterSpeech, confiding,
        coordinatedAccounts, clanJoinsTogether, roleForFavour, memberRoles, selectiveBans, bannedForCause, retaliation,
        spamCleaned, auditWipe, tidying, powerSpike, busyModerator, inviteBurst, festival, raid, purge,
    ]
}

/// Who plays a part.
enum Part: Sendable {
    /// A member of 12 to 16.
    case minor
    /// A member about as old as the first player.
    case peer
    /// A member of 19 or more.
    case adult
    /// A member of 20 or more.
    case grown
    /// Administrators and moderators.
    case staff
    /// The owner, or another founder.
    case founder
    /// Joins in the course of the story; 12 to 16 years old.
    case newcomer
    /// Joins in the course of the story; 19 or more.
    case stranger
    /// The player before under another account, made later.
    case sameAgain
    /// One of the staff who does nothing but play in its story, of 19 or more.
    case keeper

    /// Whether its account is one of those that are kept for stories.
    var joins: Bool {
        switch self {
        case .newcomer, .stranger, .sameAgain, .keeper: true
        case .minor, .peer, .adult, .grown, .staff, .founder: false
        }
    }
}

/// Somebody who plays in a story.
struct Player: Sendable {
    let account: Int
    let name: String
    let age: Int
    let hand: Hand
    let part: Part
    /// The community it belongs to.
    let home: Int
}
