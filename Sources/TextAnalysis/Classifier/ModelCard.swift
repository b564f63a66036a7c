/// What a model was made from and for: travels inside its file (Mitchell et al. 2019, model cards).
public struct ModelCard: Sendable, Hashable {
    /// One line of the card.
    public struct Entry: Sendable, Hashable {
        /// As `policy`, `data`, `licence`, `date`, `intended use`, `limits`, `valid PR-AUC`.
        public var name: String
        public var text: String

        public init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    /// In the order in which they are shown.
    public var entries: [Entry]

    public init(_ entries: [Entry] = []) { self.entries = entries }

    /// The text of an entry; `nil` where there is none of that name. Setting adds it at the end or replaces it.
    public subscript(name: String) -> String? {
        get { entries.first { $0.name == name }?.text }
        set {
            guard let newValue else { return entries.removeAll { $0.name == name } }
            if let known = entries.firstIndex(where: { $0.name == name }) {
                entries[known].text = newValue
            } else {
                entries.append(Entry(name, newValue))
            }
        }
    }
}
