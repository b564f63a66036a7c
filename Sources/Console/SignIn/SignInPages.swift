import Casework
import HTTPTypes
import Hummingbird
import SafetyModel

/// Signing in and out.
extension Console {
    @Sendable func signInPage(_ visit: Visit) async throws -> Response {
        if visit.reviewer != nil { return redirect(to: "/") }
        if try await needsSetup(), settings.demoAccounts.isEmpty { return redirect(to: "/setup") }
        var visit = visit
        let chosen = visit.query["language"].flatMap(Language.init(rawValue:))
        if let chosen { visit.preferences.language = chosen }
        var response = signInForm(visit, next: safePath(visit.query["next"]), problem: nil)
        if let chosen { response.setCookie(cookie(Preferences.languageCookie, chosen.rawValue, maximumAge: year)) }
        return response
    }

    var year: Int { 365 * 86_400 }

    private func signInForm(
        _ visit: Visit, next: String, name: String = "", problem: String?, status: HTTPResponse.Status = .ok
    ) -> Response {
        let words = visit.words
        var model: Model = [
            "title": words["sign_in_title"], "next": next, "name": name, "languages": languageLinks(visit, next: next),
            "demo_any": !settings.demoAccounts.isEmpty, "demo": settings.demoAccounts.map { account -> Model in
                [
                    "name": account.name, "label": words.say("demo_enter", ["name": account.name]),
                    "roles": roleNames(account.roles, words),
                ]
            },
        ]
        if let problem { model["problem"] = words[problem] }
        return page("sign_in", model, visit: visit, status: status)
    }

    func languageLinks(_ visit: Visit, next: String = "/") -> [Model] {
        Language.allCases.map { language in
            let suffix = next == "/" ? "" : "&next=\(FormFields.encode(next))"
            return [
                "code": language.rawValue, "label": visit.words["language_\(language.rawValue)"],
                "href": "\(visit.request.uri.path)?language=\(language.rawValue)\(suffix)",
                "current": language == visit.language,
            ]
        }
    }

    @Sendable func signIn(_ visit: Visit) async throws -> Response {
        let name = try visit.field("name", limit: 200)
        let password = try visit.field("password", limit: PasswordPolicy.maximumBytes)
        if let seconds = await limits.begin(name: name, address: visit.address, now: visit.now) {
            throw Refusal.tooManyTries(seconds: seconds)
        }
        let found = try await store.reviewer(named: name)
        let fits = try await passwords.verify(password, against: found?.passwordHash)
        guard fits, let reviewer = found?.reviewer, reviewer.active else {
            // The name is written down only where it is an account's: people type passwords into the wrong field.
            try await store.audit(
                action: "sign_in_failed", detail: found == nil ? "" : name, by: found?.reviewer.id, at: visit.now)
            return signInForm(
                visit, next: safePath(visit.form["next"]), name: name, problem: "sign_in_failed",
                status: .unprocessableContent)
        }
        await limits.succeeded(name: name, address: visit.address)
        return try await openSession(of: reviewer, visit: visit, next: safePath(visit.form["next"]))
    }

    @Sendable func signInToDemo(_ visit: Visit) async throws -> Response {
        let name = try visit.field("name", limit: 200)
        guard settings.demoAccounts.contains(where: { $0.name == name }),
            let reviewer = try await store.reviewer(named: name)?.reviewer, reviewer.active
        else { throw Refusal.notFound }
        return try await openSession(of: reviewer, visit: visit, next: safePath(visit.form["next"]))
    }

    /// A new token for a new session: whatever cookie the browser had before names nothing.
    func openSession(of reviewer: Reviewer, visit: Visit, next: String) async throws -> Response {
        let token = hexadecimal(random(32))
        let hash = Secrets.tokenHash(token)
        try await store.openSession(
            tokenHash: hash, reviewer: reviewer.id, expires: visit.now + settings.sessionLength, at: visit.now)
        try await store.audit(action: "signed_in", detail: "", by: reviewer.id, at: visit.now)
        var response = redirect(to: next)
        let seconds = Int(settings.sessionLength.components.seconds)
        response.setCookie(cookie(sessionCookie, token, maximumAge: seconds))
        response.setCookie(cookie(visitCookie, "", maximumAge: 0))
        return response
    }

    @Sendable func signOut(_ visit: Visit) async throws -> Response {
        if let reviewer = visit.reviewer {
            try await store.endSession(tokenHash: Secrets.tokenHash(visit.secret), at: visit.now)
            try await store.audit(action: "signed_out", detail: "", by: reviewer.id, at: visit.now)
        }
        var response = redirect(to: "/sign-in")
        response.setCookie(cookie(sessionCookie, "", maximumAge: 0))
        return response
    }

    /// A path of our own to go on to; anything that a browser could take for another site becomes `/`.
    func safePath(_ path: String?) -> String {
        guard let path, path.utf8.count <= 500, path.hasPrefix("/"), !path.hasPrefix("//"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return path
    }

    // MARK: The first administrator

    @Sendable func setupPage(_ visit: Visit) async throws -> Response {
        guard try await needsSetup() else { throw Refusal.notFound }
        var visit = visit
        if let chosen = visit.query["language"].flatMap(Language.init(rawValue:)) {
            visit.preferences.language = chosen
        }
        return setupForm(visit, name: "", problem: nil)
    }

    private func setupForm(_ visit: Visit, name: String, problem: String?) -> Response {
        var model: Model = [
            "title": visit.words["setup_title"], "name": name, "languages": languageLinks(visit),
        ]
        if let problem { model["problem"] = visit.words[problem] }
        return page("setup", model, visit: visit, status: problem == nil ? .ok : .unprocessableContent)
    }

    @Sendable func setUp(_ visit: Visit) async throws -> Response {
        guard try await needsSetup() else { throw Refusal.notFound }
        let code = try visit.field("code", limit: 200)
        let name = try visit.field("name", limit: 200)
        let password = try visit.field("password", limit: PasswordPolicy.maximumBytes)
        if let seconds = await limits.begin(name: "/setup", address: visit.address, now: visit.now) {
            throw Refusal.tooManyTries(seconds: seconds)
        }
        guard door.accepts(code) else {
            try await store.audit(action: "setup_failed", detail: "", by: nil, at: visit.now)
            return setupForm(visit, name: name, problem: "setup_wrong")
        }
        await limits.succeeded(name: "/setup", address: visit.address)
        if let problem = PasswordPolicy.problem(with: password, name: name) {
            return setupForm(visit, name: name, problem: problem)
        }
        do {
            let reviewer = try await door.passOne {
                guard try await needsSetup() else { throw Refusal.notFound }
                let hash = try await passwords.hash(password)
                return try await store.create(
                    name: name, passwordHash: hash, roles: [.administrator], language: visit.language.rawValue,
                    by: nil, at: visit.now)
            }
            return try await openSession(of: reviewer, visit: visit, next: "/accounts")
        } catch let error as ReviewerStoreError {
            return setupForm(visit, name: name, problem: error.wordKey)
        }
    }
}

extension ReviewerStoreError {
    /// The key of the sentence that explains it.
    var wordKey: String {
        switch self {
        case .nameTaken: "problem_name_taken"
        case .nameInvalid: "problem_name_invalid"
        case .notFound: "problem_not_found_text"
        case .lastAdministrator: "problem_last_administrator"
        }
    }
}
