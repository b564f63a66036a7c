import SafetyModel
import TextAnalysis

/// Whom a report names. Names are compared folded: without case, accents and look-alikes, without the signs and spaces
/// in them, and with digits read as letters too. The accused may also be written with one mistake. Mistakes go towards
/// naming: a case that guardians see needlessly is better than one that the named person sees.
public struct NamedPeople: Sendable {
    /// How many words are read as one name, where the name itself has fewer.
    private static let longestRun = 4
    /// Names of fewer letters have to be written without a mistake, and as one word or as the words that they are.
    private static let longName = 5
    /// Of names longer than this, in bytes, no mistake is forgiven.
    private static let longestNear = 80
    /// Of an accused, how many words may be written with a mistake.
    private static let mistakenWords = 12

    private var words: [String] = []
    /// Words, and letters that were spelled out one by one.
    private var singles: Set<String> = []
    /// Several words, joined.
    private var runs: Set<String> = []
    /// What the accused were called, joined.
    private var accused: Set<String> = []
    /// What the accused were called, under each way to leave out one letter or none.
    private var nearly: [String: Set<String>] = [:]

    /// - Parameter accused: whom the report is about, as they were written.
    public init(accused: [String] = [], in text: String) {
        add(text, isAccused: false)
        for handle in accused { add(handle, isAccused: true) }
    }

    /// Whether somebody of this name is named.
    public func include(_ name: String) -> Bool {
        NameFolding.readings(of: name).contains { includes($0) }
    }

    /// Whether somebody with this id is named. Of an id no digit is a letter, and nothing in it is a mistake.
    public func include(id: String) -> Bool {
        let wanted = NameFolding.words(of: id)
        let joined = wanted.joined()
        if joined.isEmpty { return false }
        if accused.contains(joined) { return true }
        guard id.count > 2 else { return false }
        return wanted.count > Self.longestRun ? stand(wanted) : singles.contains(joined) || runs.contains(joined)
    }

    private func includes(_ wanted: [String]) -> Bool {
        let joined = wanted.joined()
        if joined.isEmpty { return false }
        if wanted.count > Self.longestRun, stand(wanted) { return true }
        let isFound = NameFolding.spellings(of: joined).contains { spelling in
            if accused.contains(spelling) { return true }
            if spelling.count > 1, singles.contains(spelling) { return true }
            let mayBeCut = spelling.count >= Self.longName || (wanted.count > 1 && spelling.count > 2)
            return mayBeCut && runs.contains(spelling)
        }
        return isFound || isNearlyAccused(joined)
    }

    /// Whether these words stand in the report, one after the other.
    private func stand(_ wanted: [String]) -> Bool {
        words.indices.contains { words[$0...].prefix(wanted.count).elementsEqual(wanted) }
    }

    /// Digits tell people apart: who is called as somebody else but for a number is somebody else.
    private func isNearlyAccused(_ name: String) -> Bool {
        // Of a long name there are as many shortened ones as it has letters.
        guard name.utf8.count <= Self.longestNear, NameFolding.letterCount(name) >= Self.longName else { return false }
        let digits = NameFolding.digits(of: name)
        return NameFolding.shortened(name).contains { key in
            nearly[key, default: []].contains { written in
                NameFolding.digits(of: written) == digits
                    && Spelling.distance(Array(written.unicodeScalars), Array(name.unicodeScalars)) <= 1
            }
        }
    }

    // MARK: What is written

    private mutating func add(_ text: String, isAccused: Bool) {
        for reading in NameFolding.readings(of: text) {
            words += reading
            for start in reading.indices {
                singles.formUnion(NameFolding.spellings(of: reading[start]))
                var run = ""
                for end in start..<min(start + Self.longestRun, reading.count) {
                    run += reading[end]
                    if end > start { runs.formUnion(NameFolding.spellings(of: run)) }
                    if isAccused, end < Self.mistakenWords { addNearly(run) }
                }
            }
            addSpelledOut(reading)
            if isAccused { accused.formUnion(NameFolding.spellings(of: reading.joined())) }
        }
    }

    private mutating func addNearly(_ run: String) {
        guard NameFolding.letterCount(run) >= Self.longName - 1, run.utf8.count <= Self.longestNear else { return }
        for key in NameFolding.shortened(run) { nearly[key, default: []].insert(run) }
    }

    /// `z o é`: three letters or more, each a word of its own.
    private mutating func addSpelledOut(_ reading: [String]) {
        var letters: [String] = []
        for word in reading + [""] {
            if word.count == 1 {
                letters.append(word)
            } else {
                if letters.count > 2 { singles.insert(letters.joined()) }
                letters = []
            }
        }
    }
}
