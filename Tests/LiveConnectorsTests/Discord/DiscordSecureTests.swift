import Foundation
import LiveConnectors
import Testing

@testable import FakeDiscord

/// The gateway over `wss://` and REST over `https://`, with a certificate that the test makes.
@Suite("Discord over TLS", .timeLimit(.minutes(2)))
struct DiscordSecureTests {
    private struct Files {
        var folder: URL
        var certificate: String { folder.appendingPathComponent("cert.pem").path }
        var key: String { folder.appendingPathComponent("key.pem").path }

        /// - Returns: nil where there is no `openssl`.
        init?() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-tls-\(UUID().uuidString)")
            guard FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl") else { return nil }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let openssl = Process()
            openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
            openssl.arguments = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=fake", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
            ]
            openssl.standardError = FileHandle.nullDevice
            try openssl.run()
            openssl.waitUntilExit()
            guard openssl.terminationStatus == 0 else { return nil }
        }
    }

    @Test("A certificate that the operator names is believed: events come over wss, and the check finds no fault")
    func believed() async throws {
        guard let files = try Files() else { return }
        defer { try? FileManager.default.removeItem(at: files.folder) }
        let (certificate, key) = (files.certificate, files.key)
        try await DiscordStage.run({
            $0.certificate = certificate
            $0.key = key
        }) { stage in
            var settings = await stage.settings()
            #expect(settings.rest.hasPrefix("https://") && stage.server.gateway.hasPrefix("wss://"))
            settings.certificates = certificate
            let trusting = settings
            #expect(await DiscordCheck(trusting, now: DiscordStage.now).run().allSatisfy { $0.grade != .fault })
            try await DiscordTrust.withClient(trusting) { http in
                try await stage.connected(trusting, http: http) { try await stage.saysBefore() }
            }
        }
    }

    @Test("One that nobody vouches for is not believed, and the check says so in one line")
    func notBelieved() async throws {
        guard let files = try Files() else { return }
        defer { try? FileManager.default.removeItem(at: files.folder) }
        let (certificate, key) = (files.certificate, files.key)
        try await DiscordStage.run({
            $0.certificate = certificate
            $0.key = key
        }) { stage in
            let findings = await DiscordCheck(await stage.settings(), now: DiscordStage.now).run()
            #expect(findings.count == 1 && findings[0].grade == .fault && findings[0].sentence.contains("certificate"))
        }
    }
}
