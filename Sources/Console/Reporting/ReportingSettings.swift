public import Casework

/// How reporting behaves where operators differ.
public struct ReportingSettings: Sendable {
    /// Whether there are pages to report on.
    public var isOpen: Bool
    /// The community that reports are about unless a link says otherwise (`/report?community=…`); `nil` asks.
    public var community: String?
    /// Who helps, by country; `nil` takes the list that comes with Vigie.
    public var helplines: Helplines?
    /// SHA-256 of known abuse material, in lower-case hexadecimal: such a file is refused, and nothing of it is kept.
    public var refusedHashes: Set<String>

    public init(
        isOpen: Bool = true, community: String? = nil, helplines: Helplines? = nil, refusedHashes: Set<String> = []
    ) {
        self.isOpen = isOpen
        self.community = community
        self.helplines = helplines
        self.refusedHashes = refusedHashes
    }
}
