import Synchronization

/// Where the rules of named time zones, such as `Europe/Paris`, come from. The library reads no files: the host gives
/// what it has. Fixed offsets (`+02:00`) and UTC need nothing.
public protocol TimeZones: Sendable {
    /// The zone of a name of the IANA data base, or nil.
    func zone(named name: String) -> TimeZoneRules?
}

/// No named zone but UTC.
public struct NoTimeZones: TimeZones {
    public init() {}

    public func zone(named name: String) -> TimeZoneRules? { nil }
}

/// Named zones from the contents of files in the TZif format (RFC 8536), such as those of `/usr/share/zoneinfo`.
/// Each is asked for once.
public final class TimeZoneFiles: TimeZones {
    private let read: @Sendable (String) -> [UInt8]?
    private let known = Mutex<[String: TimeZoneRules?]>([:])

    /// More names than there are zones; those of hostile expressions beyond are not kept.
    private static let maximumCount = 1_000

    /// `read` gives the bytes of the file of a name. It is asked only for names made of letters, digits, `_`, `+`, `-`
    /// and `/`, so that no name can climb out of a directory.
    public init(read: @escaping @Sendable (String) -> [UInt8]?) {
        self.read = read
    }

    public func zone(named name: String) -> TimeZoneRules? {
        guard !name.isEmpty, name.count <= 64, !name.hasPrefix("/"),
            name.utf8.allSatisfy({
                65...90 ~= $0 || 97...122 ~= $0 || 48...57 ~= $0 || $0 == 95 || $0 == 43 || $0 == 45 || $0 == 47
            })
        else { return nil }
        if let zone = known.withLock({ $0[name] }) { return zone }
        let zone = read(name).flatMap(TimeZoneRules.init(file:))
        known.withLock { if $0.count < Self.maximumCount { $0[name] = .some(zone) } }
        return zone
    }
}

extension TimeZones {
    /// Seconds east of UTC at a moment, for `UTC`, a fixed offset or a named zone.
    func offset(of zone: String, at moment: Timestamp) throws(EvaluationError) -> Int64 {
        if zone.isEmpty || zone == "UTC" || zone == "Z" { return 0 }
        var reader = DigitReader(zone)
        if let offset = reader.signedOffset(signIsNeeded: false), reader.isAtEnd { return offset }
        guard let rules = self.zone(named: zone) else {
            throw EvaluationError(.invalidArgument("unknown time zone '\(zone)'"))
        }
        return rules.offset(at: moment.seconds)
    }
}
