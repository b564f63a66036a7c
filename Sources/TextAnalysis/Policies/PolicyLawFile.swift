import SafetyModel
import Yams

extension YAMLFile {
    private static let lawKeys = ["keywords", "additions", "other_keyword", "ncmec_incident", "ncmec_annotations"]

    /// Reads what the law asks where a policy is breached; `nil` with a problem reported where it is not well formed.
    mutating func policyLaw(_ node: Node) -> PolicyLaw? {
        guard let keys = entries(of: node, "law", required: ["category"], optional: Self.lawKeys + ["minors"]),
            let general = lawCodes(keys)
        else { return nil }
        guard let minors = keys["minors"] else { return PolicyLaw(general: general) }
        guard let keys = entries(of: minors, "minors", required: ["category"], optional: Self.lawKeys),
            let codes = lawCodes(keys)
        else { return nil }
        return PolicyLaw(general: general, minors: codes)
    }

    private mutating func lawCodes(_ keys: [String: Node]) -> PolicyLaw.Codes? {
        guard let category = keys["category"].flatMap({ code($0, "category", of: StatementCategory.self) }) else {
            return nil
        }
        var codes = PolicyLaw.Codes(category: category)
        codes.keywords = keys["keywords"].map { list($0, "keywords", of: StatementKeyword.self) } ?? []
        codes.additions = keys["additions"].map { list($0, "additions", of: StatementCategory.self) } ?? []
        codes.otherKeyword = keys["other_keyword"].flatMap { text($0, "other_keyword") }
        codes.incident = keys["ncmec_incident"].flatMap { code($0, "ncmec_incident", of: CyberTipIncident.self) }
        codes.annotations =
            keys["ncmec_annotations"].map { list($0, "ncmec_annotations", of: CyberTipAnnotation.self) } ?? []
        if let node = keys["other_keyword"], !codes.keywords.contains(.other) {
            report("other_keyword says what KEYWORD_OTHER stands for; add KEYWORD_OTHER to keywords", at: node)
        }
        if let other = codes.otherKeyword, other.unicodeScalars.count > 500, let node = keys["other_keyword"] {
            report("other_keyword is longer than 500 characters", at: node)
        }
        return codes
    }

    private mutating func list<Code>(_ node: Node, _ what: String, of type: Code.Type) -> [Code]
    where Code: RawRepresentable<String> & CaseIterable & Hashable {
        var codes: [Code] = []
        for item in items(of: node, what) {
            guard let code = code(item, what, of: type) else { continue }
            if codes.contains(code) {
                report("\(code.rawValue) stands in \(what) twice", at: item)
            } else {
                codes.append(code)
            }
        }
        return codes
    }

    private mutating func code<Code>(_ node: Node, _ what: String, of type: Code.Type) -> Code?
    where Code: RawRepresentable<String> & CaseIterable {
        guard let text = text(node, what) else { return nil }
        if let code = Code(rawValue: text) { return code }
        let hint = Spelling.hint(text, among: type.allCases.map(\.rawValue))
        report("“\(text.prefix(100))” is no \(what) that the authority knows\(hint)", at: node)
        return nil
    }
}
