/// A regular expression as the parser read it.
indirect enum PatternNode {
    case empty
    case characters(CharacterSet)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// At most `maximum` times, without end when nil; lazy ones prefer fewer.
    case repeated(PatternNode, minimum: Int, maximum: Int?, isLazy: Bool)
    case assertion(Assertion)

    /// What must hold between two characters.
    enum Assertion: Sendable {
        case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
    }
}

/// Why a regular expression cannot be used.
public struct PatternError: Error, Sendable, CustomStringConvertible {
    public let message: String
    /// In code points from the start of the pattern.
    public let offset: Int
    public var description: String { "\(message) (at \(offset))" }
}
