import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// A picture or a recording of a report, made easier to bear: grey and blurred, without sound, and nothing plays by
/// itself. It asks for the text of the case to be open to the one who looks.
extension Console {
    /// Pictures that move by themselves are not among them; those are saved instead.
    static let easedKinds: [AttachmentKind: String] = [
        .png: "image/png", .jpeg: "image/jpeg", .mp4: "video/mp4", .ogg: "video/ogg",
    ]

    @Sendable func easedFilePage(_ visit: Visit) async throws -> Response {
        let (id, number, file) = try await openFile(visit)
        guard let media = Self.easedKinds[file.kind] else { throw Refusal.notFound }
        let reviewer = try visit.signedIn()
        let wishes = try await store.careWishes(of: reviewer.id)
        let isGrey = visit.query["colour"].map { $0 != "on" } ?? wishes.greyscale
        let isBlurred = visit.query["blur"].map { $0 != "off" } ?? wishes.blur
        let address = "/cases/\(id)/files/\(number)"
        let link = { (grey: Bool, blurred: Bool) in
            "\(address)/view?colour=\(grey ? "off" : "on")&blur=\(blurred ? "on" : "off")"
        }
        let words = visit.words
        let isPicture = media.hasPrefix("image/")
        return page(
            "eased_file",
            [
                "title": words["eased_title"], "back": "/cases/\(id)#reports",
                "number": words.say(
                    "case_number", ["id": String(id)]),
                "source": "\(address)?show=1", "picture": isPicture, "media": media, "muted": wishes.mute,
                "class": (isGrey ? "grey " : "") + (isBlurred ? "blurred" : ""),
                "grey": words[isGrey ? "eased_colour_on" : "eased_colour_off"], "grey_href": link(!isGrey, isBlurred),
                "blur": words[isBlurred ? "eased_blur_off" : "eased_blur_on"], "blur_href": link(isGrey, !isBlurred),
            ], visit: visit)
    }

    /// A file of a report: to be saved, and shown by the browser on the page above alone.
    @Sendable func reportFile(_ visit: Visit) async throws -> Response {
        let (id, number, file) = try await openFile(visit)
        var headers: HTTPFields = [.cacheControl: "no-store"]
        if visit.query["show"] == "1", let media = Self.easedKinds[file.kind] {
            headers[.contentType] = media
        } else {
            let mark = file.isCleaned ? "" : "-not-cleaned"
            headers[.contentType] = "application/octet-stream"
            headers[.contentDisposition] =
                "attachment; filename=\"case-\(id)-file-\(number)\(mark).\(file.kind.fileExtension)\""
        }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    private func openFile(_ visit: Visit) async throws -> (id: Int64, number: Int64, file: AttachmentContent) {
        let reviewer = try visit.signedIn()
        guard let number = visit.parameters["number"].flatMap(Int64.init) else { throw Refusal.notFound }
        let id = try visit.caseID()
        let state = try await store.exposureState(ofCase: id, limits: settings.care, for: reviewer, at: visit.now)
        guard state.openUntil != nil else { throw Refusal.forbidden }
        return (id, number, try await store.attachment(number, on: id, for: reviewer))
    }
}
