public import SafetyModel

extension StatementOfReasons {
    /// Reads one statement.
    /// - Throws: ``StatementReadingError`` with every problem where the database would not take it.
    public init(json: [UInt8]) throws(StatementReadingError) {
        let document: StatementDocument
        do throws(JSONError) {
            document = try json.withUnsafeBufferPointer { (bytes) throws(JSONError) -> StatementDocument in
                var reader = JSONReader(bytes)
                let document = try StatementDocument(&reader)
                try reader.end()
                return document
            }
        } catch {
            throw .notJSON(error)
        }
        let problems = StatementCheck.problems(in: document)
        guard problems.isEmpty, let statement = StatementOfReasons(document) else { throw .invalid(problems) }
        self = statement
    }

    /// As the API takes it: one line of JSON.
    public var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Writes it as the next value.
    public func write(to writer: inout JSONWriter) {
        let document = document
        writer.beginObject()
        for rule in StatementRule.all {
            guard let value = document[rule.field] else { continue }
            writer.key(rule.field)
            Self.write(value, &writer)
        }
        writer.endObject()
    }

    private static func write(_ value: StatementValue, _ writer: inout JSONWriter) {
        switch value {
        case .text(let text): writer.string(text)
        case .list: writer.strings(value.texts)
        case .object(let document):
            writer.beginObject()
            for (name, value) in document.fields.sorted(by: { $0.key < $1.key }) {
                writer.key(name)
                write(value, &writer)
            }
            writer.endObject()
        case .other: writer.null()
        }
    }

    // MARK: As fields

    /// The fields by their names; what is `nil` or empty is left out, for `null` is refused.
    var document: StatementDocument {
        var document = StatementDocument()
        func put(_ name: String, _ text: String?) { document[name] = text.map { .text($0) } }
        func put(_ name: String, _ day: CalendarDay?) { put(name, day?.description) }
        func put(_ name: String, list codes: [String]) {
            document[name] = codes.isEmpty ? nil : .list(codes.map { .text($0) })
        }
        put("decision_visibility", list: visibility.map(\.rawValue))
        put("decision_visibility_other", visibilityOther)
        put("decision_monetary", monetary?.rawValue)
        put("decision_monetary_other", monetaryOther)
        put("decision_provision", service?.rawValue)
        put("decision_account", account?.rawValue)
        put("account_type", accountType?.rawValue)
        put("decision_ground", ground.rawValue)
        put("decision_ground_reference_url", groundAddress)
        put("illegal_content_legal_ground", legalGround)
        put("illegal_content_explanation", legalExplanation)
        put("incompatible_content_ground", contractualGround)
        put("incompatible_content_explanation", contractualExplanation)
        put("incompatible_content_illegal", isAlsoIllegal.map(Self.yesOrNo))
        put("content_type", list: contentTypes.map(\.rawValue))
        put("content_type_other", contentTypeOther)
        put("category", category.rawValue)
        put("category_addition", list: additions.map(\.rawValue))
        put("category_specification", list: keywords.map(\.rawValue))
        put("category_specification_other", keywordOther)
        put("territorial_scope", list: territories)
        put("content_language", language)
        put("content_date", contentDate)
        put("application_date", applicationDate)
        put("end_date_account_restriction", accountUntil)
        put("end_date_monetary_restriction", monetaryUntil)
        put("end_date_service_restriction", serviceUntil)
        put("end_date_visibility_restriction", visibilityUntil)
        put("decision_facts", facts)
        put("source_type", source.rawValue)
        put("source_identity", sourceIdentity)
        put("automated_detection", Self.yesOrNo(isDetectedByMachine))
        put("automated_decision", automation.rawValue)
        put("puid", identifier)
        if let ean13 {
            var product = StatementDocument()
            product["EAN-13"] = .text(ean13)
            document["content_id"] = .object(product)
        }
        return document
    }

    private static func yesOrNo(_ value: Bool) -> String { value ? "Yes" : "No" }

    /// A document that was checked; `nil` where it was not, and lacks something.
    private init?(_ document: StatementDocument) {
        func code<Code: RawRepresentable<String>>(_ name: String) -> Code? {
            document.text(name).flatMap(Code.init(rawValue:))
        }
        func codes<Code: RawRepresentable<String>>(_ name: String) -> [Code] {
            document[name]?.texts.compactMap(Code.init(rawValue:)) ?? []
        }
        func day(_ name: String) -> CalendarDay? { document.text(name).flatMap { CalendarDay($0) } }
        guard let identifier = document.text("puid"), let ground: StatementGround = code("decision_ground"),
            let category: StatementCategory = code("category"), let contentDate = day("content_date"),
            let applicationDate = day("application_date"), let facts = document.text("decision_facts"),
            let source: StatementSource = code("source_type"),
            let automation: AutomatedDecision = code("automated_decision")
        else { return nil }
        self.init(
            identifier: identifier, ground: ground, contentTypes: codes("content_type"), category: category,
            contentDate: contentDate, applicationDate: applicationDate, facts: facts, source: source,
            isDetectedByMachine: document.text("automated_detection") == "Yes", automation: automation)
        visibility = codes("decision_visibility")
        visibilityOther = document.text("decision_visibility_other")
        monetary = code("decision_monetary")
        monetaryOther = document.text("decision_monetary_other")
        service = code("decision_provision")
        account = code("decision_account")
        accountType = code("account_type")
        groundAddress = document.text("decision_ground_reference_url")
        legalGround = document.text("illegal_content_legal_ground")
        legalExplanation = document.text("illegal_content_explanation")
        contractualGround = document.text("incompatible_content_ground")
        contractualExplanation = document.text("incompatible_content_explanation")
        isAlsoIllegal = document.text("incompatible_content_illegal").map { $0 == "Yes" }
        contentTypeOther = document.text("content_type_other")
        additions = codes("category_addition")
        keywords = codes("category_specification")
        keywordOther = document.text("category_specification_other")
        territories = document["territorial_scope"]?.texts ?? []
        language = document.text("content_language")
        accountUntil = day("end_date_account_restriction")
        monetaryUntil = day("end_date_monetary_restriction")
        serviceUntil = day("end_date_service_restriction")
        visibilityUntil = day("end_date_visibility_restriction")
        sourceIdentity = document.text("source_identity")
        if case .object(let product)? = document["content_id"] { ean13 = product.text("EAN-13") }
    }
}
