/// PDF (ISO 32000): from `%PDF-` to `%%EOF`.
enum PDFFile {
    static func check(_ bytes: [UInt8]) throws(AttachmentRefusal) {
        var end = bytes.count
        while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
        guard bytes.hasName("%%EOF", at: end - 5) else {
            let start = max(0, end - 65_536)
            let isThere = (start..<max(start, end - 5)).contains { bytes.hasName("%%EOF", at: $0) }
            throw isThere ? .twoFilesInOne(.pdf) : .damaged(.pdf)
        }
    }
}

/// MP4 and its kin (ISO/IEC 14496-12): boxes that cover the file exactly, of known names.
enum MP4File {
    private static let known: Set<String> = [
        "ftyp", "moov", "mdat", "free", "skip", "wide", "moof", "mfra", "sidx", "ssix", "styp", "prft", "meta", "pdin",
        "udta", "uuid", "emsg",
    ]

    static func check(_ bytes: [UInt8]) throws(AttachmentRefusal) {
        var at = 0
        var hasMovie = false
        while at < bytes.count {
            guard var size = bytes.big32(at: at), at + 8 <= bytes.count else { throw .twoFilesInOne(.mp4) }
            let name = String(decoding: bytes[at + 4..<at + 8], as: UTF8.self)
            guard known.contains(name) else { throw at == 0 ? .damaged(.mp4) : .twoFilesInOne(.mp4) }
            if name == "moov" || name == "moof" { hasMovie = true }
            switch size {
            case 0: size = bytes.count - at
            case 1:
                // A 64-bit size; no file of ours needs its upper half.
                guard bytes.big32(at: at + 8) == 0, let low = bytes.big32(at: at + 12) else { throw .damaged(.mp4) }
                size = low
            default: break
            }
            guard size >= 8, size <= bytes.count - at else { throw .damaged(.mp4) }
            at += size
        }
        // Photographs of some telephones (HEIC) lie in the same boxes.
        guard hasMovie else { throw .unknownKind }
    }
}

/// Ogg (RFC 3533): pages that cover the file exactly.
enum OggFile {
    static func check(_ bytes: [UInt8]) throws(AttachmentRefusal) {
        var at = 0
        while at < bytes.count {
            guard bytes.hasName("OggS", at: at) else { throw .twoFilesInOne(.ogg) }
            guard at + 27 <= bytes.count else { throw .damaged(.ogg) }
            let segments = Int(bytes[at + 26])
            guard at + 27 + segments <= bytes.count else { throw .damaged(.ogg) }
            let body = bytes[at + 27..<at + 27 + segments].reduce(0) { $0 + Int($1) }
            at += 27 + segments + body
            guard at <= bytes.count else { throw .damaged(.ogg) }
        }
    }
}
