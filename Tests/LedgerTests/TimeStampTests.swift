import Foundation
import Testing

@testable import Ledger

@Suite("Time stamps, with openssl as the authority")
struct TimeStampTests {
    private static let openssl = "/usr/bin/openssl"

    /// Runs openssl in a folder.
    private func run(_ arguments: String, in folder: URL) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.openssl)
        process.arguments = arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private static let configuration = """
        [ tsa ]
        default_tsa = one
        [ one ]
        serial = serial
        crypto_device = builtin
        signer_cert = tsa.pem
        signer_key = tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        accuracy = secs:1
        [ req ]
        distinguished_name = name
        x509_extensions = ext
        prompt = no
        [ name ]
        CN = Time Stamps For Tests
        [ ext ]
        extendedKeyUsage = critical,timeStamping
        """

    @Test(
        "an authority answers our request, openssl verifies the answer, and a receipt with it fits",
        .enabled(if: FileManager.default.isExecutableFile(atPath: openssl), "openssl is not on this machine"))
    func authority() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-ts-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
        try Self.configuration.write(to: file("tsa.cnf"), atomically: true, encoding: .utf8)
        try "01\n".write(to: file("serial"), atomically: true, encoding: .utf8)
        let made = try run(
            "req -x509 -newkey rsa:2048 -nodes -config tsa.cnf -keyout tsa.key -out tsa.pem -days 2", in: folder)
        #expect(made.status == 0, "\(made.output)")
        var receipt = try Sample.receipt(1, of: 3)
        let key = try Sample.signer().verifier
        for nonce in [0, 1, 0x7F, 0x80, UInt64.max] {
            let request = TimeStampRequest(checkpoint: receipt.checkpoint, nonce: nonce)
            try Data(request.der).write(to: file("request.tsq"))
            let reply = try run(
                "ts -reply -config tsa.cnf -section one -queryfile request.tsq -out answer.tsr", in: folder)
            #expect(reply.status == 0, "\(reply.output)")
            let verified = try run("ts -verify -queryfile request.tsq -in answer.tsr -CAfile tsa.pem", in: folder)
            #expect(verified.status == 0 && verified.output.contains("Verification: OK"), "\(verified.output)")
            try Data(receipt.checkpoint.text).write(to: file("checkpoint"))
            let direct = try run("ts -verify -data checkpoint -in answer.tsr -CAfile tsa.pem", in: folder)
            #expect(direct.status == 0, "\(direct.output)")
        }
        let answer = [UInt8](try Data(contentsOf: file("answer.tsr")))
        let response = try #require(TimeStampResponse(answer))
        #expect(response.imprint == TreeHash.plain([receipt.checkpoint.text]).bytes)
        #expect(response.time.hasSuffix("Z") && response.time.count >= 15)
        receipt.timestamp = answer
        _ = try Receipt.read(receipt.json).verify(with: key)
        var other = try Sample.receipt(1, of: 4)
        other.timestamp = answer
        #expect(throws: ReceiptFault(.timestamp, "it is a time stamp over something else")) {
            try other.verify(with: key)
        }
        for count in 0..<answer.count { #expect(TimeStampResponse(Array(answer.prefix(count))) == nil) }
    }

    @Test("bytes that are no time stamp are refused and nothing traps")
    func garbage() {
        for bytes: [UInt8] in [[], [0x30], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x80], [0x30, 0x88]] {
            #expect(TimeStampResponse(bytes) == nil)
        }
    }
}
