import SafetyModel

extension Receipt {
    static let format = "vigie-receipt/v1"

    /// The receipt as JSON, on one line.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("format")
        writer.string(Self.format)
        writer.key("index")
        writer.integer(Int64(clamping: index))
        writer.key("entry")
        writer.string(String(decoding: entry, as: UTF8.self))
        writer.key("leaf")
        writer.string((leaf ?? .leaf(entry)).base64)
        writer.key("proof")
        writer.strings(proof.map(\.base64))
        writer.key("checkpoint")
        writer.string(String(decoding: checkpoint.bytes, as: UTF8.self))
        if let opening {
            writer.key("salt")
            writer.string(StrictBase64.encode(opening.salt.bytes))
            writer.key("content")
            writer.string(StrictBase64.encode(opening.content))
        }
        if let timestamp {
            writer.key("timestamp")
            writer.string(StrictBase64.encode(timestamp))
        }
        writer.key("notice")
        writer.texts(notice)
        writer.endObject()
        return writer.bytes
    }

    /// Reads a receipt in either form.
    /// - Throws: ``ReceiptFault`` where a part is not what it should be, ``UnreadableReceipt`` where it is no receipt.
    public static func read(_ bytes: [UInt8]) throws -> Receipt {
        guard bytes.count <= SignedNote.largest else { throw UnreadableReceipt("it is larger than a receipt can be") }
        if bytes.starts(with: TlogProofText.firstLine.utf8.prefix(14)) { return try TlogProofText.read(bytes) }
        do {
            return try bytes.withUnsafeBufferPointer { buffer in
                var reader = JSONReader(buffer, maximumDepth: 3)
                var parts = ReceiptParts()
                try parts.read(&reader)
                try reader.end()
                return try parts.receipt()
            }
        } catch let error as JSONError {
            throw UnreadableReceipt("it is no receipt: \(error.description)")
        }
    }
}

/// The members of a receipt's JSON as they are read. Strict: a member that is unknown, missing or there twice is told.
private struct ReceiptParts {
    private var texts: [String: String] = [:]
    private var index: String?
    private var proof: [String]?
    private var notice: [String: String] = [:]

    mutating func read(_ reader: inout JSONReader) throws {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let name = key.string
            guard texts[name] == nil, !(name == "index" && index != nil), !(name == "proof" && proof != nil),
                !(name == "notice" && !notice.isEmpty)
            else { throw ReceiptFault(.format, "the member \(Self.quoted(name)) is there twice") }
            switch name {
            case "format", "entry", "leaf", "checkpoint", "salt", "content", "timestamp":
                texts[name] = try reader.string()
            case "index": index = try reader.numberText()
            case "proof":
                var hashes: [String] = []
                try reader.beginArray()
                while try reader.nextElement() { hashes.append(try reader.string()) }
                proof = hashes
            case "notice":
                try reader.beginObject()
                while let language = try reader.nextKey()?.string { notice[language] = try reader.string() }
            default: throw ReceiptFault(.format, "a receipt has no member \(Self.quoted(name))")
            }
        }
    }

    func receipt() throws -> Receipt {
        guard let format = texts["format"] else { throw UnreadableReceipt("it is no receipt: it has no format") }
        guard format.utf8.elementsEqual(Receipt.format.utf8) else {
            throw ReceiptFault(.format, "this version reads \(Receipt.format), and this says something else")
        }
        guard let index = index.flatMap({ Decimal.number(Array($0.utf8)) }) else {
            throw ReceiptFault(.index, "it is missing, or no number from 0")
        }
        guard let entry = texts["entry"] else { throw ReceiptFault(.entry, "it is missing") }
        guard let leaf = texts["leaf"].flatMap({ StrictBase64.decode($0) }).flatMap({ TreeHash($0) }) else {
            throw ReceiptFault(.leaf, "it is missing, or no hash in base64")
        }
        var receipt = Receipt(
            index: index, entry: Array(entry.utf8), leaf: leaf, proof: try hashes(), checkpoint: try checkpoint())
        receipt.opening = try opening()
        if let text = texts["timestamp"] {
            guard let bytes = StrictBase64.decode(text) else { throw ReceiptFault(.timestamp, "it is not base64") }
            receipt.timestamp = bytes
        }
        guard notice.count == 2, notice["fr"].map({ Array($0.utf8) }) == Array(receipt.notice.fr.utf8),
            notice["en"].map({ Array($0.utf8) }) == Array(receipt.notice.en.utf8)
        else { throw ReceiptFault(.notice, "it does not say what belongs to the signatures under the checkpoint") }
        return receipt
    }

    private func hashes() throws -> [TreeHash] {
        guard let proof else { throw ReceiptFault(.proof, "it is missing") }
        var hashes: [TreeHash] = []
        for (number, text) in proof.enumerated() {
            guard let hash = StrictBase64.decode(text).flatMap({ TreeHash($0) }) else {
                throw ReceiptFault(.proof, "its part \(number + 1) is no hash in base64")
            }
            hashes.append(hash)
        }
        return hashes
    }

    private func checkpoint() throws -> SignedNote {
        guard let text = texts["checkpoint"] else { throw ReceiptFault(.checkpoint, "it is missing") }
        do throws(SignedNoteError) {
            return try SignedNote(Array(text.utf8))
        } catch {
            throw ReceiptFault(.checkpoint, error.description)
        }
    }

    private func opening() throws -> Receipt.Opening? {
        if texts["salt"] == nil, texts["content"] == nil { return nil }
        guard let salt = texts["salt"].flatMap({ StrictBase64.decode($0) }).flatMap({ Salt($0) }),
            let content = texts["content"].flatMap({ StrictBase64.decode($0) })
        else { throw ReceiptFault(.content, "salt and content belong together, both in base64") }
        return Receipt.Opening(salt: salt, content: content)
    }

    /// A name from a file, short and without what a terminal could take for a command.
    private static func quoted(_ name: String) -> String {
        "'" + String(name.unicodeScalars.prefix(20).map { $0.isASCII && $0.value > 0x20 ? Character($0) : "?" }) + "'"
    }
}
