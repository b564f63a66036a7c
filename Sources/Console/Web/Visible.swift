/// Makes what people wrote safe to look at: characters that turn the direction of text around, hide it, or control
/// a device are written out as `⟦U+202E⟧`, so that a name cannot pretend to be another.
func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isDeceptive) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if isDeceptive(scalar) {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            result.append(contentsOf: "⟦U+\(padded)⟧".unicodeScalars)
        } else {
            result.append(scalar)
        }
    }
    return String(result)
}

/// Controls but tab and line breaks; bidirectional embeddings, overrides, isolates and marks; invisible spaces and
/// tag characters. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
private func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE0FFF: true
    default: false
    }
}

/// The beginning of a text that is too long for its place.
func shortened(_ text: String, to limit: Int) -> String {
    text.count <= limit ? text : text.prefix(limit - 1) + "…"
}
