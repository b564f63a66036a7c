public import SafetyModel

/// A short story in a rule's file, and what the rule must make of it.
public struct RuleTest: Sendable {
    /// An event of the story, and what was found in its text beside what a reader finds.
    public struct Step: Sendable {
        public var event: Event
        /// Cues that the test states, where it does not rely on a reader of texts.
        public var cues: [CueHit]
    }

    /// Something that must, or must not, come of the story.
    public enum Expectation: Sendable, Hashable, CustomStringConvertible {
        case signal
        case noSignal
        case label(String)
        case propose(ProposedAction)
        /// Nothing at all.
        case nothing

        public var description: String {
            switch self {
            case .signal: "signal"
            case .noSignal: "no signal"
            case .label(let name): "label \(name)"
            case .propose(let action): "propose \(action.rawValue)"
            case .nothing: "nothing"
            }
        }
    }

    public var name: String?
    public var steps: [Step]
    /// What the watch is taken to know.
    public var context: RuleContext
    public var expectations: [Expectation]
    public var place: FilePlace
}
