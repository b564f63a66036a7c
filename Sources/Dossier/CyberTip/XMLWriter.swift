import SafetyModel

/// Writes XML 1.0 in UTF-8. Whatever comes from people goes in as text and comes out escaped, never as markup.
struct XMLWriter {
    private(set) var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    /// `<name>`, what `body` writes, `</name>`.
    mutating func element(
        _ name: StaticString, _ attributes: [(name: StaticString, value: String)] = [],
        _ body: (inout XMLWriter) -> Void
    ) {
        begin(name, attributes)
        body(&self)
        xml += "</\(name)>\n"
    }

    /// `<name>text</name>`, on one line; nothing where there is no text.
    mutating func text(
        _ name: StaticString, _ text: String?, _ attributes: [(name: StaticString, value: String)] = []
    ) {
        guard let text else { return }
        xml += "<\(name)"
        for attribute in attributes { xml += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
        xml += ">\(Self.escaped(text))</\(name)>\n"
    }

    mutating func bool(_ name: StaticString, _ value: Bool?) { text(name, value.map { $0 ? "true" : "false" }) }

    private mutating func begin(_ name: StaticString, _ attributes: [(name: StaticString, value: String)]) {
        xml += "<\(name)"
        for attribute in attributes { xml += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
        xml += ">\n"
    }

    private static func escaped(_ text: String) -> String { Markup.escaped(text, keepingReturns: true) }
}
