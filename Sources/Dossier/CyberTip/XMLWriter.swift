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

    /// Escapes markup; a character that XML 1.0 (section 2.2) does not know becomes U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\r": escaped += "&#13;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
