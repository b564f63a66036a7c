/// PNG (ISO/IEC 15948): chunks in a row, the last of them IEND.
enum PNGFile {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The chunks without which the picture would not look the same; all others say something about it, its maker or
    /// nothing known.
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "acTL", "fcTL", "fdAT",
    ]

    static func cleaned(_ bytes: [UInt8]) throws(AttachmentRefusal) -> [UInt8] {
        var copy = signature
        var at = signature.count
        var isFirst = true
        while let length = bytes.big32(at: at) {
            let end = at + 12 + length
            guard end <= bytes.count else { throw .damaged(.png) }
            let name = String(decoding: bytes[at + 4..<at + 8], as: UTF8.self)
            if isFirst {
                guard name == "IHDR", length == 13, let width = bytes.big32(at: at + 8),
                    let height = bytes.big32(at: at + 12)
                else { throw .damaged(.png) }
                if width > AttachmentCheck.mostPixels || width * height > AttachmentCheck.mostPixels { throw .bomb }
                isFirst = false
            }
            if kept.contains(name) { copy += bytes[at..<end] }
            at = end
            if name == "IEND" {
                guard at == bytes.count else { throw .twoFilesInOne(.png) }
                return copy
            }
        }
        throw .damaged(.png)
    }
}

/// JPEG (ITU-T T.81): segments behind markers, then coded data, until the marker EOI.
enum JPEGFile {
    static func cleaned(_ bytes: [UInt8]) throws(AttachmentRefusal) -> [UInt8] {
        var copy: [UInt8] = [0xFF, 0xD8]
        copy.reserveCapacity(bytes.count)
        var at = 2
        while at + 1 < bytes.count {
            guard bytes[at] == 0xFF else { throw .damaged(.jpeg) }
            let marker = bytes[at + 1]
            switch marker {
            case 0xFF: at += 1
            case 0xD9:
                guard at + 2 == bytes.count else { throw .twoFilesInOne(.jpeg) }
                return copy + [0xFF, 0xD9]
            case 0x01, 0xD0...0xD7:
                copy += [0xFF, marker]
                at += 2
            default:
                guard let length = bytes.big16(at: at + 2), length >= 2, at + 2 + length <= bytes.count else {
                    throw .damaged(.jpeg)
                }
                try checkSize(bytes, marker: marker, at: at)
                var end = at + 2 + length
                if marker == 0xDA { end = endOfCodedData(bytes, from: end) }
                if isKept(marker) { copy += bytes[at..<end] }
                at = end
            }
        }
        throw .damaged(.jpeg)
    }

    /// Of the application segments only JFIF's and Adobe's, which say how colours are meant; no comments. EXIF (place,
    /// device, time, a small copy of the picture), XMP and IPTC lie in the others.
    private static func isKept(_ marker: UInt8) -> Bool {
        switch marker {
        case 0xE0, 0xEE: true
        case 0xE1...0xEF, 0xFE: false
        default: true
        }
    }

    private static func checkSize(_ bytes: [UInt8], marker: UInt8, at: Int) throws(AttachmentRefusal) {
        guard (0xC0...0xCF).contains(marker), marker != 0xC4, marker != 0xC8, marker != 0xCC else { return }
        guard let height = bytes.big16(at: at + 5), let width = bytes.big16(at: at + 7) else { throw .damaged(.jpeg) }
        if width * height > AttachmentCheck.mostPixels { throw .bomb }
    }

    /// Where the next marker stands that is no part of the coded data.
    private static func endOfCodedData(_ bytes: [UInt8], from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var at = start
            while at + 1 < buffer.count {
                if buffer[at] == 0xFF {
                    let next = buffer[at + 1]
                    if next != 0, !(0xD0...0xD7).contains(next), next != 0xFF { return at }
                }
                at += 1
            }
            return buffer.count
        }
    }
}

/// GIF (CompuServe, 1989): blocks until the trailer.
enum GIFFile {
    static func cleaned(_ bytes: [UInt8]) throws(AttachmentRefusal) -> [UInt8] {
        guard bytes.count >= 13, let width = bytes.little16(at: 6), let height = bytes.little16(at: 8) else {
            throw .damaged(.gif)
        }
        if width * height > AttachmentCheck.mostPixels { throw .bomb }
        var at = 13 + tableLength(bytes[10])
        guard at <= bytes.count else { throw .damaged(.gif) }
        var copy = Array(bytes[..<at])
        while at < bytes.count {
            let start = at
            switch bytes[at] {
            case 0x3B:
                guard at + 1 == bytes.count else { throw .twoFilesInOne(.gif) }
                return copy + [0x3B]
            case 0x2C:
                guard at + 10 < bytes.count else { throw .damaged(.gif) }
                at += 10 + tableLength(bytes[at + 9]) + 1
                try skipBlocks(bytes, &at)
                copy += bytes[start..<at]
            case 0x21:
                guard at + 2 < bytes.count else { throw .damaged(.gif) }
                let label = bytes[at + 1]
                at += 2
                try skipBlocks(bytes, &at)
                // The graphic control, and the application's block that says how often to repeat. No comments.
                let repeats = label == 0xFF && bytes.hasName("NETSCAPE2.0", at: start + 3)
                if label == 0xF9 || repeats { copy += bytes[start..<at] }
            default: throw .damaged(.gif)
            }
        }
        throw .damaged(.gif)
    }

    private static func tableLength(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }

    private static func skipBlocks(_ bytes: [UInt8], _ at: inout Int) throws(AttachmentRefusal) {
        while at < bytes.count {
            let length = Int(bytes[at])
            at += 1 + length
            if length == 0 { return }
        }
        throw .damaged(.gif)
    }
}

/// WebP (RFC 9649): RIFF chunks.
enum WebPFile {
    static func cleaned(_ bytes: [UInt8]) throws(AttachmentRefusal) -> [UInt8] {
        guard let size = bytes.little32(at: 4), size >= 4 else { throw .damaged(.webp) }
        let end = size + 8
        if end > bytes.count { throw .damaged(.webp) }
        if end < bytes.count { throw .twoFilesInOne(.webp) }
        var chunks: [UInt8] = []
        var at = 12
        while at < end {
            guard let length = bytes.little32(at: at + 4), at + 8 + length <= end else { throw .damaged(.webp) }
            let name = String(decoding: bytes[at..<at + 4], as: UTF8.self)
            let next = min(at + 8 + length + length & 1, end)
            switch name {
            case "VP8 ", "VP8L", "ANIM", "ANMF", "ALPH": chunks += bytes[at..<next]
            case "VP8X":
                guard length >= 10 else { throw .damaged(.webp) }
                let width = 1 + (bytes.little32(at: at + 12).map { $0 & 0xFF_FFFF } ?? 0)
                let height = 1 + (bytes.little32(at: at + 14).map { $0 >> 8 } ?? 0)
                if width * height > AttachmentCheck.mostPixels { throw .bomb }
                var chunk = Array(bytes[at..<next])
                // No colour profile, EXIF or XMP follows any longer.
                chunk[8] &= ~0x2C
                chunks += chunk
            default: break
            }
            at = next
        }
        guard !chunks.isEmpty else { throw .damaged(.webp) }
        let total = chunks.count + 4
        let length = (0..<4).map { UInt8(truncatingIfNeeded: total >> (8 * $0)) }
        return Array("RIFF".utf8) + length + Array("WEBP".utf8) + chunks
    }
}
