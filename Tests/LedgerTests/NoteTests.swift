import Testing

@testable import Ledger

@Suite("Signed notes and their keys")
struct NoteTests {
    /// The example of c2sp.org/signed-note's Go implementation (golang.org/x/mod/sumdb/note).
    static let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let note = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    @Test("a note that Go signed is taken with the key that Go wrote")
    func fromGo() throws {
        let key = try VerifierKey(Self.key)
        #expect(key.description == Self.key)
        let note = try SignedNote(Array(Self.note.utf8))
        try note.verify(with: key)
        #expect(note.bytes == Array(Self.note.utf8))
    }

    @Test("no byte of a note can be changed")
    func flips() throws {
        let key = try VerifierKey(Self.key)
        let bytes = Array(Self.note.utf8)
        for index in bytes.indices {
            for bit in [0, 5] {
                var changed = bytes
                changed[index] ^= 1 << bit
                #expect(throws: SignedNoteError.self, "byte \(index)") {
                    try SignedNote(changed).verify(with: key)
                }
            }
        }
        for count in 0..<bytes.count {
            #expect(throws: SignedNoteError.self) { try SignedNote(Array(bytes.prefix(count))).verify(with: key) }
        }
    }

    @Test("no character of a key can be changed")
    func keyFlips() throws {
        let bytes = Array(Self.key.utf8)
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << bit
                guard let text = String(validating: changed, as: UTF8.self) else { continue }
                #expect(throws: NoteKeyError.self, "\(text)") { try VerifierKey(text) }
            }
        }
        for text in ["", "+", "a+b+c", "a+00000000+AA==", String(repeating: "+", count: 100_000)] {
            #expect(throws: NoteKeyError.self) { try VerifierKey(text) }
            #expect(throws: NoteKeyError.self) { try SignerKey(text) }
        }
    }

    @Test("a private key comes back from its text, and is not shown")
    func signer() throws {
        let key = try Sample.signer()
        let again = try SignerKey(key.secretText + "\n")
        #expect(again.verifier == key.verifier)
        #expect(!"\(key)".contains(key.secretText) && !String(reflecting: key).contains("PRIVATE"))
        #expect(throws: NoteKeyError.self) { try SignerKey(key.secretText.replacing("one", with: "two")) }
        #expect(throws: NoteKeyError.self) { try SignerKey(name: "with space", seed: [UInt8](repeating: 1, count: 32)) }
        #expect(throws: NoteKeyError.self) { try SignerKey(name: "a", seed: [1]) }
    }

    @Test("signatures of others are left aside, one in the key's own name must be good")
    func others() throws {
        let key = try Sample.signer()
        var note = try #require(SignedNote(signing: Array("text\n".utf8), with: key))
        let witness = try Sample.signer("witness.example", seed: 9)
        note.add(try #require(witness.sign(Array("something else\n".utf8))))
        let read = try SignedNote(note.bytes)
        try read.verify(with: key.verifier)
        #expect(throws: SignedNoteError.wrongSignature(name: "witness.example")) {
            try read.verify(with: witness.verifier)
        }
        let stranger = try Sample.signer("stranger.example", seed: 1).verifier
        #expect(throws: SignedNoteError.notSigned(name: "stranger.example")) { try read.verify(with: stranger) }
    }

    @Test("what is no note is refused")
    func malformed() {
        let line = "\u{2014} a AAAAAAE=\n"
        for text in [
            "", "\n", "\n\n", "text\n", "text\n\n", "\n\n" + line, "text\n" + line, "text\n\n" + line + "x",
            "text\n\n\u{2013} a AAAAAAE=\n", "text\n\n\u{2014} a AAAA\n", "text\n\n\u{2014} a+b AAAAAAE=\n",
            "text\n\n\u{2014}  AAAAAAE=\n", "te\rxt\n\n" + line, "text\n\n\u{2014} a AAAAAAF=\n",
            "text\n\n" + String(repeating: line, count: 65), String(repeating: "x", count: SignedNote.largest + 1),
        ] {
            #expect(throws: SignedNoteError.self, "\(text.prefix(40))") { try SignedNote(Array(text.utf8)) }
        }
        #expect(throws: SignedNoteError.self) { try SignedNote([0xFF, 0x0A, 0x0A, 0x0A]) }
    }

    @Test("a checkpoint is three lines, of the ledger that signs it")
    func checkpoints() throws {
        let key = try Sample.signer()
        let checkpoint = Checkpoint(origin: "ledger.example/one", size: 20, root: .empty)
        let note = try #require(checkpoint.signed(with: key))
        #expect(try Checkpoint(note, signedWith: key.verifier) == checkpoint)
        let foreign = try #require(Checkpoint(origin: "other.example", size: 20, root: .empty).signed(with: key))
        #expect(throws: SignedNoteError.self) { try Checkpoint(foreign, signedWith: key.verifier) }
        let root = TreeHash.empty.base64
        for text in [
            "a\n1\n", "a\n01\n\(root)\n", "a\n-1\n\(root)\n", "a\n1\nAAAA\n", "\n1\n\(root)\n", "a\n1\n\(root)",
            "a\n99999999999999999999\n\(root)\n", "a\n1\n\(root)\n\nx\n", "",
        ] {
            #expect(throws: SignedNoteError.self, "\(text)") { try Checkpoint(text: Array(text.utf8)) }
        }
    }
}
