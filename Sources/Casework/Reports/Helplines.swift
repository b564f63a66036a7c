public import SafetyModel
public import TextAnalysis
import Yams

/// Somebody to call, write to or read.
public struct Helpline: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case call
        /// A short message.
        case text
        case web
    }

    public var kind: Kind
    /// The number, or the host of the page.
    public var number: String
    public var name: LocalizedText
    /// For danger now.
    public var isEmergency: Bool
    /// Helps to have intimate pictures removed.
    public var isForPictures: Bool
    /// The page that the number was looked up on; for whoever checks it, never shown.
    public var source: String?

    /// What a link leads to: the number to call or write to, the page to read.
    public var address: String {
        let dialled = String(number.filter { $0.isNumber || $0 == "+" })
        return switch kind {
        case .call: "tel:\(dialled)"
        case .text: "sms:\(dialled)"
        case .web: "https://\(number)/"
        }
    }
}

/// Help lines by country. The country is chosen, or taken from the language that the browser asks for, never from an
/// address.
public struct Helplines: Sendable, Hashable {
    public struct Country: Sendable, Hashable {
        /// Two letters (ISO 3166-1), `EU` for the rest of Europe, `ZZ` for the rest of the world.
        public var code: String
        public var name: LocalizedText
        /// Emergency first.
        public var lines: [Helpline]
    }

    public private(set) var countries: [Country]
    /// Lines that help in every country.
    public private(set) var everywhere: [Helpline]

    /// The country of that code, or the rest of the world.
    public subscript(code: String) -> Country {
        countries.first { $0.code == code } ?? countries.first { $0.code == Self.elsewhere }
            ?? Country(code: Self.elsewhere, name: LocalizedText(fr: "", en: ""), lines: [])
    }

    static let elsewhere = "ZZ"

    /// Where to have intimate pictures removed, without anybody seeing them.
    public func forPictures(in code: String) -> [Helpline] {
        (self[code].lines + everywhere).filter(\.isForPictures)
    }

    /// The country that `Accept-Language` (RFC 9110, 12.5.4) names first, as `BE` in `fr-BE`; else the one where a
    /// language of Vigie is spoken most among those who may read this.
    public func country(acceptLanguage header: String?, language: Language) -> String {
        for part in (header ?? "").prefix(400).split(separator: ",") {
            let tag = part.prefix { $0 != ";" }.filter { $0 != " " }
            let pieces = tag.split(separator: "-").map { $0.uppercased() }
            if let region = pieces.dropFirst().first(where: { $0.count == 2 }),
                countries.contains(where: { $0.code == region })
            {
                return region
            }
            if pieces.first == "DE" { return "DE" }
        }
        return language == .french ? "FR" : "EU"
    }

    // MARK: The file

    /// The list that comes with Vigie.
    /// - Throws: what is wrong in it; as shipped, nothing.
    public static func shipped() throws(HelplineProblems) -> Helplines {
        try Helplines(yaml: EmbeddedTexts.text("helplines.yaml"), file: "helplines.yaml")
    }

    /// Reads a list; the countries of `base` that it does not name stay.
    /// - Throws: every problem of the file.
    public init(yaml: String, file: String, extending base: Helplines? = nil) throws(HelplineProblems) {
        var reader = HelplineReader(file: file)
        let (found, everywhere) = reader.read(yaml)
        guard reader.yaml.problems.isEmpty else { throw HelplineProblems(problems: reader.yaml.problems) }
        let named = Set(found.map(\.code))
        countries = found + (base?.countries ?? []).filter { !named.contains($0.code) }
        self.everywhere = everywhere.isEmpty ? base?.everywhere ?? [] : everywhere
    }
}

/// Why a list of help lines was not taken.
public struct HelplineProblems: Error, Sendable, Hashable, CustomStringConvertible {
    public var problems: [FileProblem]

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

private struct HelplineReader {
    var yaml: YAMLFile

    init(file: String) { yaml = YAMLFile(file: file) }

    mutating func read(_ text: String) -> (countries: [Helplines.Country], everywhere: [Helpline]) {
        guard let root = yaml.root(of: text),
            let top = yaml.entries(of: root, "the file", required: ["countries"], optional: ["everywhere"])
        else { return ([], []) }
        let everywhere = top["everywhere"].map { lines($0) } ?? []
        var countries: [Helplines.Country] = []
        for node in top["countries"].map({ yaml.items(of: $0, "countries") }) ?? [] {
            guard let entries = yaml.entries(of: node, "a country", required: ["code", "name", "lines"]),
                let codeNode = entries["code"], let code = yaml.text(codeNode, "code"),
                let name = entries["name"].flatMap({ localized($0) }), let list = entries["lines"]
            else { continue }
            if code.count != 2 || code.uppercased() != code {
                yaml.report("code is two capital letters, as FR", at: codeNode)
            }
            if countries.contains(where: { $0.code == code }) { yaml.report("\(code) stands twice", at: codeNode) }
            let found = lines(list)
            if !found.contains(where: \.isEmergency) { yaml.report("\(code) has no line for emergencies", at: node) }
            countries.append(.init(code: code, name: name, lines: found))
        }
        return (countries, everywhere)
    }

    private mutating func lines(_ node: Node) -> [Helpline] {
        var found: [Helpline] = []
        for item in yaml.items(of: node, "lines") {
            guard
                let entries = yaml.entries(
                    of: item, "a line", required: ["kind", "number", "name"],
                    optional: ["emergency", "pictures", "source"]),
                let kindNode = entries["kind"], let kindName = yaml.text(kindNode, "kind"),
                let numberNode = entries["number"], let number = yaml.text(numberNode, "number"),
                let name = entries["name"].flatMap({ localized($0) })
            else { continue }
            guard let kind = Helpline.Kind(rawValue: kindName) else {
                yaml.report("kind is call, text or web", at: kindNode)
                continue
            }
            if !isSafe(number, kind) { yaml.report("this is no \(kind == .web ? "host" : "number")", at: numberNode) }
            found.append(
                Helpline(
                    kind: kind, number: number, name: name, isEmergency: entries["emergency"]?.scalar?.string == "true",
                    isForPictures: entries["pictures"]?.scalar?.string == "true",
                    source: entries["source"].flatMap { yaml.text($0, "source") }))
        }
        return found
    }

    /// A number has digits, a host letters, dots and dashes: nothing that could lead elsewhere.
    private func isSafe(_ number: String, _ kind: Helpline.Kind) -> Bool {
        number.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            case UInt8(ascii: " "), UInt8(ascii: "+"): kind != .web
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."): kind == .web
            default: false
            }
        }
    }

    private mutating func localized(_ node: Node) -> LocalizedText? {
        guard let entries = yaml.entries(of: node, "name", required: ["fr", "en"]),
            let fr = entries["fr"].flatMap({ yaml.text($0, "fr") }),
            let en = entries["en"].flatMap({ yaml.text($0, "en") })
        else { return nil }
        return LocalizedText(fr: fr, en: en)
    }
}
