import Testing

@testable import Ledger

@Suite("Receipts")
struct ReceiptTests {
    @Test("a receipt says the same after it was written and read, and fits", arguments: [(0, 1), (3, 7), (299, 300)])
    func fits(index: Int, count: Int) throws {
        let receipt = try Sample.receipt(index, of: count)
        let key = try Sample.signer().verifier
        #expect(try Receipt.read(receipt.json) == receipt)
        let found = try Receipt.read(receipt.json).verify(with: key)
        #expect(found.entry == (try Sample.entry(index)))
        #expect(found.checkpoint.size == UInt64(count))
        #expect(found.isContentChecked && found.witnesses.isEmpty && found.unchecked.isEmpty)
        let proof = try Receipt.read(receipt.tlogProof)
        #expect(try proof.verify(with: key).entry == found.entry)
        #expect(try Receipt.read(proof.json).verify(with: key).isContentChecked == false)
    }

    @Test("an entry is read only as it is written")
    func entries() throws {
        let entry = try Sample.entry(5)
        #expect(Entry(entry.bytes) == entry)
        #expect(entry.bytes.count < 120)
        for index in entry.bytes.indices {
            #expect(Entry(Array(entry.bytes.prefix(index))) == nil)
        }
        #expect(Entry(entry.bytes + [0x0A]) == nil)
        #expect(EntryReference("Name Of Somebody") == nil && EntryReference("") == nil)
        #expect(EntryReference(String(repeating: "a", count: 65)) == nil)
        #expect(EntryKind("Decision") == nil && EntryKind("") == nil)
        #expect(EntryReference(.audit, 12).row?.number == 12)
    }

    /// In which members of the JSON a change must be told as which part.
    static let parts: [(String, Set<ReceiptFault.Part>)] = [
        ("format", [.format]), ("index", [.index]), ("entry", [.entry, .index]), ("leaf", [.leaf]),
        ("proof", [.proof]), ("checkpoint", [.checkpoint, .key]), ("salt", [.content]), ("content", [.content]),
        ("notice", [.notice]),
    ]

    @Test("each byte of each part, when changed, is found and named", arguments: parts)
    func flips(member: String, expected: Set<ReceiptFault.Part>) throws {
        let receipt = try Sample.receipt(5, of: 11)
        let key = try Sample.signer().verifier
        let bytes = receipt.json
        let text = receipt.json
        let range = try #require(Self.value(of: member, in: text))
        var named = 0
        for index in range {
            for bit in [2] {
                var changed = bytes
                changed[index] ^= 1 << bit
                do {
                    _ = try Receipt.read(changed).verify(with: key)
                    Issue.record("a changed byte \(index) passed")
                } catch let fault as ReceiptFault {
                    named += 1
                    #expect(expected.contains(fault.part), "byte \(index): \(fault)")
                } catch is UnreadableReceipt {
                    // The change made it something else than JSON, which says at which byte.
                }
            }
        }
        #expect(named * 2 > range.count)
    }

    /// Where the value of a member stands.
    private static func value(of member: String, in bytes: [UInt8]) -> Range<Int>? {
        let name = Array("\"\(member)\":".utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: name) }) else { return nil }
        let first = start + name.count
        let order = parts.map(\.0)
        guard let place = order.firstIndex(of: member) else { return nil }
        if place + 1 == order.count { return first..<bytes.count - 1 }
        let next = Array(",\"\(order[place + 1])\":".utf8)
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: next) }) else { return nil }
        return first..<end
    }

    @Test("no byte of a receipt can be changed, in neither form")
    func anyByte() throws {
        let key = try Sample.signer().verifier
        let receipt = try Sample.receipt(2, of: 5)
        for bytes in [receipt.json, receipt.tlogProof] {
            for index in bytes.indices {
                var changed = bytes
                changed[index] ^= 1
                #expect(throws: (any Error).self, "byte \(index)") { try Receipt.read(changed).verify(with: key) }
            }
            for count in 0..<bytes.count {
                #expect(throws: (any Error).self) { try Receipt.read(Array(bytes.prefix(count))).verify(with: key) }
            }
        }
    }

    /// Which part of a receipt is told after a change; `nil` where it fits.
    private func part(
        _ change: (inout Receipt) throws -> Void, key: VerifierKey? = nil
    ) throws -> ReceiptFault.Part? {
        var receipt = try Sample.receipt(5, of: 11)
        try change(&receipt)
        let changed = receipt
        let key = try key ?? Sample.signer().verifier
        let result = Result { try changed.verify(with: key) }
        guard case .failure(let error) = result else { return nil }
        return (error as? ReceiptFault)?.part
    }

    @Test("a path of another length, an entry of another place, another ledger's key are named")
    func named() throws {
        #expect(try part { _ in } == nil)
        #expect(try part { $0.proof.removeLast() } == .proof)
        #expect(try part { $0.proof.append(.empty) } == .proof)
        #expect(try part { $0.proof.swapAt(0, 1) } == .proof)
        #expect(try part { $0.index = 4 } == .index)
        #expect(try part { $0.index = 11 } == .index)
        #expect(try part { $0.index = .max } == .index)
        #expect(try part { $0.entry = try Sample.entry(4).bytes } == .entry)
        #expect(try part { $0.leaf = .empty } == .leaf)
        #expect(try part { $0.opening = try Sample.receipt(4, of: 11).opening } == .content)
        #expect(try part { $0.checkpoint = try Sample.receipt(4, of: 12).checkpoint } == .proof)
        #expect(try part({ _ in }, key: try Sample.signer("else.example").verifier) == .key)
        #expect(try part({ _ in }, key: try Sample.signer(seed: 8).verifier) == .checkpoint)
        #expect(try part { $0.timestamp = [0x30, 0x03, 0x02, 0x01, 0x00] } == .timestamp)
    }

    @Test("what is no receipt is unreadable, not wrong")
    func unreadable() {
        for text in ["", "{", "{}", "[]", "null", "{\"index\":1}", "c2sp.org/tlog-proof@v1", "\u{0}"] {
            #expect(throws: UnreadableReceipt.self, "\(text)") { try Receipt.read(Array(text.utf8)) }
        }
        #expect(throws: UnreadableReceipt.self) { try Receipt.read([0xFF, 0xFE]) }
        #expect(throws: UnreadableReceipt.self) {
            try Receipt.read([UInt8](repeating: 0x5B, count: SignedNote.largest + 1))
        }
    }

    @Test("a member that is unknown or twice there is refused")
    func members() throws {
        let text = String(decoding: try Sample.receipt(0, of: 2).json, as: UTF8.self)
        for changed in [
            text.replacing("{\"format\"", with: "{\"more\":1,\"format\""),
            text.replacing("{\"format\"", with: "{\"index\":0,\"format\""),
            text.replacing("{\"format\"", with: "{\"format\":\"vigie-receipt/v1\",\"format\""),
        ] {
            #expect(throws: ReceiptFault.self) { try Receipt.read(Array(changed.utf8)) }
        }
    }

    @Test("a witness's signature is asked for, checked, and changes what the receipt says of itself")
    func witnesses() throws {
        var receipt = try Sample.receipt(1, of: 4)
        let key = try Sample.signer().verifier
        let seed = [UInt8](repeating: 3, count: 32)
        let signer = try SignerKey(name: "witness.example/w", seed: seed)
        let witness = VerifierKey(
            name: "witness.example/w", purpose: .cosignature, publicKey: signer.verifier.publicKey)
        #expect(throws: ReceiptFault(.witness, "it carries no signature by the key witness.example/w")) {
            try receipt.verify(with: key, witnesses: [witness])
        }
        let seconds: UInt64 = 1_781_640_100
        let message = Array("cosignature/v1\ntime \(seconds)\n".utf8) + receipt.checkpoint.text
        let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * UInt64($0))) }
        let signature = try #require(signer.sign(message)).bytes
        receipt.checkpoint.add(
            NoteSignature(name: witness.name, identifier: witness.identifier, bytes: time + signature))
        let found = try Receipt.read(receipt.json).verify(with: key, witnesses: [VerifierKey(witness.description)])
        #expect(found.witnesses == ["witness.example/w"] && found.unchecked.isEmpty)
        #expect(try receipt.verify(with: key).unchecked == ["witness.example/w"])
        #expect(receipt.notice == Receipt.witnessed)
        var forged = receipt
        forged.checkpoint = try Sample.receipt(1, of: 4).checkpoint
        forged.checkpoint.add(
            NoteSignature(
                name: witness.name, identifier: witness.identifier, bytes: [0] + time.dropFirst() + signature.reversed()
            ))
        #expect(throws: ReceiptFault.self) { try forged.verify(with: key, witnesses: [witness]) }
    }
}
