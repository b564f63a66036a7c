import Casework
import SafetyModel

/// The exchange as a timeline, with the cues marked.
extension Console {
    func exchangeModel(_ entries: [ExchangeEntry], file: CaseFile, visit: Visit) -> Model {
        let words = visit.words
        var days: [Model] = []
        var current: (label: String, entries: [Model])?
        for entry in entries {
            let label = words.day(entry.time)
            if current?.label != label {
                if let current { days.append(["day": current.label, "entries": current.entries]) }
                current = (label, [])
            }
            current?.entries.append(entryModel(entry, file: file, visit: visit))
        }
        if let current { days.append(["day": current.label, "entries": current.entries]) }
        var model: Model = ["any": !entries.isEmpty, "days": days]
        if entries.count >= Self.exchangeLength {
            model["cut"] = words.say("exchange_cut", ["n": words.number(entries.count)])
        }
        return model
    }

    private func entryModel(_ entry: ExchangeEntry, file: CaseFile, visit: Visit) -> Model {
        let words = visit.words
        let isSubject = entry.author == file.item.subject
        let isHarmed = !isSubject && file.item.counterparts.contains(entry.author)
        var model: Model = [
            "time": timeModel(entry.time, text: words.clock(entry.time), words: words),
            "author": memberName(entry.author, entry.authorName ?? file.names[entry.author]),
            "side": isSubject ? "subject" : isHarmed ? "harmed" : "other",
            "what": eventLabel(entry.type, words), "is_message": entry.type == .messagePosted,
            "marked": !entry.cues.isEmpty, "cues": entry.text == nil ? cueChips(entry.cues, visit: visit) : [],
        ]
        if isSubject { model["side_label"] = words["side_subject"] }
        if isHarmed { model["side_label"] = words["side_harmed"] }
        if let channel = entry.channel {
            model["channel"] = channel.name.map(visible) ?? words["channel_\(channel.kind.rawValue)"]
            model["channel_kind"] = words["channel_\(channel.kind.rawValue)"]
        }
        if let text = entry.text {
            model["text"] = ["pieces": textPieces(text, cues: entry.cues, visit: visit)] as Model
        } else if entry.hasText {
            model["hidden"] = true
        } else if let deleted = entry.deleted {
            model["deleted"] = words.say(
                "text_deleted", ["time": words.day(deleted.at), "rule": visible(deleted.rule)])
        } else if entry.type == .messagePosted, entry.attachments == 0 {
            model["gone"] = true
        }
        if entry.attachments > 0 { model["attachments"] = words.count("attachments", entry.attachments) }
        return model
    }

    private func cueChips(_ cues: [CueHit], visit: Visit) -> [Model] {
        var seen: Set<String> = []
        return cues.filter { seen.insert($0.cue).inserted }.map { hit in
            let stage = hit.stage.map { visit.words["stage_\($0.rawValue)"] } ?? policyTitle(hit.policy, visit.language)
            return [
                "stage": stage, "class": hit.stage?.rawValue ?? "none",
                "cue": texts.cue(hit.cue, visit.language) ?? visible(hit.cue),
            ]
        }
    }

    private func textPieces(_ text: String, cues: [CueHit], visit: Visit) -> [Model] {
        MarkedText.pieces(of: text, cues: cues).map { piece in
            var model: Model = ["text": visible(piece.text), "marked": piece.cue != nil]
            if let cue = piece.cue {
                model["class"] = cue.stage?.rawValue ?? "none"
                model["cue"] = texts.cue(cue.cue, visit.language) ?? visible(cue.cue)
                model["stage"] =
                    cue.stage.map { visit.words["stage_\($0.rawValue)"] } ?? policyTitle(cue.policy, visit.language)
            }
            return model
        }
    }

    func eventLabel(_ type: EventType, _ words: Words) -> String {
        let key = "event_" + type.name.replacing(".", with: "_")
        return words.byKey[key] ?? visible(type.name)
    }
}

/// A text cut where cues begin and end.
enum MarkedText {
    struct Piece: Sendable, Hashable {
        var text: String
        /// The cue that covers it; the weightiest, where several do.
        var cue: CueHit?
    }

    /// Cuts a text at the edges of its cues. Ranges are UTF-8 offsets; one that lies outside of the text, or cuts a
    /// character in two, is brought to the nearest character around it.
    static func pieces(of text: String, cues: [CueHit]) -> [Piece] {
        let bytes = Array(text.utf8)
        var covering = [Int?](repeating: nil, count: bytes.count)
        for (number, hit) in cues.enumerated().sorted(by: { $0.element.weight < $1.element.weight }) {
            let lower = floor(min(max(hit.range.lowerBound, 0), bytes.count), in: bytes)
            let upper = ceiling(min(max(hit.range.upperBound, lower), bytes.count), in: bytes)
            for index in lower..<upper { covering[index] = number }
        }
        var pieces: [Piece] = []
        var start = 0
        while start < bytes.count {
            var end = start + 1
            while end < bytes.count, covering[end] == covering[start] { end += 1 }
            let part = String(decoding: bytes[start..<end], as: UTF8.self)
            pieces.append(Piece(text: part, cue: covering[start].map { cues[$0] }))
            start = end
        }
        return pieces
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func floor(_ offset: Int, in bytes: [UInt8]) -> Int {
        var offset = offset
        while offset > 0, offset < bytes.count, isContinuation(bytes[offset]) { offset -= 1 }
        return offset
    }

    private static func ceiling(_ offset: Int, in bytes: [UInt8]) -> Int {
        var offset = offset
        while offset < bytes.count, isContinuation(bytes[offset]) { offset += 1 }
        return offset
    }
}
