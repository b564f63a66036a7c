import Connectors
import Logging
import SafetyModel

/// Answers what moderators ask in the command room: as notices, and no faster than people ask.
actor MatrixCommandDesk {
    private let room: MatrixCommandRoom
    private let desk: any MatrixDesk
    private let intake: MatrixIntake
    private let voice: MatrixVoice
    private let now: @Sendable () -> Timestamp
    private var asked = MatrixTempo(burst: 5, every: .seconds(10))
    private var askedByAll = MatrixTempo(burst: 20, every: .seconds(3))
    /// So that who is too fast, or may not ask, is told once in a while.
    private var told = MatrixTempo(burst: 1, every: .minutes(5))

    init(
        _ room: MatrixCommandRoom, desk: any MatrixDesk, intake: MatrixIntake, voice: MatrixVoice,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.room = room
        self.desk = desk
        self.intake = intake
        self.voice = voice
        self.now = now
    }

    func answer(_ command: MatrixCommand) async {
        guard command.room == room.room, let (question, language) = MatrixQuestion.read(command.text) else { return }
        let words = MatrixCommandWords(language: language ?? room.language)
        let state = await intake.state
        let level = state.rooms[command.room]?.level(of: command.sender) ?? 0
        guard room.members.contains(command.sender) || level >= room.level else {
            return await tellOnce(words.notAllowed(level: room.level), command)
        }
        let moment = now()
        guard asked.admits(command.sender, at: moment), askedByAll.admits("", at: moment) else {
            return await tellOnce(words.tooFast, command)
        }
        let text: String
        switch question {
        case .help: text = words.help
        case .status: text = words.status(await desk.figures(), await intake.figures, now: moment)
        case .cases: text = await cases(state, words, moment)
        }
        await voice.say(text, in: command.room, because: command.id)
    }

    private func tellOnce(_ text: String, _ command: MatrixCommand) async {
        guard told.admits(command.sender, at: now()) else { return }
        await voice.say(text, in: command.room, because: command.id)
    }

    private func cases(_ state: MatrixState, _ words: MatrixCommandWords, _ moment: Timestamp) async -> String {
        let space = state.top(of: room.room)
        guard let community = room.community ?? (space == room.room ? nil : space) else { return words.whichCommunity }
        do {
            // Nobody learns of a case about somebody who reads along.
            let found = try await desk.openCases(in: community, notAbout: state.members(of: room.room))
            return words.cases(found, now: moment)
        } catch {
            return words.unavailable
        }
    }
}
