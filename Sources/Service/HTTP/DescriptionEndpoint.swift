public import Hummingbird

/// `GET /openapi.json`: what programs may send and read, as OpenAPI 3.1. Public.
public struct DescriptionEndpoint: Sendable {
    private let bytes: [UInt8]

    public init() {
        bytes = Array(EmbeddedTexts.text("openapi.json").utf8)
    }

    public func addRoutes(to router: Router<some RequestContext>) {
        router.refuseOtherMethods(at: "/openapi.json", than: .get)
        router.get("/openapi.json") { _, _ in Response.json(bytes) }
    }
}
