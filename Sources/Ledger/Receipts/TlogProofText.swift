extension Receipt {
    /// The receipt as `c2sp.org/tlog-proof@v1`; the entry is its extra data.
    public var tlogProof: [UInt8] {
        var text = "\(TlogProofText.firstLine)\nextra \(StrictBase64.encode(entry))\nindex \(index)\n"
        for hash in proof { text += "\(hash.base64)\n" }
        return Array((text + "\n").utf8) + checkpoint.bytes
    }
}

/// Reads receipts that are written as `c2sp.org/tlog-proof@v1`.
enum TlogProofText {
    static let firstLine = "c2sp.org/tlog-proof@v1"

    static func read(_ bytes: [UInt8]) throws -> Receipt {
        var rest = bytes[...]
        func line() throws -> ArraySlice<UInt8> {
            guard let end = rest.firstIndex(of: 0x0A) else {
                throw UnreadableReceipt("it ends in the middle of a line, or before the checkpoint")
            }
            defer { rest = rest[(end + 1)...] }
            return rest[..<end]
        }
        guard try line().elementsEqual(firstLine.utf8) else {
            throw ReceiptFault(.format, "this version reads \(firstLine), and this says something else")
        }
        guard let entry = after("extra ", try line()).flatMap({ StrictBase64.decode($0) }) else {
            throw ReceiptFault(.entry, "the second line is not 'extra' and the entry in base64")
        }
        guard let index = after("index ", try line()).flatMap({ Decimal.number($0) }) else {
            throw ReceiptFault(.index, "the third line is not 'index' and a number")
        }
        var hashes: [TreeHash] = []
        while true {
            let text = try line()
            if text.isEmpty { break }
            guard hashes.count < 64, let hash = StrictBase64.decode(text).flatMap({ TreeHash($0) }) else {
                throw ReceiptFault(.proof, "its part \(hashes.count + 1) is no hash in base64")
            }
            hashes.append(hash)
        }
        do throws(SignedNoteError) {
            return Receipt(
                index: index, entry: entry, leaf: nil, proof: hashes, checkpoint: try SignedNote(Array(rest)))
        } catch {
            throw ReceiptFault(.checkpoint, error.description)
        }
    }

    private static func after(_ word: String, _ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        line.starts(with: word.utf8) ? line.dropFirst(word.utf8.count) : nil
    }
}
