import GRDB
public import Ledger
public import SafetyModel

/// One thing to be entered by itself, outside any other change.
public struct LedgerItem: Sendable, Hashable {
    public var kind: EntryKind
    public var time: Timestamp
    public var reference: EntryReference
    public var content: [UInt8]
    /// Hides the content; random unless the caller keeps it.
    public var salt: Salt

    public init(
        kind: EntryKind, time: Timestamp, reference: EntryReference, content: [UInt8], salt: Salt? = nil
    ) {
        (self.kind, self.time, self.reference, self.content) = (kind, time, reference, content)
        self.salt = salt ?? LedgerBook.freshSalt()
    }
}

/// Lets those who append at the same moment share one durable transaction. Whoever finds nobody writing writes, for
/// all who wait; then the first of those who came meanwhile does.
actor LedgerWriter {
    private enum Turn: Sendable {
        case write
        case written(Result<[UInt64], any Error>)
    }

    private struct Waiting {
        var items: [LedgerItem]
        var turn: CheckedContinuation<Turn, Never>
    }

    /// Entries that one transaction takes.
    private static let largestGroup = 4096

    private var isWriting = false
    private var waiting: [Waiting] = []

    /// - Parameter write: stores groups of items in one transaction and gives the numbers of each.
    func append(
        _ items: [LedgerItem], _ write: @Sendable ([[LedgerItem]]) async throws -> [[UInt64]]
    ) async throws -> [UInt64] {
        if isWriting {
            let turn = await withCheckedContinuation { waiting.append(Waiting(items: items, turn: $0)) }
            if case .written(let result) = turn { return try result.get() }
        }
        isWriting = true
        // Those whose entries were just made durable come again at once: one commit for all of them instead of one for
        // the first and another for the rest.
        var count: Int
        repeat {
            count = waiting.count
            await Task.yield()
        } while waiting.count > count
        let others = takeGroup(beside: items.count)
        defer { handOver() }
        do {
            let numbers = try await write([items] + others.map(\.items))
            for (other, own) in zip(others, numbers.dropFirst()) {
                other.turn.resume(returning: .written(.success(own)))
            }
            return numbers.first ?? []
        } catch {
            for other in others { other.turn.resume(returning: .written(.failure(error))) }
            throw error
        }
    }

    private func takeGroup(beside own: Int) -> [Waiting] {
        var count = own
        let end = waiting.firstIndex { other in
            count += other.items.count
            return count > Self.largestGroup
        }
        let group = Array(waiting.prefix(end ?? waiting.count))
        waiting.removeFirst(group.count)
        return group
    }

    private func handOver() {
        guard !waiting.isEmpty else {
            isWriting = false
            return
        }
        waiting.removeFirst().turn.resume(returning: .write)
    }
}
