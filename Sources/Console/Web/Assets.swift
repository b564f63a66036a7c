import Crypto
import Dossier
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// The style sheet, the script and the icon, with the hash of their content in their address: a browser keeps them
/// for ever, and asks anew when a new version of Vigie has others.
struct Assets: Sendable {
    private struct Asset: Sendable {
        let body: ByteBuffer
        let mediaType: String
        let path: String
        let entityTag: String
    }

    private let byName: [String: Asset]

    init() {
        var byName: [String: Asset] = [:]
        for (name, mediaType, bytes) in Self.sources {
            let hash = String(hexadecimal(SHA256.hash(data: bytes)).prefix(16))
            byName[name] = Asset(
                body: ByteBuffer(bytes: bytes), mediaType: mediaType, path: "/assets/\(hash)/\(name)",
                entityTag: "\"\(hash)\"")
        }
        self.byName = byName
    }

    private static let sources: [(name: String, mediaType: String, bytes: [UInt8])] = [
        ("vigie.css", "text/css; charset=utf-8", PackageResources.vigie_css),
        ("vigie.js", "text/javascript; charset=utf-8", PackageResources.vigie_js),
        ("report.css", "text/css; charset=utf-8", PackageResources.report_css),
        ("audit.css", "text/css; charset=utf-8", Array(AuditStyle.css.utf8)),
        ("report.js", "text/javascript; charset=utf-8", PackageResources.report_js),
        ("calendar.svg", "image/svg+xml", PackageResources.calendar_svg),
        ("vigie.svg", "image/svg+xml", PackageResources.vigie_svg),
    ]

    var model: Model {
        [
            "css": path(of: "vigie.css"), "js": path(of: "vigie.js"), "icon": path(of: "vigie.svg"),
            "report_css": path(of: "report.css"), "audit_css": path(of: "audit.css"),
            "report_js": path(of: "report.js"),
            "calendar_icon": path(of: "calendar.svg"),
        ]
    }

    func path(of name: String) -> String { byName[name]?.path ?? "" }

    func response(to request: Request, hash: String?, name: String?) -> Response? {
        guard let name, let asset = byName[name] else { return nil }
        var headers = HTTPFields()
        headers[.contentType] = asset.mediaType
        headers[.eTag] = asset.entityTag
        let current = hash.map { asset.path.contains("/\($0)/") } ?? false
        headers[.cacheControl] = current ? "public, max-age=31536000, immutable" : "no-cache"
        if request.headers[.ifNoneMatch] == asset.entityTag {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: asset.body))
    }
}
