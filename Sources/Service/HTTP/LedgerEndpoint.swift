import HTTPTypes
public import Hummingbird
public import Ledger
import NIOCore

/// `GET /ledger/checkpoint`, `/ledger/tile/…` and `/ledger/key`: what a witness, or anybody, needs to pin the ledger and
/// to see that it only grows (c2sp.org/tlog-tiles). Public: it says how many entries there are, and nothing of what.
public struct LedgerEndpoint: Sendable {
    private static let tilePrefix = "/ledger/tile/"
    private let pages: any LedgerPages

    public init(pages: any LedgerPages) {
        self.pages = pages
    }

    public func addRoutes(to router: Router<some RequestContext>) {
        for path: RouterPath in ["/ledger/checkpoint", "/ledger/key", "/ledger/tile/**"] {
            router.refuseOtherMethods(at: path, than: .get)
        }
        router.get("/ledger/checkpoint") { _, _ in
            guard let note = try await pages.checkpointPage() else { return Self.nothing }
            return Response.text(String(decoding: note, as: UTF8.self))
        }
        router.get("/ledger/key") { _, _ in Response.text(try await pages.keyPage() + "\n") }
        router.get("/ledger/tile/**") { request, _ in
            // The path as it was sent: there is one way to write it, and what is escaped is not it.
            guard request.uri.path.hasPrefix(Self.tilePrefix),
                let path = TilePath(String(request.uri.path.dropFirst(Self.tilePrefix.count))),
                let hashes = try await pages.tilePage(path)
            else { return Self.nothing }
            // A tile of a width never changes.
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream", .cacheControl: "public, max-age=604800, immutable",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: hashes)))
        }
    }

    private static var nothing: Response {
        Refusal(status: .notFound, sentence: "there is no such page of the ledger, or nothing was signed yet").response
    }
}
