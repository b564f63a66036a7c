import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Console

@Suite("Methods of the pages of reporting")
struct ReportMethodTests {
    @Test(
        "HEAD answers as GET without the page, and what is not understood is said",
        arguments: ["/report", "/report/status"])
    func methods(_ path: String) async throws {
        try await withConsole { _, browser in
            let get = try await browser.client.execute(uri: path, method: .get, headers: [:], body: nil)
            let head = try await browser.client.execute(uri: path, method: .head, headers: [:], body: nil)
            #expect(head.status == .ok && head.body.readableBytes == 0)
            #expect(head.headers[.contentType] == get.headers[.contentType])
            #expect(head.headers[.cacheControl] == "no-store")
            for method in [HTTPRequest.Method.put, .patch, .delete] {
                let answer = try await browser.client.execute(uri: path, method: method, headers: [:], body: nil)
                #expect(answer.status == .methodNotAllowed && answer.headers[.allow] == "GET, HEAD, POST")
            }
        }
    }
}
