@testable import Connectors
import Foundation
import SafetyModel
import Testing

@Suite("Zip archives, honest and otherwise")
struct ZipTests {
    private let good = discordExport((1...3).map { discordMessage($0, "71", "m\($0)", at: minute($0)) })

    private func scanZip(
        _ zip: ZipMaker, limits: ExportLimits = ExportLimits(), change: (inout [UInt8]) -> Void = { _ in }
    ) throws -> Scanned {
        var bytes = zip.bytes()
        change(&bytes)
        return try withTemporaryFolder { try scan(try $0.write("a.zip", bytes), limits: limits) }
    }

    private func zip(_ change: (inout ZipMaker.Entry) -> Void = { _ in }) -> ZipMaker {
        var zip = ZipMaker()
        zip.add("export/a.json", good, change)
        return zip
    }

    @Test("Deflated and stored entries, data descriptors and zip64 are read")
    func honest() throws {
        let three = ["m1", "m2", "m3"]
        #expect(try scanZip(zip()).texts == three)
        #expect(try scanZip(zip { $0.deflated = false }).texts == three)
        #expect(try scanZip(zip { $0.usesDescriptor = true }).texts == three)
        var wide = zip()
        wide.zip64 = true
        let scanned = try scanZip(wide)
        #expect(scanned.texts == three)
        #expect(scanned.summary.skipped.isEmpty)
        #expect(scanned.summary.inputs.map(\.format) == [.discordExport])
        #expect(scanned.summary.inputs[0].path.hasSuffix("a.zip"))
    }

    @Test("What does not fit into memory goes to a temporary file, and reads the same")
    func spooled() throws {
        var zip = zip()
        zip.add("export/b.json", discordExport(channel: "601", [discordMessage(9, "72", "m9", at: minute(9))]))
        #expect(try scanZip(zip, limits: ExportLimits(memoryBytes: 0)).texts == ["m1", "m2", "m3", "m9"])
    }

    @Test("No room for a temporary file is told as such")
    func noTemporaryFile() throws {
        let scanned = try scanZip(zip(), limits: ExportLimits(memoryBytes: 0, temporaryDirectory: "/nowhere"))
        #expect(scanned.reasons == [.noTemporaryFile])
    }

    @Test("A full disk is told as such", .enabled(if: access("/dev/full", W_OK) == 0, "needs /dev/full"))
    func fullDisk() throws {
        let spool = Spool(limits: ExportLimits(memoryBytes: 0), descriptor: open("/dev/full", O_RDWR))
        #expect(throws: ExportFault(.diskFull)) {
            _ = try spool.take(size: 4) {
                (put: (UnsafeRawBufferPointer) throws(ExportFault) -> Void) throws(ExportFault) in
                let bytes: [UInt8] = [1, 2, 3, 4]
                var fault: ExportFault?
                bytes.withUnsafeBytes { piece in
                    do throws(ExportFault) { try put(piece) } catch { fault = error }
                }
                if let fault { throw fault }
            }
        }
    }

    @Test(
        "Names that lead out of the archive are refused, and the honest files are read",
        arguments: ["../a.json", "x/../../a.json", "/etc/a.json", "..\\a.json", "C:/a.json", "a\0.json"])
    func unsafeNames(name: String) throws {
        var zip = zip()
        zip.add(name, good)
        let scanned = try scanZip(zip)
        #expect(scanned.texts == ["m1", "m2", "m3"])
        #expect(scanned.reasons == [.zipUnsafeName])
    }

    @Test("Symbolic links, locked entries and unknown compression are refused each with its reason")
    func refused() throws {
        #expect(try scanZip(zip { $0.mode = 0o120777 }).reasons == [.zipSymlink])
        #expect(try scanZip(zip { $0.flags |= 1 }).reasons == [.zipEncrypted])
        #expect(try scanZip(zip { $0.method = 14 }).reasons == [.zipUnsupported])
    }

    @Test("A zip bomb is refused by its ratio, before it is inflated")
    func bomb() throws {
        var zip = ZipMaker()
        zip.add("a.json", Array(repeating: UInt8(ascii: " "), count: 11 << 20))
        #expect(try scanZip(zip).reasons == [.zipBomb])
    }

    @Test("An entry that inflates to more than it claims is stopped there")
    func lyingSize() throws {
        let scanned = try scanZip(zip { $0.claimedSize = 100 })
        #expect(scanned.events.isEmpty)
        #expect(scanned.reasons == [.zipBomb])
    }

    @Test("All archives together inflate to no more than the limit")
    func total() throws {
        var zip = zip()
        zip.add("b.json", good + " ")
        let scanned = try scanZip(zip, limits: ExportLimits(inflatedBytes: good.utf8.count + 10))
        #expect(scanned.reasons == [.zipBomb])
        #expect(scanned.texts.count == 3)
    }

    @Test("Entries that share their bytes are refused")
    func overlap() throws {
        var zip = zip()
        zip.add("export/b.json", good) { $0.sharesBytesOf = 0 }
        let scanned = try scanZip(zip)
        #expect(scanned.events.isEmpty)
        #expect(!scanned.reasons.isEmpty && scanned.reasons.allSatisfy { $0 == .zipOverlap })
    }

    @Test("A wrong check sum is told, and nothing of the entry is used")
    func checkSum() throws {
        let scanned = try scanZip(zip { $0.checkSum = 1 })
        #expect(scanned.events.isEmpty)
        #expect(scanned.reasons == [.zipChecksum])
    }

    @Test("Too many entries, and an archive inside the archive")
    func counts() throws {
        var zip = zip()
        zip.add("inner.zip", self.zip().bytes()) { $0.deflated = false }
        #expect(try scanZip(zip).reasons == [.zipNested])
        #expect(try scanZip(zip, limits: ExportLimits(zipEntries: 1)).reasons == [.zipTooManyEntries])
    }

    @Test("An archive that is cut off at any byte never traps and is always told of")
    func truncatedAnywhere() throws {
        let whole = zip().bytes()
        try withTemporaryFolder { folder in
            for length in 0..<whole.count {
                let scanned = try scan(try folder.write("\(length).zip", whole[..<length]))
                #expect(!scanned.summary.skipped.isEmpty, "cut at \(length)")
                #expect(scanned.events.isEmpty, "cut at \(length)")
            }
        }
    }

    @Test("An archive with any one byte changed never traps")
    func changedAnywhere() throws {
        let whole = zip().bytes()
        try withTemporaryFolder { folder in
            for place in whole.indices {
                for value in [UInt8(0), 0xFF, whole[place] ^ 1] {
                    var bytes = whole
                    bytes[place] = value
                    let scanned = try scan(try folder.write("x.zip", bytes))
                    #expect(scanned.events.count == 3 || !scanned.summary.skipped.isEmpty, "\(value) at \(place)")
                }
            }
        }
    }

    @Test("A zip without any export says so")
    func noExport() throws {
        var zip = ZipMaker()
        zip.add("photo.jpg", [0xFF, 0xD8, 0xFF])
        #expect(Set(try scanZip(zip).reasons) == [.otherFiles, .noExportFound])
    }
}
