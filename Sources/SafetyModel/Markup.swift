/// Text within HTML and XML.
public enum Markup {
    /// A text with everything escaped that either language would take for markup. Characters that no page and no document
    /// may hold become U+FFFD; tabs and line ends stay, and carriage returns are written as such or left out.
    public static func escaped(_ text: String, keepingReturns: Bool = false) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case "\r": if keepingReturns { escaped += "&#13;" }
            case _ where isRefused(scalar.value): escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Controls (XML 1.0, 2.2; WHATWG HTML, 13.2.3.5).
    private static func isRefused(_ value: UInt32) -> Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xFFFE || value == 0xFFFF
    }
}
