import Casework
import Hummingbird
import SafetyModel

/// One's own account: language, colours, shortcuts, password.
extension Console {
    @Sendable func accountPage(_ visit: Visit) async throws -> Response {
        try await accountForm(visit, problem: nil)
    }

    private func accountForm(_ visit: Visit, problem: String?) async throws -> Response {
        let reviewer = try visit.signedIn()
        let words = visit.words
        var model: Model = [
            "title": words["account_title"],
            "signed_in_as": words.say("account_signed_in_as", ["name": visible(reviewer.name)]),
            "roles": roleNames(reviewer.roles, words), "name": reviewer.name,
            "languages": Language.allCases.map { language -> Model in
                [
                    "code": language.rawValue, "label": words["language_\(language.rawValue)"],
                    "selected": language == visit.language,
                ]
            },
            "themes": Preferences.Theme.allCases.map { theme -> Model in
                [
                    "code": theme.rawValue, "label": words["theme_\(theme.rawValue)"],
                    "checked": theme == visit.preferences.theme,
                ]
            },
            "shortcuts_on": visit.preferences.shortcuts,
        ]
        model["care"] = try await careModel(visit)
        if let problem { model["problem"] = words[problem] }
        return page("account", model, visit: visit, status: problem == nil ? .ok : .unprocessableContent)
    }

    @Sendable func savePreferences(_ visit: Visit) async throws -> Response {
        var reviewer = try visit.signedIn()
        guard let language = visit.form["language"].flatMap(Language.init(rawValue:)),
            let theme = visit.form["theme"].flatMap(Preferences.Theme.init(rawValue:))
        else { throw Refusal.badRequest }
        if reviewer.language != language.rawValue {
            reviewer.language = language.rawValue
            try await store.update(reviewer, by: reviewer.id, at: visit.now)
        }
        var response = redirect(to: "/account?done=saved")
        response.setCookie(cookie(Preferences.themeCookie, theme.rawValue, maximumAge: year))
        response.setCookie(cookie(Preferences.languageCookie, language.rawValue, maximumAge: year))
        let shortcuts = visit.form["shortcuts"] == "on" ? "on" : "off"
        response.setCookie(cookie(Preferences.shortcutsCookie, shortcuts, maximumAge: year))
        return response
    }

    @Sendable func changePassword(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        let present = try visit.field("present", limit: PasswordPolicy.maximumBytes)
        let new = try visit.field("new", limit: PasswordPolicy.maximumBytes)
        if let seconds = await limits.begin(name: "#\(reviewer.id)", address: visit.address, now: visit.now) {
            throw Refusal.tooManyTries(seconds: seconds)
        }
        let stored = try await store.reviewer(named: reviewer.name)?.passwordHash
        guard try await passwords.verify(present, against: stored) else {
            return try await accountForm(visit, problem: "problem_password_old")
        }
        await limits.succeeded(name: "#\(reviewer.id)", address: visit.address)
        guard new == visit.form["again"] else {
            return try await accountForm(visit, problem: "problem_password_repeat")
        }
        if let problem = PasswordPolicy.problem(with: new, name: reviewer.name) {
            return try await accountForm(visit, problem: problem)
        }
        try await store.setPassword(
            hash: try await passwords.hash(new), of: reviewer.id, by: reviewer.id, at: visit.now)
        // A store may end every session of the account with its old password: this one goes on in a new one.
        try await store.endSession(tokenHash: Secrets.tokenHash(visit.secret), at: visit.now)
        return try await openSession(of: reviewer, visit: visit, next: "/account?done=password")
    }
}
