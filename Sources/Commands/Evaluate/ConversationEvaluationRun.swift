import Evaluation
import SafetyModel
import TextAnalysis
import Training
import Watch

/// Reads labelled conversations and puts each through a watch as it is read.
struct ConversationEvaluationRun {
    var files: [String]
    var taxonomy: Taxonomy
    var reader: TextReader
    var settings: WatchSettings
    /// What judges, for reports.
    var scorer: LocalizedText

    /// - Throws: ``CommandFailure`` where a file cannot be used.
    func run() throws -> ConversationEvaluation {
        let judge = ConversationRun(reader: reader, settings: settings, taxonomy: taxonomy)
        var items: [ConversationEvaluation.Item] = []
        var problems = DatasetProblems()
        var messages = 0
        func take(_ conversation: LabelledConversation) {
            items.append(item(conversation, judge))
            messages += conversation.messages.count
        }
        try DatasetFiles(paths: files, unit: "messages").read(
            begin: { LabelledConversationReader(file: $0, problems: problems) },
            push: { reader, bytes in
                reader.push(bytes, take)
                return messages
            },
            end: { reader in
                reader.finish(take)
                problems = reader.problems
                if reader.count == 0 { throw DatasetFiles.refuse(reader.file, problems) }
            })
        DatasetFiles.report(problems)
        return ConversationEvaluation(
            items: items, threshold: threshold(items), scorer: scorer,
            source: EvaluationSource(files: files, problems: problems))
    }

    private func item(_ conversation: LabelledConversation, _ judge: ConversationRun) -> ConversationEvaluation.Item {
        var raised: [Int: [Signal]] = [:]
        let outcome = judge.run(conversation) { index, _, _, signals in
            if !signals.isEmpty { raised[index] = signals }
        }
        let policies = Self.policies(conversation.policy)
        let first = outcome.alarmAt.flatMap { raised[$0 - 1] }?.first { policies.contains($0.policy) }
        return ConversationEvaluation.Item(
            id: conversation.id, score: outcome.score, label: conversation.label, alarmAt: outcome.alarmAt,
            of: outcome.count, policy: conversation.policy?.code, alarmPolicy: first?.policy.code,
            language: conversation.language, pattern: conversation.pattern)
    }

    /// The policies whose signals count as an alarm about a conversation of a policy.
    private static func policies(_ policy: PolicyCode?) -> Set<PolicyCode> {
        policy.flatMap { ConversationRun.family.contains($0) ? nil : [$0] } ?? ConversationRun.family
    }

    /// The lowest score from which a signal about one of the conversations fires.
    private func threshold(_ items: [ConversationEvaluation.Item]) -> Double {
        let policies = items.reduce(into: Set<PolicyCode>()) { found, item in
            found.formUnion(Self.policies(item.policy.map { PolicyCode($0) }))
        }
        return policies.map { taxonomy[$0]?.threshold ?? settings.defaultThreshold }.min() ?? settings.defaultThreshold
    }
}
