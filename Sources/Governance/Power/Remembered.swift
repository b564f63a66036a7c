import SafetyModel

/// Things remembered for a time, by key: they expire by event time, and the oldest go when there are too many.
struct Remembered<Key: Hashable & Comparable & Sendable, Value: Sendable>: Sendable {
    private(set) var entries: [Key: (value: Value, since: Timestamp)] = [:]
    /// For how long after its `since` an entry is remembered, in milliseconds.
    private let span: Int64
    private let most: Int
    /// The newest event time seen.
    private(set) var now = Timestamp(milliseconds: .min)
    /// When expired entries were last taken out.
    private var swept = Timestamp(milliseconds: .min)

    init(for span: Duration, most: Int) {
        self.span = span.milliseconds
        self.most = most
    }

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }

    /// What is remembered under a key, if it has not expired by `time`.
    func value(_ key: Key, at time: Timestamp) -> Value? {
        guard let entry = entries[key], !isExpired(entry.since, at: time) else { return nil }
        return entry.value
    }

    /// Remembers a value, from `since` on.
    mutating func set(_ key: Key, _ value: Value, since: Timestamp) {
        entries[key] = (value, since)
        now = max(now, since)
        sweep()
    }

    /// Changes a value where it stands and prolongs it; makes it from `new` where there is none.
    mutating func renew(_ key: Key, since: Timestamp, new: () -> Value, _ act: (inout Value) -> Void) {
        guard let place = entries.index(forKey: key), !isExpired(entries.values[place].since, at: since) else {
            var value = new()
            act(&value)
            return set(key, value, since: since)
        }
        act(&entries.values[place].value)
        entries.values[place].since = since
        now = max(now, since)
        sweep()
    }

    /// Changes a value without prolonging it.
    mutating func update(_ key: Key, _ value: Value) {
        guard let since = entries[key]?.since else { return }
        entries[key] = (value, since)
    }

    /// Changes a value where it stands, without a copy, if it has not expired by `time`; `nil` where there is none.
    @discardableResult
    mutating func change<Result>(_ key: Key, at time: Timestamp, _ act: (inout Value) -> Result) -> Result? {
        guard let place = entries.index(forKey: key), !isExpired(entries.values[place].since, at: time) else {
            return nil
        }
        return act(&entries.values[place].value)
    }

    mutating func remove(_ key: Key) { entries[key] = nil }

    private func isExpired(_ since: Timestamp, at time: Timestamp) -> Bool {
        let (age, overflows) = time.milliseconds.subtractingReportingOverflow(since.milliseconds)
        return overflows ? time > since : age > span
    }

    /// Takes out what has expired, at most once per tenth of the span; and beyond `most`, the oldest quarter.
    private mutating func sweep() {
        let (waited, overflows) = now.milliseconds.subtractingReportingOverflow(swept.milliseconds)
        if overflows || waited > span / 10 {
            swept = now
            entries = entries.filter { !isExpired($0.value.since, at: now) }
        }
        guard entries.count > most else { return }
        // By age and then by key: what is dropped must not depend on the order of a hash table.
        let oldest = entries.map { ($0.value.since, $0.key) }.sorted { $0 < $1 }.prefix(max(1, most / 4))
        for (_, key) in oldest { entries[key] = nil }
    }

    // MARK: Snapshots

    func encode(into writer: inout ByteWriter, _ entry: (inout ByteWriter, Key, Value) -> Void) {
        writer.write(now)
        writer.write(swept)
        writer.write(entries) { writer, key, value in
            writer.write(value.since)
            entry(&writer, key, value.value)
        }
    }

    mutating func decode(
        from reader: inout ByteReader, _ entry: (inout ByteReader) throws(ByteCodingError) -> (Key, Value)
    ) throws(ByteCodingError) {
        now = try reader.readTimestamp()
        swept = try reader.readTimestamp()
        for _ in 0..<(try reader.readCount()) {
            let since = try reader.readTimestamp()
            let (key, value) = try entry(&reader)
            entries[key] = (value, since)
        }
    }
}
