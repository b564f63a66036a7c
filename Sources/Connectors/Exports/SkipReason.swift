public import SafetyModel

/// Why something was not read, or not wholly.
public enum SkipReason: String, Sendable, Hashable, CaseIterable {
    case missingPath = "missing_path"
    case unreadableFile = "unreadable_file"
    case notAFile = "not_a_file"
    case symlinkLoop = "symlink_loop"
    case symlink
    case noExportFound = "no_export_found"
    case otherFiles = "other_files"
    case tooManyFiles = "too_many_files"
    case tooDeep = "too_deep"
    case emptyFile = "empty_file"
    case noMessages = "no_messages"
    case notUTF8 = "not_utf8"
    case utf16
    case binaryFile = "binary_file"
    case compressedFile = "compressed_file"
    case htmlExport = "html_export"
    case csvExport = "csv_export"
    case textExport = "text_export"
    case unknownJSON = "unknown_json"
    case notJSON = "not_json"
    case wrongFormat = "wrong_format"
    case truncated
    case brokenJSON = "broken_json"
    case messagesUnreadable = "messages_unreadable"
    case messageTooLarge = "message_too_large"
    case linesUnreadable = "lines_unreadable"
    case lineTooLong = "line_too_long"
    case countDiffers = "count_differs"
    case duplicateInput = "duplicate_input"
    case changedWhileReading = "changed_while_reading"
    case readError = "read_error"
    case diskFull = "disk_full"
    case noTemporaryFile = "no_temporary_file"
    case zipBroken = "zip_broken"
    case zipTruncated = "zip_truncated"
    case zipBomb = "zip_bomb"
    case zipTooManyEntries = "zip_too_many_entries"
    case zipUnsafeName = "zip_unsafe_name"
    case zipSymlink = "zip_symlink"
    case zipEncrypted = "zip_encrypted"
    case zipUnsupported = "zip_unsupported"
    case zipOverlap = "zip_overlap"
    case zipChecksum = "zip_checksum"
    case zipNested = "zip_nested"

    /// Whether content that should have been read was lost; `false` for what was left alone on purpose.
    public var isLoss: Bool {
        switch self {
        case .otherFiles, .duplicateInput, .symlink: false
        default: true
        }
    }
}

/// Something that was not read, or not wholly.
public struct SkippedInput: Sendable, Hashable {
    public var path: String
    public var reason: SkipReason
    /// Where in the file, in bytes, if that helps.
    public var offset: Int?
    /// How many messages, lines or files it is about, where it is about several.
    public var count: Int?
    /// What was found instead: the kind of file, the path of the first copy. Never content.
    public var detail: String?

    public init(
        path: String, reason: SkipReason, offset: Int? = nil, count: Int? = nil, detail: String? = nil
    ) {
        self.path = path
        self.reason = reason
        self.offset = offset
        self.count = count
        self.detail = detail
    }

    /// What happened, in a sentence.
    public var message: LocalizedText {
        let text = reason.message
        // French counts none as one.
        return LocalizedText(fr: fill(text.fr, isSingular: (count ?? 2) < 2), en: fill(text.en, isSingular: count == 1))
    }

    /// What to do about it, in a sentence.
    public var advice: LocalizedText { reason.advice }

    /// Puts offset, count and detail into a sentence; `{one|many}` becomes what the count asks for.
    private func fill(_ sentence: String, isSingular: Bool) -> String {
        var filled = ""
        var rest = Substring(sentence)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            let inside = rest[rest.index(after: open)..<close]
            switch inside {
            case "offset": filled += offset.map(String.init) ?? "?"
            case "count": filled += count.map(String.init) ?? "?"
            case "detail": filled += detail ?? "?"
            default:
                let forms = inside.split(separator: "|", omittingEmptySubsequences: false)
                filled += (isSingular ? forms.first : forms.last) ?? inside
            }
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}

/// A fault while an input was read: why, and where. The path is added where it is known.
struct ExportFault: Error, Sendable, Hashable {
    var reason: SkipReason
    var offset: Int?
    var detail: String?

    init(_ reason: SkipReason, offset: Int? = nil, detail: String? = nil) {
        self.reason = reason
        self.offset = offset
        self.detail = detail
    }

    func skipped(_ path: String, count: Int? = nil) -> SkippedInput {
        SkippedInput(path: path, reason: reason, offset: offset, count: count, detail: detail)
    }
}
