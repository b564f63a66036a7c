/// How much each kind of feature counts beside the others. Words and the characters in them say what a text is about;
/// classes of words and the marks of a text are few, and would drown them if all four counted alike.
public struct Emphasis: Sendable, Hashable {
    /// In 64ths, a byte for each ``FeatureBlock``; 0 stands for 64 64ths, so that all zeros are ``even``.
    let packed: UInt32

    /// All kinds alike.
    public static let even = Emphasis(packed: 0)
    /// What single policies are learned best with (docs/evaluation.md).
    public static let wording = Emphasis(characters: 1, words: 1, classes: 0.5, marks: 0.3)

    init(packed: UInt32) { self.packed = packed }

    /// Each from 1/64 to 255/64, kept to a 64th.
    public init(characters: Float, words: Float, classes: Float, marks: Float) {
        packed = [characters, words, classes, marks].enumerated().reduce(0) { sum, item in
            let level = UInt32(max(1, min(255, (item.element * 64).rounded())))
            return sum | (level == 64 ? 0 : level) << UInt32(8 * item.offset)
        }
    }

    /// That of a block.
    subscript(block: Int) -> Float {
        let level = packed >> UInt32(8 * block) & 0xFF
        return level == 0 ? 1 : Float(level) / 64
    }
}
