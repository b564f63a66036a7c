import Governance
public import SafetyModel
import TextAnalysis

/// Why a snapshot could not be restored. What to do is the same for all: replay the event log from its beginning.
public enum WatchSnapshotError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It was made by another version of the watch.
    case otherVersion(found: UInt64)
    /// A piece is damaged, or is not of this snapshot.
    case damaged(piece: Int)
    /// Pieces are missing, or there are too many.
    case incomplete(expected: Int, found: Int)

    public var description: String {
        switch self {
        case .otherVersion(let found):
            "the watch's snapshot has version \(found) and this Vigie reads version \(Watch.snapshotVersion); "
                + "the event log is replayed instead"
        case .damaged(let piece):
            "piece \(piece) of the watch's snapshot is damaged; the event log is replayed instead"
        case .incomplete(let expected, let found):
            "the watch's snapshot has \(found) of \(expected) pieces; the event log is replayed instead"
        }
    }
}

/// Bytes followed by a checksum of eight bytes.
enum SealedPiece {
    private static let seed: UInt64 = 0x736e_6170_7368_6f74

    static func seal(_ bytes: [UInt8]) -> [UInt8] {
        let sum = bytes.withUnsafeBytes { StableHash.of($0, seed: seed) }
        var sealed = bytes
        for shift in stride(from: UInt64(0), to: 64, by: 8) { sealed.append(UInt8(truncatingIfNeeded: sum >> shift)) }
        return sealed
    }

    /// The bytes without their checksum; `nil` where they are not what was sealed.
    static func open(_ sealed: [UInt8]) -> [UInt8]? {
        guard sealed.count >= 8 else { return nil }
        let content = Array(sealed.dropLast(8))
        var sum: UInt64 = 0
        for (index, byte) in sealed.suffix(8).enumerated() { sum |= UInt64(byte) << UInt64(8 * index) }
        return content.withUnsafeBytes { StableHash.of($0, seed: seed) } == sum ? content : nil
    }
}

extension Watch {
    static var snapshotVersion: UInt64 { 3 }
    private static var pieceSize: Int { 4 << 20 }

    private enum Part: UInt64, CaseIterable {
        case header = 1
        case evicted, members, pairs, crowds, power, rooms, groups
        case scoreSlots = 20
        case scores
    }

    /// The whole state in pieces of about 4 MiB, each with a checksum. A watch restored from it gives, for the events
    /// that follow, the very signals that this one gives.
    public func snapshot() -> [[UInt8]] {
        var bodies: [[UInt8]] = []
        let fingerprints = evicted.fingerprints
        pieces(.evicted, fingerprints.count, &bodies) { $0.out.write(UInt64(fingerprints[$1])) }
        pieces(.members, members.count, &bodies) { writer, index in
            let member = members.records[index]
            writer.write(member, book: member.book >= 0 ? books.items[Int(member.book)] : nil)
        }
        pieces(.pairs, pairs.count, &bodies) { writer, index in
            let pair = pairs.records[index]
            writer.write(pair, file: pair.file >= 0 ? files.items[Int(pair.file)] : nil)
        }
        pieces(.crowds, crowds.count, &bodies) { $0.write(crowds.records[$1]) }
        pieces(.rooms, rooms.count, &bodies) { $0.write(rooms.records[$1]) }
        pieces(.power, 1, &bodies) { writer, _ in power.encode(into: &writer.out) }
        pieces(.groups, groups.itemCount, &bodies) { $0.write(groups, item: $1) }
        pieces(.scoreSlots, census.slots.count, &bodies) { $0.write(census.slots[$1]) }
        pieces(.scores, census.members.count, &bodies) { $0.write(census.members.records[$1]) }
        return [header(pieceCount: bodies.count + 1)] + bodies
    }

    private func header(pieceCount: Int) -> [UInt8] {
        var writer = StateWriter(names: names, spelled: false)
        writer.out.write(Self.snapshotVersion)
        writer.out.write(Part.header.rawValue)
        writer.out.write(UInt64(pieceCount))
        for count in [members.count, pairs.count, crowds.count, evicted.count, rooms.count] {
            writer.out.write(UInt64(count))
        }
        writer.out.write(UInt64(names.policies.count))
        for policy in names.policies { writer.out.write(policy.code.code) }
        writer.out.write(UInt64(names.cues.count))
        for cue in names.cues { writer.write(cue) }
        return SealedPiece.seal(writer.out.bytes)
    }

    private func pieces(
        _ part: Part, _ count: Int, _ pieces: inout [[UInt8]], write: (inout StateWriter, Int) -> Void
    ) {
        var index = 0
        while index < count {
            var writer = StateWriter(names: names, spelled: false, reserving: 1 << 16)
            let first = index
            while index < count, writer.out.bytes.count < Self.pieceSize {
                write(&writer, index)
                index += 1
            }
            var head = ByteWriter(reserving: writer.out.bytes.count + 32)
            head.write(Self.snapshotVersion)
            head.write(part.rawValue)
            head.write(UInt64(pieces.count + 1))
            head.write(UInt64(index - first))
            pieces.append(SealedPiece.seal(head.bytes + writer.out.bytes))
        }
    }

    /// A watch that goes on where the one that made the snapshot stood.
    /// - Throws: ``WatchSnapshotError`` where a piece is missing, damaged, or of another version.
    public init(restoring pieces: [[UInt8]], settings: WatchSettings, taxonomy: Taxonomy) throws(WatchSnapshotError) {
        self.init(settings: settings, taxonomy: taxonomy)
        guard let first = pieces.first else { throw .incomplete(expected: 1, found: 0) }
        let header: Header
        do {
            header = try Header(try Self.content(first, 0), &names)
        } catch let error as WatchSnapshotError {
            throw error
        } catch {
            throw .damaged(piece: 0)
        }
        guard header.pieceCount == pieces.count else {
            throw .incomplete(expected: header.pieceCount, found: pieces.count)
        }
        for index in pieces.indices.dropFirst() {
            do {
                try restore(try Self.content(pieces[index], index), index, header)
            } catch let error as WatchSnapshotError {
                throw error
            } catch {
                throw .damaged(piece: index)
            }
        }
        let counts = [members.count, pairs.count, crowds.count, evicted.count, rooms.count]
        guard counts == header.counts else { throw .damaged(piece: 0) }
    }

    private static func content(_ piece: [UInt8], _ index: Int) throws(WatchSnapshotError) -> [UInt8] {
        guard let content = SealedPiece.open(piece) else { throw .damaged(piece: index) }
        var reader = ByteReader(content)
        guard let version = try? reader.readUInt64() else { throw .damaged(piece: index) }
        guard version == snapshotVersion else { throw .otherVersion(found: version) }
        return content
    }

    private mutating func restore(_ content: [UInt8], _ index: Int, _ header: Header) throws {
        var reader = StateReader(content, cuePlaces: header.cuePlaces, policyPlaces: header.policyPlaces)
        _ = try reader.input.readUInt64()
        let part = Part(rawValue: try reader.input.readUInt64())
        guard let part, part != .header, try reader.input.readUInt64() == UInt64(index) else {
            throw WatchSnapshotError.damaged(piece: index)
        }
        for _ in 0..<(try reader.count(upTo: content.count)) {
            switch part {
            case .members:
                let (member, book) = try reader.member(&names)
                insert(member, book)
            case .pairs:
                let (pair, file) = try reader.pair(&names)
                insert(pair, file)
            case .crowds: crowds.insert(try reader.crowd(&names))
            case .rooms: rooms.insert(try reader.room())
            case .groups: try reader.item(of: &groups, &names)
            case .power:
                power = try PowerDetectors(
                    decoding: &reader.input, areNearlySame: { Fingerprints.areNearlySame($0, $1) })
            case .scoreSlots:
                guard census.restore(try reader.scoreSlot()) else { throw WatchSnapshotError.damaged(piece: index) }
            case .scores: census.restore(try reader.counted(slots: census.slots.count))
            case .evicted, .header: evicted.insert(fingerprint: try reader.number())
            }
        }
        guard reader.input.isAtEnd else { throw WatchSnapshotError.damaged(piece: index) }
    }

    /// The first piece: how much follows, and the names that the other pieces refer to.
    private struct Header {
        var pieceCount: Int
        var counts: [Int]
        var policyPlaces: [UInt16] = []
        var cuePlaces: [UInt16] = []

        init(_ content: [UInt8], _ names: inout NameTable) throws {
            var reader = StateReader(content, cuePlaces: [], policyPlaces: [])
            _ = try reader.input.readUInt64()
            guard try reader.input.readUInt64() == Part.header.rawValue else {
                throw WatchSnapshotError.damaged(piece: 0)
            }
            pieceCount = try reader.count(upTo: 1 << 24)
            counts = []
            for _ in 0..<5 { counts.append(try reader.count(upTo: 1 << 40)) }
            for _ in 0..<(try reader.count(upTo: Int(UInt16.max))) {
                policyPlaces.append(names.policy(PolicyCode(try reader.input.readString())))
            }
            for _ in 0..<(try reader.count(upTo: Int(UInt16.max))) { cuePlaces.append(try reader.spelledCue(&names)) }
            guard reader.input.isAtEnd else { throw WatchSnapshotError.damaged(piece: 0) }
        }
    }
}
