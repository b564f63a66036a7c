import Hummingbird
import SafetyModel

/// How a visitor wants the pages: kept in cookies that say nothing about who it is.
struct Preferences: Sendable {
    enum Theme: String, Sendable, CaseIterable {
        case system, light, dark
    }

    static let languageCookie = "vigie_language"
    static let themeCookie = "vigie_theme"
    static let shortcutsCookie = "vigie_shortcuts"

    var language: Language
    var theme: Theme
    /// Whether single keys do something (WCAG 2.2, 2.1.4: it must be possible to turn them off).
    var shortcuts: Bool

    init(request: Request, fallback: Language) {
        let cookies = request.cookies
        language =
            cookies[Self.languageCookie].flatMap { Language(rawValue: $0.value) }
            ?? request.headers[.acceptLanguage].flatMap(Self.preferredLanguage) ?? fallback
        theme = cookies[Self.themeCookie].flatMap { Theme(rawValue: $0.value) } ?? .system
        shortcuts = cookies[Self.shortcutsCookie]?.value != "off"
    }

    /// The language of `Accept-Language` (RFC 9110, 12.5.4) that Vigie speaks and that weighs most.
    static func preferredLanguage(_ header: String) -> Language? {
        var best: (language: Language, weight: Double)?
        for part in header.prefix(400).split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.drop(while: { $0 == " " }) }
            guard let tag = pieces.first?.lowercased(), let language = Language(rawValue: String(tag.prefix(2))),
                tag.count == 2 || tag.dropFirst(2).first == "-"
            else { continue }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if quality > 0, quality > (best?.weight ?? 0) { best = (language, quality) }
        }
        return best?.language
    }
}
