public import SafetyModel

/// Accounts and sessions of reviewers. Passwords and tokens reach it as hashes only.
public protocol ReviewerStore: Sendable {
    func reviewerCount() async throws -> Int
    /// - Throws: ``ReviewerStoreError/nameTaken``
    func create(
        name: String, passwordHash: String, roles: Set<ReviewerRole>, language: String, by: Int64?, at: Timestamp
    ) async throws -> Reviewer
    func reviewer(named name: String) async throws -> (reviewer: Reviewer, passwordHash: String)?
    func reviewer(id: Int64) async throws -> Reviewer?
    func reviewers() async throws -> [Reviewer]
    /// Changes roles, language, or whether the account is active; ends its sessions when it is no longer.
    /// - Throws: ``ReviewerStoreError/lastAdministrator``
    func update(_ reviewer: Reviewer, by: Int64?, at: Timestamp) async throws
    func setPassword(hash: String, of reviewer: Int64, by: Int64?, at: Timestamp) async throws

    /// Opens a session. `tokenHash` is SHA-256 of the random token in the cookie, in hexadecimal.
    func openSession(tokenHash: String, reviewer: Int64, expires: Timestamp, at: Timestamp) async throws
    /// The reviewer of a session that has not expired.
    func session(tokenHash: String, at: Timestamp) async throws -> Reviewer?
    func endSession(tokenHash: String, at: Timestamp) async throws

    /// Puts on the audit trail what is not a step on a case (`signed_in`, `sign_in_failed` …).
    func audit(action: String, detail: String, by: Int64?, at: Timestamp) async throws
}

/// Why an account could not be made or changed.
public enum ReviewerStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    case nameTaken
    case nameInvalid
    case notFound
    case lastAdministrator

    public var description: String {
        switch self {
        case .nameTaken: "an account of this name exists; choose another name"
        case .nameInvalid: "a name has 2 to 64 characters, without control characters"
        case .notFound: "there is no such account"
        case .lastAdministrator: "this is the last administrator; name another one first"
        }
    }
}
