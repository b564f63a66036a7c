import Casework
import Testing

/// Small files of each kind, made byte by byte.
enum SampleFile {
    static func big32(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    static func little32(_ value: Int) -> [UInt8] { big32(value).reversed() }
    static func little16(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }

    static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        big32(body.count) + Array(name.utf8) + body + [0, 0, 0, 0]
    }

    static func png(width: Int = 1, height: Int = 1, extra: [UInt8] = []) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", big32(width) + big32(height) + [8, 2, 0, 0, 0]) + extra + chunk("IDAT", [1, 2, 3])
            + chunk("IEND", [])
    }

    static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 0xFF)] + body
    }

    static func jpeg(extra: [UInt8] = [], width: UInt8 = 1) -> [UInt8] {
        [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]) + extra
            + segment(0xC0, [8, width, 1, width, 1, 1, 1, 0x11, 0]) + segment(0xDA, [1, 1, 0, 0, 63, 0])
            + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9]
    }

    static func gif(extra: [UInt8] = []) -> [UInt8] {
        Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0] + [0, 0, 0, 255, 255, 255] + extra
            + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0, 0x3B]
    }

    static func webp(extra: [UInt8] = []) -> [UInt8] {
        let chunks =
            Array("VP8X".utf8) + little32(10) + [0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0] + Array("VP8 ".utf8) + little32(4)
            + [1, 2, 3, 4] + extra
        return Array("RIFF".utf8) + little32(chunks.count + 4) + Array("WEBP".utf8) + chunks
    }

    /// Archives of stored files; what the directory says of them can be made to lie.
    static func zip(
        _ files: [(name: String, body: [UInt8])] = [("a.txt", [65])], unpacked: Int? = nil, flags: Int = 0,
        offset: Int? = nil
    ) -> [UInt8] {
        var archive = SampleArchive()
        archive.offset = offset
        for file in files {
            archive.add(file.name, file.body) {
                $0.flags = flags
                $0.unpacked = unpacked
            }
        }
        return archive.bytes
    }

    static let pdf = Array("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n".utf8)
    static let mp4 =
        big32(16) + Array("ftypisom".utf8) + [0, 0, 0, 0] + big32(12) + Array("moov".utf8) + [0, 0, 0, 0]
    static let ogg = Array("OggS".utf8) + [UInt8](repeating: 0, count: 22) + [1, 3, 9, 9, 9]
}

@Suite("Attachments")
struct AttachmentTests {
    private func refusal(_ bytes: [UInt8]) -> AttachmentRefusal? {
        do throws(AttachmentRefusal) {
            _ = try AttachmentCheck.examine(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "each kind is told by its content",
        arguments: [
            (SampleFile.png(), AttachmentKind.png), (SampleFile.jpeg(), .jpeg), (SampleFile.gif(), .gif),
            (SampleFile.webp(), .webp), (SampleFile.zip(), .zip), (SampleFile.pdf, .pdf), (SampleFile.mp4, .mp4),
            (SampleFile.ogg, .ogg), (Array("Marlow: hey\nNoa: hi, été".utf8), .text),
            (Array(#"{"messages":[]}"#.utf8), .json), (Array("{\"a\":1}\n{\"a\":2}\n".utf8), .json),
            (Array("[12:01] Marlow: hey".utf8), .text),
        ])
    func kinds(_ bytes: [UInt8], _ kind: AttachmentKind) throws {
        let checked = try AttachmentCheck.examine(bytes)
        #expect(checked.kind == kind && (checked.copy != nil) == kind.isCleaned)
    }

    @Test("the reviewers' copy of a picture has no place, device, time, author or comment in it")
    func cleaning() throws {
        let secret = Array("GPS 48.85,2.35 Noa's phone".utf8)
        let exif = SampleFile.segment(0xE1, Array("Exif\0\0".utf8) + secret)
        let files: [(dirty: [UInt8], clean: [UInt8])] = [
            (
                SampleFile.png(
                    extra: SampleFile.chunk("tEXt", secret) + SampleFile.chunk("eXIf", secret)
                        + SampleFile.chunk("tIME", secret) + SampleFile.chunk("prVt", secret)), SampleFile.png()
            ),
            (
                SampleFile.jpeg(
                    extra: exif + SampleFile.segment(0xED, secret) + SampleFile.segment(0xFE, secret)
                        + SampleFile.segment(0xE2, secret)), SampleFile.jpeg()
            ),
            (
                SampleFile.gif(extra: [0x21, 0xFE, UInt8(secret.count)] + secret + [0]), SampleFile.gif()
            ),
        ]
        for file in files {
            let checked = try AttachmentCheck.examine(file.dirty)
            #expect(checked.copy == file.clean)
        }
        let webp = SampleFile.webp(extra: Array("EXIF".utf8) + SampleFile.little32(secret.count) + secret)
        let copy = try #require(try AttachmentCheck.examine(webp).copy)
        #expect(!String(decoding: copy, as: UTF8.self).contains("GPS"))
        // What is left is a WebP file by its own rules, without the flags of what was taken away.
        #expect(try AttachmentCheck.examine(copy).copy == copy && copy[20] == 0)
    }

    @Test("two files in one are refused, whichever way they are joined")
    func polyglots() {
        let page = Array("<html><script>alert(1)</script>".utf8)
        let whole: [(bytes: [UInt8], kind: AttachmentKind)] = [
            (SampleFile.png(), .png), (SampleFile.jpeg(), .jpeg), (SampleFile.gif(), .gif), (SampleFile.webp(), .webp),
            (SampleFile.pdf, .pdf), (SampleFile.mp4, .mp4), (SampleFile.ogg, .ogg), (SampleFile.zip(), .zip),
        ]
        for file in whole {
            #expect(refusal(file.bytes + page) != nil, "\(file.kind) and a page")
            if file.kind != .zip {
                #expect(
                    refusal(file.bytes + SampleFile.zip()) == .twoFilesInOne(file.kind), "\(file.kind) and an archive")
            }
        }
        // An archive in a chunk that viewers skip, so that the picture still ends as it should.
        let hidden = SampleFile.png(extra: SampleFile.chunk("zzZz", SampleFile.zip()))
        #expect(refusal(hidden) == .twoFilesInOne(.png))
        // Something before the first file of an archive.
        #expect(refusal(SampleFile.zip(offset: 3)) != nil)
    }

    @Test("what is cut off anywhere is refused, and traps nowhere")
    func truncated() {
        let whole = [
            SampleFile.png(), SampleFile.jpeg(), SampleFile.gif(), SampleFile.webp(), SampleFile.zip(), SampleFile.pdf,
            SampleFile.mp4, SampleFile.ogg,
        ]
        for bytes in whole {
            // The first letters of a PDF or a GIF alone are a text.
            for length in 8..<bytes.count {
                let refused = refusal(Array(bytes.prefix(length)))
                // A PDF may lack its last line break; recordings may end after a box or a page.
                let mayStand = bytes == SampleFile.pdf && length == bytes.count - 1
                #expect(refused != nil || mayStand, "\(length) of \(bytes.count)")
            }
        }
    }

    @Test("bytes changed at random are refused or taken, and trap nowhere")
    func changed() {
        var state: UInt64 = 42
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        let whole = [
            SampleFile.png(), SampleFile.jpeg(), SampleFile.gif(), SampleFile.webp(), SampleFile.zip(), SampleFile.pdf,
            SampleFile.mp4, SampleFile.ogg,
        ]
        for _ in 0..<4000 {
            var bytes = whole[next() % whole.count]
            for _ in 0...(next() % 3) { bytes[next() % bytes.count] = UInt8(next() & 0xFF) }
            _ = refusal(bytes)
        }
    }

    @Test("pictures of a billion points are refused")
    func pixels() {
        #expect(refusal(SampleFile.png(width: 100_000, height: 100_000)) == .bomb)
        #expect(refusal(SampleFile.png(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF)) == .bomb)
        #expect(refusal(SampleFile.jpeg(width: 255)) == .bomb)
    }

    @Test(
        "web pages, drawings with scripts, programs and unknown things are refused",
        arguments: [
            "<!DOCTYPE html><p>", "  \n<svg onload=alert(1)>", "<?xml version=\"1.0\"?>", "#!/bin/sh\nrm", "<?php",
            "{\\rtf1}",
            "<script>x</script>",
        ])
    func markup(_ text: String) {
        #expect(refusal(Array(text.utf8)) == .markup)
        #expect(refusal([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == .markup)
    }

    @Test("binaries, broken UTF-8 and empty files are refused")
    func unknown() {
        #expect(refusal([]) == .empty && refusal([0x20, 0x0A]) == .empty)
        #expect(
            refusal([0x4D, 0x5A, 0x90, 0x00]) == .unknownKind && refusal([0x7F, 0x45, 0x4C, 0x46]) == .unknownKind)
        #expect(refusal([0x61, 0xFF, 0xFE]) == .unknownKind && refusal(Array("a\u{1}b".utf8)) == .unknownKind)
        #expect(refusal(Array(repeating: 0x61, count: AttachmentCheck.largest + 1)) != nil)
    }
}
