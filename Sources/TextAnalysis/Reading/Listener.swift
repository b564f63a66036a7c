public import SafetyModel

/// Reads the messages of a stream one after the other, so that a phrase which its author cut into several messages is read
/// whole: somebody who writes `send` / `me` / `one` hides nothing.
///
/// Holds the last few short texts of each author for a minute and a half, in memory alone; they are part of no snapshot.
/// Who resumes a stream lets it hear the last minutes before (``hear(_:)``), and it goes on as if it had never stopped.
public struct Listener: Sendable {
    private let reader: TextReader
    /// By the hash of community, channel and author.
    private var pieces: [UInt64: Pieces] = [:]
    private var swept = Timestamp(milliseconds: .min)

    /// A message of more words than this is a phrase of its own.
    private static let fewWords = 3
    private static let longest = 24
    private static let mostPieces = 8
    /// Milliseconds between two pieces.
    private static let gap: Int64 = 90_000
    private static let mostAuthors = 20_000

    private struct Pieces {
        var texts: [String]
        var last: Timestamp
    }

    public init(reader: TextReader) { self.reader = reader }

    /// Reads the text of an event, together with the pieces before it where it is one.
    public mutating func read(_ event: Event) -> TextReading {
        guard let text = event.text else { return .empty }
        var reading = reader.read(text)
        guard let before = gather(event, text, reading.wordCount) else { return reading }
        let parts = before + [text]
        var candidates = [parts.joined(separator: " ")]
        // `en` / `voie` is one word, `send` / `me` are two: both are tried.
        if Self.mayBeOneWord(parts) { candidates.append(parts.joined()) }
        for candidate in candidates {
            let whole = reader.read(candidate)
            reading.take(whole, length: text.utf8.count)
        }
        return reading
    }

    /// Whether pieces may be those of a single word: a scrap among them, none of two words, short together.
    private static func mayBeOneWord(_ parts: [String]) -> Bool {
        var length = 0
        var hasScrap = false
        for part in parts {
            guard !part.utf8.contains(UInt8(ascii: " ")) else { return false }
            length += part.utf8.count
            if part.utf8.count <= 3 { hasScrap = true }
        }
        return hasScrap && length <= longest
    }

    /// Remembers an event without reading it: for the minutes before a stream is resumed.
    public mutating func hear(_ event: Event) {
        guard let text = event.text else { return }
        _ = gather(event, text, text.split(separator: " ").count)
    }

    /// Remembers a short text.
    /// - Returns: the pieces before it, where there are any and it is one itself.
    private mutating func gather(_ event: Event, _ text: String, _ words: Int) -> [String]? {
        guard event.type == .messagePosted, words > 0, words <= Self.fewWords, text.utf8.count <= Self.longest,
            let author = event.actor?.id, let channel = event.channel
        else { return nil }
        let key = StableHash.of(
            author, seed: StableHash.of(channel.id, seed: StableHash.of(event.community, seed: 0x6865_6172)))
        sweep(event.time)
        guard var known = pieces[key], Self.isSoon(event.time, after: known.last) else {
            pieces[key] = Pieces(texts: [text], last: event.time)
            return nil
        }
        let before = known.texts
        known.texts = Array((before + [text]).suffix(Self.mostPieces))
        known.last = event.time
        pieces[key] = known
        return before
    }

    private static func isSoon(_ time: Timestamp, after last: Timestamp) -> Bool {
        let (span, overflow) = time.milliseconds.subtractingReportingOverflow(last.milliseconds)
        return !overflow && (-gap...gap).contains(span)
    }

    /// Forgets what is older than the gap, from time to time.
    private mutating func sweep(_ now: Timestamp) {
        guard pieces.count >= Self.mostAuthors || !Self.isSoon(now, after: swept) else { return }
        swept = now
        pieces = pieces.filter { Self.isSoon(now, after: $0.value.last) }
        if pieces.count >= Self.mostAuthors { pieces.removeAll(keepingCapacity: true) }
    }
}

extension TextReading {
    /// Takes over what a phrase says that its last piece alone does not. The cues stand at the whole of the piece.
    mutating func take(_ whole: TextReading, length: Int) {
        for hit in whole.hits where !hits.contains(where: { $0.cue == hit.cue }) {
            var hit = hit
            hit.range = 0..<length
            hits.append(hit)
        }
        if statedAge == nil { statedAge = whole.statedAge }
        hostile = max(hostile, whole.hostile)
        if let heard = whole.acts, heard[.harmfulActor] > (acts?[.harmfulActor] ?? -.infinity) { acts = heard }
    }
}
