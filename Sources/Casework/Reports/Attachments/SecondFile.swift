/// Looks for another file inside a picture, recording or document: one that a reader of that other kind would find.
enum SecondFile {
    /// How far from the start readers of PDF look for its first letters (ISO 32000, annex on implementations).
    private static let pdfReach = 1024
    /// Beginnings of pages and programs that a browser or an interpreter runs wherever they stand. Short ones are left
    /// out: they come by chance in packed data.
    private static let markup = ["script", "html", "iframe", "!doctype html", "?php", "object", "embed"]
        .map { Array($0.utf8) }

    static func hides(in bytes: [UInt8], of kind: AttachmentKind) -> Bool {
        if ZIPFile.endsAsArchive(bytes) { return true }
        // A PDF names pages and scripts in its own way, and quotes others'.
        if kind == .pdf { return false }
        let pdf = Array("%PDF-".utf8)
        if (1..<min(pdfReach, bytes.count)).contains(where: { bytes[$0...].starts(with: pdf) }) { return true }
        return hasMarkup(bytes)
    }

    private static func hasMarkup(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            for at in buffer.indices where buffer[at] == UInt8(ascii: "<") {
                let rest = buffer[(at + 1)...]
                if markup.contains(where: { begins(rest, with: $0) }) { return true }
            }
            return false
        }
    }

    /// Without regard to case; after a name of letters something must follow that ends it.
    private static func begins(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, with name: [UInt8]) -> Bool {
        guard bytes.count > name.count else { return false }
        for (byte, letter) in zip(bytes, name) where byte | 0x20 != letter | 0x20 { return false }
        return [0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3E].contains(bytes[bytes.startIndex + name.count])
    }
}
