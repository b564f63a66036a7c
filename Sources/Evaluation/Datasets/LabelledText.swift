/// One message of a data set, with what it was said to be.
public struct LabelledText: Sendable, Hashable {
    public var id: String
    public var text: String
    /// Whether its label is one of ``ColumnMapping/positive``.
    public var label: Bool
    /// The values of ``ColumnMapping/others``, in their order; a value that a JSON object lacks is empty.
    public var columns: [String]

    public init(id: String, text: String, label: Bool, columns: [String] = []) {
        self.id = id
        self.text = text
        self.label = label
        self.columns = columns
    }
}
