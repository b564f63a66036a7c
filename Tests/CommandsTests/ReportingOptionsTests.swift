import Foundation
import Testing

@Suite("vigie serve, as far as reports go")
struct ReportingOptionsTests {
    @Test("help lines and lists of hashes that do not load are named with their line, before anything listens")
    func refused() async throws {
        try await withVigie { vigie in
            try vigie.write("known.txt", "# list\nnot a hash\n")
            try vigie.write("lines.yaml", "countries:\n  - code: France\n    name: { fr: a, en: b }\n    lines: []\n")
            let hashes = try vigie.run(
                "serve", "--db", "a.db", "--refuse-hashes", "known.txt", "--listen", "127.0.0.1:0")
            #expect(hashes.status != 0 && hashes.errors.contains("known.txt:2: this is no SHA-256"), "\(hashes.errors)")
            let lines = try vigie.run("serve", "--db", "b.db", "--helplines", "lines.yaml", "--listen", "127.0.0.1:0")
            #expect(lines.status != 0 && lines.errors.contains("lines.yaml:2"), "\(lines.errors)")
            #expect(!hashes.errors.contains("listening") && !lines.errors.contains("listening"))
        }
    }
}
