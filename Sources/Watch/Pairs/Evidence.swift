import SafetyModel

/// A cue found in an event: which, where and how heavy. 12 bytes.
struct EvidenceHit: Sendable, Hashable {
    var lower: UInt32 = 0
    var weight: Float = 0
    /// Place of the cue in the ``NameTable``.
    var cue: UInt16 = 0
    /// Length of the place in UTF-8 bytes, up to 65,535.
    var length: UInt16 = 0
}

/// The id of an event; without memory of its own where it is a number, as Discord's are.
enum CompactID: Sendable, Hashable {
    case number(UInt64)
    case text(String)

    init(_ id: String) {
        // Only what reads back the same: no leading zero, no sign.
        if let number = UInt64(id), String(number) == id { self = .number(number) } else { self = .text(id) }
    }

    var text: String {
        switch self {
        case .number(let number): String(number)
        case .text(let text): text
        }
    }
}

/// An event that a pair's risk rests on. Holds no text.
struct Evidence: Sendable, Hashable {
    static let maximumHits = 4

    // In the order in which they leave no gaps: there are up to six million of these.
    var source: String
    var id: CompactID
    private(set) var hitCount: UInt8 = 0
    /// The weights of all its hits together.
    var weight: Float
    private var first = EvidenceHit()
    private var second = EvidenceHit()
    private var third = EvidenceHit()
    private var fourth = EvidenceHit()
    /// Key of the message, so that an edit or a repetition does not count again what was counted.
    var message: UInt64
    var time: Timestamp

    init(source: String, id: String, message: UInt64, time: Timestamp, weight: Float) {
        self.source = source
        self.id = CompactID(id)
        self.message = message
        self.time = time
        self.weight = weight
    }

    func hit(_ index: Int) -> EvidenceHit {
        switch index {
        case 0: first
        case 1: second
        case 2: third
        default: fourth
        }
    }

    /// Adds a hit; beyond four, it takes the place of the lightest if it is heavier.
    mutating func add(_ hit: EvidenceHit) {
        if Int(hitCount) < Self.maximumHits {
            set(Int(hitCount), hit)
            hitCount += 1
            return
        }
        var lightest = 0
        for index in 1..<Self.maximumHits where self.hit(index).weight < self.hit(lightest).weight { lightest = index }
        if hit.weight > self.hit(lightest).weight { set(lightest, hit) }
    }

    private mutating func set(_ index: Int, _ hit: EvidenceHit) {
        switch index {
        case 0: first = hit
        case 1: second = hit
        case 2: third = hit
        default: fourth = hit
        }
    }

    func holds(cue: UInt16) -> Bool {
        for index in 0..<Int(hitCount) where hit(index).cue == cue { return true }
        return false
    }

    /// The reference as a signal carries it: author is whose deed the event was.
    func reference(_ names: NameTable, author: String?) -> EvidenceReference {
        var cues: [CueHit] = []
        for index in 0..<Int(hitCount) {
            let hit = hit(index)
            let cue = names.cues[Int(hit.cue)]
            let lower = Int(hit.lower)
            cues.append(
                CueHit(
                    cue: cue.id, stage: cue.stage, policy: names.code(cue.policy), weight: Double(hit.weight),
                    range: lower..<lower + Int(hit.length)))
        }
        cues.sort { ($0.range.lowerBound, $0.cue) < ($1.range.lowerBound, $1.cue) }
        return EvidenceReference(event: EventKey(source: source, id: id.text), time: time, author: author, cues: cues)
    }
}
