/// Finds the other ways to read the words of a text: the second half of normalisation.
extension WordLattice {
    /// The longest form that is looked for, in bytes; no word of a pattern is longer.
    static let longestForm = 64
    /// The most single letters that are read as one word.
    static let longestSpelling = 24
    /// The most pieces that are joined over symbols (`sn_ap`, `m@man`).
    private static let longestChain = 8

    mutating func addForms() {
        guard !leads.isEmpty else { return }
        var index = 0
        var spellingEnd = 0
        var isSorted = true
        let hasSymbols = leads.contains(.symbol)
        let hasSingles = leads.contains(.singles)
        while index < words.count {
            let before = edges.count
            let word = words[index]
            if word.traits.contains(.splitAfter) {
                // A word of three pieces (`g14ans`) is joined from its first.
                addWhole(index, words[index + 1].traits.contains(.splitAfter) ? 3 : 2)
            } else if word.traits.contains([.letter, .digit]) {
                addLeet(index, 1, isPreferred: true)
            }
            if word.traits.contains(.stretched) {
                addCollapsed(index, 1, range: Int(word.start)..<Int(word.end), !word.traits.contains(.digit))
            }
            if hasSingles, index >= spellingEnd, isSingle(word), let end = spelling(from: index) {
                addSpelling(index, end)
                isSorted = false
                spellingEnd = end
            }
            if hasSymbols {
                if index >= spellingEnd, let end = chain(from: index) { addChain(index, end) }
                addDollarSigns(index)
            }
            if edges.count - before > 1 { isSorted = false }
            index += 1
        }
        if !isSorted { edges.sort { ($0.from, $0.span, $0.start) < ($1.from, $1.span, $1.start) } }
    }

    // MARK: Words of one piece

    /// What a digit or symbol stands for inside a word. `1` may stand for two letters.
    @inline(__always)
    private func leetLetter(_ byte: UInt8, oneIsL: Bool) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0"): UInt8(ascii: "o")
        case UInt8(ascii: "1"): oneIsL ? UInt8(ascii: "l") : UInt8(ascii: "i")
        case UInt8(ascii: "3"): UInt8(ascii: "e")
        case UInt8(ascii: "4"), UInt8(ascii: "@"): UInt8(ascii: "a")
        case UInt8(ascii: "5"), UInt8(ascii: "$"): UInt8(ascii: "s")
        case UInt8(ascii: "7"): UInt8(ascii: "t")
        case UInt8(ascii: "!"): UInt8(ascii: "i")
        default: 0
        }
    }

    /// The words joined as they stand (`13ans`), and with digits as letters (`4dresse` is `adresse`).
    private mutating func addWhole(_ from: Int, _ span: Int) {
        guard from + span <= words.count else { return }
        let range = Int(words[from].start)..<Int(words[from + span - 1].end)
        guard range.count <= Self.longestForm else { return }
        let start = bytes.count
        for index in range { appendForm(bytes[index], from: index) }
        finishForm(start, from, span, isPreferred: false)
        if words[from + span - 1].traits.contains(.stretched) { addCollapsed(from, span, range: range, false) }
        addLeet(from, span, isPreferred: false)
    }

    /// Digits as letters, where every digit stands for one and the word has two letters or more.
    private mutating func addLeet(_ from: Int, _ span: Int, isPreferred: Bool) {
        guard from + span <= words.count else { return }
        let range = Int(words[from].start)..<Int(words[from + span - 1].end)
        guard range.count <= Self.longestForm * 4 else { return }
        addMapped(from, span, range: range, isPreferred: isPreferred, minimumLetters: 2)
    }

    /// Adds the bytes of a range with digits and symbols as the letters that they stand for, and separators left out.
    private mutating func addMapped(
        _ from: Int, _ span: Int, range: Range<Int>, isPreferred: Bool, minimumLetters: Int, lead: Int = 0,
        trail: Int = 0
    ) {
        var letters = 0
        var hasOne = false
        for index in range {
            let byte = bytes[index]
            if ASCIIClass.isLetter(byte) || byte >= 0x80 {
                letters += 1
            } else if ASCIIClass.isDigit(byte) {
                if leetLetter(byte, oneIsL: false) == 0 { return }
                if byte == UInt8(ascii: "1") { hasOne = true }
            }
        }
        guard letters >= minimumLetters else { return }
        for oneIsL in hasOne ? [false, true] : [false] {
            let start = bytes.count
            for index in range {
                let byte = bytes[index]
                if ASCIIClass.isLetter(byte) || byte >= 0x80 {
                    appendForm(byte, from: index)
                } else {
                    let letter = leetLetter(byte, oneIsL: oneIsL)
                    if letter != 0 { appendForm(letter, from: index) }
                }
            }
            let end = bytes.count
            finishForm(start, from, span, isPreferred: isPreferred && !oneIsL, lead: lead, trail: trail)
            if hasStretch(start..<end) { addCollapsed(from, span, range: start..<end, isPreferred && !oneIsL) }
        }
    }

    private func hasStretch(_ range: Range<Int>) -> Bool {
        guard range.count >= 3 else { return false }
        for index in (range.lowerBound + 2)..<range.upperBound
        where bytes[index] == bytes[index - 1] && bytes[index] == bytes[index - 2] && ASCIIClass.isLetter(bytes[index])
        {
            return true
        }
        return false
    }

    /// Stretched letters: each run of three or more may stand for one letter or for two. Up to two runs are tried in all
    /// four ways; of more runs, all short or all double.
    private mutating func addCollapsed(_ from: Int, _ span: Int, range: Range<Int>, _ isPreferred: Bool) {
        var runs = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let end = endOfRun(index, range.upperBound)
            if end - index >= 3, ASCIIClass.isLetter(bytes[index]) { runs += 1 }
            index = end
        }
        guard runs > 0 else { return }
        let ways: [Int] = runs == 1 ? [0, 1] : runs == 2 ? [0, 1, 2, 3] : [0, -1]
        for way in ways { addCollapsed(from, span, range, doubled: way, isPreferred && way == 0) }
    }

    /// - Parameter doubled: bit i is set where run i keeps two letters.
    private mutating func addCollapsed(
        _ from: Int, _ span: Int, _ range: Range<Int>, doubled: Int, _ isPreferred: Bool
    ) {
        let start = bytes.count
        var run = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let end = endOfRun(index, range.upperBound)
            var kept = end - index
            if kept >= 3, ASCIIClass.isLetter(bytes[index]) {
                kept = doubled < 0 || (run < 2 && doubled & (1 << run) != 0) ? 2 : 1
                run += 1
            }
            for offset in 0..<kept { appendForm(bytes[index + offset], from: index + offset) }
            index = end
        }
        finishForm(start, from, span, isPreferred: isPreferred)
    }

    private func endOfRun(_ index: Int, _ limit: Int) -> Int {
        var end = index + 1
        while end < limit, bytes[end] == bytes[index] { end += 1 }
        return end
    }

    // MARK: Words of several pieces

    @inline(__always)
    private func isSingle(_ word: Word) -> Bool {
        word.count == 1
            || (word.traits.contains(.wide) && !word.traits.contains(.emoji) && word.count <= 3
                && bytes[Int(word.start)] >= 0xC2
                && !bytes[(Int(word.start) + 1)..<Int(word.end)].contains { $0 & 0xC0 != 0x80 })
    }

    /// Three or more single letters with equal gaps, as `n u l`, `n.u.l`: one word spelled out.
    /// - Returns: the index after the last.
    private func spelling(from first: Int) -> Int? {
        guard first + 2 < words.count else { return nil }
        let gap = words[first + 1].start - words[first].end
        guard gap >= 1, gap <= 3 else { return nil }
        var end = first + 1
        var letters = words[first].traits.contains(.letter) ? 1 : 0
        while end < words.count, end - first < Self.longestSpelling, isSingle(words[end]),
            words[end].start - words[end - 1].end == gap
        {
            if words[end].traits.contains(.letter) { letters += 1 }
            end += 1
        }
        return end - first >= 3 && letters >= 2 ? end : nil
    }

    /// The whole spelling, and without its first or last letter, since `a p h o t o` may begin with a word.
    private mutating func addSpelling(_ from: Int, _ end: Int) {
        addMapped(from, end - from, range: region(from, end), isPreferred: true, minimumLetters: 2)
        guard end - from >= 4 else { return }
        addMapped(from + 1, end - from - 1, range: region(from + 1, end), isPreferred: false, minimumLetters: 2)
        addMapped(from, end - from - 1, range: region(from, end - 1), isPreferred: false, minimumLetters: 2)
    }

    private func region(_ from: Int, _ end: Int) -> Range<Int> {
        Int(words[from].start)..<Int(words[end - 1].end)
    }

    /// Pieces with nothing between but one to three symbols that hide a letter or a join: `m@man`, `sn_ap`, `ph.oto`.
    /// - Returns: the index after the last piece.
    private func chain(from first: Int) -> Int? {
        guard first + 1 < words.count, first == 0 || !isLinked(first - 1) else { return nil }
        var end = first
        var hasLetter = words[first].traits.contains(.letter)
        while end + 1 < words.count, end - first < Self.longestChain, isLinked(end) {
            end += 1
            if words[end].traits.contains(.letter) { hasLetter = true }
        }
        let fits = Int(words[end].end - words[first].start) <= Self.longestForm
        return end > first && hasLetter && fits ? end + 1 : nil
    }

    private func isLinked(_ index: Int) -> Bool {
        let gap = Int(words[index].end)..<Int(words[index + 1].start)
        guard gap.count >= 1, gap.count <= 3 else { return false }
        for position in gap {
            if ASCIIClass.table[Int(bytes[position])] >> 8 != UInt16(ASCIIClass.symbol) { return false }
        }
        return !words[index].traits.contains(.emoji) && !words[index + 1].traits.contains(.emoji)
    }

    private mutating func addChain(_ from: Int, _ end: Int) {
        let range = region(from, end)
        let hidesLetter = range.contains { bytes[$0] == UInt8(ascii: "@") || bytes[$0] == UInt8(ascii: "$") }
        addMapped(from, end - from, range: range, isPreferred: hidesLetter, minimumLetters: 2)
    }

    /// `$alut`, `bi$`: a dollar sign at the edge of a word of letters is an s.
    private mutating func addDollarSigns(_ index: Int) {
        let word = words[index]
        guard !word.traits.contains(.digit), !word.traits.contains(.emoji) else { return }
        let dollar = UInt8(ascii: "$")
        let before = word.start > 0 && bytes[Int(word.start) - 1] == dollar
        let after = Int(word.end) < textCount && bytes[Int(word.end)] == dollar
        guard before || after else { return }
        let range = (Int(word.start) - (before ? 1 : 0))..<(Int(word.end) + (after ? 1 : 0))
        guard range.count <= Self.longestForm else { return }
        addMapped(
            index, 1, range: range, isPreferred: false, minimumLetters: 1, lead: before ? 1 : 0, trail: after ? 1 : 0)
    }

    // MARK: Writing forms

    @inline(__always)
    private mutating func appendForm(_ byte: UInt8, from index: Int) {
        let source = index < textCount ? UInt32(truncatingIfNeeded: index) : formSources[index - textCount]
        bytes.append(byte)
        formSources.append(source)
    }

    private mutating func finishForm(
        _ start: Int, _ from: Int, _ span: Int, isPreferred: Bool, lead: Int = 0, trail: Int = 0
    ) {
        guard bytes.count > start else { return }
        edges.append(
            Edge(
                from: Int32(from), span: Int32(span), start: Int32(start), end: Int32(bytes.count),
                originStart: words[from].originStart - Int32(lead),
                originEnd: words[from + span - 1].originEnd + Int32(trail), isPreferred: isPreferred))
    }
}
