import ArgumentParser
import Evaluation
import Foundation
import SafetyModel
import TextAnalysis
import Training
import Watch

/// `vigie train`
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn a model of messages, or the weights of conversation risk, from labelled data.",
        discussion: """
            Messages:       vigie train --data FILE… --policy CODE --out model.vigie
                            CSV, TSV or JSONL with the columns text and label; --split-column names one with
                            train, valid and test (else a fifth validates). Settings are chosen on valid, the model is
                            learned from train and valid, and test is only measured.
            Conversations:  vigie train --conversations FILE… --out risk.yaml --acts-out acts.vigie
                            JSONL as `vigie evaluate --conversations` takes, each message with the acts it does.
            Decisions:      vigie train --from-decisions --db vigie.db --policy CODE --out model.vigie
                            The texts that decided cases rest on: upheld or dismissed. It is put on each case's trail.
            A card:         vigie train --card model.vigie

            The same data and seed give the same file, to the last byte. Nothing of the texts is in it but weights.
            """)

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Labelled messages (CSV, TSV, JSONL).", valueName: "file"),
        completion: .file())
    var data: [String] = []

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Labelled conversations (JSONL).", valueName: "file"),
        completion: .file())
    var conversations: [String] = []

    @Flag(help: "Learn from what reviewers decided.")
    var fromDecisions = false

    @Option(help: ArgumentHelp("Print the card of a model.", valueName: "file"), completion: .file())
    var card: String?

    @Option(help: ArgumentHelp("Where to write the model.", valueName: "file"), completion: .file())
    var out: String?

    @OptionGroup(title: "Messages") var messageOptions: TrainMessageOptions
    @OptionGroup(title: "Conversations") var conversationOptions: TrainConversationOptions
    @OptionGroup(title: "Decisions") var decisionOptions: TrainDecisionOptions

    @Option(help: "The licence of the data, for the card.")
    var licence = "not stated"

    @Option(help: "The day, for the card (default: today).")
    var date: String?

    @Option(help: "The order of learning follows from it.")
    var seed: UInt64 = 1

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        let modes = [data.isEmpty ? nil : "--data", conversations.isEmpty ? nil : "--conversations"]
        let others = [fromDecisions ? "--from-decisions" : nil, card == nil ? nil : "--card"]
        let named = (modes + others).compactMap { $0 }
        guard named.count == 1 else {
            throw ValidationError(
                named.isEmpty
                    ? "say what to learn from: --data FILE --policy CODE --out FILE, --conversations FILE --out FILE, "
                        + "or --from-decisions --policy CODE --out FILE"
                    : "\(named.joined(separator: " and ")) do not go together; run them one by one")
        }
        if card == nil, out == nil { throw ValidationError("--out FILE says where the model goes") }
        if !data.isEmpty || fromDecisions, messageOptions.policy == nil {
            throw ValidationError(
                "\(named[0]) needs --policy CODE: what the labels are about, as --policy harassment.hate")
        }
        if let out, out == "-" || (data + conversations + [decisionOptions.db]).contains(out) {
            throw ValidationError("--out must name a file of its own")
        }
    }

    func run() async throws {
        if let card { return try show(card) }
        guard let out else { return }
        let common = TrainCommon(
            out: out, licence: licence, date: date ?? String(Clock.now().rfc3339.prefix(10)), seed: seed, json: json)
        if fromDecisions {
            try await TrainDecisions(database: decisionOptions, options: messageOptions, common: common).run()
        } else if data.isEmpty {
            try TrainConversations(files: conversations, options: conversationOptions, common: common).run()
        } else {
            try TrainMessages(files: data, options: messageOptions, common: common).run()
        }
    }

    private func show(_ path: String) throws {
        let model = try MappedFile.model(path)
        try Terminal.output("outputs: \(model.outputs.map(\.name).joined(separator: ", "))")
        for entry in model.card.entries { try Terminal.output("\(entry.name): \(entry.text)") }
    }
}

/// What both kinds of training need.
struct TrainCommon {
    var out: String
    var licence: String
    var date: String
    var seed: UInt64
    var json: Bool

    /// Writes a file whole or not at all: a model that was there stays until the new one is.
    func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw .failed("cannot write \(path): \(error.localizedDescription)")
        }
    }

    /// Names and SHA-256 of files, for a card.
    static func describe(_ paths: [String]) -> String {
        paths.map { path in
            let bytes = FileManager.default.contents(atPath: path).map(Array.init) ?? []
            let name = URL(fileURLWithPath: path).lastPathComponent
            return "\(name) (sha256 \(SHA256Hasher.hexadecimal(of: bytes).prefix(16)))"
        }.joined(separator: ", ")
    }
}
