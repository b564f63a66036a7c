import ArgumentParser
import Evaluation
import SafetyModel
import TextAnalysis

/// `vigie evaluate`
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how good detection is: on messages, on conversations, or on a simulation.",
        discussion: """
            One of three, by what it is given:

            --messages FILE… --policy CODE   labelled messages, scored by a model (--model) or by the cues alone: macro-F1,
                                             areas under the curves, calibration, and with --by COLUMN accuracy and false
                                             alarms for each value of a column (functional tests, groups, varieties).
            --conversations FILE…            labelled conversations, put through the watch message by message: AUC,
                                             precision, recall, how early signals come (ERDE, F-latency).
            --truth FILE                     the signals of a database (--db) against the truth file of a simulation. A
                                             story is found when a signal has one of its subjects and one of its policies,
                                             from its first event to two days after its last. A look-alike is a false
                                             alarm when one of its members is subject of a signal of severity 1 or 2
                                             meanwhile; so is any other member who belongs to no story.

            Messages are CSV, TSV or JSONL with id, text and label; conversations are JSONL, one a line. Rows that cannot be
            read are told with file, line and column, and left out. The same files give the same figures to the last digit.
            Tables and pages hold ids and figures, and no one's words.

            Exit status: 0 fine, 2 bad usage, 3 when a file could not be used, 4 internal.
            """)

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Labelled messages (CSV, TSV, JSONL), or - for standard input; may name several.", valueName: "file"),
        completion: .file(extensions: ["csv", "tsv", "jsonl"]))
    var messages: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Labelled conversations (JSONL), or - for standard input; may name several.", valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var conversations: [String] = []

    @Option(
        help: ArgumentHelp("The truth file that `vigie simulate` wrote.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var truth: String?

    @OptionGroup(title: "Messages") var messageOptions: MessageOptions

    @OptionGroup(title: "Conversations") var conversationOptions: ConversationOptions

    @Option(
        help: ArgumentHelp(
            "Flag from this score on, 0…1. Messages: 0.5 or what the model's card says; conversations: the policies' own.",
            valueName: "score"))
    var threshold: Double?

    @Option(
        help: ArgumentHelp(
            "The --json output of another evaluation of the same data: prints each difference with its 95 % interval.",
            valueName: "file"), completion: .file(extensions: ["json"]))
    var against: String?

    @Option(
        help: ArgumentHelp("Write a page with plots that opens offline.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var html: String?

    @Option(help: "Language of the page: fr or en.")
    var lang: Language = Scan.environmentLanguage

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "With --truth: also list the stories missed and the look-alikes flagged.")
    var list = false

    @OptionGroup(title: "Database and policies") var database: DatabaseOptions

    func validate() throws {
        let modes = [messages.isEmpty ? nil : "--messages", conversations.isEmpty ? nil : "--conversations"]
        let named = (modes + [truth == nil ? nil : "--truth"]).compactMap { $0 }
        guard named.count == 1 else {
            throw ValidationError(
                named.isEmpty
                    ? "say what to evaluate: --messages FILE --policy CODE, --conversations FILE, or --truth FILE"
                    : "\(named.joined(separator: " and ")) are different evaluations; run them one by one")
        }
        if messages.isEmpty { try refuse(messageOptions.used, "--messages") }
        if conversations.isEmpty { try refuse(conversationOptions.used, "--conversations") }
        if truth == nil { try refuse(list ? ["--list"] : [], "--truth") }
        if truth != nil {
            let used = [
                against == nil ? nil : "--against", html == nil ? nil : "--html",
                threshold == nil ? nil : "--threshold",
            ]
            try refuse(used.compactMap { $0 }, "--messages or --conversations")
        }
        if !messages.isEmpty, messageOptions.policy == nil {
            throw ValidationError(
                "--messages needs --policy CODE: what the labels are about, as --policy harassment.hate")
        }
        if let threshold, !(0...1).contains(threshold) {
            throw ValidationError("--threshold is a score from 0 to 1, as --threshold 0.7")
        }
        if html == "-" { throw ValidationError("--html needs a file, as --html report.html") }
    }

    private func refuse(_ options: [String], _ mode: String) throws {
        guard let first = options.first else { return }
        throw ValidationError("\(first) goes with \(mode)")
    }

    func run() async throws {
        if let truth {
            try await compare(with: truth)
        } else if !messages.isEmpty {
            try evaluateMessages()
        } else {
            try evaluateConversations()
        }
    }

    // MARK: Messages

    private func evaluateMessages() throws {
        let taxonomy = try Texts.taxonomy(database.taxonomy)
        let policy = try messageOptions.knownPolicy(taxonomy)
        let saved = try against.map(SavedFile.read)
        let scorer = try MessageScorer.make(
            policy: policy, models: messageOptions.model,
            cues: CueMatcher(packs: try Texts.packs(extra: database.cues, taxonomy: taxonomy)))
        let evaluation = try MessageEvaluationRun(
            files: messages, columns: try messageOptions.columns(), scorer: scorer,
            setting: MessageEvaluation.Setting(
                policy: policy.code, scorer: scorer.name, threshold: threshold ?? scorer.threshold,
                by: messageOptions.by)
        ).run()
        let comparison = try saved.map { try SavedFile.compare(evaluation, $0, name: against ?? "") }
        try write { EvaluationPage.html(evaluation, against: comparison, making: $0, language: lang) }
        try json
            ? Terminal.output(evaluation.json(against: comparison))
            : Terminal.output(evaluation.tables(against: comparison))
    }

    // MARK: Conversations

    private func evaluateConversations() throws {
        let taxonomy = try Texts.taxonomy(database.taxonomy)
        let saved = try against.map(SavedFile.read)
        let evaluation = try ConversationEvaluationRun(
            files: conversations, taxonomy: threshold.map { taxonomy.withThreshold($0) } ?? taxonomy,
            reader: try Learned.reader(packs: try Texts.packs(extra: database.cues, taxonomy: taxonomy)),
            settings: try conversationOptions.settings(), scorer: conversationOptions.scorerName
        ).run()
        let comparison = try saved.map { try SavedFile.compare(evaluation, $0, name: against ?? "") }
        try write { EvaluationPage.html(evaluation, against: comparison, making: $0, language: lang) }
        try json
            ? Terminal.output(evaluation.json(against: comparison))
            : Terminal.output(evaluation.tables(against: comparison))
    }

    /// Writes the page, where one is asked for.
    private func write(_ page: (EvaluationMaking) -> String) throws {
        guard let html else { return }
        let making = EvaluationMaking(version: Release.version, command: Self.command)
        try OutputFile(html).write(Array(page(making).utf8))
        Terminal.error("the page is in \(html)")
    }

    /// The command as it was given, without where the program is.
    private static var command: String {
        (["vigie"] + CommandLine.arguments.dropFirst()).joined(separator: " ")
    }

    // MARK: A simulation

    private func compare(with path: String) async throws {
        let truth = try TruthFile.read(path)
        let signals = try await database.openExisting().allSignals()
        let comparison = TruthComparison(truth, signals: signals, taxonomy: try Texts.taxonomy(database.taxonomy))
        if json {
            try Terminal.output(comparison.json)
            return
        }
        try Terminal.output(comparison.table)
        guard list else { return }
        for row in comparison.stories where !row.notable.isEmpty {
            try Terminal.output("missed \(row.kind): \(row.notable.joined(separator: " "))")
        }
        for row in comparison.lookalikes where !row.notable.isEmpty {
            try Terminal.output("false \(row.kind): \(row.notable.joined(separator: " "))")
        }
        if !comparison.falseSubjects.isEmpty {
            try Terminal.output("false others: \(comparison.falseSubjects.prefix(50).joined(separator: " "))")
        }
    }
}
