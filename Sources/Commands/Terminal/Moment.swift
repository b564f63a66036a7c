import SafetyModel

/// The moments that options name.
enum Moment {
    /// - Throws: ``CommandFailure`` where it is not RFC 3339.
    static func read(_ text: String?, _ option: String) throws(CommandFailure) -> Timestamp? {
        guard let text else { return nil }
        guard let moment = Timestamp(rfc3339: text) else {
            throw .usage("\(option) takes a moment as 2026-11-01T00:00:00Z, not “\(text)”")
        }
        return moment
    }
}
