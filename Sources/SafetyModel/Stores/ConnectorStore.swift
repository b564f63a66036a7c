/// What connectors have to remember across restarts: rooms that they know, positions up to which they have read.
public protocol ConnectorStore: Sendable {
    /// Everything that a connector kept, by its own keys.
    /// - Throws: ``StorageError``
    func notes(of connector: String) async throws -> [String: [UInt8]]
    /// Keeps notes, in one transaction; `nil` takes one away.
    /// - Throws: ``StorageError``
    func keep(_ notes: [String: [UInt8]?], of connector: String) async throws
}
