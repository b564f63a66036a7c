import Casework
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import SafetyModel

/// What somebody sent from a page of reporting: fields, and files that are still to be looked at.
struct ReceivedForm: Sendable {
    private(set) var pairs: [(name: String, value: String)] = []
    var files: [ReceivedFile] = []

    struct ReceivedFile: Sendable {
        var bytes: [UInt8]
        var isTooLarge: Bool
        /// What it was called. It is said back to whoever sent it, and kept nowhere.
        var name = ""
    }

    /// A file that is not kept, and why.
    struct RefusedFile: Sendable {
        /// Its place among the files of the form, from 1.
        var number: Int
        var name: String
        var reason: AttachmentRefusal
    }

    init(_ fields: FormFields) {
        pairs = fields.pairs
    }

    init(_ parts: [MultipartReader.Part]) throws(Refusal) {
        for part in parts {
            if part.isFile {
                // A file field that was left empty comes as a file without content.
                if part.bytes.isEmpty, !part.isCut { continue }
                files.append(ReceivedFile(bytes: part.bytes, isTooLarge: part.isCut, name: part.fileName))
            } else {
                guard !part.isCut else { throw .tooLarge }
                guard let text = String(validating: part.bytes, as: UTF8.self) else { throw .badRequest }
                pairs.append((part.name, text))
            }
        }
    }

    subscript(name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }

    // MARK: Showing what was typed once more

    /// The language that was asked for with a button, or that of the form.
    var shownLanguage: Language? { Language(rawValue: self["show"]) ?? Language(rawValue: self["language"]) }

    /// The country whose help lines were asked for, or that of the form.
    var shownCountry: String { self["show"] == "country" ? self["shown_country"] : self["country"] }

    /// Whether files were chosen, which no page can give back. A form that is sent without them says how they are called.
    var hadFiles: Bool { !files.isEmpty || self["had_files"] == "1" || !self["files"].isEmpty }

    /// What a page carries on until it is sent.
    var typed: [(name: String, value: String)] {
        let buttons = ["proof", "show", "shown_country", "had_files", "files"]
        var carried = pairs.filter { !buttons.contains($0.name) }
        if hadFiles { carried.append((name: "had_files", value: "1")) }
        return carried
    }

    func draft(community: String, language: Language, proof: ReportProof, address: String?) -> ReportDraft {
        var draft = ReportDraft()
        draft.community = self["community"].isEmpty ? community : self["community"]
        draft.happening = self["happening"]
        draft.accused = self["accused"].isEmpty ? [] : [self["accused"]]
        draft.accusedIsStaff = self["staff"] == "1"
        draft.dangerNow = self["danger"] == "yes"
        draft.concern = self["concern"]
        draft.place = self["place"]
        draft.text = self["text"]
        draft.contact = self["contact"]
        draft.name = self["name"]
        draft.account = self["account"]
        draft.language = language
        draft.country = self["country"]
        draft.originMark = proof.originMark(of: address)
        draft.origin = proof.origin(of: self["note"])
        draft.fileCount = files.count
        return draft
    }

    /// SHA-256 of what was told, files included: two forms with the same are the same report.
    var digest: String {
        var hash = SHA256()
        for name in Self.told {
            let value = Array(self[name].replacing("\r\n", with: "\n").utf8)
            hash.update(data: Array("\(name) \(value.count) ".utf8))
            hash.update(data: value)
        }
        for file in files { hash.update(data: Array(SHA256.hash(data: file.bytes))) }
        return hexadecimal(Array(hash.finalize()))
    }

    private static let told = [
        "community", "happening", "concern", "danger", "accused", "staff", "text", "place", "name", "contact",
        "account",
        "intimate",
    ]

    /// Looks at the files. Those that are refused are forgotten here and now.
    func examined(refusing known: Set<String>) -> (kept: [ReportFiling.File], refused: [RefusedFile]) {
        var kept: [ReportFiling.File] = []
        var refused: [RefusedFile] = []
        for (index, file) in files.enumerated() {
            do throws(AttachmentRefusal) {
                if index >= AttachmentCheck.most { throw .tooMany(limit: AttachmentCheck.most) }
                // The reporter's word is enough: nothing is looked at, nothing is hashed. It does not say which file, so
                // all go that could be it; a text is kept.
                if self["intimate"] == "1", file.isTooLarge || AttachmentCheck.isMoreThanText(file.bytes) {
                    throw .intimate
                }
                if file.isTooLarge { throw .tooLarge(limit: AttachmentCheck.largest) }
                let checked = try AttachmentCheck.examine(file.bytes) {
                    !known.isEmpty && known.contains(hexadecimal(SHA256.hash(data: $0)))
                }
                kept.append(ReportFiling.File(original: file.bytes, checked: checked))
            } catch {
                refused.append(RefusedFile(number: index + 1, name: file.name, reason: error))
            }
        }
        return (kept, refused)
    }
}

/// Looks at the files of one report after the other: an archive of 10 MiB may unpack to twenty times as much, and all
/// processors are not to be busy with that at once.
actor AttachmentDesk {
    func examine(
        _ form: ReceivedForm, refusing known: Set<String>
    ) -> (kept: [ReportFiling.File], refused: [ReceivedForm.RefusedFile]) { form.examined(refusing: known) }
}

extension Console {
    /// A body is read past this size only to be able to answer; beyond the second the connection ends.
    static let largestDrained = 320 << 20

    /// Reads a form of the pages of reporting, urlencoded or with files.
    func reportForm(_ visit: Visit) async throws -> ReceivedForm {
        guard isFromOurPages(visit.request) else { throw Refusal.formExpired }
        let type = visit.request.headers[.contentType]
        guard var reader = MultipartReader(contentType: type) else {
            guard type?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true else {
                throw Refusal.wrongMediaType
            }
            let body = try await visit.request.body.collect(upTo: Self.maximumBody * 2)
            return ReceivedForm(try FormFields(parsing: Array(body.readableBytesView)))
        }
        let length = visit.request.headers[.contentLength].flatMap(Int.init) ?? .max
        if length <= 256 << 10 { return try await parts(visit, &reader) }
        guard await reportLimits.beginUpload(from: visit.address) else { throw Refusal.busy }
        let form: ReceivedForm
        do {
            form = try await parts(visit, &reader)
        } catch {
            await reportLimits.endUpload(from: visit.address)
            throw error
        }
        await reportLimits.endUpload(from: visit.address)
        return form
    }

    /// Reads a form with files to its end, whatever its size.
    func parts(_ visit: Visit, _ reader: inout MultipartReader) async throws -> ReceivedForm {
        var received = 0
        for try await chunk in visit.request.body {
            received += chunk.readableBytes
            if received > Self.largestDrained { throw Refusal.tooLarge }
            var rest = chunk.readableBytesView
            while !rest.isEmpty {
                try reader.feed(rest.prefix(64 << 10))
                rest = rest.dropFirst(64 << 10)
            }
        }
        guard reader.isFinished else { throw Refusal.badRequest }
        return try ReceivedForm(reader.parts)
    }
}
