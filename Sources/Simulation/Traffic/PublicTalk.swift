import SafetyModel

extension Theme {
    /// The part of the phrasebook that it speaks from.
    var section: Section {
        switch self {
        case .general: .general
        case .games: .games
        case .school: .school
        case .music: .music
        case .series: .shows
        case .food: .food
        case .sport: .sports
        case .memes: .memes
        case .art: .art
        case .tech: .tech
        case .trades: .trades
        case .introductions: .introductions
        }
    }
}

extension Traffic {
    /// A message in a text channel: who talks there, about what, in answer to whom.
    mutating func publicMessage(_ id: String, _ community: Int) -> Event {
        let language = someLanguage()
        let places = population.communities[community].places(language)
        let place = places.isEmpty ? 0 : places[draw.skewed(places.count)]
        var conversation = conversations[community][place]
        conversations[community][place] = Conversation(theme: conversation.theme)
        turn(&conversation)
        let author = nextSpeaker(&conversation, community)
        let last = conversation.last.flatMap { now.since($0.time) < .hours(2) && !gone[$0.author] ? $0 : nil }
        let other = last.flatMap { $0.author == author ? nil : $0.author }
        let section = section(conversation, hasOther: other != nil)
        var message = Message(text: text(section, in: language, by: author, to: other))
        if let last, let other, draw.chance(210) {
            message.replyTo = last.id
            message.replyToAuthor = memberID(other)
        } else if let other, draw.chance(70) {
            let mentioned = memberID(other)
            message.mentions = [mentioned]
            message.text = "<@\(mentioned)> \(message.text ?? "")"
        }
        if draw.chance(conversation.theme == .memes || conversation.theme == .art ? 160 : 18) {
            message.attachments = [
                Attachment(id: freshID(), kind: "image", name: "image.png", size: draw.within(20_000...3_000_000))
            ]
        }
        let written = RecentMessage(
            id: id, author: author, community: community, place: place, language: language, time: now)
        conversation.last = written
        conversations[community][place] = conversation
        remember(written)
        let channel = population.communities[community].texts[place].channel
        return make(id, .messagePosted, community, channel, actor: member(author), body: .message(message))
    }

    private mutating func turn(_ conversation: inout Conversation) {
        conversation.left -= 1
        guard conversation.left <= 0 else { return }
        conversation.left = draw.within(4...26)
        let mood = draw.below(100)
        conversation.mood = mood < 5 ? .clash : mood < 10 ? .warm : .easy
        if draw.chance(500) { conversation.speakers.removeAll(keepingCapacity: true) }
    }

    private mutating func nextSpeaker(_ conversation: inout Conversation, _ community: Int) -> Int {
        if !conversation.speakers.isEmpty, draw.chance(640) {
            let author = conversation.speakers[draw.below(conversation.speakers.count)]
            if author != conversation.last?.author, !gone[author] { return author }
        }
        let author = someone(community)
        if !conversation.speakers.contains(author) {
            if conversation.speakers.count < 5 {
                conversation.speakers.append(author)
            } else {
                conversation.speakers[draw.below(5)] = author
            }
        }
        return author
    }

    private mutating func section(_ conversation: Conversation, hasOther: Bool) -> Section {
        let roll = draw.below(100)
        guard hasOther else { return roll < 92 ? conversation.theme.section : .hardPublic }
        switch conversation.mood {
        case .clash: return roll < 45 ? .clash : roll < 60 ? .disagree : roll < 80 ? .short : .laughs
        case .warm: return roll < 45 ? .compliments : roll < 60 ? .thanks : roll < 80 ? .agree : .short
        case .easy: break
        }
        switch roll {
        case 0..<34: return conversation.theme.section
        case 34..<56: return .replies
        case 56..<68: return .short
        case 68..<76: return .agree
        case 76..<82: return .disagree
        case 82..<89: return .laughs
        case 89..<92: return .compliments
        case 92..<94: return .thanks
        case 94..<95: return .clash
        default: return .hardPublic
        }
    }

    private mutating func remember(_ message: RecentMessage) {
        if recent.count < 512 {
            recent.append(message)
        } else {
            recent[recentPlace] = message
            recentPlace = (recentPlace + 1) % 512
        }
    }

    // MARK: What becomes of messages

    private static let emoji = ["😂", "❤️", "👍", "💀", "😭", "🔥", "👀", "🎉", "😮", "🙏", "🤡", "✅"]

    mutating func reaction(_ id: String) -> Event? {
        guard let message = draw.pick(recent) else { return nil }
        let actor = someone(message.community)
        let channel = population.communities[message.community].texts[message.place].channel
        return make(
            id, .messageReacted, message.community, channel, actor: member(actor),
            body: .message(Message(id: message.id, emoji: Self.emoji[draw.skewed(Self.emoji.count)])))
    }

    mutating func edit(_ id: String) -> Event? {
        guard let message = draw.pick(recent), !gone[message.author] else { return nil }
        let theme = population.communities[message.community].texts[message.place].theme
        let mark = text(.editMark, in: message.language, by: message.author)
        let text = text(theme.section, in: message.language, by: message.author)
        let channel = population.communities[message.community].texts[message.place].channel
        return make(
            id, .messageEdited, message.community, channel, actor: member(message.author),
            body: .message(Message(id: message.id, text: "\(text) \(mark)")))
    }

    mutating func deletion(_ id: String) -> Event? {
        guard let message = draw.pick(recent), !gone[message.author] else { return nil }
        let channel = population.communities[message.community].texts[message.place].channel
        return make(
            id, .messageDeleted, message.community, channel, actor: member(message.author),
            body: .message(Message(id: message.id)))
    }

    // MARK: Voice

    /// Somebody enters a voice room or leaves it, or writes beside the talk.
    mutating func voiceEvent(_ id: String, _ community: Int) -> Event? {
        let room = draw.skewed(rooms[community].count)
        rooms[community][room].removeAll { account in
            if gone[account] { inVoice[account] = false }
            return gone[account]
        }
        let inside = rooms[community][room].count
        let channel = population.communities[community].voices[room]
        if inside > 0, draw.chance(60), let author = draw.pick(rooms[community][room]) {
            let message = Message(text: text(.voiceTalk, in: someLanguage(), by: author))
            return make(id, .messagePosted, community, channel, actor: member(author), body: .message(message))
        }
        let fills = inside == 0 || draw.chance(inside < 4 ? 600 : inside < 9 ? 440 : 180)
        if fills {
            let account = someone(community)
            guard !inVoice[account] else { return nil }
            inVoice[account] = true
            rooms[community][room].append(account)
            return make(id, .voiceJoined, community, channel, actor: member(account))
        }
        let account = rooms[community][room].remove(at: draw.below(inside))
        inVoice[account] = false
        return make(id, .voiceLeft, community, channel, actor: member(account))
    }
}
