import Casework
import Hummingbird
import SafetyModel

/// The administrator's page: who may work here, and on what.
extension Console {
    @Sendable func accountsPage(_ visit: Visit) async throws -> Response {
        try await accountsList(visit, problem: nil)
    }

    private func accountsList(_ visit: Visit, problem: String?) async throws -> Response {
        let administrator = try administrator(visit)
        let words = visit.words
        let reviewers = try await store.reviewers().sorted {
            ($0.active ? 0 : 1, $0.name) < ($1.active ? 0 : 1, $1.name)
        }
        var model: Model = [
            "title": words["accounts_title"], "languages": languageOptions(chosen: visit.language, words: words),
            "new_roles": roleOptions([.reviewer], words: words),
            "accounts": reviewers.map { reviewer -> Model in
                let name = visible(reviewer.name)
                return [
                    "id": String(reviewer.id), "name": name, "active": reviewer.active,
                    "you": reviewer.id == administrator.id, "legend": words.say("account_of", ["name": name]),
                    "roles": roleOptions(reviewer.roles, words: words),
                    "skills": reviewer.skills.sorted().joined(separator: ", "),
                    "reads": reviewer.reads.sorted().joined(separator: ", "),
                    "save_label": words.say("account_save", ["name": name]),
                    "reset_label": words.say("account_reset", ["name": name]),
                    "state": words[reviewer.active ? "account_active" : "account_inactive"],
                ]
            },
        ]
        if let warning = guardianWarning(reviewers, words) { model["few_guardians"] = warning }
        if let problem { model["problem"] = words[problem] }
        return page("accounts", model, visit: visit, status: problem == nil ? .ok : .unprocessableContent)
    }

    /// What administrators and guardians are told where fewer than two guardians may sign in.
    func guardianWarning(_ reviewers: [Reviewer], _ words: Words) -> String? {
        let guardians = reviewers.filter { Visibility.includesStaffCases($0) }.count
        guard guardians < 2 else { return nil }
        return words[guardians == 1 ? "guardians_one" : "guardians_none"]
    }

    private func roleOptions(_ roles: Set<ReviewerRole>, words: Words) -> [Model] {
        ReviewerRole.allCases.map { role in
            [
                "code": role.rawValue, "label": words["role_\(role.rawValue)"],
                "text": words["role_\(role.rawValue)_text"], "checked": roles.contains(role),
            ]
        }
    }

    private func languageOptions(chosen: Language, words: Words) -> [Model] {
        Language.allCases.map { language in
            [
                "code": language.rawValue, "label": words["language_\(language.rawValue)"],
                "selected": language == chosen,
            ]
        }
    }

    private func chosenRoles(_ visit: Visit) -> Set<ReviewerRole> {
        Set(visit.form.all("role").compactMap(ReviewerRole.init(rawValue:)))
    }

    /// Words with commas between them; `nil` where one is not written as it should be.
    private func listed(_ text: String?, _ isFine: (String) -> Bool) -> Set<String>? {
        let words = (text ?? "").split(separator: ",").map { String($0).trimmed.lowercased() }.filter { !$0.isEmpty }
        return words.count <= 20 && words.allSatisfy(isFine) ? Set(words) : nil
    }

    @Sendable func createAccount(_ visit: Visit) async throws -> Response {
        let administrator = try administrator(visit)
        let name = try visit.field("name", limit: 200).trimmed
        let roles = chosenRoles(visit)
        guard !roles.isEmpty else { return try await accountsList(visit, problem: "problem_no_role") }
        let language = visit.form["language"].flatMap(Language.init(rawValue:)) ?? settings.language
        let password = Secrets.spoken(random(20))
        do {
            let created = try await store.create(
                name: name, passwordHash: try await passwords.hash(password), roles: roles,
                language: language.rawValue, by: administrator.id, at: visit.now)
            return secretPage(password, for: created, visit: visit)
        } catch let error as ReviewerStoreError {
            return try await accountsList(visit, problem: error.wordKey)
        }
    }

    @Sendable func changeAccount(_ visit: Visit) async throws -> Response {
        let administrator = try administrator(visit)
        var account = try await account(visit)
        let roles = chosenRoles(visit)
        guard !roles.isEmpty else { return try await accountsList(visit, problem: "problem_no_role") }
        // Guardians watch over those who run the place: nobody names themselves.
        let becomesGuardian = roles.contains(.guardian) && !account.roles.contains(.guardian)
        if account.id == administrator.id, becomesGuardian {
            return try await accountsList(visit, problem: "problem_own_guardian")
        }
        account.roles = roles
        account.active = visit.form["active"] == "on"
        guard let skills = listed(visit.form["skills"], ReviewerSkill.isValid),
            let reads = listed(visit.form["reads"], ReviewerSkill.isLanguage)
        else { return try await accountsList(visit, problem: "problem_skills") }
        (account.skills, account.reads) = (skills, reads)
        do {
            try await store.update(account, by: administrator.id, at: visit.now)
            return redirect(to: "/accounts?done=account")
        } catch let error as ReviewerStoreError {
            return try await accountsList(visit, problem: error.wordKey)
        }
    }

    @Sendable func resetPassword(_ visit: Visit) async throws -> Response {
        let administrator = try administrator(visit)
        let account = try await account(visit)
        let password = Secrets.spoken(random(20))
        try await store.setPassword(
            hash: try await passwords.hash(password), of: account.id, by: administrator.id, at: visit.now)
        return secretPage(password, for: account, visit: visit)
    }

    private func account(_ visit: Visit) async throws -> Reviewer {
        guard let id = visit.parameters["id"].flatMap(Int64.init), let found = try await store.reviewer(id: id) else {
            throw Refusal.notFound
        }
        return found
    }

    /// The one page on which a new password is shown, straight in the answer: it is stored nowhere.
    private func secretPage(_ password: String, for reviewer: Reviewer, visit: Visit) -> Response {
        page(
            "secret",
            [
                "title": visit.words.say("secret_title", ["name": visible(reviewer.name)]), "secret": password,
            ], visit: visit)
    }
}
