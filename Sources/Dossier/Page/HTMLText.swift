import SafetyModel

/// Writes HTML. Whatever comes from an export goes in through ``text(_:)`` or ``isolated(_:)``, never as markup.
struct HTMLText {
    private(set) var html = ""

    /// The beginning of a page that loads nothing and runs nothing, up to the open body.
    mutating func begin(title: String, language: Language, style: String) {
        html += """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex, nofollow, noarchive">

            """
        element("title", title)
        html += "\n<style>\n\(style)\n</style>\n</head>\n<body>\n"
    }

    /// Markup of our own.
    mutating func raw(_ markup: String) { html += markup }

    /// Text, with everything that HTML would take for markup escaped.
    mutating func text(_ text: String) { html += Self.escaped(text) }

    /// Text of others: escaped, and kept from changing the direction of what stands around it.
    mutating func isolated(_ text: String) { html += "<bdi>\(Self.escaped(text))</bdi>" }

    /// `<name>text</name>`, the text escaped.
    mutating func element(_ name: String, _ text: String, _ attributes: String = "") {
        html += "<\(name)\(attributes.isEmpty ? "" : " \(attributes)")>\(Self.escaped(text))</\(name)>"
    }

    static func escaped(_ text: String) -> String { Markup.escaped(text) }

    /// A text with the cues that were found in it marked and named.
    ///
    /// - Parameters:
    ///   - cues: their ranges are UTF-8 offsets of `text`; what lies outside of it is left out.
    ///   - name: what a cue speaks for, in words.
    static func marked(_ text: String, _ cues: [CueHit], _ name: (CueHit) -> String) -> String {
        let bytes = Array(text.utf8)
        var html = ""
        var place = 0
        for span in spans(cues, count: bytes.count) {
            html += escaped(String(decoding: bytes[place..<span.range.lowerBound], as: UTF8.self))
            let inside = escaped(String(decoding: bytes[span.range], as: UTF8.self))
            var names: [String] = []
            for cue in span.cues where !names.contains(name(cue)) { names.append(name(cue)) }
            html += "<mark>\(inside) <span class=\"cue\">\(escaped(names.joined(separator: ", ")))</span></mark>"
            place = span.range.upperBound
        }
        return html + escaped(String(decoding: bytes[place...], as: UTF8.self))
    }

    /// Cues that touch or overlap become one span.
    private static func spans(_ cues: [CueHit], count: Int) -> [(range: Range<Int>, cues: [CueHit])] {
        var spans: [(range: Range<Int>, cues: [CueHit])] = []
        for cue in cues.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard cue.range.lowerBound >= 0, cue.range.lowerBound < cue.range.upperBound, cue.range.upperBound <= count
            else { continue }
            if let last = spans.last, cue.range.lowerBound < last.range.upperBound {
                let end = max(last.range.upperBound, cue.range.upperBound)
                spans[spans.count - 1] = (last.range.lowerBound..<end, last.cues + [cue])
            } else {
                spans.append((cue.range, [cue]))
            }
        }
        return spans
    }
}
