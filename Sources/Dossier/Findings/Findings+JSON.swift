public import SafetyModel

extension Findings {
    /// `findings.json`: the same findings always give the same bytes.
    ///
    /// - Parameters:
    ///   - language: of the sentences (`why`, and the reasons of what was skipped).
    ///   - contributionText: what a contribution means.
    public func json(language: Language, contributionText: (Contribution) -> LocalizedText) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("inputs")
        writer.beginArray()
        for input in inputs { Self.write(input, &writer) }
        writer.endArray()
        writer.key("findings")
        writer.beginArray()
        for finding in findings { Self.write(finding, language, contributionText, &writer) }
        writer.endArray()
        writer.key("skipped")
        writer.beginArray()
        for skip in skipped { Self.write(skip, language, &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ input: DossierInput, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("path")
        writer.string(input.path)
        writer.key("format")
        writer.string(input.format)
        writer.key("bytes")
        writer.integer(input.bytes)
        writer.key("sha256")
        writer.string(input.sha256)
        writer.key("messages")
        writer.integer(input.messages)
        writer.endObject()
    }

    private static func write(_ skip: DossierSkip, _ language: Language, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("path")
        writer.string(skip.path)
        writer.key("reason")
        writer.string(skip.reason)
        writer.key("message")
        writer.string(skip.message[language])
        writer.key("advice")
        writer.string(skip.advice[language])
        writer.endObject()
    }

    private static func write(
        _ finding: Finding, _ language: Language, _ contributionText: (Contribution) -> LocalizedText,
        _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("policy")
        writer.string(finding.policy.code)
        writer.key("score")
        writer.double(rounded(finding.score))
        writer.key("subject")
        writer.string(finding.subject)
        writer.key("counterpart")
        if let counterpart = finding.counterpart { writer.string(counterpart) } else { writer.null() }
        writer.key("first")
        writer.timestamp(finding.first)
        writer.key("last")
        writer.timestamp(finding.last)
        writer.key("stages")
        writer.beginObject()
        for stage in Stage.allCases {
            guard let weight = finding.stages[stage] else { continue }
            writer.key(stage.rawValue)
            writer.double(rounded(weight))
        }
        writer.endObject()
        writer.key("messages")
        writer.beginArray()
        for message in finding.messages {
            writer.beginObject()
            writer.key("id")
            writer.string(message.event.id)
            writer.key("time")
            writer.timestamp(message.time)
            writer.key("cues")
            writer.strings(message.cues.map(\.cue))
            writer.endObject()
        }
        writer.endArray()
        writer.key("why")
        writer.string(finding.why(language, contributionText))
        writer.endObject()
    }

    /// To three decimals: the fourth of a score means nothing.
    private static func rounded(_ value: Double) -> Double {
        value.isFinite ? (value * 1000).rounded() / 1000 : 0
    }
}

extension Finding {
    /// The weightiest reasons, one after the other.
    public func why(_ language: Language, _ contributionText: (Contribution) -> LocalizedText) -> String {
        contributions.filter { $0.logOdds > 0 }.sorted { $0.logOdds > $1.logOdds }.prefix(6)
            .map { text(of: $0, contributionText)[language] }.joined(separator: " ")
    }
}

/// `manifest.json`: the SHA-256 of every input and every output, so that anybody can check later that nothing was
/// changed.
public enum DossierManifest {
    /// A file of the dossier.
    public struct Output: Sendable, Hashable {
        public var path: String
        public var bytes: Int
        public var sha256: String

        public init(path: String, bytes: Int, sha256: String) {
            self.path = path
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    /// The manifest's bytes.
    public static func json(inputs: [DossierInput], outputs: [Output], making: DossierMaking) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("made")
        writer.timestamp(making.madeAt)
        writer.key("vigie")
        writer.string(making.version)
        writer.key("command")
        writer.string(making.command)
        writer.key("packs")
        writer.strings(making.packs)
        let lists: [(String, [Output])] = [
            ("inputs", inputs.map { Output(path: $0.path, bytes: $0.bytes, sha256: $0.sha256) }), ("outputs", outputs),
        ]
        for (name, files) in lists {
            writer.key(name)
            writer.beginArray()
            for file in files {
                writer.beginObject()
                writer.key("path")
                writer.string(file.path)
                writer.key("bytes")
                writer.integer(file.bytes)
                writer.key("sha256")
                writer.string(file.sha256)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
        return writer.bytes
    }
}

/// How a dossier was made: so that somebody else can make it again.
public struct DossierMaking: Sendable, Hashable {
    /// Of Vigie.
    public var version: String
    /// The command line.
    public var command: String
    /// Cue packs with their versions, as `fr 1`.
    public var packs: [String]
    public var madeAt: Timestamp
    /// Events that were read.
    public var events: Int

    public init(version: String, command: String, packs: [String], madeAt: Timestamp, events: Int) {
        self.version = version
        self.command = command
        self.packs = packs
        self.madeAt = madeAt
        self.events = events
    }
}
