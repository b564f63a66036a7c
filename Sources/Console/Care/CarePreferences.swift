import Casework
import Hummingbird
import SafetyModel

/// One's own limits, on the page of one's account. Never looser than the operator's.
extension Console {
    func careModel(_ visit: Visit) async throws -> Model? {
        let reviewer = try visit.signedIn()
        guard seesCases(reviewer) else { return nil }
        let words = visit.words
        let wishes = try await store.careWishes(of: reviewer.id)
        let (load, limits) = try await store.exposureLoad(of: reviewer.id, limits: settings.care, at: visit.now)
        let care = settings.care
        let figures: [(name: String, value: Int?, range: ClosedRange<Int>, most: Int)] = [
            ("minutes", wishes.minutes, ExposureLimits.minuteRange, care.minutes),
            ("gravest", wishes.gravest, ExposureLimits.gravestRange, care.gravest),
            ("rest_after", wishes.restAfter, ExposureLimits.restAfterRange, care.restAfter),
        ]
        return [
            "load": loadSentence(load, limits, words),
            "fields": figures.map { figure -> Model in
                [
                    "name": figure.name, "label": words["care_\(figure.name)"],
                    "value": figure.value.map(String.init) ?? "",
                    "least": String(figure.range.lowerBound), "most": String(figure.most),
                    "hint": words.say("care_at_most", ["n": words.number(figure.most)]),
                ]
            },
            "choices": [
                ("rest_required", wishes.restIsRequired || care.restIsRequired), ("greyscale", wishes.greyscale),
                ("blur", wishes.blur), ("mute", wishes.mute),
            ].map { name, isOn -> Model in
                [
                    "name": name, "label": words["care_\(name)"], "checked": isOn,
                    "fixed": name == "rest_required" && care.restIsRequired,
                ]
            },
        ]
    }

    @Sendable func saveCare(_ visit: Visit) async throws -> Response {
        let reviewer = try visit.signedIn()
        guard seesCases(reviewer) else { throw Refusal.forbidden }
        let care = settings.care
        let isOn = { (name: String) in visit.form[name] == "on" }
        let wishes = CareWishes(
            minutes: try wish("minutes", ExposureLimits.minuteRange, atMost: care.minutes, visit),
            gravest: try wish("gravest", ExposureLimits.gravestRange, atMost: care.gravest, visit),
            restAfter: try wish("rest_after", ExposureLimits.restAfterRange, atMost: care.restAfter, visit),
            restIsRequired: isOn("rest_required"), greyscale: isOn("greyscale"), blur: isOn("blur"), mute: isOn("mute"))
        try await store.setCareWishes(wishes, of: reviewer.id)
        return redirect(to: "/account?done=saved")
    }

    /// A figure, or nothing for the operator's.
    private func wish(
        _ name: String, _ range: ClosedRange<Int>, atMost limit: Int, _ visit: Visit
    ) throws(Refusal) -> Int? {
        let text = try visit.field(name, limit: 20).trimmed
        if text.isEmpty { return nil }
        guard let value = Int(text), value >= range.lowerBound, value <= limit else {
            throw .unprocessable("problem_care_limit", back: "/account")
        }
        return value
    }
}
