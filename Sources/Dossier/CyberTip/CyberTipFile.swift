/// What NCMEC is told of a file that is sent with a report (`fileDetails` of the same schema). Vigie keeps no media: the
/// one file it can send is the exchange in words.
///
/// `industryClassification` is left out: a machine does not classify, and a person of Vigie does not look at media.
public struct CyberTipFile: Sendable, Hashable {
    /// What the service answers when the report is submitted; 0 until then.
    public var report: Int64
    /// What it answers when the file is uploaded.
    public var identifier: String
    public var name: String
    /// Whether a person of the provider has seen the whole content before reporting, by the log of views. Never a constant:
    /// in the United States it decides whether a warrant is needed.
    public var wasViewed: Bool
    /// Whether anybody could open what is in it.
    public var isPublic: Bool
    public var sha256: String

    public init(
        report: Int64 = 0, identifier: String = "to-be-given", name: String, wasViewed: Bool, isPublic: Bool,
        sha256: String
    ) {
        self.report = report
        self.identifier = identifier
        self.name = name
        self.wasViewed = wasViewed
        self.isPublic = isPublic
        self.sha256 = sha256
    }

    /// The document.
    public var xml: [UInt8] {
        var writer = XMLWriter()
        writer.element("fileDetails") { details in
            details.text("reportId", String(report))
            details.text("fileId", identifier)
            details.text("originalFileName", name)
            details.bool("fileViewedByEsp", wasViewed)
            details.bool("publiclyAvailable", isPublic)
            details.text("fileRelevance", "Supplemental Reported")
            details.text("originalFileHash", sha256, [("hashType", "SHA256")])
            details.text(
                "additionalInfo", "The exchange in words, as lines of JSON. It holds no image, video or sound.")
        }
        return Array(writer.xml.utf8)
    }
}
