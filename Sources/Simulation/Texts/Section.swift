/// A part of a phrasebook: phrases that do the same in a conversation. Its name heads the part in the texts, as
/// `# games`, and stands in phrases where one of the part is to be filled in, as `{game}`.
enum Section: String, Sendable, CaseIterable {
    // Single words and short groups that phrases are filled with.
    case game, skin, song, artist, series, dish, sport, subject, city, street, pet, device, emoji, sad, laugh, hey, when
    case platform, gift, code, person

    // Public talk by theme.
    case general, games, school, music, shows, food, sports, memes, art, tech, trades, introductions
    // Public talk on any theme.
    case replies, short, agree, disagree, laughs, compliments, clash, hardPublic, thanks, voiceTalk

    // Private talk among peers.
    case chatGame, chatSchool, chatGossip, chatTrade, chatPhotos, chatMeet, chatSurprise, chatSupport, chatMusic
    case chatPlans, chatBanter, chatReplies, chatBye, chatIdentity
    // A member asks the staff for help.
    case helpAsk, helpAnswer

    // Running a community.
    case banReason, timeOutReason, unbanReason, reportText, automodText, announcement, promotion, giftTitle
    case drawText, winnerText, editMark

    // Stories: how contact begins and grows.
    case opener, flattery, askAge, sayAge, askLife, answerLife, trust, secrecy, alone, normalise, isolate, moveOff
    case smallTalk, voiceFollow
    // Stories: what is asked, and what is answered.
    case giftOffer, giftAsk, askPicture, reluctant, whyAsk, refuse, pressure, unbanOffer, unbanAsk, banned
    case status, founderAsk, jokePush
    // Stories: blackmail.
    case screenshots, shareThreat, deadline, payDemand, plead, eraseTraces, sextortionOpen
    // Stories: personal data.
    case dataAsk, dataGive, addressFound, addressThreat, dataFright
    // Stories: many against one.
    case pileStart, pileInsult, pileThreat, pileHurt, newcomerHello
    // Stories: draws, badges, accounts that come back, reports without an answer.
    case bait, revokeReason, revokeComplaint, revokeReply, mergeNews, badgeBoast, badgeDoubt, comeback
    case reportStory, reportAgain
    // Stories and look-alikes: power over others.
    case roleOffer, colleagueAsk, raidText, purgeReason

    // Look-alikes.
    case siblingElder, siblingYounger, teacher, pupil, holiday, holidayReply, appealAsk, appealAnswer
    case coupleAsk, coupleAnswer, coupleAges, tradeOffer, tradeAnswer, welcome, welcomeReply, surprisePlan,
        surpriseReply
    case liftOffer, liftReply, banter, giftArrived, mergeRenewed, counterSpeech, counterReply, confide, confideReply
}
