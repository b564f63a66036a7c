/// Why a file is not kept. Nothing of such a file is.
public enum AttachmentRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    case empty
    case tooLarge(limit: Int)
    case tooMany(limit: Int)
    /// None of the kinds that are taken.
    case unknownKind
    /// It begins as what it says, and then is not: cut off, or made to confuse.
    case damaged(AttachmentKind)
    /// Something else follows its end, or hides in it: two files in one.
    case twoFilesInOne(AttachmentKind)
    /// A web page, a drawing with scripts, a program text.
    case markup
    /// It would grow beyond measure when opened.
    case bomb
    /// Files of an archive that need a password.
    case locked
    /// An archive in an archive.
    case nested
    /// An archive that is packed in a way that is not read here.
    case unusualArchive
    /// A name in an archive that leads elsewhere, or hides what it says.
    case unsafeName
    /// What is wrong with a file of an archive, and its name as the archive has it.
    indirect case inArchive(name: String, AttachmentRefusal)
    /// The reporter says that it shows nudity, or its hash is on a list of known abuse material.
    case intimate

    /// The name of the reason in texts.
    public var key: String {
        switch self {
        case .empty: "empty"
        case .tooLarge: "too_large"
        case .tooMany: "too_many"
        case .unknownKind: "unknown_kind"
        case .damaged: "damaged"
        case .twoFilesInOne: "two_in_one"
        case .markup: "markup"
        case .bomb: "bomb"
        case .locked: "locked"
        case .nested: "nested"
        case .unusualArchive: "unusual_archive"
        case .unsafeName: "unsafe_name"
        case .inArchive(_, let reason): reason.key
        case .intimate: "intimate"
        }
    }

    /// What is wrong, wherever the file was.
    public var cause: AttachmentRefusal {
        if case .inArchive(_, let reason) = self { return reason.cause }
        return self
    }

    public var description: String {
        switch self {
        case .empty: "the file is empty"
        case .tooLarge(let limit): "the file is larger than \(limit >> 20) MiB; send a part of it, or a screenshot"
        case .tooMany(let limit): "a report takes at most \(limit) files"
        case .unknownKind:
            "the file is none of the kinds that are taken; send a screenshot, a PDF, a text or a recording"
        case .damaged(let kind): "the file begins as \(kind.rawValue) but is cut off or damaged; send it again"
        case .twoFilesInOne(let kind): "something else hides in the \(kind.rawValue) file; send a screenshot of it"
        case .markup: "web pages and programs are not taken; send a screenshot or a text"
        case .bomb: "the file would grow beyond measure when opened; send a part of it"
        case .locked: "files behind a password cannot be looked at; pack them without one, or send the files themselves"
        case .nested: "archives with archives in them are not taken; send the files themselves"
        case .unusualArchive: "the archive is packed in a way that is not read here; make an ordinary ZIP of the files"
        case .unsafeName: "a name in the archive leads elsewhere or hides what it says; send the files themselves"
        case .inArchive(let name, let reason): "\(name), in the archive: \(reason)"
        case .intimate:
            "intimate pictures are never taken here; Take It Down and Report Remove help without seeing them"
        }
    }
}
