import Casework
import SafetyModel

/// The published months, read from the store at most once an hour: no visitor of a public page makes it count.
actor PublicFigures {
    private var read: (hour: Int64, months: [PublishedMonth])?
    private var reading: Task<[PublishedMonth], any Error>?

    /// - Parameter store: asked by one visitor; those who come meanwhile wait for the same answer.
    func months(from store: any PublicFiguresStore, at moment: Timestamp) async throws -> [PublishedMonth] {
        let hour = moment.milliseconds / 3_600_000
        if let read, read.hour == hour { return read.months }
        if let reading { return try await reading.value }
        let task = Task { try await store.publishedMonths(at: moment) }
        reading = task
        defer { reading = nil }
        let months = try await task.value
        read = (hour, months)
        return months
    }
}
