import SafetyModel

/// What one field of a statement has to be.
///
/// The DSA Transparency Database takes somewhat more than this (it lets pass `null`, fields that it does not know, ends of
/// restrictions that there are not); a producer has no reason to send it, and what is dropped silently is not said.
struct StatementRule: Sendable {
    enum Form: Sendable {
        /// Not empty, at most so many Unicode scalars.
        case text(limit: Int)
        case choice([String])
        case choices([String], atLeastOne: Bool)
        /// A day from this year to 2038-01-01.
        case day(fromYear: Int)
        /// Letters, digits, `-` and `_`.
        case identifier(limit: Int)
        case address(limit: Int)
        /// An object with nothing but an `EAN-13`.
        case product
    }

    var field: String
    var form: Form
    var isRequired = false

    private static func codes<Code: RawRepresentable<String> & CaseIterable>(_ type: Code.Type) -> [String] {
        type.allCases.map(\.rawValue)
    }

    /// Every field of API v2, in the order in which they are written.
    static let all: [StatementRule] = [
        StatementRule(
            field: "decision_visibility", form: .choices(codes(VisibilityRestriction.self), atLeastOne: true)),
        StatementRule(field: "decision_visibility_other", form: .text(limit: 500)),
        StatementRule(field: "decision_monetary", form: .choice(codes(MonetaryRestriction.self))),
        StatementRule(field: "decision_monetary_other", form: .text(limit: 500)),
        StatementRule(field: "decision_provision", form: .choice(codes(ServiceRestriction.self))),
        StatementRule(field: "decision_account", form: .choice(codes(AccountRestriction.self))),
        StatementRule(field: "account_type", form: .choice(codes(StatementAccountType.self))),
        StatementRule(field: "decision_ground", form: .choice(codes(StatementGround.self)), isRequired: true),
        StatementRule(field: "decision_ground_reference_url", form: .address(limit: 500)),
        StatementRule(field: "illegal_content_legal_ground", form: .text(limit: 500)),
        StatementRule(field: "illegal_content_explanation", form: .text(limit: 2000)),
        StatementRule(field: "incompatible_content_ground", form: .text(limit: 500)),
        StatementRule(field: "incompatible_content_explanation", form: .text(limit: 2000)),
        StatementRule(field: "incompatible_content_illegal", form: .choice(["Yes", "No"])),
        StatementRule(
            field: "content_type", form: .choices(codes(StatementContentType.self), atLeastOne: true), isRequired: true),
        StatementRule(field: "content_type_other", form: .text(limit: 500)),
        StatementRule(field: "category", form: .choice(codes(StatementCategory.self)), isRequired: true),
        StatementRule(field: "category_addition", form: .choices(codes(StatementCategory.self), atLeastOne: false)),
        StatementRule(field: "category_specification", form: .choices(codes(StatementKeyword.self), atLeastOne: false)),
        StatementRule(field: "category_specification_other", form: .text(limit: 500)),
        StatementRule(
            field: "territorial_scope", form: .choices(StatementCodes.territories.sorted(), atLeastOne: false)),
        StatementRule(field: "content_language", form: .choice(StatementCodes.languages.sorted())),
        StatementRule(field: "content_date", form: .day(fromYear: 2000), isRequired: true),
        StatementRule(field: "application_date", form: .day(fromYear: 2020), isRequired: true),
        StatementRule(field: "end_date_account_restriction", form: .day(fromYear: 2020)),
        StatementRule(field: "end_date_monetary_restriction", form: .day(fromYear: 2020)),
        StatementRule(field: "end_date_service_restriction", form: .day(fromYear: 2020)),
        StatementRule(field: "end_date_visibility_restriction", form: .day(fromYear: 2020)),
        StatementRule(field: "decision_facts", form: .text(limit: 5000), isRequired: true),
        StatementRule(field: "source_type", form: .choice(codes(StatementSource.self)), isRequired: true),
        StatementRule(field: "source_identity", form: .text(limit: 500)),
        StatementRule(field: "automated_detection", form: .choice(["Yes", "No"]), isRequired: true),
        StatementRule(field: "automated_decision", form: .choice(codes(AutomatedDecision.self)), isRequired: true),
        StatementRule(field: "puid", form: .identifier(limit: 500), isRequired: true),
        StatementRule(field: "content_id", form: .product),
    ]
}

extension StatementRule {
    /// What is wrong with a value, nothing where it is as it has to be.
    func problems(_ value: StatementValue) -> [StatementProblem] {
        switch (form, value) {
        case (_, .other(.null)):
            [
                StatementProblem(
                    field, "is null", isRequired ? advice : "leave the field out where there is nothing to say")
            ]
        case (.choices(let codes, let atLeastOne), .list(let values)): list(values, codes, atLeastOne)
        case (.product, .object(let product)): Self.product(product, field)
        case (.choices, _), (.product, _): [StatementProblem(field, "is \(value.kind)", advice)]
        case (_, .text(let text)): fault(text).map { [StatementProblem(field, $0, hinted(text))] } ?? []
        default: [StatementProblem(field, "is \(value.kind)", advice)]
        }
    }

    private func list(_ values: [StatementValue], _ codes: [String], _ atLeastOne: Bool) -> [StatementProblem] {
        if values.isEmpty {
            return atLeastOne
                ? [
                    StatementProblem(
                        field, "is an empty list", isRequired ? advice : "name one, or leave the field out")
                ]
                : []
        }
        var seen: Set<StatementValue> = []
        var problems: [StatementProblem] = []
        for (index, value) in values.enumerated() {
            let place = "\(field)[\(index)]"
            guard case .text(let code) = value else {
                problems.append(StatementProblem(place, "is \(value.kind)", advice))
                continue
            }
            if !codes.contains(code) {
                problems.append(StatementProblem(place, "is not one of the codes", hinted(code)))
            } else if !seen.insert(value).inserted {
                problems.append(StatementProblem(place, "stands there already", "name each code once"))
            }
        }
        return problems
    }

    private static func product(_ product: StatementDocument, _ field: String) -> [StatementProblem] {
        product.fields.sorted { $0.key < $1.key }.compactMap { name, value in
            let advice = "write {\"EAN-13\": \"13 digits\"}, or leave the field out"
            guard name == "EAN-13" else {
                return StatementProblem("\(field).\(StatementProblem.shown(name))", "is unknown", advice)
            }
            // As the published pattern is commonly run, one line feed at the end passes: the database trims it.
            guard case .text(let text) = value, withoutLineFeed(text).utf8.count == 13,
                withoutLineFeed(text).utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return StatementProblem("\(field).EAN-13", "is not a product code", advice) }
            return nil
        }
    }

    /// What is wrong with a text.
    private func fault(_ text: String) -> String? {
        switch form {
        case .text(let limit):
            if text.unicodeScalars.allSatisfy(Self.isSpace) { return "is empty" }
            return tooLong(text, limit)
        case .choice(let codes): return codes.contains(text) ? nil : "is not one of the codes"
        case .day(let year):
            guard let day = CalendarDay(text) else { return "is not a day" }
            return day.year >= year && day.description <= "2038-01-01" ? nil : "is too early or too late"
        case .identifier(let limit):
            let isFine = Self.withoutLineFeed(text).utf8.allSatisfy(Self.isIdentifier)
            if Self.withoutLineFeed(text).isEmpty { return "is empty" }
            return isFine ? tooLong(text, limit) : "holds a character that an identifier may not"
        case .address(let limit):
            return Self.isAddress(Self.withoutLineFeed(text)) ? tooLong(text, limit) : "is not a public web address"
        case .choices, .product: return nil
        }
    }

    private func tooLong(_ text: String, _ limit: Int) -> String? {
        let count = text.unicodeScalars.count
        return count > limit ? "has \(count) characters, \(count - limit) too many" : nil
    }

    private func hinted(_ text: String) -> String {
        switch form {
        case .choice(let codes), .choices(let codes, _):
            advice + Spelling.hint(String(text.unicodeScalars.prefix(80).map(Character.init)), among: codes)
        default: advice
        }
    }

    /// What to write.
    var advice: String {
        switch form {
        case .text(let limit): "write a text of 1 to \(limit) characters"
        case .choice(let codes) where codes.count <= 4: "write \(codes.joined(separator: " or "))"
        case .choices(let codes, _) where codes.count <= 4: "write a list of \(codes.joined(separator: ", "))"
        case .choice(let codes): "write one of the \(codes.count) codes of API v2, as \(codes[0])"
        case .choices(let codes, _): "write a list of the \(codes.count) codes of API v2, as [\"\(codes[0])\"]"
        case .day(let year): "write a day as \(max(year, 2020))-12-31, from \(year)-01-01 to 2038-01-01, without a time"
        case .identifier(let limit): "write 1 to \(limit) letters (a to z), digits, “-” or “_”"
        case .address(let limit): "write an address as https://example.org/rules, at most \(limit) characters of ASCII"
        case .product: "write an object with “EAN-13”, or leave the field out"
        }
    }
}

extension StatementRule {
    /// One line feed at the end passes where the schema's patterns are run as they commonly are: the database trims it.
    private static func withoutLineFeed(_ text: String) -> String {
        // By scalars: a carriage return before the line feed would make one character of the two.
        text.unicodeScalars.last == "\n" ? String(String.UnicodeScalarView(text.unicodeScalars.dropLast())) : text
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }

    private static func isIdentifier(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 }

    /// `http` or `https`, a host whose last label is of letters, and a path of visible ASCII.
    static func isAddress(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let scheme = ["https://", "http://"].first(where: { text.utf8.starts(with: $0.utf8) }) else {
            return false
        }
        let rest = bytes[scheme.utf8.count...]
        let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        let host = rest[..<slash]
        guard rest[slash...].allSatisfy({ (0x21...0x7E).contains($0) }),
            let dot = host.lastIndex(of: UInt8(ascii: ".")), dot > host.startIndex
        else { return false }
        let last = host[(dot + 1)...]
        return last.count >= 2 && last.allSatisfy(isLetter)
            && host[..<dot].allSatisfy { isIdentifier($0) && $0 != UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
    }
}
