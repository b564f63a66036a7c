/// The values of variables for one evaluation.
///
/// A value is asked for only when the expression needs it, once for each use, so a host may compute it then. Types of at
/// most three words, and classes, cost no allocation here.
public protocol Activation {
    /// The value of the variable that was declared at this place; nil when it has none.
    func value(at slot: Int) -> Value?
}

/// Values in the order of the variables.
public struct ValueList: Activation, Sendable {
    private let values: [Value?]

    public init(_ values: [Value?]) {
        self.values = values
    }

    public func value(at slot: Int) -> Value? { slot < values.count ? values[slot] : nil }
}
