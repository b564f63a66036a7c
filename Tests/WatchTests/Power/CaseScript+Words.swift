import SafetyModel

/// How the words of a line are read.
extension CaseScript {
    static func type(_ verb: String, _ values: [String: String]) -> EventType {
        switch verb {
        case "say", "dm": .messagePosted
        case "edit": .messageEdited
        case "del": .messageDeleted
        case "react": .messageReacted
        case "open": .directOpened
        case "join": .memberJoined
        case "leave", "kick": .memberLeft
        case "ban": .memberBanned
        case "unban": .memberUnbanned
        case "timeout": .memberTimedOut
        case "rename": .memberRenamed
        case "grant": .roleGranted
        case "revoke": .roleRevoked
        case "voice": .voiceJoined
        case "offer": .giftOffered
        case "claim": .giftClaimed
        case "grevoke": .giftRevoked
        case "invite": .inviteCreated
        case "promo": .promotionPosted
        case "created": .communityCreated
        case "renamed": .communityRenamed
        case "merged": .communityMerged
        case "owner": .communityOwnerChanged
        case "badge": .badgeGranted
        case "unbadge": .badgeRevoked
        case "automod": .automodTriggered
        case "report": .reportFiled
        case "timeoutend": .other("member.time_out_ended")
        default: .other(values["type"] ?? verb)
        }
    }

    /// Words at spaces; what stands in quotes is one word.
    static func words(_ line: String) -> [String] {
        var (words, word, isQuoted) = ([String](), "", false)
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == " ", !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    static func values(_ words: some Sequence<String>) -> [String: String] {
        var values: [String: String] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
        }
        return values
    }

    /// `-3d`, `1d2h30m`, `40s`: in milliseconds.
    static func span(_ text: Substring) -> Int64 {
        let isBefore = text.hasPrefix("-")
        var (sum, number) = (Int64(0), Int64(0))
        for character in text {
            if let digit = character.wholeNumberValue { number = number * 10 + Int64(digit) }
            guard let unit = ["d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1000][character] else { continue }
            sum += number * Int64(unit)
            number = 0
        }
        return isBefore ? -sum : sum
    }

    /// A day and an hour, taken from the front: `3 18:05:30`.
    static func moment(_ words: inout [String]) -> Int64 {
        let day = Int64(words.removeFirst()) ?? 0
        let clock = words.removeFirst().split(separator: ":").map { Int64($0) ?? 0 } + [0, 0]
        return day * 86_400_000 + clock[0] * 3_600_000 + clock[1] * 60_000 + clock[2] * 1000
    }

    /// `x8/30s`: how often, and how far apart.
    static func repetition(_ word: String) -> (Int, Int64)? {
        guard word.hasPrefix("x"), let slash = word.firstIndex(of: "/"),
            let count = Int(word[word.index(after: word.startIndex)..<slash])
        else { return nil }
        return (count, span(word[word.index(after: slash)...]))
    }
}
