public import SafetyModel

/// An e-mail as it travels (RFC 5322): ASCII alone, no line over 76 characters of content, so that every server takes
/// it as it is. Nothing that stands in a field can begin another.
public struct MailMessage: Sendable, Hashable {
    public var from: MailAddress
    public var to: MailAddress
    /// Any text of one line.
    public var subject: String
    public var lines: [String]
    public var date: Timestamp
    /// Letters, digits and low lines, the same at every try.
    public var id: String

    public init(
        from: MailAddress, to: MailAddress, subject: String, lines: [String], date: Timestamp, id: String
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.lines = lines
        self.date = date
        self.id = id
    }

    /// With lines ended by LF, as sendmail takes it.
    public var text: String {
        let domain = from.text.split(separator: "@").last.map(String.init) ?? "localhost"
        let name = id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        let head = [
            "From: Vigie <\(from.text)>", "To: <\(to.text)>", "Date: \(Self.date(date))",
            "Message-ID: <\(name)@\(domain)>", "Subject: \(Self.encodedWords(subject))",
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
        ]
        return (head + [""] + lines.flatMap(Self.quotedPrintable)).joined(separator: "\n") + "\n"
    }

    // MARK: Encodings

    /// A subject as encoded words (RFC 2047, Q), each of at most 75 characters, folded; plain where it is plain.
    static func encodedWords(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && text.utf8.count <= 60 && !text.contains("=?")
        if isPlain { return text }
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
            // A letter's bytes are never parted between two words.
            let piece = String(scalar).utf8.map { byte in
                let isLetter = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x2C || byte == 0x3A
                return byte == 0x20 ? "_" : isLetter ? String(UnicodeScalar(byte)) : "=\(hexadecimal(byte))"
            }.joined()
            if word.utf8.count + piece.utf8.count > 60 {
                words.append(word)
                word = ""
            }
            word += piece
        }
        words.append(word)
        return words.map { "=?utf-8?Q?\($0)?=" }.joined(separator: "\n ")
    }

    /// One line as quoted-printable (RFC 2045, 6.7), in lines of at most 76 characters.
    static func quotedPrintable(_ line: String) -> [String] {
        var result: [String] = []
        var current = ""
        let bytes = Array(line.utf8)
        for (index, byte) in bytes.enumerated() {
            let isLast = index == bytes.count - 1
            let isPlain = (0x21...0x7E).contains(byte) && byte != 0x3D || byte == 0x20 && !isLast
            let piece = isPlain ? String(UnicodeScalar(byte)) : "=\(hexadecimal(byte))"
            if current.utf8.count + piece.utf8.count > (isLast ? 76 : 75) {
                result.append(current + "=")
                current = ""
            }
            current += piece
        }
        return result + [current]
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    /// As `Thu, 26 Nov 2026 16:40:00 +0000` (RFC 5322, 3.3).
    static func date(_ moment: Timestamp) -> String {
        let text = moment.rfc3339
        let parts = text.prefix(10).split(separator: "-")
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let day = Int(((moment.milliseconds / 86_400_000) % 7 + 7) % 7)
        let month = parts.count == 3 ? Int(parts[1]) ?? 1 : 1
        return "\(weekdays[day]), \(parts.last ?? "01") \(months[(month - 1) % 12]) \(parts.first ?? "1970") "
            + "\(text.dropFirst(11).prefix(8)) +0000"
    }
}

/// An address that can stand in a header as it is, in a command of SMTP and on a command line: `local@domain` in ASCII,
/// none of the characters that RFC 5322 gives a meaning.
public struct MailAddress: Sendable, Hashable {
    public let text: String

    /// `nil` for what is no such address.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !"()<>[]:;,\\\"'`$|&".utf8.contains(byte)
        }
        guard isPlain, parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64, parts[0].first != "-",
            parts[1].contains("."), parts[1].first != ".", parts[1].last != ".", text.utf8.count <= 254
        else { return nil }
        self.text = text
    }
}
