/// What one file of the suite gave.
public struct ConformanceReport: Sendable {
    /// The name in the file.
    public let file: String
    public internal(set) var passed = 0
    public internal(set) var failures: [Failure] = []
    public internal(set) var skipped: [Skip] = []

    public var failed: Int { failures.count }

    public struct Failure: Sendable {
        /// `section/test`.
        public let name: String
        public let expected: String
        public let got: String
    }

    /// A test that needs what the library does not have.
    public struct Skip: Sendable {
        /// `section/test`.
        public let name: String
        public let reason: String
    }
}
